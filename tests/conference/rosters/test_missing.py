"""What a row lacks, by kind, in the words of the screen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from conference.decisions.models import Assignment, Talk
from conference.rosters import missing
from conference.rosters.missing import missing_in
from conference.rosters.models import RowStatus
from tests import factories

WHOLE: dict[str, Any] = {
    "policy": "訪問を週1回に増やす。",
    "family_told_by": "鈴木",
    "review_on": date(2027, 1, 22),
    "next_conference_on": date(2026, 12, 24),
}


@pytest.mark.parametrize(
    ("given", "roles", "sentences", "reason"),
    [
        ({"kind": "継続", **WHOLE}, [{}], [], "nothing is missing"),
        ({"kind": "継続", **WHOLE, "policy": " "}, [{}], [missing.NO_POLICY], "spaces are no policy"),
        ({"kind": "継続", **WHOLE, "review_on": None}, [{}], [missing.NO_REVIEW], "no day"),
        (
            {"kind": "変更", **WHOLE, "review_on": date(2026, 11, 26)},
            [{}],
            [missing.REVIEW_PAST],
            "the day itself",
        ),
        ({"kind": "変更", **WHOLE}, [], [missing.NO_ROLE], "nobody does anything"),
        (
            {"kind": "変更", **WHOLE},
            [{"due_on": None}],
            ["「朝の訪問」の期限が書かれていません。"],
            "by when",
        ),
        ({"kind": "変更", **WHOLE}, [{"who": ""}], ["「朝の訪問」をだれがするかが書かれていません。"], "who"),
        ({"kind": "変更", **WHOLE}, [{"what": ""}], ["鈴木さんが何をするかが書かれていません。"], "what"),
        (
            {"kind": "変更", **WHOLE},
            [{}, {"removed": True, "due_on": None}],
            [],
            "a removed role asks nothing",
        ),
        ({"kind": "継続", **WHOLE, "family_told_by": ""}, [{}], [missing.NO_FAMILY], "who tells the family"),
        (
            {"kind": "継続", **WHOLE, "family_not_told": True},
            [{}],
            [missing.NO_REASON],
            "not telling needs its reason",
        ),
        (
            {"kind": "継続", **WHOLE, "family_not_told": True, "family_told_how": "保護の前のため"},
            [{}],
            [],
            "the reason is enough",
        ),
        ({"kind": "終結", "family_told_by": "鈴木", "policy": ""}, [], [missing.NO_CLOSURE], "which of four"),
        (
            {"kind": "終結", "closure_kind": "支援終結", "family_told_by": "鈴木", "policy": ""},
            [],
            [],
            "終結 needs no policy",
        ),
        ({"kind": "次回へ", "policy": ""}, [], [missing.NO_NEXT], "when it comes back"),
        ({"kind": "共有", "policy": ""}, [], [], "nothing was decided"),
        ({"kind": "", "policy": ""}, [], [missing.NO_KIND], "decided without a kind"),
    ],
)
def test_missing(
    session: Session, given: dict[str, Any], roles: list[dict[str, Any]], sentences: list[str], reason: str
) -> None:
    row = factories.a_row(session, status=RowStatus.DECIDED)
    decision = factories.a_decision(session, row, **given)
    for role in roles:
        factories.an_assignment(session, decision, **role)
    assert [item.sentence for item in missing_in(row)] == sentences, reason


def test_an_open_row_lacks_nothing_yet(session: Session) -> None:
    assert missing_in(factories.a_row(session)) == ()


def test_a_decided_row_without_a_decision_record(session: Session) -> None:
    row = factories.a_row(session, status=RowStatus.DECIDED)
    assert [item.field for item in missing_in(row)] == ["kind"]


def test_an_untouched_role_is_no_role() -> None:
    assert Assignment(key="k3f9x2a1", who="", what="").is_empty


@pytest.mark.parametrize(
    ("seat", "wish", "asked", "reason"),
    [
        (True, "", True, "the family has a seat and nobody has written what it wishes"),
        (True, "  ", True, "spaces are no wish"),
        (True, "朝は自分で起きたい", False, "written"),
        (False, "", False, "no seat, no question"),
    ],
)
def test_the_familys_wish(session: Session, seat: bool, wish: str, asked: bool, reason: str) -> None:
    meeting = factories.a_conference(session, series=factories.a_series(session, name="個別"))
    meeting.series.family_seat = seat
    row = factories.a_row(session, meeting, status=RowStatus.DECIDED, talk=Talk(family_wish=wish))
    factories.an_assignment(session, factories.a_decision(session, row, **WHOLE))
    assert [each.sentence for each in missing_in(row)] == ([missing.NO_WISH] if asked else []), reason
