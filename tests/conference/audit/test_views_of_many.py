"""A page of many households leaves a line for each: who saw this one is answered whatever page it was on."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.audit import questions
from conference.audit import service as trail
from tests import cast
from tests.browser import Browser
from tests.factories import a_conference, a_row, share
from tests.fakes import FixedClock


@pytest.mark.parametrize(
    ("endpoint", "told"),
    [
        ("rosters.roster", "名簿を見た"),
        ("minutes.minutes", "記録を見た"),
        ("minutes.workbook", "記録をExcelで持ち帰った"),
    ],
)
def test_each_household_of_a_page(
    app: Flask, session: Session, wall_clock: FixedClock, endpoint: str, told: str
) -> None:
    meeting = a_conference(session)
    rows = [a_row(session, meeting) for _ in range(3)]
    session.commit()
    Browser(app).sign_in("suzuki").get(endpoint, conference_id=meeting.id)
    period = questions.default_question(wall_clock.at.date())
    for row in rows:
        asked = questions.Question(period.since, period.until, household_id=row.household_id)
        assert [(line.who, line.what) for line in questions.answer(session, asked)] == [("鈴木 花", told)]
    assert trail.verify(session).is_whole


def test_an_outside_participant_saw_only_what_was_shared(
    app: Flask, session: Session, wall_clock: FixedClock
) -> None:
    meeting = a_conference(session)
    shared, other = a_row(session, meeting), a_row(session, meeting)
    share(session, shared, cast.enter(session, cast.TANAKA))
    session.commit()
    Browser(app).sign_in("tanaka").get("rosters.roster", conference_id=meeting.id)
    period = questions.default_question(wall_clock.at.date())
    seen = [
        len(
            questions.answer(
                session, questions.Question(period.since, period.until, household_id=row.household_id)
            )
        )
        for row in (shared, other)
    ]
    assert seen == [1, 0]
