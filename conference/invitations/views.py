"""What goes out before a meeting (pages)."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("invitations", __name__)
