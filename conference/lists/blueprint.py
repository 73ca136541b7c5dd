"""The blueprint that the lists register on."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("lists", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
