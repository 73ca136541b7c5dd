"""Writing the lines of a meeting: saved as typed, pasted from a spreadsheet, taken off; nobody is overwritten."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.edits import Editor, RecordConfirmed, WrittenMeanwhile
from conference.decisions.fields import MIDDLE, FieldUnknown, TextTooLong, clean
from conference.errors import CalledOff
from conference.rosters.models import Conference, ConferenceState
from conference.years import pasted
from conference.years.errors import LineHasMore, NoLines, OnlyHeadings, TooManyLines
from conference.years.lines import Line, lines_at, table_of
from conference.years.models import LineText
from conference.years.ruled import FIRST, NAME, SECOND, WHOLE, Ruled
from conference.years.versions import before, carried, is_own, keep, newest_of

LONGEST_NAME = 80
MOST_LINES = 60


@dataclass(frozen=True)
class Pasted:
    """What a paste did: lines that are new, and places left alone because something stood there."""

    made: int
    filled: int
    kept: int
    headings_and_totals: int = 0
    beyond: int = 0
    """Rows with something in a column that the table does not have."""


@dataclass(frozen=True)
class TakenBack:
    """What an undo did: places put back, and places that stay as they were written since."""

    back: int
    stayed: int


@dataclass(frozen=True)
class Saved:
    """What stands in the place now."""

    number: int
    value: str


def save(session: Session, editor: Editor, conference: Conference, name: str, text: str, base: int) -> Saved:
    """Write one place, `KEY:part`. The same text again is no new version.

    Raises FieldUnknown, TextTooLong, RecordConfirmed, CalledOff, WrittenMeanwhile.
    """
    ruled = _ruled(conference)
    key, _, part = name.partition(":")
    if part not in ruled.labels or not _is_known(session, conference, ruled, key):
        raise FieldUnknown
    value = _read(ruled, part, text)
    _check_open(conference)
    newest = newest_of(session, conference, key, part)
    if value == (newest.value if newest else carried(session, conference, key, part)):
        return Saved(newest.number if newest else 0, value)
    if newest and newest.number > base and not is_own(session, editor, newest, base):
        raise WrittenMeanwhile(newest, newest.value, text)
    return Saved(keep(session, editor, conference, key, part, value).number, value)


def paste(session: Session, editor: Editor, conference: Conference, text: str) -> Pasted:
    """Rows of a spreadsheet, or a name on each line; a line of that name gets what is still empty.

    Raises NoLines, OnlyHeadings, TooManyLines, TextTooLong, RecordConfirmed, CalledOff.
    """
    ruled = _ruled(conference)
    _check_open(conference)
    found = pasted.read(clean(text), list(ruled.labels.values()))
    if not found.rows:
        raise OnlyHeadings if found.headings_and_totals else NoLines
    given = [_columns(ruled, cells) for cells in found.rows]
    there = _by_name(session, conference, ruled)
    shown = {pasted.plain(line.name) for line in lines_at(session, conference)}
    count = len(shown | {pasted.plain(name) for name, *_ in given})
    if count > MOST_LINES:
        raise TooManyLines(MOST_LINES, count)
    done = _write_all(session, editor, conference, given, there)
    return replace(done, headings_and_totals=found.headings_and_totals, beyond=found.beyond)


def _by_name(session: Session, conference: Conference, ruled: Ruled) -> dict[str, Line]:
    """The lines by their names as they read; 全体 also while it is out of the way: a second one would be summed."""
    lines = lines_at(session, conference)
    named = {pasted.plain(line.name): line for line in lines}
    if not ruled.starts_with:
        return named
    wholes = [line for line in [*lines, *lines_at(session, conference, WHOLE)] if line.key == WHOLE]
    return {pasted.plain(ruled.starts_with): wholes[0] if wholes else Line(WHOLE, ""), **named}


def _write_all(
    session: Session, editor: Editor, conference: Conference, given: list[list[str]], there: dict[str, Line]
) -> Pasted:
    made = filled = kept = 0
    for name, *values in given:
        key = pasted.plain(name)
        line = there.get(key) or Line(secrets.token_hex(5), "")
        if not line.name.strip():
            line = there[key] = replace(line, name=name)
            keep(session, editor, conference, line.key, NAME, name)
            made += 1
        for part, value in zip((FIRST, SECOND), values, strict=False):
            if value and not line.texts.get(part, "").strip():
                keep(session, editor, conference, line.key, part, value)
                line.texts[part] = value
                filled += 1
            elif value and line.texts[part].strip() != value:
                kept += 1
    return Pasted(made, filled, kept)


def drop(
    session: Session, editor: Editor, conference: Conference, key: str, seen: Mapping[str, int]
) -> Line | None:
    """The line goes from this meeting on; what earlier meetings wrote stays with them. None: no such line.

    `seen`: by part, the version that whoever takes it off has read. Raises LineHasMore, RecordConfirmed, CalledOff.
    """
    _check_open(conference)
    for part in (NAME, FIRST, SECOND):
        newest = newest_of(session, conference, key, part)
        if newest and newest.number > seen.get(part, 0):
            raise LineHasMore(newest)
    line = next((each for each in lines_at(session, conference) if each.key == key), None)
    if line is not None:
        standing = {NAME: line.name, FIRST: line.first, SECOND: line.second}
        for part in (part for part, text in standing.items() if text.strip()):
            keep(session, editor, conference, key, part, "")
    return line


def take_back(session: Session, editor: Editor, conference: Conference, first: int, last: int) -> TakenBack:
    """Undo of a paste or of a line taken off: own texts with these ids that nobody has written over."""
    _check_open(conference)
    question = select(LineText).where(
        LineText.conference_id == conference.id,
        LineText.person_id == editor.person.id,
        LineText.id.between(first, last),
    )
    own = session.scalars(question.order_by(LineText.id)).all()
    found = [each for each in own if newest_of(session, conference, each.line, each.part) is each]
    stood = [before(session, conference, each) for each in found]
    for each, value in zip(found, stood, strict=True):
        keep(session, editor, conference, each.line, each.part, value)
    return TakenBack(len(found), len(own) - len(found))


def _ruled(conference: Conference) -> Ruled:
    found = table_of(conference)
    if found is None:
        raise FieldUnknown
    return found


def _is_known(session: Session, conference: Conference, ruled: Ruled, key: str) -> bool:
    """Some meeting of the series has written it; one just taken off still takes what is being typed."""
    if key == WHOLE:
        return bool(ruled.starts_with)
    question = (
        select(LineText.id)
        .join(Conference, Conference.id == LineText.conference_id)
        .where(LineText.line == key, Conference.series_id == conference.series_id)
    )
    return session.scalar(question.limit(1)) is not None


def _columns(ruled: Ruled, cells: Sequence[str]) -> list[str]:
    """Name and what stands beside it; a place of one line takes a cell of several as one."""
    parts = (NAME, FIRST, SECOND)
    read = [
        _read(ruled, part, cell if ruled.is_long else " ".join(cell.split("\n")))
        for part, cell in zip(parts, cells, strict=False)
    ]
    return [read[0] or "名前のない行", *read[1:]]


def _read(ruled: Ruled, part: str, text: str) -> str:
    most = LONGEST_NAME if part == NAME else MIDDLE
    written = clean(text)
    if len(written) > most:
        raise TextTooLong(ruled.labels[part], most, len(written))
    return " ".join(written.split()) if part == NAME else written


def _check_open(conference: Conference) -> None:
    if conference.phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed
    if conference.phase is ConferenceState.CALLED_OFF:
        raise CalledOff
