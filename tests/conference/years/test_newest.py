"""Lines are put together from the newest texts alone, and say what reading every version says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from conference.decisions.edits import Editor
from conference.rosters.models import Conference, ConferenceState
from conference.years import versions, writing
from conference.years.counting import facts_of
from conference.years.lines import Line, lines_at, lines_of_each, texts_until
from conference.years.models import LineText
from conference.years.ruled import WHOLE
from conference.years.side_by_side import grid_of
from tests import cast, factories
from tests.conference.years.offices import a_meeting
from tests.conference.years.test_lines import AT

KEYS = ("all", "k1", "k2", "k3")
PARTS = ("name", "first", "second")


def _written(session: Session, seed: int) -> list[Conference]:
    """Seven meetings, two of them on one day, some called off; places written over and emptied again."""
    dice = random.Random(seed)
    days = [date(2026, 5, 1) + timedelta(days=7 * week) for week in (0, 1, 2, 2, 3, 4, 5)]
    meetings = [a_meeting(session, "school_social", day) for day in days]
    for each in meetings:
        each.state = ConferenceState.CALLED_OFF if dice.random() < 0.2 else each.state
    for _ in range(60):
        _one_more(session, dice.choice(meetings), dice)
    session.flush()
    return meetings


def _one_more(session: Session, meeting: Conference, dice: random.Random) -> None:
    line, part = dice.choice(KEYS), dice.choice(PARTS)
    newest = versions.newest_of(session, meeting, line, part)
    session.add(
        LineText(
            conference_id=meeting.id, line=line, part=part, number=newest.number + 1 if newest else 1,
            value=dice.choice(("", " ", "3", "12", "二")), at=AT,
        )
    )  # fmt: skip
    session.flush()


def _by_hand(session: Session, meeting: Conference) -> list[Line]:
    """Every version of every text, one after the other."""
    texts = [
        (each, text)
        for each in session.scalars(select(Conference).order_by(Conference.held_on, Conference.id))
        if each is meeting or (_is_before(each, meeting) and each.phase is not ConferenceState.CALLED_OFF)
        for text in session.scalars(
            select(LineText).where(LineText.conference_id == each.id).order_by(LineText.number, LineText.id)
        )
    ]
    names = {WHOLE: "全体"} | {text.line: "" for _, text in texts if text.line != WHOLE}
    lines = {key: Line(key, name) for key, name in names.items()}
    for each, text in texts:
        line = lines[text.line]
        name = text.value if text.part == "name" else line.name
        if each is meeting:
            line.texts[text.part], line.numbers[text.part] = text.value, text.number
        elif text.value.strip() and versions.newest_of(session, each, text.line, text.part) is text:
            line.before[text.part] = text.value
        lines[text.line] = Line(text.line, name, line.texts, line.numbers, line.before)
    shown = [line for line in lines.values() if line.name.strip() or line.is_written]
    idle = len(shown) > 1 and not any(line.is_written or line.before for line in shown if line.key == WHOLE)
    return [line for line in shown if not (idle and line.key == WHOLE)]


def _is_before(one: Conference, other: Conference) -> bool:
    return (one.held_on, one.id) < (other.held_on, other.id)


@pytest.mark.parametrize("seed", range(8))
def test_the_newest_texts_say_what_all_versions_say(session: Session, seed: int) -> None:
    meetings = _written(session, seed)
    for each in meetings:
        assert lines_at(session, each) == _by_hand(session, each)
    took_place = [each for each in meetings if each.phase is not ConferenceState.CALLED_OFF]
    assert lines_of_each(session, took_place) == [_by_hand(session, each) for each in took_place]
    session.rollback()


@pytest.mark.parametrize("seed", [0, 1])
def test_one_line_is_the_same_alone(session: Session, seed: int) -> None:
    for meeting in _written(session, seed):
        for line in lines_at(session, meeting):
            assert lines_at(session, meeting, line.key) == [line]
    session.rollback()


def test_a_place_written_over_and_over_is_read_once(session: Session) -> None:
    editor = Editor(cast.enter(session, cast.SUZUKI), AT, "page:p1")
    meeting = a_meeting(session, "school_social", date(2026, 5, 1))
    for number in range(9):
        writing.save(session, editor, meeting, "all:first", str(number), number)
    assert [(each.number, each.value) for each in texts_until(session, meeting)] == [(9, "8")]
    session.rollback()


def test_what_was_emptied_at_its_own_meeting_did_not_stand_there(session: Session) -> None:
    editor = Editor(cast.enter(session, cast.SUZUKI), AT, "page:p1")
    april, may, june = (a_meeting(session, "school_social", date(2026, month, 1)) for month in (4, 5, 6))
    writing.save(session, editor, april, "all:first", "17", 0)
    writing.save(session, editor, may, "all:first", "1 7", 0)
    writing.save(session, editor, may, "all:first", "", 1)
    assert [line.before for line in lines_at(session, june)] == [{"first": "17"}]
    session.rollback()


@contextmanager
def _asked(session: Session) -> Iterator[list[str]]:
    session.flush()
    said: list[str] = []

    def listen(*given: object) -> None:
        said.append(str(given[2]))

    event.listen(session.get_bind(), "before_cursor_execute", listen)
    yield said
    event.remove(session.get_bind(), "before_cursor_execute", listen)


def test_a_year_of_weeks_is_asked_for_once(session: Session) -> None:
    days = [date(2026, 4, 2) + timedelta(days=7 * week) for week in range(40)]
    meetings = [a_meeting(session, "school_social", day) for day in days]
    writing.paste(session, Editor(cast.enter(session, cast.SUZUKI), AT), meetings[0], "若葉小学校\t1\t2")
    with _asked(session) as said:
        assert grid_of(session, meetings) is not None
    assert len([each for each in said if "line_text" in each]) == 1
    session.rollback()


@pytest.mark.parametrize(
    ("policy", "is_new", "reason"),
    [
        ("", True, "nothing from before"),
        (" \n　\t", True, "nobody wrote a word"),
        ("見守る。", False, "a policy from before the records"),
        ("　見守る。", False, "after a wide space"),
    ],
)
def test_who_is_new_is_counted_without_reading_what_was_decided(
    session: Session, policy: str, is_new: bool, reason: str
) -> None:
    meeting = a_meeting(session, "joint_monthly", date(2026, 5, 1), state=ConferenceState.CONFIRMED)
    factories.a_row(session, meeting, last_policy=policy)
    with _asked(session) as said:
        (fact,) = facts_of(session, [meeting])
    assert fact.is_new is is_new, reason
    assert not [each for each in said if "last_policy" in each.replace('trim("row".last_policy, ?)', "")]
    session.rollback()
