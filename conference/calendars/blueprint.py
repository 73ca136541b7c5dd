"""The blueprint that the pages of the calendar register on."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("calendars", __name__)
