"""終結を考える: households whose meetings have brought nothing new, with what speaks for an end and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.decisions.previous import still_open
from conference.households.workers import first_worker
from conference.lists.families import months_ago
from conference.lists.plans import NO_WORKER
from conference.lists.sheets import DAY, NAME, PLAIN, TEXT, Asked, Cell, Figure, Group, Line, Sheet, filled
from conference.lists.standing import Standing

TIMES = 3
"""Meetings in a row without a change before a household is looked at."""
SAFE = 70
"""安全の度合い, 0 to 100, from which it speaks for an end."""
SEEN_MONTHS = 3
QUIET = "なし"
COLUMNS = (
    ("世帯", NAME),
    ("担当", PLAIN),
    ("主たる機能", PLAIN),
    ("前の会議", DAY),
    ("そろっていること", TEXT),
    ("まだのこと", TEXT),
)
READY, NEARLY = "そろっている世帯", "あと少しの世帯"
NOBODY = f"変化なしが{TIMES}回続いた世帯はありません。"


@dataclass(frozen=True)
class Point:
    """One thing looked at; `speaks_for` an end or is still open."""

    words: str
    speaks_for: bool


def safeties(session: Session) -> dict[int, int]:
    """安全の度合い by row id."""
    question = select(Brief.row_id, Brief.safety).where(Brief.safety.is_not(None))
    return {row_id: safety for row_id, safety in session.execute(question) if safety is not None}


def ending(found: Sequence[Standing], marks: Mapping[int, int], asked: Asked) -> Sheet:
    """Only households quiet for TIMES meetings; deciding is the meeting's."""
    mine = [each for each in found if not each.closed and asked.takes(each.household)]
    looked = [(each, points(each, marks, asked.today)) for each in mine if quiet_times(each) >= TIMES]
    ready = [pair for pair in looked if all(point.speaks_for for point in pair[1])]
    nearly = [pair for pair in looked if pair not in ready]
    groups = [
        Group(READY, [_line(each, said, asked) for each, said in ready]),
        Group(NEARLY, [_line(each, said, asked) for each, said in nearly]),
    ]
    figures = (Figure(READY, len(ready)), Figure(NEARLY, len(nearly)))
    return Sheet(COLUMNS, filled(groups), figures, NOBODY)


def quiet_times(each: Standing) -> int:
    """Newest meetings in a row that wrote 変化なし; one that nobody has written for yet does not break it."""
    times = 0
    for row in each.rows:
        if not row.change and not row.phase.is_done:
            continue
        if row.change != QUIET:
            break
        times += 1
    return times


def points(each: Standing, marks: Mapping[int, int], today: date) -> list[Point]:
    return [
        Point(f"変化なし{quiet_times(each)}回", True),
        *_promises(each),
        *_safety(each, marks),
        *_seen(each, today),
    ]


def _promises(each: Standing) -> Iterator[Point]:
    left = len(still_open(each.rows))
    yield Point(f"済んでいない役割{left}件" if left else "役割はすべて済", not left)


def _safety(each: Standing, marks: Mapping[int, int]) -> Iterator[Point]:
    known = [marks[row.id] for row in each.rows if row.id in marks]
    if not known:
        return  # nobody has to write a number
    fell = len(known) > 1 and known[0] < known[1]
    words = f"安全の度合い{known[0]}" + (f"（前回{known[1]}）" if len(known) > 1 else "")
    yield Point(words, known[0] >= SAFE and not fell)


def _seen(each: Standing, today: date) -> Iterator[Point]:
    if each.seen_on is None:
        yield Point("会った日の記録がない", False)
    elif each.seen_on < months_ago(today, SEEN_MONTHS):
        yield Point(f"{(today - each.seen_on).days}日会えていない", False)
    else:
        yield Point(f"{each.seen_on.month}/{each.seen_on.day}に会えた", True)


def _line(each: Standing, said: Sequence[Point], asked: Asked) -> Line:
    cells = (
        Cell(each.household.name, NAME),
        Cell(first_worker(each.household) or NO_WORKER),
        Cell(each.household.lead_function),
        Cell(_last_met(each, asked), DAY),
        Cell("、".join(point.words for point in said if point.speaks_for), TEXT),
        Cell("、".join(point.words for point in said if not point.speaks_for), TEXT),
    )
    return Line(each.newest, cells)


def _last_met(each: Standing, asked: Asked) -> str:
    """The coming meeting has not been."""
    held = [row.conference.held_on for row in each.rows]
    return asked.day(next((day for day in held if day < asked.today), held[0]))
