"""The blueprint that the pages before a meeting register on."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("invitations", __name__)
