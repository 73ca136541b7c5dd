"""The blueprint that the pages of conferences and rosters register on."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("rosters", __name__)
