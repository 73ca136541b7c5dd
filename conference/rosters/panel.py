"""The open row: what its panel needs, gathered once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from conference import clock
from conference.briefs.service import Shown, for_row
from conference.decisions.mild import with_words
from conference.decisions.models import Assignment, ClosureKind, DecisionKind, Side
from conference.decisions.previous import Earlier, asked_again, last_decided
from conference.decisions.sheet import Cell, sheet_of
from conference.households.folded import Folded, folded_into
from conference.people.models import Person
from conference.phrases.models import Phrase
from conference.phrases.service import every
from conference.rosters.cells import (
    DateLine,
    MemberLine,
    date_lines,
    dates_before,
    family_line,
    kind_line,
    member_lines,
    presenter_of,
    role_lines,
)
from conference.rosters.missing import Missing, missing_in
from conference.rosters.models import Row
from conference.rosters.planning import in_minutes, minutes_for
from conference.rosters.service import names_of_staff
from conference.rosters.timing import Clock, clock_of

KIND_HINTS = {
    DecisionKind.CONTINUE: "方針と見直し予定日を書きます。",
    DecisionKind.CHANGE: "新しい方針と見直し予定日を書きます。",
    DecisionKind.CLOSE: "終結の種類を四つから選びます。",
    DecisionKind.NEXT_TIME: "今日は決めず、次の会議へ回します。",
    DecisionKind.SHARE: "情報を共有しました。決めることはありません。",
}


@dataclass(frozen=True)
class Panel:
    row: Row
    cells: dict[str, Cell]
    earlier: list[Earlier]
    last: Row | None
    members: list[MemberLine]
    dates_before: list[DateLine]
    missing: tuple[Missing, ...]
    may_write: bool
    """The person may write in this row now."""
    takes_decisions: bool
    """The conference is 開催中 or 記録確認中."""
    runs: bool
    may_repeat: bool
    """There is something from last time to take over."""
    written: list[tuple[str, str]] = field(default_factory=list)
    """The decision as it stands, for those who only read it."""
    names: list[str] = field(default_factory=list)
    new_key: str = ""
    clock: Clock | None = None
    brief: Shown | None = None
    phrases: Sequence[Phrase] = ()
    asks_family: bool = False
    """The family has a seat: what it wishes is written before anything is decided."""
    folded: Sequence[Folded] = ()
    """Rows that were put together with this one."""

    kinds = tuple(DecisionKind)
    closures = tuple(ClosureKind)
    sides = tuple(Side)
    hints = KIND_HINTS

    def cell(self, name: str) -> Cell:
        return self.cells.get(name, Cell(0, ""))

    def role_cell(self, key: str, attribute: str) -> Cell:
        return self.cell(f"assignment:{key}:{attribute}")

    @property
    def roles(self) -> list[Assignment]:
        every = self.row.decision.assignments if self.row.decision else []
        return [role for role in every if not role.removed]

    @property
    def presenter(self) -> str:
        return presenter_of(self.row)

    @property
    def planned_minutes(self) -> str:
        return in_minutes(minutes_for(self.row, self.row.conference))

    @property
    def default_side(self) -> str:
        by_function = {"母子保健": Side.MATERNAL, "児童福祉": Side.CHILD}
        return by_function.get(self.row.household.lead_function, Side.CHILD)


def panel_for(session: Session, row: Row, person: Person) -> Panel:
    earlier = asked_again(session, row)
    phase = row.conference.phase
    in_office = person.kind.sees_rosters
    last = last_decided(session, row) if in_office else None
    return Panel(
        row=row,
        cells=with_words(sheet_of(session, row, earlier), row.decision, clock.today()),
        earlier=earlier if in_office else [],
        last=last,
        members=member_lines(row.household, row.conference.held_on),
        dates_before=dates_before(row, clock.today()),
        missing=missing_in(row),
        may_write=in_office and phase.takes_roster_changes,
        takes_decisions=phase.takes_decisions,
        runs=person.kind.runs_conferences,
        may_repeat=bool(row.last_policy) or last is not None,
        written=written_of(row, in_office=in_office),
        names=names_to_offer(session, row),
        new_key=secrets.token_hex(5),
        clock=clock_of(row, clock.now()),
        brief=for_row(session, row),
        phrases=every(session) if in_office else (),
        asks_family=in_office and row.conference.series.family_seat,
        folded=folded_into(session, row) if in_office else (),
    )


def written_of(row: Row, *, in_office: bool) -> list[tuple[str, str]]:
    """What was decided, label by label; without a decision what was said.  Advice is the office's own."""
    wish = [("本人・家族の意向", row.talk.family_wish)] if row.talk and row.talk.family_wish else []
    advice = [("助言", row.talk.advice)] if in_office and row.talk and row.talk.advice else []
    if row.decision is None:
        return [*wish, *advice]
    roles = [
        f"{role.who}　{role.what}　{role.due.text}{'　' + role.state if role.state else ''}"
        for role in role_lines(row, None, row.conference.held_on)
    ]
    dates = [f"{line.label} {line.text}" for line in date_lines(row, None, row.conference.held_on)]
    return [
        *wish,
        ("結果", kind_line(row) or row.status),
        ("方針", row.decision.policy or "なし"),
        *advice,
        ("役割・期限", "\n".join(roles) or "なし"),
        ("家族へ", family_line(row) or "未定"),
        ("三つの日付", "　".join(dates)),
    ]


def names_to_offer(session: Session, row: Row) -> list[str]:
    """Who can be given a role: the household's workers, the people at the table, the office."""
    household = [row.household.lead_worker, *(each.person.family_name for each in row.household.workers)]
    at_the_table = [each.name for each in row.conference.attendances]
    offered = [*household, *at_the_table, *names_of_staff(session)]
    return [name for name in dict.fromkeys(offered) if name]
