"""What the wall shows of the current row: a number, what was promised, what is decided; no name of the family."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from conference.decisions.models import Assignment
from conference.decisions.previous import asked_again
from conference.households.models import Household
from conference.projector.masking import masked, names_of
from conference.projector.turns import Turn
from conference.rosters import cells
from conference.rosters.models import Conference, Row, RowStatus
from conference.rosters.planning import minutes_for
from conference.rosters.schedule import next_day_for
from conference.rosters.timing import Clock, clock_of

LINES = 3
"""As many promises, and as many roles, as can be read from the other end of the table."""
SIDES_SHORT = {"母子保健側": "母保", "児童福祉側": "児福"}
UNKNOWN_CHILD = "こども"


@dataclass(frozen=True)
class Promise:
    """Something decided last time: 済, 未, 不要, or not yet said."""

    state: str
    text: str


@dataclass(frozen=True)
class Screen:
    """One row as it is shown; every text is already masked."""

    number: int
    who: str
    status: str
    clock: Clock | None
    presenter: str
    kind: str
    policy: str
    family: str
    dates: list[cells.DateLine]
    promised: list[Promise] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    more_promised: int = 0
    more_roles: int = 0


def current_row(conference: Conference, turn: Turn | None) -> Row | None:
    """The row the room turned to; before any page said so, the one in discussion opened last."""
    if turn is not None:
        return next((row for row in conference.rows if row.id == turn.row_id), None)
    talked = [row for row in conference.rows if row.phase is RowStatus.IN_DISCUSSION]
    return max(talked, key=lambda row: str(row.opened_at or ""), default=None)


def screen_of(session: Session, row: Row, since: datetime | None, now: datetime) -> Screen:
    names = names_of(row.household)
    decision, next_on = row.decision, next_day_for(session, row.conference)[0]
    promised = _promised(session, row, names)
    roles = [_role(each, row, names) for each in (decision.roles if decision else [])]
    return Screen(
        number=row.number,
        who=who_of(row.household, row.conference.held_on),
        status=cells.status_tag(row)[1],
        clock=clock_of(row, now) or _since(row, since, now),
        presenter=masked("".join(cells.presenter_of(row).split()[:1]), names),
        kind=cells.kind_line(row),
        policy=masked(decision.policy if decision else "", names),
        family=masked(_family(row), names),
        dates=cells.date_lines(row, next_on, now.date()),
        promised=promised[:LINES],
        roles=roles[:LINES],
        more_promised=max(0, len(promised) - LINES),
        more_roles=max(0, len(roles) - LINES),
    )


def _since(row: Row, since: datetime | None, now: datetime) -> Clock | None:
    """A row nobody took up counts from the turn; seconds planned for 一括確認 are nothing to hold a room to."""
    seconds = max(0, int((now - since).total_seconds())) if since else 0
    planned = minutes_for(row, row.conference)
    if planned >= 1:
        return Clock(seconds, planned)
    return Clock(seconds, None) if seconds >= 60 else None


def who_of(household: Household, on: date) -> str:
    """小3・年中のきょうだい: grades and ages, oldest first, never a name."""
    lines = cells.member_lines(household, on)
    said = [line.age or UNKNOWN_CHILD for line in lines] or [UNKNOWN_CHILD]
    born = [age for age in said if not age.startswith(("妊娠", "出産"))]
    unborn = [age for age in said if age not in born]
    children = "・".join(born) + ("のきょうだい" if len(born) > 1 else "")
    return "　".join(part for part in (children, *unborn) if part)


def _promised(session: Session, row: Row, names: list[str]) -> list[Promise]:
    """Last time's policy, then its roles, each once, with 済・未."""
    roles = [role for each in asked_again(session, row) for role in each.roles]
    policy = [Promise(row.last_policy_state, masked(row.last_policy, names))] if row.last_policy else []
    asked = [Promise(role.state, f"{_who(role, names)}：{masked(role.what, names)}") for role in roles]
    return list({each.text: each for each in reversed([*policy, *asked])}.values())[::-1]


def _who(role: Assignment, names: list[str]) -> str:
    """A worker's account keeps its name; what was typed is looked through."""
    side = SIDES_SHORT.get(role.side, role.side)
    who = role.person.family_name if role.person else masked(role.who, names)
    return " ".join(part for part in (side, who) if part) or "だれ未定"


def _role(role: Assignment, row: Row, names: list[str]) -> str:
    due = cells.day_text(role.due_on, row.conference.held_on)
    until = f"　{due}まで" if role.due_on else "　期限未定"
    return f"{_who(role, names)}：{masked(role.what, names) or '何を、がまだです'}{until}"


def _family(row: Row) -> str:
    """Who tells the family: the first thing rooms forget."""
    decision = row.decision
    if decision is None:
        return ""
    if decision.family_not_told:
        return cells.family_line(row)
    told = f"{decision.family_told_by}が" if decision.family_told_by else ""
    return f"{told}{decision.family_told_how}" if told or decision.family_told_how else ""
