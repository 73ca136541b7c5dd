"""The lines of one meeting as they stand: what is written here, and what stood there last time."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from conference.rosters.models import Conference, ConferenceState
from conference.series.kinds import kind_of
from conference.years.models import LineText
from conference.years.ruled import FIRST, NAME, SECOND, WHOLE, Ruled, table_for


@dataclass(frozen=True)
class Line:
    """One line at one meeting; `numbers` are the versions of what is written here."""

    key: str
    name: str
    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    """What stood at the meeting before that wrote it."""

    @property
    def first(self) -> str:
        return self.texts.get(FIRST, "")

    @property
    def second(self) -> str:
        return self.texts.get(SECOND, "")

    @property
    def is_written(self) -> bool:
        return bool(self.first.strip() or self.second.strip())

    @property
    def is_shown(self) -> bool:
        return bool(self.name.strip()) or self.is_written


def table_of(conference: Conference) -> Ruled | None:
    return table_for(kind_of(conference.series).id)


def lines_at(session: Session, conference: Conference) -> list[Line]:
    """The lines in the order they were first written; none where the kind has no table."""
    ruled = table_of(conference)
    if ruled is None:
        return []
    found = {WHOLE: Line(WHOLE, ruled.starts_with)} if ruled.starts_with else {}
    for each in texts_until(session, conference):
        line = found.setdefault(each.line, Line(each.line, ""))
        found[each.line] = _with(line, each, is_here=each.conference_id == conference.id)
    return _without_idle_whole([line for line in found.values() if line.is_shown])


def _with(line: Line, each: LineText, *, is_here: bool) -> Line:
    """The line after one more saved text."""
    name = each.value if each.part == NAME else line.name
    here = {each.part: each.value} if is_here else {}
    number = {each.part: each.number} if is_here else {}
    stood = {each.part: each.value} if not is_here and each.value.strip() else {}
    return Line(line.key, name, {**line.texts, **here}, {**line.numbers, **number}, {**line.before, **stood})


def _without_idle_whole(lines: list[Line]) -> list[Line]:
    """Where schools are written one by one, an empty 全体 is out of the way."""
    is_idle = len(lines) > 1 and not any(
        line.is_written or line.before for line in lines if line.key == WHOLE
    )
    return [line for line in lines if line.key != WHOLE] if is_idle else lines


def texts_until(session: Session, conference: Conference) -> list[LineText]:
    """Every text of the series up to this meeting, oldest meeting first; a meeting called off left none."""
    question = (
        select(LineText)
        .join(Conference, Conference.id == LineText.conference_id)
        .where(Conference.series_id == conference.series_id)
        .where(
            or_(
                Conference.id == conference.id,
                (Conference.held_on < conference.held_on) & (Conference.state != ConferenceState.CALLED_OFF),
                (Conference.held_on == conference.held_on)
                & (Conference.id < conference.id)
                & (Conference.state != ConferenceState.CALLED_OFF),
            )
        )
        .options(joinedload(LineText.person))
        .order_by(Conference.held_on, Conference.id, LineText.number, LineText.id)
    )
    return list(session.scalars(question))
