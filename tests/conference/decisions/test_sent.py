"""What a page may send to save one field, and the answer when somebody else wrote meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.clock import now
from conference.decisions.edits import WrittenMeanwhile
from conference.decisions.fields import FieldUnknown
from conference.decisions.models import FieldEdit
from conference.decisions.sent import asked_to_save, both_texts, saved_as
from conference.people.models import Person
from tests import cast

ASKED = {"field": "policy", "value": "訪問を続ける。", "base": 2, "page": "p1"}


@pytest.fixture
def person(session: Session) -> Person:
    return cast.enter(session, cast.SUZUKI)


@pytest.mark.parametrize(
    ("page", "kept", "origin", "reason"),
    [
        ("p1", "p1", "page:p1", "a page of ours"),
        ("", "", "", "none: whatever is written meanwhile is another's"),
        (None, "", "", "none at all"),
        (5, "", "", "no text"),
        ("p 1", "", "", "no page of ours spells itself so"),
        ("x" * 21, "x" * 20, "page:" + "x" * 20, "no page of ours has so long a name"),
    ],
)
def test_the_page_is_the_editors_origin(
    app: Flask, person: Person, page: Any, kept: str, origin: str, reason: str
) -> None:
    with app.test_request_context(json={**ASKED, "page": page}):
        sent = asked_to_save(person)
    assert (sent.name, sent.text, sent.base, sent.page) == ("policy", "訪問を続ける。", 2, kept), reason
    assert (sent.editor.person, sent.editor.origin) == (person, origin), reason


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ([], "a list"),
        ({}, "nothing"),
        ({**ASKED, "field": None}, "no field"),
        ({**ASKED, "value": 1}, "no text"),
        ({**ASKED, "base": "2"}, "no number"),
        ({**ASKED, "base": True}, "no number either"),
        ({**ASKED, "base": -1}, "no version has such a number"),
    ],
)
def test_what_is_no_field_is_refused(app: Flask, person: Person, asked: Any, reason: str) -> None:
    with app.test_request_context(json=asked), pytest.raises(FieldUnknown):
        asked_to_save(person)


def test_what_is_saved_says_when_and_what_belongs_to_it(app: Flask, person: Person) -> None:
    with app.test_request_context(json=ASKED):
        sent = asked_to_save(person)
        plain, more = saved_as(sent, 3, "訪問"), saved_as(sent, 3, "訪問", missing=["いつ"], word="続く")
    told = {"number": 3, "value": "訪問", "at": "14:30", "also": {}, "missing": []}
    assert (plain.json, more.json) == (told, {**told, "missing": ["いつ"], "word": "続く"})


@pytest.mark.parametrize("by_somebody", [True, False])
def test_both_texts_come_back(app: Flask, person: Person, by_somebody: bool) -> None:
    newest = FieldEdit(number=4, value="園も", at=now(), person=person if by_somebody else None)
    who = "鈴木" if by_somebody else "前の記録"
    with app.test_request_context():
        answer, status = both_texts(WrittenMeanwhile(newest, "園も", "家で"))
    assert status == 409
    assert answer.json == {
        "problem": f"{who}さんが同じ欄を14:30に書きました。二つの文を見て選んでください。どちらも消えていません。",
        "who": who, "at": "14:30", "number": 4, "theirs": "園も", "yours": "家で",
    }  # fmt: skip
