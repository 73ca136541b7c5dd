"""One visit's page: what was heard is kept, goes into 状況 by one press and comes out; nobody's words are lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.clock import now
from conference.decisions.edits import Editor
from conference.households import merging
from conference.rosters.models import Conference, ConferenceState, Row
from conference.visits.models import Visit, VisitHeard, VisitKind
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
LINE = "［11/21 鈴木 小学校で聞く］給食を残さない。"


@pytest.fixture
def meeting(session: Session) -> Conference:
    """春野 goes to さつき野小学校, 夏木 to another school."""
    made: Conference = factories.a_conference(session)
    haruno = factories.a_household(session, name="春野")
    natsuki = factories.a_household(
        session, name="夏木", members=[factories.a_member(name="湊", affiliation="北中学校")]
    )
    for household in (haruno, natsuki):
        factories.a_row(session, made, household=household, situation="欠席が続く。")
    session.refresh(made)
    assert [row.household.name for row in made.rows] == ["春野", "夏木"]  # read while this session may
    session.commit()
    return made


@pytest.fixture
def visit(session: Session, meeting: Conference) -> Visit:
    made = factories.a_visit(session, meeting, place="市立さつき野小")
    session.commit()
    return made


def _say(browser: Browser, visit: Visit, field: str, text: str, base: int = 0, page: str = "p1") -> Page:
    asked = {"field": field, "value": text, "base": base, "page": page}
    return browser.post("visits.save", json=asked, visit_id=visit.id)


def _of(row: Row) -> str:
    return f"row:{row.id}"


def test_the_children_of_the_roster_who_go_there(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    page = as_(cast.SUZUKI).get("visits.visit", visit_id=visit.id)
    assert ("春野" in page.words, "夏木" in page.words) == (True, False)
    assert "登園・登校の様子" in page.words
    seen = session.scalars(select(AuditEvent.household_id).where(AuditEvent.action == "row_viewed")).all()
    session.commit()
    assert seen == [meeting.rows[0].household_id]


def test_only_visits_with_something_to_ask_have_a_page(as_: As, session: Session) -> None:
    visits = {kind: factories.a_visit(session, kind=kind) for kind in VisitKind}
    session.commit()
    browser = as_(cast.INUI)
    found = {
        kind for kind, each in visits.items() if browser.get("visits.visit", visit_id=each.id).status == 200
    }
    assert found == {VisitKind.ROUND, VisitKind.TERM, VisitKind.BEFORE, VisitKind.RESOURCE}


def test_words_are_kept_as_they_are_typed(as_: As, meeting: Conference, visit: Visit) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    for field, text in ((_of(row), "給食を残さない。"), ("whole", "先生が二人替わった。")):
        assert _say(browser, visit, field, text).json["number"] == 1
        assert _say(browser, visit, field, text, base=1).json["number"] == 1, "the same text is no new one"
    page = as_(cast.INUI).get("visits.visit", visit_id=visit.id)
    assert [tag.get_text() for tag in page.soup.select("textarea")] == [
        "給食を残さない。",
        "先生が二人替わった。",
    ]


def test_two_who_write_the_same_field(as_: As, session: Session, meeting: Conference, visit: Visit) -> None:
    one, two, field = as_(cast.SUZUKI), as_(cast.INUI), _of(meeting.rows[0])
    _say(one, visit, field, "鈴木の文", page="p1")
    answer = _say(two, visit, field, "乾の文", page="p2")
    assert (answer.status, answer.json["theirs"], answer.json["yours"], answer.json["who"]) == (
        409, "鈴木の文", "乾の文", "鈴木",
    )  # fmt: skip
    assert _say(one, visit, field, "鈴木の次の文", page="p1").json["number"] == 2, "its own answer was lost"
    assert _say(two, visit, field, "二人の文", base=2, page="p2").json["number"] == 3
    assert session.query(VisitHeard.text).all() == [("二人の文",)]
    session.commit()


@pytest.mark.parametrize(
    ("field", "text", "status"),
    [
        ("offers", "x", 400),
        ("row:x", "x", 400),
        ("row:", "x", 400),
        ("row:99999", "x", 404),
        ("whole", "あ" * 4001, 422),
    ],
)
def test_what_cannot_be_kept(as_: As, visit: Visit, field: str, text: str, status: int) -> None:
    answer = _say(as_(cast.SUZUKI), visit, field, text)
    assert (answer.status, "problem" in answer.json) == (status, True)


def test_a_row_of_another_meeting(as_: As, session: Session, visit: Visit) -> None:
    other = factories.a_row(session, factories.a_conference(session))
    session.commit()
    browser = as_(cast.SUZUKI)
    assert _say(browser, visit, _of(other), "x").status == 404
    assert browser.post("visits.into_situation", visit_id=visit.id, row_id=other.id).status == 404


def _press(
    browser: Browser, session: Session, visit: Visit, row: Row, step: str = "into_situation"
) -> tuple[str, str]:
    page = browser.post(f"visits.{step}", visit_id=visit.id, row_id=row.id)
    stands = session.scalars(select(Row.situation).where(Row.id == row.id)).one()
    session.commit()
    return stands, page.notices[0] if page.notices else page.words


def test_into_the_situation_and_back(as_: As, session: Session, meeting: Conference, visit: Visit) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    assert "まだ書かれていません" in _press(browser, session, visit, row)[1]
    _say(browser, visit, _of(row), "給食を\n残さない。".replace("\n", ""))
    assert _press(browser, session, visit, row)[0] == f"欠席が続く。\n{LINE}"
    stands, told = _press(browser, session, visit, row)
    assert (stands, "もう状況に入っています" in told) == (f"欠席が続く。\n{LINE}", True)
    assert _press(browser, session, visit, row, "out_of_situation")[0] == "欠席が続く。"
    stands, told = _press(browser, session, visit, row, "out_of_situation")
    assert (stands, "状況にありません" in told) == ("欠席が続く。", True)


def test_a_corrected_word_replaces_its_line(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    _say(browser, visit, _of(row), "給食を残さない。")
    _press(browser, session, visit, row)
    _say(browser, visit, _of(row), "給食を残さない。\n休みは二日。", base=1)
    longer = LINE + " 休みは二日。"
    assert _press(browser, session, visit, row)[0] == f"欠席が続く。\n{longer}"
    assert _press(browser, session, visit, row, "out_of_situation")[0] == f"欠席が続く。\n{LINE}"


def test_what_others_wrote_around_it_stays(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    _say(browser, visit, _of(row), "給食を残さない。")
    _press(browser, session, visit, row)
    asked = {"field": "situation", "value": f"欠席は減った。\n{LINE}\n母と会えた。", "base": 9, "page": "p2"}
    assert as_(cast.INUI).post("decisions.save", json=asked, row_id=row.id).status == 200
    assert _press(browser, session, visit, row, "out_of_situation")[0] == "欠席は減った。\n母と会えた。"


def test_a_confirmed_record_takes_nothing(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    _say(browser, visit, _of(row), "給食を残さない。")
    session.get_one(Conference, meeting.id).state = ConferenceState.CONFIRMED
    session.commit()
    assert _say(browser, visit, _of(row), "直す", base=1).status == 409
    assert _press(browser, session, visit, row)[0] == "欠席が続く。"
    page = browser.get("visits.visit", visit_id=visit.id)
    assert ("給食を残さない。" in page.words, page.soup.select("[data-field^='row:']")) == (True, [])
    assert _say(browser, visit, "whole", "学校のことはあとでも書ける").status == 200


def test_words_outlive_a_row_that_is_taken_off(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser, row = as_(cast.SATO), meeting.rows[0]
    _say(browser, visit, _of(row), "給食を残さない。")
    browser.post("rosters.remove_row", row_id=row.id)
    page = browser.get("visits.visit", visit_id=visit.id)
    assert "名簿から外れた世帯 春野 給食を残さない。" in page.words
    browser.post("rosters.add_row", conference_id=meeting.id, household_id=row.household_id)
    assert (
        browser.get("visits.visit", visit_id=visit.id).soup.select("textarea")[0].get_text()
        == "給食を残さない。"
    )


def test_words_outlive_the_meeting(as_: As, session: Session, meeting: Conference, visit: Visit) -> None:
    browser, household = as_(cast.SUZUKI), meeting.rows[0].household_id
    _say(browser, visit, _of(meeting.rows[0]), "給食を残さない。")
    session.delete(session.get_one(Conference, meeting.id))
    session.commit()
    page = browser.get("visits.visit", visit_id=visit.id)
    assert "会議は取り消されています） 春野 給食を残さない。" in page.words
    seen = session.query(AuditEvent.household_id).filter_by(action="household_viewed").all()
    session.commit()
    assert seen == [(household,)]


def _next_meeting(session: Session, row: Row, day: int, state: str = ConferenceState.PREPARING) -> Row:
    later = factories.a_conference(
        session, held_on=date(2026, 12, day), state=state, series=row.conference.series
    )
    made: Row = factories.a_row(session, later, household=row.household, situation="欠席が続く。")
    session.commit()
    return made


@pytest.mark.parametrize("gone", ["called off", "taken back", "off its roster"])
def test_words_of_a_meeting_that_is_not_held_reach_the_next(
    as_: As, session: Session, meeting: Conference, visit: Visit, gone: str
) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    _say(browser, visit, _of(row), "給食を残さない。")
    for day, state in (
        (3, ConferenceState.PREPARING),
        (24, ConferenceState.IN_SESSION),
        (26, ConferenceState.CALLED_OFF),
    ):
        _next_meeting(session, row, day, state)
    goal = _next_meeting(session, row, 17)
    _let_go(session, meeting, gone)
    assert "12/17の会議の状況に入れる" in browser.get("visits.visit", visit_id=visit.id).words
    stands, told = _press(browser, session, visit, goal)
    assert (stands, told.startswith("12/17の会議の1番：聞いたことを状況に入れました。")) == (
        f"欠席が続く。\n{LINE}",
        True,
    )
    assert "✓ 状況に入っています" in browser.get("visits.visit", visit_id=visit.id).words
    assert _press(browser, session, visit, goal, "out_of_situation")[0] == "欠席が続く。"


def _let_go(session: Session, meeting: Conference, how: str) -> None:
    found = session.get_one(Conference, meeting.id)
    if how == "called off":
        found.state = ConferenceState.CALLED_OFF
    elif how == "taken back":
        session.delete(found)
    else:
        session.delete(found.rows[0])
    session.commit()


def test_words_of_a_meeting_that_is_held_stay_with_it(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser, row = as_(cast.SUZUKI), meeting.rows[0]
    _say(browser, visit, _of(row), "給食を残さない。")
    goal = _next_meeting(session, row, 17)
    page = browser.post("visits.into_situation", visit_id=visit.id, row_id=goal.id)
    assert page.status == 404
    session.get_one(Conference, meeting.id).state = ConferenceState.CONFIRMED
    session.commit()
    assert "会議の状況に入れる" not in browser.get("visits.visit", visit_id=visit.id).words


def test_words_go_with_a_household_that_is_put_together(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    _say(as_(cast.SUZUKI), visit, _of(meeting.rows[0]), "給食を残さない。")
    haruno, natsuki = (row.household for row in meeting.rows)
    editor = Editor(cast.enter(session, cast.SATO), now())
    merged = merging.merge(session, editor, natsuki, haruno)
    assert session.query(VisitHeard.household_id).all() == [(natsuki.id,)]
    merging.take_apart(session, merged)
    assert session.query(VisitHeard.household_id).all() == [(haruno.id,)]
    session.commit()


def test_a_visit_with_words_is_not_taken_away(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser = as_(cast.SUZUKI)
    _say(browser, visit, _of(meeting.rows[0]), "給食を残さない。")
    browser.post(f"/visits/take-away?ids={visit.id}")
    assert session.get(Visit, visit.id) is not None
    session.commit()


def test_paper_has_numbers_and_room_to_write(
    as_: As, session: Session, meeting: Conference, visit: Visit
) -> None:
    browser = as_(cast.SUZUKI)
    factories.a_visit(session, meeting, place="北保育園")
    session.commit()
    _say(browser, visit, _of(meeting.rows[0]), "給食を残さない。")
    page = browser.get("visits.papers", conference_id=meeting.id)
    assert len(page.soup.select(".visit-sheet")) == 2
    assert [word for word in ("春野", "夏木", "陽菜", "給食を残さない") if word in page.words] == []
    assert [tag.get_text() for tag in page.soup.select(".heard-paper tbody th")] == ["1"]
    assert len(browser.get("visits.paper", visit_id=visit.id).soup.select(".visit-sheet")) == 1
    trail = session.query(AuditEvent.household_id).filter_by(action="visit_sheet_printed").all()
    session.commit()
    assert trail == [(meeting.rows[0].household_id,)] * 2


def test_each_question_about_a_resource_has_its_answer(as_: As, session: Session) -> None:
    visit = factories.a_visit(session, kind=VisitKind.RESOURCE, place="こども食堂の会")
    session.commit()
    browser = as_(cast.INUI)
    for field in ("offers", "users", "lacking", "wishes", "could"):
        assert _say(browser, visit, field, f"{field}の話").status == 200
    told = [tag.get_text() for tag in browser.get("visits.visit", visit_id=visit.id).soup.select("textarea")]
    assert told == [f"{field}の話" for field in ("offers", "users", "lacking", "wishes", "could")]
    paper = browser.get("visits.paper", visit_id=visit.id)
    assert ("lackingの話" in paper.words, len(paper.soup.select(".ruled"))) == (True, 10)


def test_a_proposal_begins_with_the_school(as_: As, visit: Visit) -> None:
    page = as_(cast.SUZUKI).get("proposals.new", visit=visit.id)
    assert page.soup.select_one("[name=received_from]")["value"] == "市立さつき野小"  # type: ignore[index]
    assert page.soup.select_one("[name=channel][checked]")["value"] == "訪問"  # type: ignore[index]
    assert as_(cast.SUZUKI).get("proposals.new", visit="x").status == 200


def test_outsiders_find_nothing(as_: As, session: Session, meeting: Conference, visit: Visit) -> None:
    factories.share(session, meeting.rows[0], cast.enter(session, cast.TANAKA))
    session.commit()
    for actor in (cast.TANAKA, cast.NISHIMURA, cast.KANRI):
        browser = as_(actor)
        for endpoint in ("visits.visit", "visits.paper"):
            page = browser.get(endpoint, visit_id=visit.id)
            assert (page.status, "春野" in page.words) == (403, False)
        assert _say(browser, visit, "whole", "x").status == 403
