"""見直し予定日 and 評価日 from before stand until this conference decides."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

import conference.tables  # noqa: F401 - a row can only be made once every table is known
from conference.decisions.models import Decision
from conference.rosters import carrying, cells
from conference.rosters.models import Conference, Row, RowStatus
from conference.rosters.standing import standing
from tests import factories

HELD_ON = date(2026, 11, 26)
BEFORE, NOW = date(2026, 11, 20), date(2027, 1, 22)


def _row(status: RowStatus, decision: Decision | None) -> Row:
    return Row(
        review_on=BEFORE,
        status=status,
        decision=decision,
        conference=Conference(held_on=HELD_ON),
        household_id=1,
    )


@pytest.mark.parametrize(
    ("status", "decision", "stands", "is_before", "reason"),
    [
        (RowStatus.OPEN, None, BEFORE, True, "nothing is decided yet"),
        (RowStatus.IN_DISCUSSION, Decision(kind="継続"), BEFORE, True, "being talked about"),
        (RowStatus.IN_DISCUSSION, Decision(review_on=NOW), NOW, False, "written, though not yet decided"),
        (RowStatus.DECIDED, Decision(kind="継続", review_on=NOW), NOW, False, "decided"),
        (RowStatus.DECIDED, Decision(kind="継続"), None, False, "decided without one"),
        (RowStatus.DECIDED, Decision(kind="共有"), BEFORE, True, "only told: nothing changed"),
        (RowStatus.CARRIED_OVER, Decision(kind="次回へ"), BEFORE, True, "put off: nothing changed"),
    ],
)
def test_standing(
    status: RowStatus, decision: Decision | None, stands: date | None, is_before: bool, reason: str
) -> None:
    found = standing(_row(status, decision), "review_on")
    assert (found.day, found.is_before) == (stands, is_before), reason


def test_the_roster_says_that_it_is_from_before_and_over() -> None:
    lines = cells.date_lines(_row(RowStatus.OPEN, None), None, today=HELD_ON)
    assert [(line.label, line.text, line.mark) for line in lines] == [
        ("次回", "未定", ""),
        ("見直", "前 11/20", "超過6日"),
        ("評価", "未定", ""),
    ]


def test_the_panel_names_both_in_full() -> None:
    row = _row(RowStatus.OPEN, None)
    row.plan_review_on = NOW
    lines = cells.dates_before(row, HELD_ON)
    assert [(line.label, line.text, line.mark) for line in lines] == [
        ("見直し予定日", "11/20", "超過6日"),
        ("評価日", "1/22", ""),
    ]


def test_a_continued_row_takes_the_dates_along(session: Session) -> None:
    earlier = factories.a_row(session, status=RowStatus.DECIDED, plan_review_on=BEFORE)
    factories.a_decision(session, earlier, review_on=NOW)
    later = carrying.continue_row(
        session, factories.a_conference(session, held_on=date(2026, 12, 24)), earlier
    )
    assert (later.review_on, later.plan_review_on) == (NOW, None)


def test_a_row_put_off_keeps_what_stood(session: Session) -> None:
    earlier = factories.a_row(session, status=RowStatus.CARRIED_OVER, review_on=BEFORE)
    factories.a_decision(session, earlier, kind="次回へ", policy="")
    later = carrying.continue_row(
        session, factories.a_conference(session, held_on=date(2026, 12, 24)), earlier
    )
    assert later.review_on == BEFORE
