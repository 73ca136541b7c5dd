"""A role that a later meeting took over is asked once, and once done it does not come back as its older self."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.decisions.previous import asked_again, history, still_open
from conference.home.service import deadlines
from conference.rosters.models import Row
from tests import factories

MONTHLY, WEEKLY, NOW = date(2026, 10, 22), date(2026, 11, 11), date(2026, 11, 26)
Role = tuple[str, str, str]  # who, what, 済・未
VISIT, DONE, SCHOOL = (
    ("大槻", "夜勤の表を母と見る", "未"),
    ("大槻", "夜勤の表を母と見る", "済"),
    ("養護教諭", "朝に話す", ""),
)


def _row(session: Session, monthly: list[Role], weekly: list[Role]) -> Row:
    """The household's row of today, after a monthly and a weekly meeting."""
    household = factories.a_household(session)
    for day, roles in ((MONTHLY, monthly), (WEEKLY, weekly)):
        row = factories.a_row(session, factories.a_conference(session, held_on=day), household=household)
        decision = factories.a_decision(session, row)
        for who, what, state in roles:
            factories.an_assignment(session, decision, who=who, what=what, state=state)
        session.refresh(row)
    return factories.a_row(session, factories.a_conference(session, held_on=NOW), household=household)  # type: ignore[no-any-return]


TABLE = [
    ([VISIT], [VISIT], ["11/11 大槻"], ["11/11 大槻"], "taken over: asked where it was said last"),
    ([VISIT], [DONE], ["11/11 大槻"], [], "done there: nobody owes it, the last decision still shows it"),
    ([VISIT, SCHOOL], [VISIT], ["11/11 大槻", "10/22 養護教諭"], ["11/11 大槻", "10/22 養護教諭"], "the other one stays"),
    ([VISIT], [("大槻", "別のこと", "")], ["11/11 大槻", "10/22 大槻"], ["11/11 大槻", "10/22 大槻"], "other words, another thing"),
    ([VISIT], [("乾", VISIT[1], "")], ["11/11 乾", "10/22 大槻"], ["11/11 乾", "10/22 大槻"], "another person"),
    ([("大槻", "", "")], [("大槻", "", "")], ["11/11 大槻", "10/22 大槻"], ["11/11 大槻"], "no words: asked both times, listed once"),
    ([VISIT, VISIT], [], ["10/22 大槻", "10/22 大槻"], ["10/22 大槻"], "twice in one meeting is as somebody wrote it"),
]  # fmt: skip


@pytest.mark.parametrize(("monthly", "weekly", "asked", "owed", "reason"), TABLE)
def test_asked_once(
    session: Session, monthly: list[Role], weekly: list[Role], asked: list[str], owed: list[str], reason: str
) -> None:
    row = _row(session, monthly, weekly)
    found = [
        f"{each.row.conference.held_on.month}/{each.row.conference.held_on.day} {role.who}"
        for each in asked_again(session, row)
        for role in each.roles
    ]
    assert found == asked, reason
    listed = {
        f"{each.row.conference.held_on.month}/{each.row.conference.held_on.day} {each.role.who}"
        for each in deadlines(session, NOW)
    }
    assert listed == set(owed), reason


def test_what_is_still_to_be_done_before_an_end(session: Session) -> None:
    row = _row(session, [VISIT, SCHOOL], [DONE])
    assert [role.who for role in still_open(history(session, row.household))] == ["養護教諭"]
