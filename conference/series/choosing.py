"""Which series a new meeting can belong to: the office's own, and a 合同ケース会議 not yet held."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference.rosters.models import Rhythm, Series
from conference.rosters.schedule import series_of
from conference.series.kinds import JOINT, kind_of
from conference.series.service import all_series


def choices(session: Session) -> list[tuple[str, str]]:
    """(value, label): a series by its number, a 合同ケース会議 of a rhythm nobody has made yet by its kind."""
    own = all_series(session)
    there = {kind_of(series).id for series in own}
    unmade = [(kind.id, kind.label) for kind in JOINT.values() if kind.id not in there]
    return [*((str(series.id), series.title) for series in own), *unmade]


def chosen(session: Session, value: str) -> Series | None:
    """The series of a choice, made when it was only offered; None for anything else."""
    if value.isascii() and value.isdecimal() and len(value) < 12:
        return session.get(Series, int(value))
    rhythm = next((rhythm for rhythm, kind in JOINT.items() if kind.id == value), None)
    return series_of(session, Rhythm(rhythm)) if rhythm else None
