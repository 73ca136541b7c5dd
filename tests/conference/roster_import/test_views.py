"""Importing through the pages: works, colleague, outsider, bad input, again, and taking it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from conference.decisions.models import FieldEdit
from conference.households.models import Household
from conference.rosters.models import Conference, ConferenceState, Row
from tests import cast
from tests.browser import Browser, Page
from tests.cast import Actor
from tests.conference.roster_import.sheets import a_line, a_roster
from tests.factories import a_conference, a_decision

MEIBO = Path(__file__).resolve().parents[2] / "data/meibo.xlsx"
As = Callable[[Actor], Browser]
USUAL_TWO = [
    a_line(),
    a_line(
        case_number="R8-202",
        household="若林",
        name="若林 蒼（長男）",
        birth_date="R3.5.5",
        affiliation="ひばり園 5歳児",
        workers="児福 倉持",
    ),
]


def upload(browser: Browser, conference: Conference, content: bytes, name: str = "名簿.xlsx") -> Page:
    form = {"file": (io.BytesIO(content), name)}
    return browser.post("roster_import.take_file", form, conference_id=conference.id)


def address_of_step(page: Page) -> str:
    return page.answer.request.path


def import_all(browser: Browser, conference: Conference, content: bytes, **choices: str) -> Page:
    columns = upload(browser, conference, content)
    differences = browser.post(address_of_step(columns), {})
    return browser.post(address_of_step(differences), choices)


@pytest.fixture
def conference(session: Session) -> Conference:
    made = a_conference(session)
    session.commit()
    return made


def test_twelve_households_arrive_with_their_members_and_workers(
    as_: As, session: Session, conference: Conference
) -> None:
    page = import_all(as_(cast.SATO), conference, MEIBO.read_bytes())

    assert page.notices == ["12世帯を取り込みました。"]
    assert (session.query(Row).count(), session.query(Household).count()) == (12, 12)


def test_the_person_sees_how_each_column_was_read_and_the_doubts(as_: As, conference: Conference) -> None:
    page = upload(as_(cast.SATO), conference, MEIBO.read_bytes())

    assert "どちらかを直してください" in page.words
    assert {"ケース番号", "世帯", "生年月日"} <= {
        tag.get_text() for tag in page.soup.select("option[selected]")
    }


def test_a_corrected_column_is_read_as_the_person_says(
    as_: As, session: Session, conference: Conference
) -> None:
    browser = as_(cast.SATO)
    columns = upload(browser, conference, a_roster(USUAL_TWO))
    chooser = columns.soup.select_one("select[aria-label*=主訴]")
    assert chooser is not None

    differences = browser.post(address_of_step(columns), {chooser["name"]: ""})
    browser.post(address_of_step(differences), {})

    assert [row.concern for row in session.query(Row)] == ["", ""]


def test_what_was_skipped_does_not_arrive(as_: As, session: Session, conference: Conference) -> None:
    import_all(as_(cast.SATO), conference, a_roster(USUAL_TWO), **{"household-1": "skip"})

    assert [row.household.name for row in session.query(Row)] == ["深見"]


def test_workers_find_their_household(as_: As, session: Session, conference: Conference) -> None:
    import_all(as_(cast.SATO), conference, a_roster(USUAL_TWO))

    found = {(h.name, link.person.family_name) for h in session.query(Household) for link in h.workers}
    assert {("深見", "鈴木"), ("深見", "乾"), ("若林", "倉持")} == found


def test_importing_again_shows_only_what_changed(as_: As, session: Session, conference: Conference) -> None:
    browser = as_(cast.SATO)
    import_all(browser, conference, a_roster(USUAL_TWO))
    newer = [a_line(situation="10月からは毎日休んでいる。"), USUAL_TWO[1]]

    columns = upload(browser, conference, a_roster(newer))
    differences = browser.post(address_of_step(columns), {})

    assert "新しい0・変わる1・同じ1" in differences.words
    assert "9月から欠席が週に2日ほど続く。" in differences.words


def test_importing_again_leaves_decisions_and_keeps_the_former_text(
    as_: As, session: Session, conference: Conference
) -> None:
    browser = as_(cast.SATO)
    import_all(browser, conference, a_roster(USUAL_TWO))
    row = session.query(Row).filter_by(position=1).one()
    a_decision(session, row, policy="朝の訪問を始める。", review_on=date(2027, 1, 20))
    session.commit()

    import_all(
        browser,
        conference,
        a_roster([a_line(situation="新しい状況。", last_policy="別の方針", review_on="R9.3.1")]),
    )

    session.expire_all()
    assert row.decision is not None
    assert ("朝の訪問を始める。", date(2027, 1, 20)) == (row.decision.policy, row.decision.review_on)
    kept = session.query(FieldEdit).filter_by(row_id=row.id, field="situation").order_by(FieldEdit.number)
    assert [edit.value for edit in kept] == ["9月から欠席が週に2日ほど続く。", "新しい状況。"]


def test_an_import_can_be_taken_back(as_: As, session: Session, conference: Conference) -> None:
    browser = as_(cast.SATO)
    page = import_all(browser, conference, a_roster(USUAL_TWO))
    form = page.soup.select_one(".notice form")
    assert form is not None

    browser.post(str(form["action"]), {})

    assert (session.query(Row).count(), session.query(Household).count()) == (0, 0)


def test_it_is_not_taken_back_over_somebodys_words(as_: As, session: Session, conference: Conference) -> None:
    browser = as_(cast.SATO)
    page = import_all(browser, conference, a_roster(USUAL_TWO))
    form = page.soup.select_one(".notice form")
    assert form is not None
    row = session.query(Row).filter_by(position=1).one()
    session.commit()
    as_(cast.SUZUKI).post(
        "decisions.save", json={"field": "situation", "value": "昨日会えた。", "base": 0}, row_id=row.id
    )

    refused = browser.post(str(form["action"]), {})

    assert (refused.status, session.query(Row).count()) == (409, 2)


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        (cast.SUZUKI, 403),  # a worker reads and writes rows; rosters are made by the 統括支援員
        (cast.TANAKA, 403),  # an outside participant
        (cast.KANRI, 403),  # the administrator sees no named record
    ],
)
def test_only_facilitators_import(as_: As, conference: Conference, actor: Actor, status: int) -> None:
    assert status == as_(actor).get("roster_import.choose_file", conference_id=conference.id).status


def test_another_persons_file_is_not_there(as_: As, conference: Conference) -> None:
    address = address_of_step(upload(as_(cast.SATO), conference, a_roster(USUAL_TWO)))

    assert as_(cast.TAKAGI).get(address).status == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ファイルの中身が空です"),  # nothing chosen
        (b"PK\x03\x04 cut short", "Excelで"),  # damaged
        (b"%PDF-1.7 roster", "Excel（.xlsx）かCSV"),  # another kind under an .xlsx name
        (a_roster([]), "世帯の行がありません"),  # headings only
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(
    as_: As, conference: Conference, content: bytes, sentence: str
) -> None:
    page = upload(as_(cast.SATO), conference, content)

    assert page.status == 422
    assert sentence in page.words


def test_a_confirmed_conference_takes_no_import(as_: As, session: Session, conference: Conference) -> None:
    conference.state = ConferenceState.CONFIRMED
    session.commit()

    assert upload(as_(cast.SATO), conference, a_roster(USUAL_TWO)).status in (409, 423)
