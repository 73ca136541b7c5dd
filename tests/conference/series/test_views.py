"""会議の種類 and 準備 over HTTP: works, colleague, outsider, bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.invitations.models import Invitation
from conference.rosters.models import Conference, Row, Series
from conference.series import checklist, service
from conference.series.kinds import BY_ID
from conference.series.models import ConferenceCheck
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
SECTION = {
    "kind": "practitioners_section", "name": "実務者会議 乳幼児部会", "rhythm": "3か月ごと", "starts_at": "14時",
    "ends_at": "16:00", "place": "第2会議室", "discuss_minutes": "8", "together_minutes": "0.5",
    "minutes_form": "sheets", "numbers_outside": "1",
    "members": "こども家庭センター：佐藤 恵（進行）\nさつき野小学校：田中 修\n児童相談所：（助言）",
    "checks-0": "案内を送る\n・近況を聞く", "checks-1": "", "checks-2": "紙を集める",
}  # fmt: skip


def _made(session: Session) -> Series:
    session.commit()
    session.expire_all()
    return session.scalars(select(Series)).one()


def test_a_kind_is_added_with_its_first_meeting(as_: As, session: Session) -> None:
    page = as_(cast.SATO).post("series.make_series", {**SECTION, "first_on": "R8.12.10"})
    assert page.notices == ["会議の種類「実務者会議 乳幼児部会（3か月ごと）」を足しました。"]
    assert page.h1 == "準備 0/3"
    series = _made(session)
    assert (series.kind, series.minutes_form, series.starts_at) == (
        "practitioners_section",
        "sheets",
        "14:00",
    )
    first = session.scalars(select(Conference)).one()
    assert [(each.name, each.agency, each.person_id is not None) for each in first.attendances] == [
        ("佐藤 恵", "こども家庭センター", True),
        ("田中 修", "さつき野小学校", True),
        ("児童相談所", "", False),
    ]
    roles = {each.attendance_id: each.role for each in session.scalars(select(Invitation))}
    assert [roles.get(each.id, "") for each in first.attendances] == ["進行", "", "助言"]
    assert (first.discuss_minutes, first.together_minutes) == (8.0, 0.5)


def test_the_next_meeting_has_the_minutes_of_its_kind(session: Session) -> None:
    """What only the meeting knows (重点, 休けい, 会っていない日数) stays as last time."""
    series = service.from_kind(session, BY_ID["practitioners_section"])
    first = service.start(session, series, date(2026, 12, 10), last=None)
    first.discuss_minutes, first.together_minutes, first.training_minutes = 5.0, 1.0, 0
    first.focus_minutes, first.break_minutes, first.seen_within_days = 20.0, 10, 60
    series.discuss_minutes, series.together_minutes, series.training_minutes = 12.0, 0.5, 30
    then = service.start(session, series, date(2027, 1, 14), last=first)
    assert (then.discuss_minutes, then.together_minutes, then.training_minutes) == (12.0, 0.5, 30)
    assert (then.focus_minutes, then.break_minutes, then.seen_within_days) == (20.0, 10, 60)


def test_the_next_meeting_brings_people_and_checklist(as_: As, session: Session) -> None:
    browser = as_(cast.SATO)
    browser.post("series.make_series", {**SECTION, "first_on": "R8.12.10"})
    series_id = _made(session).id
    session.commit()
    page = browser.post("calendars.make_next", series_id=series_id)
    assert page.notices == [
        "令和9年3月11日(木)に実務者会議 乳幼児部会（3か月ごと）を作りました。14:00–16:00 第2会議室です。"
    ]
    session.commit()
    made = session.scalars(select(Conference).order_by(Conference.held_on.desc())).first()
    assert made is not None
    assert [each.name for each in made.attendances] == ["佐藤 恵", "田中 修", "児童相談所"]
    assert [each.text for each in checklist.checks_of(session, made)] == [
        "案内を送る",
        "近況を聞く",
        "紙を集める",
    ]
    session.commit()


def test_a_kind_without_a_meeting_is_taken_back(as_: As, session: Session) -> None:
    browser = as_(cast.SATO)
    page = browser.post("series.make_series", SECTION)
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    assert browser.post(str(undo["action"])).notices == [
        "会議の種類「実務者会議 乳幼児部会（3か月ごと）」を取り消しました。"
    ]
    session.commit()
    assert session.scalars(select(Series)).all() == []


def test_one_that_met_stays(as_: As, session: Session) -> None:
    meeting = factories.a_conference(session)
    session.commit()
    assert as_(cast.SATO).post("series.remove_series", series_id=meeting.series_id).status == 409


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": " "}, "会議の名前を書いてください"),
        ({"rhythm": "毎日"}, "間隔を一つ選んでください"),
        ({"starts_at": "昼すぎ"}, "時刻は「13:30」のように"),
        ({"ends_at": "13:00"}, "終わりの時刻が始まりより前です"),
        ({"discuss_minutes": "たくさん"}, "「8」や「0.25」のように"),
        ({"minutes_form": "x"}, "記録の形を一つ選んでください"),
        ({"members": "係\n" * 41}, "出席者は40行までです"),
        ({"checks-0": "あ" * 121}, "1行は120字までです"),
        ({"checks-2": "項目\n" * 21}, "それぞれ20行までです"),
        ({"first_on": "13/45"}, "最初の日を日付として読めません"),
    ],
)
def test_what_is_wrong_is_said_and_kept(as_: As, session: Session, given: dict[str, str], says: str) -> None:
    page = as_(cast.SATO).post("series.make_series", {**SECTION, **given})
    assert (page.status, says in page.words) == (422, True)
    assert "書いたものは残っています。" in page.words
    assert session.scalars(select(Series)).all() == []
    session.commit()


def test_a_name_stands_once(as_: As, session: Session) -> None:
    browser = as_(cast.SATO)
    browser.post("series.make_series", SECTION)
    page = browser.post("series.make_series", SECTION)
    assert (page.status, "同じ名前と間隔の会議がもうあります" in page.words) == (422, True)


def test_two_of_the_same_template(as_: As, session: Session) -> None:
    first = service.from_kind(session, BY_ID["management"])
    assert (first.name, service.from_kind(session, BY_ID["management"]).name) == (
        "進行管理会議",
        "進行管理会議 2",
    )
    session.commit()
    sent = {**SECTION, "kind": "management", "name": "進行管理部会", "rhythm": "3か月ごと"}
    assert as_(cast.SATO).post("series.make_series", sent).status == 200


def test_the_office_changes_its_copy(as_: As, session: Session) -> None:
    series = service.from_kind(session, BY_ID["management"])
    session.commit()
    browser = as_(cast.TAKAGI)
    page = browser.get("series.edit_series", series_id=series.id)
    assert "スーパーバイザー：（助言）" in page.soup.select_one("#f-members").text  # type: ignore[union-attr]
    sent = {**SECTION, "name": "進行管理部会", "family_seat": "1"}
    del sent["numbers_outside"]
    browser.post("series.change_series", sent, series_id=series.id)
    changed = _made(session)
    assert (changed.name, changed.kind, changed.numbers_outside, changed.family_seat) == (
        "進行管理部会", "management", False, True,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["", "x", "<b>"])
def test_an_unknown_template_is_no_page(as_: As, kind: str) -> None:
    assert as_(cast.SATO).get(f"/series/new?kind={kind}").status == 404


def test_every_template_opens(as_: As) -> None:
    browser = as_(cast.SATO)
    links = [str(link["href"]) for link in browser.get("series.all_kinds").soup.select(".kind-name")]
    assert len(links) == len(BY_ID)
    assert [browser.get(link).status for link in links] == [200] * len(links)


def test_the_family_has_its_seat(session: Session) -> None:
    made = service.start(
        session, service.from_kind(session, BY_ID["individual"]), date(2026, 12, 1), last=None
    )
    assert made.attendances[-1].name == "本人・家族"
    again = service.start(session, made.series, date(2027, 1, 5), last=made)
    assert [each.name for each in again.attendances].count("本人・家族") == 1


def test_who_was_there_becomes_usual(as_: As, session: Session) -> None:
    browser = as_(cast.SATO)
    browser.post("series.make_series", {**SECTION, "first_on": "R8.12.10"})
    series = _made(session)
    first_id = session.scalars(select(Conference.id)).one()
    session.commit()
    browser.post("rosters.change_people", {"name": "警察", "kind": "出席"}, conference_id=first_id)
    page = browser.post("series.keep_people", conference_id=first_id)
    assert page.notices == [
        "実務者会議 乳幼児部会（3か月ごと）のいつもの出席者にしました。会議の種類の画面で直せます。"
    ]
    session.commit()
    seats = service.seats_of(session, series)
    assert [(seat.agency, seat.name, seat.role) for seat in seats] == [
        ("こども家庭センター", "佐藤 恵", "進行"), ("さつき野小学校", "田中 修", ""),
        ("児童相談所", "", "助言"), ("警察", "", ""),
    ]  # fmt: skip
    session.commit()


# --- a meeting without a roster


def test_no_family_goes_to_a_study_meeting(as_: As, session: Session) -> None:
    study = service.start(session, service.from_kind(session, BY_ID["study"]), date(2026, 12, 1), last=None)
    household = factories.a_household(session)
    session.commit()
    page = as_(cast.SATO).post("rosters.add_row", conference_id=study.id, household_id=household.id)
    assert (page.status, "この会議は名簿を使いません" in page.words) == (409, True)
    session.commit()
    assert session.scalars(select(Row)).all() == []
    session.commit()
    assert "知恵袋の事例" in as_(cast.INUI).get("series.checklist", conference_id=study.id).words


# --- the checklist


@pytest.fixture
def meeting(session: Session) -> Conference:
    made = service.start(
        session, service.from_kind(session, BY_ID["joint_weekly"]), date(2026, 12, 1), last=None
    )
    session.commit()
    return made


def _line(page: Page, text: str) -> tuple[str, str]:
    (found,) = [each for each in page.soup.select(".checks li") if text in each.get_text()]
    return str(found.select_one("button")["aria-pressed"]), " ".join(found.get_text(" ").split())  # type: ignore[index]


def test_anybody_of_the_office_ticks_and_takes_back(as_: As, session: Session, meeting: Conference) -> None:
    check_id = session.scalars(select(ConferenceCheck.id).order_by(ConferenceCheck.id)).first()
    session.commit()
    browser = as_(cast.INUI)
    page = browser.post("series.tick", conference_id=meeting.id, check_id=check_id)
    assert page.h1 == "準備 1/8"
    assert _line(page, "協議する世帯を決める") == ("true", "✓ 協議する世帯を決める 乾 R8.11.21 14:30")
    page = browser.post("series.tick", conference_id=meeting.id, check_id=check_id)
    assert _line(page, "協議する世帯を決める")[0] == "false"


def test_a_line_of_another_meeting_is_not_ticked(as_: As, session: Session, meeting: Conference) -> None:
    check_id = session.scalars(select(ConferenceCheck.id)).first()
    other = factories.a_conference(session)
    session.commit()
    assert as_(cast.SATO).post("series.tick", conference_id=other.id, check_id=check_id).status == 404


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "まだ足していません"),
        ("あ" * 121, "まだ足していません"),
        ("茶を出す", "「茶を出す」を足しました"),
    ],
)
def test_a_line_for_this_meeting_only(
    as_: As, session: Session, meeting: Conference, text: str, says: str
) -> None:
    page = as_(cast.SUZUKI).post(
        "series.add_check", {"text": text, "stage": "当日"}, conference_id=meeting.id
    )
    assert says in page.notices[0]
    session.commit()
    assert text == "" or len(service.checks_of(session, meeting.series)) == 8
    session.commit()


def test_nothing_listed_is_no_hindrance(as_: As, session: Session) -> None:
    meeting = factories.a_conference(session)
    session.commit()
    page = as_(cast.SATO).get("series.checklist", conference_id=meeting.id)
    assert (page.h1, "確かめる項目は決めていません" in page.words) == ("準備 0/0", True)
    assert as_(cast.SATO).post("rosters.take_step", conference_id=meeting.id, name="begin").status == 200


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_see_neither(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    browser = as_(actor)
    assert browser.get("series.checklist", conference_id=meeting.id).status == 403
    assert browser.get("series.all_kinds").status == 403


def test_a_worker_does_not_change_kinds(as_: As, meeting: Conference) -> None:
    assert as_(cast.SUZUKI).post("series.make_series", SECTION).status == 403


# --- 後半の研修


@pytest.mark.parametrize(
    ("kind", "value", "shown", "reason"),
    [
        ("practitioners", "60", True, "half of it is usually training"),
        ("practitioners_section", "", True, "may be"),
        ("management", "", False, "under くわしく"),
    ],
)
def test_training_is_asked_where_it_is_usual(
    as_: As, kind: str, value: str, shown: bool, reason: str
) -> None:
    page = as_(cast.SATO).get(f"/series/new?kind={kind}")
    found = page.soup.select_one("#f-training_minutes")
    assert found is not None
    assert (found["value"], found.find_parent("details") is None) == (value, shown), reason


def test_a_meeting_without_a_roster_is_not_asked(as_: As) -> None:
    assert as_(cast.SATO).get("/series/new?kind=study").soup.select("#f-training_minutes") == []


@pytest.mark.parametrize(
    ("written", "minutes", "says"),
    [
        ("６０分", 60, ""),
        ("", 0, ""),
        ("半分", None, "240までの数で書いてください"),
        ("300", None, "240までの"),
    ],
)
def test_the_next_meetings_have_the_training(
    as_: As, session: Session, written: str, minutes: int | None, says: str
) -> None:
    page = as_(cast.SATO).post(
        "series.make_series", {**SECTION, "training_minutes": written, "first_on": "R8.12.10"}
    )
    assert (page.status, says in page.words) == (422 if says else 200, True)
    session.commit()
    assert session.scalars(select(Conference.training_minutes)).all() == ([] if says else [minutes])
    session.commit()
