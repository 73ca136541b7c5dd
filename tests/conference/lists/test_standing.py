"""What stands for a household across its conferences: which date holds, which was taken away."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.decisions.edits import PROPOSED
from conference.decisions.models import FieldEdit
from conference.lists.families import months_ago
from conference.lists.plans import month_after
from conference.lists.standing import Standing, standings
from tests import factories
from tests.fakes import A_SATURDAY

SPRING, SUMMER = date(2026, 5, 28), date(2026, 8, 27)
OLD, NEW = date(2026, 11, 1), date(2027, 2, 5)
Step = tuple[str, date | None]


def _after(session: Session, *steps: Step, sheet: date | None = None) -> Standing:
    """A household after these decisions (kind, 評価日), one conference each; `sheet` is the first row's own date."""
    household = factories.a_household(session)
    for index, (kind, plan) in enumerate(steps):
        meeting = factories.a_conference(session, held_on=(SPRING, SUMMER)[index])
        row = factories.a_row(
            session, meeting, household=household, plan_review_on=sheet if index == 0 else None
        )
        if kind:
            factories.a_decision(session, row, kind=kind, plan_review_on=plan)
    (found,) = standings(session)
    return found


@pytest.mark.parametrize(
    ("steps", "sheet", "holds", "before", "reason"),
    [
        ([("継続", OLD)], None, OLD, None, "the only decision"),
        ([("継続", OLD), ("変更", NEW)], None, NEW, None, "the newer one"),
        ([("継続", OLD), ("継続", None)], None, None, OLD, "decided again without a date"),
        ([("継続", OLD), ("次回へ", None)], None, OLD, None, "put off: nothing was decided about it"),
        ([("継続", OLD), ("共有", None)], None, OLD, None, "shared only"),
        ([("継続", OLD), ("", None)], None, OLD, None, "not talked about yet"),
        ([("", None)], OLD, OLD, None, "from the office's own sheet"),
        ([("継続", None)], OLD, None, OLD, "the sheet's date was not taken over"),
        ([("継続", None)], None, None, None, "never had one"),
    ],
)
def test_which_date_holds(
    session: Session,
    steps: list[Step],
    sheet: date | None,
    holds: date | None,
    before: date | None,
    reason: str,
) -> None:
    found = _after(session, *steps, sheet=sheet)
    assert (found.plan_on, found.plan_before) == (holds, before), reason


@pytest.mark.parametrize(("origin", "before"), [("page:p1", OLD), (PROPOSED, None)])
def test_a_date_erased_by_hand_is_remembered(session: Session, origin: str, before: date | None) -> None:
    row = factories.a_row(session, factories.a_conference(session, held_on=SPRING))
    factories.a_decision(session, row)
    for number, value in ((1, OLD.isoformat()), (2, "")):
        session.add(
            FieldEdit(
                row_id=row.id,
                field="plan_review_on",
                number=number,
                value=value,
                at=A_SATURDAY,
                origin=origin,
            )
        )
    session.flush()
    assert standings(session)[0].plan_before == before


@pytest.mark.parametrize(
    ("closure", "plan", "runs", "reason"),
    [
        ("名簿から外す", OLD, True, "off the roster, the plan goes on"),
        ("要対協の進行管理終結", OLD, True, "the council's part ended, not ours"),
        ("名簿から外す", None, False, "no plan to look at"),
        ("支援終結", OLD, False, "support ended"),
        ("転出・移管", OLD, False, "another town's"),
    ],
)
def test_whose_plan_runs_on(
    session: Session, closure: str, plan: date | None, runs: bool, reason: str
) -> None:
    row = factories.a_row(session)
    factories.a_decision(session, row, kind="終結", closure_kind=closure, plan_review_on=plan)
    assert standings(session)[0].plan_runs is runs, reason


def test_back_on_a_roster_is_not_closed(session: Session) -> None:
    found = _after(session, ("終結", None), ("", None))
    assert found.closed is False


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 11, 21), 3, date(2026, 8, 21)),
        (date(2026, 1, 31), 2, date(2025, 11, 30)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_ago(today: date, months: int, expected: date) -> None:
    assert months_ago(today, months) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 21), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 2, 1)),
        (date(2026, 1, 31), date(2026, 3, 1)),
    ],
)
def test_calls_reach_to_the_end_of_next_month(today: date, expected: date) -> None:
    assert month_after(today) == expected
