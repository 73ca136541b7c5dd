"""見つからなかった言葉: nobody reads what fewer than several people asked, and nobody learns who asked."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.errors import NotYours
from conference.unfound import service
from conference.unfound.models import UnfoundSearch
from tests import factories
from tests.fakes import FixedClock

WORD = "ファミサポ"


@pytest.fixture
def key(app: Flask) -> bytes:
    found: bytes = app.extensions["key"]
    return found


def ask(session: Session, key: bytes, *people: int, words: str = WORD) -> None:
    for person in people:
        service.note(session, key, person, words)


def test_two_people_are_too_few_and_one_person_thrice_is_one(session: Session, key: bytes) -> None:
    ask(session, key, 1, 1, 1, 2)
    assert service.several(session) == []
    ask(session, key, 3)
    (found,) = service.several(session)
    assert (found.words, found.people, found.month_in_words) == (WORD, 3, "令和8年11月")


def test_nothing_kept_says_who_asked(session: Session, key: bytes) -> None:
    """The same person has another mark for every word, and the mark needs the office's key."""
    ask(session, key, 1)
    ask(session, key, 1, words="レスパイト")
    marks = [one.mark for one in session.query(UnfoundSearch)]
    assert len(set(marks)) == 2
    assert service.mark_of(bytes(32), 1, WORD) not in marks
    columns = set(UnfoundSearch.__table__.columns.keys())
    assert columns == {"id", "words", "mark", "month", "settled"}, "no person, no moment"


@pytest.mark.parametrize("words", ["春野さくらさん", "さつき野小学校"])
def test_what_names_somebody_never_reaches_the_table(session: Session, key: bytes, words: str) -> None:
    ask(session, key, 1, 2, 3, words=words)
    assert session.query(UnfoundSearch).all() == []


def test_a_family_of_the_records_never_reaches_the_table(session: Session, key: bytes) -> None:
    factories.a_household(session, name="ろくろ", members=[factories.a_member(name="ぬりかべ")])
    ask(session, key, 1, 2, 3, words="ろくろの訪問")
    ask(session, key, 1, 2, 3, words="ぬりかべ")
    assert session.query(UnfoundSearch).all() == []


def test_a_family_that_comes_later_hides_the_word(session: Session, key: bytes) -> None:
    ask(session, key, 1, 2, 3)
    factories.a_household(session, name=WORD)
    assert service.several(session) == []


def test_settled_until_several_ask_again(session: Session, key: bytes) -> None:
    ask(session, key, 1, 2, 3)
    service.settle(session, service.several(session)[0].id)
    ask(session, key, 1, 4)
    assert service.several(session) == []
    ask(session, key, 5)
    assert [one.people for one in service.several(session)] == [3]


def test_settling_is_taken_back(session: Session, key: bytes) -> None:
    ask(session, key, 1, 2, 3)
    one = service.settle(session, service.several(session)[0].id)
    assert service.several(session) == []
    service.take_back(session, one.id)
    assert [each.words for each in service.several(session)] == [WORD]


def test_a_number_below_the_line_tells_nothing(session: Session, key: bytes) -> None:
    ask(session, key, 1, 2)
    there = session.query(UnfoundSearch).first()
    assert there is not None
    for act in (service.settle, service.take_back, service.one_of):
        for number in (there.id, 999):
            with pytest.raises(NotYours):
                act(session, number)


def test_after_a_year_it_is_gone(session: Session, key: bytes, wall_clock: FixedClock) -> None:
    ask(session, key, 1, 2, 3)
    wall_clock.at = datetime(2027, 12, 1)  # noqa: DTZ001 - the office's wall clock
    wall_clock.move(minutes=1)
    ask(session, key, 1, words="レスパイト")
    assert [one.words for one in session.query(UnfoundSearch)] == ["レスパイト"]


def test_the_most_asked_stands_first(session: Session, key: bytes) -> None:
    ask(session, key, 1, 2, 3, words="レスパイト")
    ask(session, key, 1, 2, 3, 4)
    assert [one.words for one in service.several(session)] == [WORD, "レスパイト"]
