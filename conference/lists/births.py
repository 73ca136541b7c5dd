"""出産後の確認: pregnancies whose expected day has passed, and those of the coming month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conference.births.expecting import SOON, Expected
from conference.households.workers import first_worker
from conference.lists import by_reading
from conference.lists.plans import NO_WORKER
from conference.lists.sheets import (
    DAY,
    LATE,
    NAME,
    PLAIN,
    TEXT,
    Asked,
    Cell,
    Figure,
    Group,
    Line,
    Sheet,
    filled,
    late,
)

COLUMNS = (
    ("出産予定日", DAY),
    ("世帯", NAME),
    ("妊婦", PLAIN),
    ("担当", PLAIN),
    ("区分", PLAIN),
    ("最後に会った日", DAY),
    ("わけ", TEXT),
)
OVER, AHEAD = "予定日を過ぎ、まだ確かめていない", "これから1か月に予定日が来る"
EMPTY = "予定日を過ぎた妊婦も、1か月のうちに予定日の来る妊婦もいません。"


def births(found: Sequence[Expected], asked: Asked) -> Sheet:
    """Whom to ask after, the longest first; nothing changes by itself."""
    mine = sorted((each for each in found if asked.takes(each.household)), key=_due_then_name)
    over = [each for each in mine if each.due_on < asked.today]
    ahead = [each for each in mine if asked.today <= each.due_on < asked.today + SOON]
    groups = [Group(OVER, _lines(over, asked)), Group(AHEAD, _lines(ahead, asked))]
    figures = (Figure("確かめていない", len(over), is_late=True), Figure("これから1か月", len(ahead)))
    return Sheet(COLUMNS, filled(groups), figures, EMPTY)


def _due_then_name(each: Expected) -> tuple[date, tuple[str, str]]:
    return each.due_on, by_reading.key(each.household.name)


def _lines(found: Sequence[Expected], asked: Asked) -> list[Line]:
    return [Line(each.row, _cells(each, each.row.last_seen_on, asked)) for each in found if each.row]


def _cells(each: Expected, seen_on: date | None, asked: Asked) -> tuple[Cell, ...]:
    is_over = each.due_on < asked.today
    return (
        Cell(asked.day(each.due_on), DAY),
        Cell(each.household.name, NAME),
        Cell(each.member.name),
        Cell(first_worker(each.household) or NO_WORKER),
        Cell(each.member.category or "未定"),
        Cell(asked.day(seen_on) if seen_on else "まだない", DAY),
        Cell(late(each.due_on, asked.today), LATE) if is_over else Cell("", TEXT),
    )
