"""Who saw and did what: `audit.record` in a writing session, `audit.viewed` from a page that only reads."""

from __future__ import annotations

from conference.audit.service import record as record
from conference.audit.service import viewed as viewed
