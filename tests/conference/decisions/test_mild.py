"""A date that lies behind gets its word, and is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from conference.decisions.mild import word_for
from conference.rosters.models import ConferenceState
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY

TODAY = A_SATURDAY.date()
YESTERDAY = TODAY - timedelta(days=1)
WORD = "見直し予定日が今日より前です。今日より後の日にしてください。"


@pytest.mark.parametrize(
    ("name", "day", "says", "reason"),
    [
        ("review_on", YESTERDAY, WORD, "the sentence"),
        ("next_conference_on", YESTERDAY, WORD.replace("見直し予定日", "次回協議日"), "its own name"),
        ("plan_review_on", YESTERDAY, WORD.replace("見直し予定日", "評価日"), "its own name"),
        ("review_on", TODAY, "", "today is not before today"),
        ("review_on", TODAY + timedelta(days=1), "", "to come"),
        ("review_on", None, "", "not written"),
        ("last_seen_on", YESTERDAY, "", "a day on which somebody was seen lies behind"),
    ],
)
def test_word(name: str, day: date | None, says: str, reason: str) -> None:
    assert word_for(name, day, TODAY) == says, reason


def test_it_is_said_beside_the_field_and_the_date_stays(
    as_: Callable[[cast.Actor], Browser], session: Session
) -> None:
    row = factories.a_row(session, factories.a_conference(session, state=ConferenceState.IN_SESSION))
    row_id = row.id
    session.commit()
    browser = as_(cast.SATO)
    asked = {"field": "review_on", "value": "R8.11.20", "base": 0}
    told = browser.post("decisions.save", json=asked, row_id=row_id)
    assert (told.status, told.json["word"]) == (200, WORD)
    assert browser.get("decisions.fields", row_id=row_id).json["fields"]["review_on"]["why"] == WORD
    assert WORD in browser.get("rosters.panel", row_id=row_id).words
    assert (
        browser.post("decisions.save", json={**asked, "value": "12/20", "base": 1}, row_id=row_id).json[
            "word"
        ]
        == ""
    )
