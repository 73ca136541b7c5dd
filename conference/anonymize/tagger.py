"""A trained tagger (GiNZA) where one is installed; without it this layer finds nothing.

It only adds persons: its organisations and dates flood notes of this field.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import titles
from conference.anonymize.spans import Label, Span

MODEL = "ja_ginza"


def installed() -> bool:
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


def find(reading: Reading) -> Iterator[Span]:
    model = _model()
    if model is None:
        return
    for entity in model(reading.text).ents:
        if entity.label_ == "Person" and _is_name(entity.text):
            yield reading.span(
                entity.start_char, entity.end_char, Label.PERSON, "学習した読み取りが人の名前としました"
            )


def _is_name(said: str) -> bool:
    ordinary = said in titles.NOT_NAMES or said in lists.katakana_words() or said in lists.everyday()
    return len(said) > 1 and not ordinary


@cache
def _model() -> Any:
    """The loaded model, or None where it is missing or does not start beside the other packages."""
    if not installed():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return import_module("spacy").load(
                MODEL, exclude=["parser", "bunsetu_recognizer", "attribute_ruler"]
            )
        except (ImportError, OSError, ValueError):
            return None
