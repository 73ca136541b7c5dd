"""Names of persons, by what stands beside them, by word classes and by lists.

A span is the name alone: no さん, no 母, no 保健師.
"""

from __future__ import annotations

from collections.abc import Iterator

from conference.anonymize.context import Reading
from conference.anonymize.rules import (
    called_names,
    foreign_names,
    fullnames,
    kana_names,
    listed_names,
    proper_names,
    role_names,
    titled_names,
)
from conference.anonymize.spans import Span

_KINDS = (
    titled_names,
    proper_names,
    role_names,
    called_names,
    foreign_names,
    kana_names,
    fullnames,
    listed_names,
)


def find(reading: Reading) -> Iterator[Span]:
    for kind in _KINDS:
        yield from kind.find(reading)
