"""Quiet twins for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from conference import clock

A_SATURDAY = datetime(2026, 11, 21, 14, 30)  # noqa: DTZ001 - the office's wall clock


class FixedClock:
    """A clock that moves only when told."""

    def __init__(self, at: datetime = A_SATURDAY) -> None:
        self.at = at
        clock.stand_still(at)

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)
        clock.stand_still(self.at)


@contextmanager
def fixed_clock(at: datetime = A_SATURDAY) -> Iterator[FixedClock]:
    try:
        yield FixedClock(at)
    finally:
        clock.stand_still(None)
