"""評価日 by month, and the families to be called in the month a plan is renewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from conference.decisions.proposals import months_later
from conference.households.workers import first_worker
from conference.lists import by_reading
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
    month_label,
)
from conference.lists.standing import Standing

OVER, TAKEN_AWAY, NEVER = "過ぎている", "取り消したまま", "一度も日付のない世帯"
NO_WORKER = "担当未定"
PLAN_COLUMNS = (
    ("評価日", DAY),
    ("世帯", NAME),
    ("担当", PLAIN),
    ("主たる機能", PLAIN),
    ("見直し予定日", DAY),
    ("最後に会った日", DAY),
    ("わけ", TEXT),
)
CALL_COLUMNS = (
    ("評価日", DAY),
    ("世帯", NAME),
    ("主たる機能", PLAIN),
    ("最後に会った日", DAY),
    ("前の会議", DAY),
    ("声かけ", TEXT),
)


def plans(found: Sequence[Standing], asked: Asked) -> Sheet:
    """Every plan that runs: overdue first, then month by month, then those without a date and why."""
    mine = [each for each in found if asked.takes(each.household) and each.plan_runs]
    dated = sorted((each for each in mine if each.plan_on), key=_plan_day)
    over = [each for each in dated if _plan_day(each) < asked.today]
    ahead = [each for each in dated if _plan_day(each) >= asked.today]
    away = [each for each in mine if not each.plan_on and each.plan_before]
    never = [each for each in mine if not each.plan_on and not each.plan_before]
    months = [Group(label, _lines(some, asked)) for label, some in _by(ahead, _month).items()]
    groups = [
        Group(OVER, _lines(over, asked)),
        *months,
        Group(TAKEN_AWAY, _lines(away, asked)),
        Group(NEVER, _lines(never, asked)),
    ]
    this_month = sum(_month(each) == month_label(asked.today) for each in ahead)
    figures = (
        Figure("過ぎている", len(over), is_late=True),
        Figure("今月", this_month),
        Figure("来月から", len(ahead) - this_month),
        Figure("取り消したまま", len(away), is_late=True),
        Figure("一度もない", len(never), is_late=True),
    )
    return Sheet(PLAN_COLUMNS, filled(groups), figures)


def _plan_day(each: Standing) -> date:
    return each.plan_on or date.max


def _month(each: Standing) -> str:
    return month_label(_plan_day(each))


def _by(found: Sequence[Standing], key: Callable[[Standing], str]) -> dict[str, list[Standing]]:
    groups: dict[str, list[Standing]] = defaultdict(list)
    for each in found:
        groups[key(each)].append(each)
    return dict(groups)


def _lines(found: Sequence[Standing], asked: Asked) -> list[Line]:
    return [_line(each, asked) for each in found]


def _line(each: Standing, asked: Asked) -> Line:
    cells = (
        Cell(asked.day(each.plan_on), DAY),
        Cell(each.household.name, NAME),
        Cell(first_worker(each.household) or NO_WORKER),
        Cell(each.household.lead_function),
        Cell(asked.day(each.review_on), DAY),
        Cell(asked.day(each.seen_on) if each.seen_on else "まだない", DAY),
        _why(each, asked),
    )
    return Line(each.newest, cells)


def _why(each: Standing, asked: Asked) -> Cell:
    """Why a date needs a look; nothing where it simply lies ahead."""
    if each.plan_on and each.plan_on < asked.today:
        return Cell(late(each.plan_on, asked.today), LATE)
    if each.plan_on:
        return Cell(f"{each.closure}の後も評価" if each.closed else "", TEXT)
    if each.plan_before:
        return Cell(f"前は{asked.day(each.plan_before)}。消したあと決めていない", LATE)
    decided = each.decided
    if decided is None:
        return Cell("会議でまだ決めていない", LATE)
    return Cell(f"{asked.day(decided.conference.held_on)}の会議でも日付なし", LATE)


def calls(found: Sequence[Standing], asked: Asked) -> Sheet:
    """Per worker: whose plan is renewed by the end of next month, or should have been."""
    until = month_after(asked.today)
    due = [
        each
        for each in found
        if asked.takes(each.household) and each.plan_runs and each.plan_on and each.plan_on < until
    ]
    due.sort(key=_plan_day)
    by_worker = _by(due, lambda each: first_worker(each.household) or NO_WORKER)
    groups = [
        Group(name, [_call(each, asked) for each in some])
        for name, some in sorted(
            by_worker.items(), key=lambda each: (each[0] == NO_WORKER, by_reading.key(each[0]))
        )
    ]
    over = sum(_plan_day(each) < asked.today for each in due)
    this_month = sum(
        _plan_day(each) >= asked.today and _month(each) == month_label(asked.today) for each in due
    )
    figures = (
        Figure("過ぎている", over, is_late=True),
        Figure("今月", this_month),
        Figure("来月", len(due) - over - this_month),
    )
    return Sheet(CALL_COLUMNS, groups, figures, "来月までに評価日の来る世帯はありません。")


def month_after(today: date) -> date:
    """The first day of the month after next."""
    return months_later(today.replace(day=15), 2).replace(day=1)


def _call(each: Standing, asked: Asked) -> Line:
    day = _plan_day(each)
    is_over = day < asked.today
    said = (
        late(day, asked.today)
        if is_over
        else f"{'今月' if _month(each) == month_label(asked.today) else '来月'}が更新月"
    )
    decided = each.decided or each.newest
    cells = (
        Cell(asked.day(day), DAY),
        Cell(each.household.name, NAME),
        Cell(each.household.lead_function),
        Cell(asked.day(each.seen_on) if each.seen_on else "まだない", DAY),
        Cell(asked.day(decided.conference.held_on), DAY),
        Cell(said, LATE if is_over else TEXT),
    )
    return Line(each.newest, cells)
