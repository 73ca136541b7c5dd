"""The lines of one meeting as they stand: what is written here, and what stood there last time."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, func, or_, select, true
from sqlalchemy.orm import Session

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


@dataclass(frozen=True)
class Text:
    """What stands in one place at one meeting."""

    meeting: tuple[date, int]
    """Its day and its id: later meetings are greater."""
    line: str
    part: str
    number: int
    value: str


def table_of(conference: Conference) -> Ruled | None:
    return table_for(kind_of(conference.series).id)


def lines_at(session: Session, conference: Conference, key: str | None = None) -> list[Line]:
    """The lines in the order they were first written, or the one with this key; none where the kind has no table."""
    return lines_of_each(session, [conference], key)[0]


def lines_of_each(
    session: Session, conferences: Sequence[Conference], key: str | None = None
) -> list[list[Line]]:
    """For meetings of one series in their order, none of them called off but the last: the lines of each."""
    ruled = table_of(conferences[0]) if conferences else None
    if ruled is None:
        return [[] for _ in conferences]
    has_whole = bool(ruled.starts_with) and key in (None, WHOLE)
    stood = {WHOLE: Line(WHOLE, ruled.starts_with)} if has_whole else {}
    texts = deque(texts_until(session, conferences[-1], key))
    found = []
    for each in conferences:
        while texts and texts[0].meeting < (each.held_on, each.id):
            _write(stood, texts.popleft(), is_here=False)
        lines = dict(stood)
        for text in texts:
            if text.meeting != (each.held_on, each.id):
                break
            _write(lines, text, is_here=True)
        found.append(_without_idle_whole([line for line in lines.values() if line.is_shown]))
    return found


def _write(lines: dict[str, Line], text: Text, *, is_here: bool) -> None:
    """The line of the text as it stands after it; a new one comes last."""
    line = lines.get(text.line) or Line(text.line, "")
    lines[text.line] = _with(line, text, is_here=is_here)


def _with(line: Line, each: Text, *, is_here: bool) -> Line:
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


def texts_until(session: Session, conference: Conference, key: str | None = None) -> list[Text]:
    """What stands in each place at each meeting of the series up to this one, oldest meeting first.

    In the order the places were first written; of one line where `key` says which. A meeting called off left none.
    """
    asked = _places(conference, key).subquery()
    question = (
        select(
            Conference.held_on, Conference.id, LineText.line, LineText.part, LineText.number, LineText.value
        )
        .join(Conference, Conference.id == LineText.conference_id)
        .join(
            asked,
            (asked.c.conference_id == LineText.conference_id)
            & (asked.c.line == LineText.line)
            & (asked.c.part == LineText.part)
            & (asked.c.newest == LineText.number),
        )
        .order_by(Conference.held_on, Conference.id, asked.c.first)
    )
    return [
        Text((held_on, meeting), line, part, number, value)
        for held_on, meeting, line, part, number, value in session.execute(question)
    ]


def _places(conference: Conference, key: str | None) -> Select[int, str, str, int, int]:
    """Every place with its newest version and the id of its first."""
    is_before = or_(
        Conference.held_on < conference.held_on,
        (Conference.held_on == conference.held_on) & (Conference.id < conference.id),
    )
    return (
        select(
            LineText.conference_id,
            LineText.line,
            LineText.part,
            func.max(LineText.number).label("newest"),
            func.min(LineText.id).label("first"),
        )
        .join(Conference, Conference.id == LineText.conference_id)
        .where(Conference.series_id == conference.series_id, true() if key is None else LineText.line == key)
        .where(
            or_(
                Conference.id == conference.id,
                is_before & (Conference.state != ConferenceState.CALLED_OFF),
            )
        )
        .group_by(LineText.conference_id, LineText.line, LineText.part)
    )
