"""A practice office: accounts, series, and two years of invented meetings."""

from __future__ import annotations

from conference.demo.accounts import ACCOUNTS as ACCOUNTS
from conference.demo.accounts import PASSWORD as PASSWORD
from conference.demo.accounts import make_office as make_office
from conference.demo.records import make_records as make_records
