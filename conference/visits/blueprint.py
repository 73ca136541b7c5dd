"""The pages of visits, in two files."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("visits", __name__)
