"""The lines of meetings as a table of texts: one meeting for its record, a year's meetings side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from conference.rosters.models import Conference
from conference.years.difference import between, measure_of
from conference.years.lines import Line, lines_at, lines_of_each, table_of
from conference.years.ruled import FIRST, SECOND, Ruled

DIFFERENCE = "差"
SUM = "合計"
SUM_NOTE = "両方に数のある行"
MOST_COLUMNS = 12
"""What can be read abreast on A4; a year has no more months."""


@dataclass(frozen=True)
class MeetingTable:
    """The lines of one meeting: headings, and as many texts in each row."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Group:
    """One line over the year: what is told of it, and a text for each meeting."""

    name: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Grid:
    """A year: one column for each meeting, or for each month where the meetings are too many to stand abreast."""

    title: str
    line: str
    labels: tuple[str, ...]
    meetings: tuple[tuple[Conference, ...], ...]
    """Of each column."""
    groups: tuple[Group, ...]

    @property
    def is_by_month(self) -> bool:
        return sum(map(len, self.meetings)) > MOST_COLUMNS


def table_at(session: Session, conference: Conference) -> MeetingTable | None:
    """For the record of one meeting; None where nothing is written."""
    ruled = table_of(conference)
    lines = [line for line in lines_at(session, conference) if line.is_written]
    if ruled is None or not lines:
        return None
    rows = [(line.name, line.first, line.second, difference(ruled, line)) for line in lines]
    added = _sum(ruled, lines)
    if added:
        rows.append((f"{SUM}（{SUM_NOTE}）", added.first, added.second, difference(ruled, added)))
    return MeetingTable(ruled.title, (*ruled.labels.values(), DIFFERENCE), tuple(rows))


def grid_of(session: Session, conferences: Sequence[Conference]) -> Grid | None:
    """Meetings of one series in their order; None where the kind has no table, or nothing is written."""
    ruled = table_of(conferences[0]) if conferences else None
    if ruled is None:
        return None
    by_meeting = [{line.key: line for line in lines} for lines in lines_of_each(session, conferences)]
    columns = _columns(conferences)
    shown = [_together([by_meeting[at] for at in column]) for column in columns]
    groups = [_group(ruled, key, shown) for key in _keys(by_meeting)]
    sums = [_sum(ruled, list(lines.values())) for lines in shown]
    if any(sums):
        groups.append(_rows(ruled, f"{SUM}（{SUM_NOTE}）", sums))
    if not groups:
        return None
    meetings = tuple(tuple(conferences[at] for at in column) for column in columns)
    return Grid(ruled.title, ruled.line, _labels(ruled, meetings), meetings, tuple(groups))


def _columns(conferences: Sequence[Conference]) -> list[list[int]]:
    """Which meetings stand in each column, by their place in the year."""
    places = range(len(conferences))
    if len(places) <= MOST_COLUMNS:
        return [[at] for at in places]
    return [list(month) for _, month in groupby(places, lambda at: conferences[at].held_on.month)]


def _labels(ruled: Ruled, meetings: Sequence[Sequence[Conference]]) -> tuple[str, ...]:
    months = [column[0].held_on.month for column in meetings]
    if any(len(column) > 1 for column in meetings):
        return tuple(f"{month}月" for month in months)
    return tuple(ruled.meeting_labels(months))


def _together(meetings: Sequence[dict[str, Line]]) -> dict[str, Line]:
    """One after the other: what a later one wrote in a place stands there."""
    found: dict[str, Line] = {}
    for key, line in (item for lines in meetings for item in lines.items()):
        before = found.get(key, Line(key, ""))
        written = {part: text for part, text in line.texts.items() if text.strip()}
        name = line.name if line.name.strip() else before.name
        found[key] = Line(key, name, {**before.texts, **written})
    return found


def difference(ruled: Ruled, line: Line) -> str:
    return ruled.difference(line.first, line.second)


def _keys(by_meeting: Sequence[dict[str, Line]]) -> list[str]:
    """Lines that a meeting of the year has written, and those that stand at its last one."""
    written = [key for lines in by_meeting for key, line in lines.items() if line.is_written]
    standing = by_meeting[-1] if written else ()
    return list(dict.fromkeys([*written, *standing]))


def _group(ruled: Ruled, key: str, by_meeting: Sequence[dict[str, Line]]) -> Group:
    lines = [lines.get(key) for lines in by_meeting]
    names = [line.name for line in lines if line and line.name.strip()]
    return _rows(ruled, names[-1] if names else "名前のない行", lines)


def _rows(ruled: Ruled, name: str, lines: Iterable[Line | None]) -> Group:
    there = [line or Line("", "") for line in lines]
    said = [(label, tuple(line.texts.get(part, "") for line in there)) for part, label in ruled.parts]
    return Group(name, (*said, (DIFFERENCE, tuple(difference(ruled, line) for line in there))))


def _sum(ruled: Ruled, lines: Sequence[Line]) -> Line | None:
    """Of the lines where both sides gave a number; None for fewer than two."""
    counted = [
        line for line in lines if ruled.is_summed(line.key) and between(line.first, line.second) is not None
    ]
    if len(counted) < 2:
        return None
    texts = {part: _added(line.texts[part] for line in counted) for part in (FIRST, SECOND)}
    return Line("", SUM, texts)


def _added(texts: Iterable[str]) -> str:
    found = [measure for text in texts if (measure := measure_of(text))]
    return f"{sum((each.number for each in found), Decimal()).normalize():f}"
