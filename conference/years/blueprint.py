"""The pages of a year and of the lines that it lays side by side, in two files."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("years", __name__)
