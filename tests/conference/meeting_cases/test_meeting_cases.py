"""取り上げる事例: found by words or number, ordered, removed and put back, on the meeting's page and on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.case_drafts.models import CaseDraft, CaseEdit, DraftState
from conference.meeting_cases import service
from conference.meeting_cases.models import ConferenceCase
from conference.publishing import hiding
from conference.rosters.models import Conference, ConferenceState
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def meeting(session: Session) -> Conference:
    """A 事例検討会."""
    series = factories.a_series(session, name="事例検討会")
    series.kind = "study"
    made: Conference = factories.a_conference(session, series=series)
    session.commit()
    return made


def _on_list(session: Session, meeting: Conference) -> list[str]:
    session.expire_all()
    found = [each.page_id for each in service.lines_of(session, meeting)]
    session.commit()
    return found


@pytest.mark.parametrize(
    ("typed", "number", "reason"),
    [
        ("c0001", "c0001", "a number"),
        (" c0001 ", "c0001", "with blanks"),
        ("http://center.local:8000/kb/cases/c0001.html", "c0001", "a pasted address"),
        ("https://x/kb/cases/o12ab34cd.html#omitate", "o12ab34cd", "a page of this office, at a heading"),
        ("不登校", "", "words"),
        ("p3-6", "", "a point is no case"),
        ("https://x/kb/../secret.key", "", "no page at all"),
        ("", "", "nothing"),
    ],
)
def test_a_number_in_what_was_typed(typed: str, number: str, reason: str) -> None:
    assert service.number_in(typed) == number, reason


def test_chosen_ordered_removed_and_put_back(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.INUI)
    found = browser.post("meeting_cases.find", {"q": "c0002"}, conference_id=meeting.id)
    assert "c0002 選ぶ" in found.words
    for page_id in ("c0001", "c0002", "c0003", "c0002"):  # the second time it stands there already
        browser.post("meeting_cases.choose", conference_id=meeting.id, page_id=page_id)
    browser.post("meeting_cases.move", conference_id=meeting.id, page_id="c0003", step="up")
    assert _on_list(session, meeting) == ["c0001", "c0003", "c0002"]
    browser.post("meeting_cases.move", conference_id=meeting.id, page_id="c0001", step="up")  # at the end
    page = browser.post("meeting_cases.remove", conference_id=meeting.id, page_id="c0001")
    assert page.notices == ["事例を一覧から外しました。"]
    assert _on_list(session, meeting) == ["c0003", "c0002"]
    browser.post(str(page.soup.select(".notice form")[0]["action"]))
    assert _on_list(session, meeting) == ["c0001", "c0003", "c0002"]


def test_the_list_stands_on_the_meetings_page_and_its_record(as_: As, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    browser.post("meeting_cases.choose", conference_id=meeting.id, page_id="c0001")
    for endpoint in ("series.checklist", "minutes.minutes"):
        page = browser.get(endpoint, conference_id=meeting.id)
        assert "取り上げる事例 1 件" in page.words
        assert "c0001" in page.words


def test_a_hidden_page_keeps_its_place_and_loses_its_title(
    as_: As, session: Session, meeting: Conference
) -> None:
    browser = as_(cast.SATO)
    browser.post("meeting_cases.choose", conference_id=meeting.id, page_id="c0001")
    title = browser.get("meeting_cases.cases", conference_id=meeting.id).soup.select(".chosen-case a")[0]
    hiding.close(session, "c0001", cast.enter(session, cast.SATO))
    session.commit()
    page = browser.get("meeting_cases.cases", conference_id=meeting.id)
    assert "いまは読めない事例です" in page.words
    assert title.get_text() not in page.words
    refused = browser.post("meeting_cases.find", {"q": "c0001"}, conference_id=meeting.id)
    assert "近い事例は見つかりません。" in refused.words


@pytest.mark.parametrize("page_id", ["c999999", "p3-6", "..", "あ"])
def test_what_is_no_case_is_not_chosen(as_: As, session: Session, meeting: Conference, page_id: str) -> None:
    page = as_(cast.SATO).post("meeting_cases.choose", conference_id=meeting.id, page_id=page_id)
    assert page.status in (404, 422)
    assert _on_list(session, meeting) == []


def test_no_more_than_a_meeting_can_read(
    as_: As, session: Session, meeting: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    browser = as_(cast.SATO)
    browser.post("meeting_cases.choose", conference_id=meeting.id, page_id="c0001")
    page = browser.post("meeting_cases.choose", conference_id=meeting.id, page_id="c0002")
    assert page.status == 422
    assert _on_list(session, meeting) == ["c0001"]


def test_a_confirmed_meeting_keeps_its_list(as_: As, session: Session, meeting: Conference) -> None:
    meeting.state = ConferenceState.CONFIRMED
    session.commit()
    page = as_(cast.SATO).post("meeting_cases.choose", conference_id=meeting.id, page_id="c0001")
    assert page.status == 409
    assert session.scalars(select(ConferenceCase)).all() == []


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_the_list_is_the_offices(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    assert as_(actor).get("meeting_cases.cases", conference_id=meeting.id).status in (403, 404)


def test_the_casebook_group_sees_the_titles_that_wait(as_: As, session: Session, meeting: Conference) -> None:
    author = cast.enter(session, cast.SUZUKI)
    for state, title in ((DraftState.WAITING, "朝の電話"), (DraftState.WRITING, "書きかけ")):
        draft = CaseDraft(
            household_id=factories.a_household(session, name="早瀬").id, author_id=author.id,
            state=state, started_at=A_SATURDAY, sent_at=A_SATURDAY,
        )  # fmt: skip
        session.add(draft)
        session.flush()
        for number, text in enumerate(("古い題", title), start=1):
            session.add(
                CaseEdit(
                    draft_id=draft.id, field="title", number=number, value=text,
                    person_id=author.id, at=A_SATURDAY,
                )
            )  # fmt: skip
    session.commit()
    assert "朝の電話" not in as_(cast.INUI).get("meeting_cases.cases", conference_id=meeting.id).words
    meeting.series.kind = "casebook"
    session.commit()
    page = as_(cast.INUI).get("meeting_cases.cases", conference_id=meeting.id)
    assert [each.get_text() for each in page.soup.select(".waiting-drafts a")] == ["朝の電話"]
    assert "早瀬" not in page.text


def test_the_casebook_group_writes_what_worked_and_what_stuck(
    as_: As, session: Session, meeting: Conference
) -> None:
    assert "成功の要因" not in as_(cast.SATO).get("series.checklist", conference_id=meeting.id).words
    meeting.series.kind = "casebook"
    session.commit()
    page = as_(cast.SATO).get("series.checklist", conference_id=meeting.id)
    assert "成功の要因" in page.words
    assert "うまくいかなかった原因と次の手" in page.words
