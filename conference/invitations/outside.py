"""A meeting on the screen of somebody outside the two functions: numbered exactly as his paper is.

No ground of its own opens names: 要対協・本人同意・法令 say what may be told, and numbers are enough to tell it.
Only the series says otherwise (numbers_outside), for paper and screen alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conference import clock
from conference.decisions.models import Assignment
from conference.invitations.numbering import numbered
from conference.invitations.pack import who_of_row
from conference.people.models import Person
from conference.rosters import cells
from conference.rosters.models import Conference, Row


@dataclass(frozen=True)
class OutsideRow:
    """One row without a name; texts as label and text."""

    row: Row
    who: tuple[str, ...]
    categories: str
    situation: str
    last_policy: str
    decided: list[tuple[str, str]]

    @property
    def tag(self) -> tuple[str, str, str]:
        return cells.status_tag(self.row)


def is_numbered(conference: Conference, person: Person) -> bool:
    return not person.kind.sees_rosters and conference.series.numbers_outside


def outside_row(row: Row) -> OutsideRow:
    """What `rosters/_outside_row.html` asks for as `line`."""
    household = row.household
    registered = ["要対協" for each in household.members if each.registration_number or each.registered_on]
    categories = [each.category for each in household.members if each.category]
    return OutsideRow(
        row=row,
        who=who_of_row(row, hide=True),
        categories="・".join(dict.fromkeys([*categories, *registered])),
        situation=numbered(row.situation or row.concern, household),
        last_policy="　".join(
            part for part in (row.last_policy_state, numbered(row.last_policy, household)) if part
        ),
        decided=[(label, text) for label, text in _decided(row) if text],
    )


def _decided(row: Row) -> Iterator[tuple[str, str]]:
    decision, household = row.decision, row.household
    if row.talk:
        yield "本人・家族の意向", numbered(row.talk.family_wish, household)
    if decision is None:
        return
    yield "結果", cells.kind_line(row)
    yield "方針", numbered(decision.policy, household)
    yield "役割・期限", "\n".join(_role(role, row) for role in decision.roles)
    yield "家族へ", numbered(cells.family_line(row), household)
    dates = cells.date_lines(row, None, clock.today())
    yield "三つの日付", "　".join(f"{each.label} {each.text}" for each in dates)


def _role(role: Assignment, row: Row) -> str:
    """A worker's account keeps its name; what was typed is looked through."""
    who = role.person.family_name if role.person else numbered(role.who, row.household)
    due = cells.day_text(role.due_on, row.conference.held_on) if role.due_on else ""
    parts = (role.side, who, numbered(role.what, row.household), f"{due}まで" if due else "", role.state)
    return "　".join(part for part in parts if part)
