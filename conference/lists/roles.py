"""Who still has to do what, per person or per agency; and decisions that nothing followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from conference.decisions.models import Assignment, Decision, Side
from conference.home.service import Deadline
from conference.households.workers import first_worker
from conference.lists import by_reading
from conference.lists.plans import NO_WORKER
from conference.lists.sheets import (
    DAY,
    LATE,
    NAME,
    PLAIN,
    STATE,
    TEXT,
    Asked,
    Cell,
    Figure,
    Group,
    Line,
    Sheet,
    late,
)
from conference.lists.standing import ASKS_FOR_DATES, Standing
from conference.people.models import Person
from conference.rosters.models import Row

ROLE_COLUMNS = (
    ("期限", DAY),
    ("世帯", NAME),
    ("何を", TEXT),
    ("決めた会議", DAY),
    ("済・未", STATE),
    ("わけ", TEXT),
)
STILL_COLUMNS = (
    ("会議", DAY),
    ("世帯", NAME),
    ("担当", PLAIN),
    ("方針", TEXT),
    ("役割", TEXT),
    ("わけ", TEXT),
)
PATIENCE = timedelta(days=30)
"""A decision without a deadline is asked for after a month."""
OUTSIDE = (Side.SCHOOL, Side.OTHER)
NOBODY = "だれ未定"
WEEK = 7


def roles(found: Sequence[Deadline], asked: Asked) -> Sheet:
    """Open roles, the groups with the most overdue ones first."""
    mine = sorted((each for each in found if _takes(each, asked)), key=_due_then_name)
    by_group: dict[str, list[Deadline]] = defaultdict(list)
    for each in mine:
        by_group[_agency(each.role) if asked.by == "agency" else _person(each.role)].append(each)
    groups = [Group(name, [_line(each, asked, name) for each in some]) for name, some in by_group.items()]
    groups.sort(key=lambda group: (-group.late, group.heading == NOBODY, by_reading.key(group.heading)))
    over = [each for each in mine if each.is_overdue]
    figures = (
        Figure("期限が過ぎている", len(over), is_late=True),
        Figure("7日のうち", sum(-WEEK <= each.days_over <= 0 for each in mine)),
        Figure("その先", sum(-9999 < each.days_over < -WEEK for each in mine)),
        Figure("期限未定", sum(each.role.due_on is None for each in mine), is_late=True),
    )
    return Sheet(ROLE_COLUMNS, groups, figures, "済んでいない役割はありません。")


def _due_then_name(each: Deadline) -> tuple[date, tuple[str, str]]:
    return each.role.due_on or date.max, by_reading.key(each.row.household.name)


def _takes(each: Deadline, asked: Asked) -> bool:
    """A worker's own roles, whoever leads the household."""
    if asked.function and each.row.household.lead_function != asked.function:
        return False
    if asked.without_worker:
        return each.role.person_id is None and not each.role.who
    return asked.worker is None or _is_hers(each.role, asked.worker)


def _is_hers(role: Assignment, person: Person) -> bool:
    if role.person_id is not None:
        return role.person_id == person.id
    return role.who.strip() in (person.name, person.family_name, "".join(person.name.split()))


def _person(role: Assignment) -> str:
    return role.person.name if role.person else role.who.strip() or NOBODY


def _agency(role: Assignment) -> str:
    """The account's agency; a school or another agency as it was written; else the side."""
    if role.side in OUTSIDE:
        return f"{role.side}（{role.who.strip()}）" if role.who.strip() else role.side
    return (role.person.agency if role.person else "") or role.side or NOBODY


def _line(each: Deadline, asked: Asked, group: str) -> Line:
    who = _person(each.role)
    what = each.role.what or "（何を、がまだない）"
    cells = (
        Cell(asked.day(each.role.due_on), DAY),
        Cell(each.row.household.name, NAME),
        Cell(what if who == group or asked.by != "agency" else f"{who}　{what}", TEXT),
        Cell(asked.day(each.row.conference.held_on), DAY),
        Cell(each.role.state, STATE),
        _why(each.role.due_on, asked),
    )
    return Line(each.row, cells, each.role)


def _why(due_on: date | None, asked: Asked) -> Cell:
    if due_on is None:
        return Cell("期限未定", TEXT)
    return Cell(late(due_on, asked.today), LATE) if due_on < asked.today else Cell("", TEXT)


def still(found: Sequence[Standing], asked: Asked) -> Sheet:
    """The last decision of each household, where nothing says that anybody has begun."""
    lines = []
    for each in found:
        row = each.decided
        if row is None or row.decision is None or each.closed or not asked.takes(each.household):
            continue
        if why := why_still(row.decision, row.conference.held_on, asked.today):
            lines.append((row, why))
    lines.sort(key=lambda each: each[0].conference.held_on)
    groups = [
        Group(
            heading,
            [
                _still_line(row, row.decision, why, asked)
                for row, why in lines
                if row.decision and why[0] == heading
            ],
        )
        for heading in (PAST_DEADLINE, A_MONTH, WITHOUT_ROLES)
    ]
    figures = [Figure(group.heading, len(group.lines), is_late=True) for group in groups]
    return Sheet(
        STILL_COLUMNS, [group for group in groups if group.lines], figures, "動いていない決定はありません。"
    )


PAST_DEADLINE, A_MONTH, WITHOUT_ROLES = "期限が過ぎて済がない", "一か月たって済がない", "役割が決まっていない"


def why_still(decision: Decision, held_on: date, today: date) -> tuple[str, str] | None:
    """(group, reason) of a decision nobody has acted on; None where something was done or there is time."""
    roles = decision.roles
    if held_on >= today:
        return None
    if not roles:
        return (WITHOUT_ROLES, "だれが何をするかがない") if decision.kind in ASKS_FOR_DATES else None
    if not all(role.is_open for role in roles):
        return None
    days = [role.due_on for role in roles if role.due_on and role.due_on < today]
    if days:
        return PAST_DEADLINE, late(min(days), today)
    if held_on + PATIENCE < today and not any(role.due_on for role in roles):
        return A_MONTH, f"会議から{(today - held_on).days}日"
    return None


def _still_line(row: Row, decision: Decision, why: tuple[str, str], asked: Asked) -> Line:
    cells = (
        Cell(asked.day(row.conference.held_on), DAY),
        Cell(row.household.name, NAME),
        Cell(first_worker(row.household) or NO_WORKER),
        Cell(decision.policy or "（方針がない）", TEXT),
        Cell("、".join(f"{_person(role)} {role.what}".strip() for role in decision.roles) or "なし", TEXT),
        Cell(why[1], LATE),
    )
    return Line(row, cells)
