"""A table that is sent as a whole: the fields of its lines are named `FIELD-KEY`, with a `was-KEY` for each line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request

from conference.decisions.fields import clean

Key = TypeVar("Key")
WAS = "was-"
MOST_DIGITS = 11


def keys_sent(read: Callable[[str], Key | None]) -> list[Key]:
    """Of the lines that stood on the page, whether or not they stand still; `read` gives nothing for what is no key."""
    found = [read(name.removeprefix(WAS)) for name in request.form if name.startswith(WAS)]
    return [each for each in found if each]


def number(text: str) -> int:
    """0 for what is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def one_line(name: str) -> str:
    """A field of the form that was sent, its spaces made single."""
    return " ".join(clean(request.form.get(name, "")).split())
