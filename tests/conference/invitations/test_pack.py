"""案内: only the rows one may see; numbers for whoever leaves the two functions; what to bring; words and 読みました."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.decisions.models import Assignment
from conference.households.models import Household
from conference.invitations import reading
from conference.invitations.models import Invitation, ReadMark, RowComment, RowQuestion
from conference.invitations.numbering import numbered, school_kind
from conference.invitations.pack import is_of
from conference.invitations.participants import Participant
from conference.people.models import Person, Role
from conference.rosters.models import Attendance, Conference, ConferenceState
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def meeting(session: Session) -> Conference:
    """春野 is shared with 田中 (who promised something last time) and on paper with nobody; 夏木 is not."""
    people = {actor: cast.enter(session, actor) for actor in (cast.SATO, cast.TANAKA)}
    made: Conference = factories.a_conference(
        session,
        place="第2会議室",
        attendances=[
            Attendance(name=each.name, agency=each.agency, person_id=each.id) for each in people.values()
        ],
    )
    family = factories.a_household(session, name="春野 美咲", members=[factories.a_member(name="春野 陽菜")])
    before = factories.a_row(
        session, factories.a_conference(session, held_on=date(2026, 10, 22)), household=family
    )
    promised = factories.a_decision(session, before)
    factories.an_assignment(session, promised, side="学校", who="田中", what="陽菜さんの出席を伝える")
    row = factories.a_row(
        session, made, household=family,
        situation="陽菜さん（平成29年6月3日生）はさつき野小学校を休みがち。春野さんは夜に働く。",
        last_policy="さつき野小学校と週1回話す。",
    )  # fmt: skip
    factories.a_row(session, made, household=factories.a_household(session, name="夏木"))
    factories.share(session, row, people[cast.TANAKA])
    session.refresh(made)
    assert [each.household.name for each in made.rows] == ["春野 美咲", "夏木"]
    assert len(made.attendances) == 2
    session.commit()
    return made


FAMILY = ("春野", "美咲", "陽菜", "さつき野", "6月3日", "夏木")


def _seat(meeting: Conference, at: int) -> int:
    return meeting.attendances[at].id


def _packs(page: Page) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in page.soup.select(".pack")]


def test_who_leaves_the_two_functions_reads_numbers(as_: As, meeting: Conference) -> None:
    page = as_(cast.SATO).get("invitations.on_paper", conference_id=meeting.id)
    office, school = _packs(page)
    assert ("春野" in office, "夏木" in office) == (True, True)
    words = school.replace("田中 修（さつき野小学校）", "")  # his own agency stands in the address
    assert [word for word in FAMILY if word in words] == []
    assert "小3" in words
    assert "小学校" in words
    assert "1 番 前回の役割：○○さんの出席を伝える" in words
    sheets = " ".join(each.get_text(" ") for each in page.soup.select(".brief-sheet"))
    assert [word for word in FAMILY if word in sheets] == []


def test_with_names_only_when_somebody_says_so(as_: As, session: Session, meeting: Conference) -> None:
    page = as_(cast.SATO).get(f"/conferences/{meeting.id}/invitations/print?who={_seat(meeting, 1)}&names=1")
    (school,) = _packs(page)
    assert ("春野 美咲" in school, "夏木" in school) == (True, False)
    told = select(AuditEvent.detail).where(AuditEvent.action == "invitation_printed")
    assert set(session.scalars(told)) == {f'{{"attendance": {_seat(meeting, 1)}, "names": true}}'}
    session.commit()


def test_an_office_that_writes_names_outside(as_: As, session: Session, meeting: Conference) -> None:
    meeting.series.numbers_outside = False
    session.commit()
    assert "春野 美咲" in as_(cast.TANAKA).get("invitations.own", conference_id=meeting.id).words


def test_a_seat_without_a_row_receives_none(as_: As, session: Session, meeting: Conference) -> None:
    seat = Attendance(conference=meeting, name="児童相談所")
    session.add(seat)
    session.commit()
    page = as_(cast.SATO).get(f"/conferences/{meeting.id}/invitations/print?who={seat.id}")
    (words,) = _packs(page)
    assert "お渡しできる行はありません。" in words
    assert [word for word in FAMILY if word in words] == []


@pytest.mark.parametrize("who", ["999999", "0"])
def test_a_seat_of_no_meeting(as_: As, meeting: Conference, who: str) -> None:
    assert as_(cast.SATO).get(f"/conferences/{meeting.id}/invitations/print?who={who}").status == 404


def test_the_key_ties_numbers_to_families(as_: As, session: Session, meeting: Conference) -> None:
    page = as_(cast.SATO).get("invitations.key_list", conference_id=meeting.id)
    rows = [" ".join(each.get_text(" ").split()) for each in page.soup.select("tbody tr")]
    assert [row.split()[0] for row in rows] == ["1", "2"]
    assert "春野 美咲" in rows[0]
    seen = select(AuditEvent.household_id).where(AuditEvent.action == "key_list_viewed")
    assert set(session.scalars(seen)) >= {row.household_id for row in meeting.rows}
    session.commit()


# --- questions and roles


def test_a_question_reaches_whom_it_is_for(as_: As, session: Session, meeting: Conference) -> None:
    browser, row = as_(cast.SATO), meeting.rows[0]
    sent = {
        "row": str(row.id),
        "to": str(_seat(meeting, 1)),
        "text": "陽菜さんの給食の様子を話してください。",
    }
    page = browser.post("invitations.ask", sent, conference_id=meeting.id)
    assert page.notices == ["1番について聞きたいことを、案内に入れました。"]
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    office, school = _packs(browser.get("invitations.on_paper", conference_id=meeting.id))
    assert ("お尋ね" in office, "お尋ね：○○さんの給食の様子" in school) == (False, True)
    browser.post(str(undo["action"]))
    assert session.scalars(select(RowQuestion)).all() == []
    session.commit()


def test_a_question_for_all_goes_only_to_those_who_get_the_row(as_: As, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    sent = {"row": str(meeting.rows[1].id), "to": "", "text": "次の健診はいつですか。"}
    browser.post("invitations.ask", sent, conference_id=meeting.id)
    office, school = _packs(browser.get("invitations.on_paper", conference_id=meeting.id))
    assert ("健診" in office, "健診" in school) == (True, False)


@pytest.mark.parametrize(
    ("row", "text", "says"),
    [("1", "", "1字から300字"), ("1", "あ" * 301, "1字から300字"), ("x", "様子", "行を一つ選んで"), ("99999", "様子", "行を一つ選んで")],
)  # fmt: skip
def test_a_question_that_cannot_be_sent(
    as_: As, session: Session, meeting: Conference, row: str, text: str, says: str
) -> None:
    given = str(meeting.rows[0].id) if row == "1" else row
    page = as_(cast.SATO).post("invitations.ask", {"row": given, "text": text}, conference_id=meeting.id)
    assert says in page.notices[0]
    assert session.scalars(select(RowQuestion)).all() == []
    session.commit()


def test_the_part_one_plays_stands_in_the_invitation(as_: As, session: Session, meeting: Conference) -> None:
    form = {f"role-{_seat(meeting, 1)}": "助言", "role-99999": "なし"}
    as_(cast.SATO).post("invitations.change_roles", form, conference_id=meeting.id)
    assert session.execute(select(Invitation.attendance_id, Invitation.role)).all() == [
        (_seat(meeting, 1), "助言")
    ]
    session.commit()
    assert "会議での役割 助言" in as_(cast.TANAKA).get("invitations.own", conference_id=meeting.id).words


@pytest.mark.parametrize(
    ("who", "person_id", "mine", "reason"),
    [
        ("田中", None, True, "the family name"),
        ("田中 修", None, True, "the whole name"),
        ("田中", 7, True, "his account"),
        ("田中", 8, False, "another account of that name"),
        ("さつき野小学校", None, True, "his agency"),
        ("さつき野小学校 田口先生", None, True, "a colleague of his agency"),
        ("小学校", None, False, "some school"),
        ("", None, False, "nobody"),
    ],
)
def test_is_of(who: str, person_id: int | None, mine: bool, reason: str) -> None:
    person = Person(id=7, name="田中 修", role=Role.PARTICIPANT)
    participant = Participant("田中 修", "さつき野小学校", "", person, Attendance(id=1))
    assert is_of(Assignment(who=who, person_id=person_id), participant) is mine, reason


# --- one's own page


def test_ones_own_page_reads_words_and_says_so(as_: As, session: Session, meeting: Conference) -> None:
    browser, row = as_(cast.TANAKA), meeting.rows[0]
    page = browser.get("invitations.own", conference_id=meeting.id)
    assert [len(page.soup.select(".pack-rows tbody tr")), "夏木" in page.words] == [1, False]
    page = browser.post("invitations.mark_read", conference_id=meeting.id)
    assert page.notices == ["読みましたと伝えました。"]
    page = browser.post("invitations.comment", {"text": "給食は食べています。"}, row_id=row.id)
    assert "給食は食べています。" in page.words
    panel = as_(cast.SUZUKI).get("rosters.panel", row_id=row.id)
    assert panel.status == 200
    assert reading.comments_of(session, [row])[row.id][0].text == "給食は食べています。"
    assert len(session.scalars(select(ReadMark)).all()) == 1
    session.commit()


def test_an_outsider_reads_only_his_own_words(as_: As, session: Session, meeting: Conference) -> None:
    row = meeting.rows[0]
    as_(cast.INUI).post(
        "invitations.comment", {"text": "母の受診は続いています。", "from": "panel"}, row_id=row.id
    )
    assert "母の受診" not in as_(cast.TANAKA).get("invitations.own", conference_id=meeting.id).words
    assert "母の受診" in as_(cast.SUZUKI).get("invitations.own", conference_id=meeting.id).words


def test_a_word_is_taken_back_by_its_author_only(as_: As, session: Session, meeting: Conference) -> None:
    row = meeting.rows[0]
    browser = as_(cast.INUI)
    browser.post("invitations.comment", {"text": "受診は続いています。"}, row_id=row.id)
    comment_id = session.scalars(select(RowComment.id)).one()
    session.commit()
    assert (
        as_(cast.SATO).post("invitations.take_back_comment", row_id=row.id, comment_id=comment_id).status
        == 404
    )
    assert browser.post("invitations.take_back_comment", row_id=row.id, comment_id=comment_id).notices == [
        "1番の意見を取り消しました。"
    ]


@pytest.mark.parametrize(
    ("text", "says"), [("", "意見が書かれていません"), ("あ" * 1001, "意見は1,000字までです")]
)
def test_a_word_that_cannot_be_kept(as_: As, meeting: Conference, text: str, says: str) -> None:
    page = as_(cast.INUI).post("invitations.comment", {"text": text}, row_id=meeting.rows[0].id)
    assert (page.status, says in page.words) == (422, True)


def test_a_word_that_is_too_long_stands_in_its_field(as_: As, session: Session, meeting: Conference) -> None:
    page = as_(cast.TANAKA).post("invitations.comment", {"text": "長" * 1001}, row_id=meeting.rows[0].id)
    assert page.status == 422
    fields = {field["id"]: field.get_text().strip() for field in page.soup.select("textarea")}
    assert fields == {f"f-text-{meeting.rows[0].id}": "長" * 1001}
    assert [name for name in ("春野", "陽菜", "夏木") if name in page.words] == [], "numbers, as before"
    seen = session.scalars(select(AuditEvent.action).where(AuditEvent.household_id.is_not(None))).all()
    assert "invitation_read" in seen


def test_a_confirmed_record_takes_no_more_words(as_: As, session: Session, meeting: Conference) -> None:
    meeting.state = ConferenceState.CONFIRMED
    session.commit()
    assert (
        as_(cast.TANAKA).post("invitations.comment", {"text": "後から"}, row_id=meeting.rows[0].id).status
        == 409
    )


@pytest.mark.parametrize("actor", [cast.NISHIMURA, cast.KANRI])
def test_others_have_no_invitation(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    assert as_(actor).get("invitations.own", conference_id=meeting.id).status == 403


# --- numbers instead of names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("さつき野小学校 3年2組", "小学校"), ("みなみ小", "小学校"), ("つばき台中 2年", "中学校"), ("東高（定時制）", "高校"), ("北中学校", "中学校"), ("ひかりこども園", "こども園"),
        ("あおぞら保育所", "保育園"), ("県立東高校", "高校"), ("ことばの教室", "学校・園"),
    ],
)  # fmt: skip
def test_school_kind(name: str, kind: str) -> None:
    assert school_kind(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "陽菜さんと母の美咲さんは、さつき野小学校の近くに住む。",
        "ハルノさん宅。平成29年6月3日生まれの長女。電話 090-1234-5678。",
        "さつき野小学校 3年2組の担任が、栄町3丁目12-5を訪ねた。",
        "春 野 陽 菜ちゃんは園を休む。",
    ],
)
def test_nothing_of_the_family_stays(text: str) -> None:
    member = factories.a_member(name="春野 陽菜（はるのひな）", affiliation="さつき野小学校 3年2組")
    household = Household(name="春野 美咲", members=[member])
    made = numbered(text, household)
    telling = (
        "春野",
        "陽菜",
        "美咲",
        "さつき野",
        "平成29年6月3日",
        "090-1234-5678",
        "栄町3丁目",
        "3年2組",
        "陽 菜",
    )
    assert [word for word in telling if word in made] == []
