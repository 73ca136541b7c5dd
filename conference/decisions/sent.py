"""What a page sends to save one field."""

from __future__ import annotations

from typing import Any

from flask import request

from conference.decisions.fields import FieldUnknown


def asked_to_save() -> tuple[str, str, int, str]:
    """What the page sent; raises FieldUnknown unless it is one field with a text and a version."""
    given: Any = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise FieldUnknown
    name, text, base, page = (given.get(key) for key in ("field", "value", "base", "page"))
    if not isinstance(name, str) or not isinstance(text, str) or type(base) is not int:
        raise FieldUnknown
    return name, text, base, page[:20] if isinstance(page, str) and page.isalnum() else ""
