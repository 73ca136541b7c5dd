"""The chain's arithmetic: every line is sealed together with the seal before it (pure)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

START = "0" * 64


class Line(Protocol):
    """What a seal covers."""

    id: int
    at: datetime
    person_id: int | None
    action: str
    subject: str
    subject_id: int | None
    household_id: int | None
    detail: str
    mac: str


def seal(key: bytes, before: str, line: Line) -> str:
    said = [
        before, line.id, line.at.isoformat(), line.person_id, line.action,
        line.subject, line.subject_id, line.household_id, line.detail,
    ]  # fmt: skip
    return hmac.new(key, json.dumps(said, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def broken(key: bytes, lines: Iterable[Line]) -> Iterator[int]:
    """The numbers of the lines that were changed, moved, put in, or stand after a gap."""
    before, number = START, 0
    for line in lines:
        number += 1
        if line.id != number or not hmac.compare_digest(seal(key, before, line), line.mac):
            yield line.id
            number = line.id
        before = line.mac
