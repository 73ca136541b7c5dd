"""当番表: filled in one press, changed by hand, swapped; a meeting that moves takes its turn along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.people.models import Person, Role
from conference.rosters.models import Attendance, Conference, ConferenceState, Rhythm, Series
from conference.series.kinds import BY_ID
from conference.series.seats import Seat
from conference.series.service import from_kind, set_members
from conference.turns.models import Turn
from tests import cast
from tests.browser import Browser, Page
from tests.factories import a_conference, a_series
from tests.fakes import FixedClock

As = Callable[[cast.Actor], Browser]
OUTSIDER = cast.Actor("takagi2", "高木 進", Role.PARTICIPANT, "北小学校")
NAMESAKE = cast.Actor("suzuki2", "鈴木 葵", Role.MATERNAL, "母子保健係")
THIRD_THURSDAYS = ["2026-11-19", "2026-12-17", "2027-01-21", "2027-02-18"]


@pytest.fixture
def series(session: Session) -> int:
    """職員ミーティング of a third Thursday, held two days ago; three who take turns, one of them a section."""
    made = from_kind(session, BY_ID["staff"])
    set_members(
        session, made, [Seat("児童福祉係", "鈴木 花"), Seat("母子保健係", "乾 真由"), Seat("社会福祉法人")]
    )
    a_conference(session, series=made, held_on=date(2026, 11, 19))
    session.commit()
    return made.id


def _fill(browser: Browser, series: int, names: list[str] | None = None, **more: str) -> Page:
    if names is None:
        page = browser.get("turns.turns", series_id=series)
        names = [str(tag["value"]) for tag in page.soup.select("input[name=name][checked]")]
    return browser.post("turns.fill", {"name": names, "ahead": "3", **more}, series_id=series)


def _table(page: Page) -> dict[str, str]:
    """The day each line is called by → who stands in its field."""
    return {
        str(tag["name"]).removeprefix("who-"): str(tag["value"])
        for tag in page.soup.select(".turns input[name^=who-]")
    }


def _sent(page: Page) -> dict[str, str]:
    return {str(tag["name"]): str(tag["value"]) for tag in page.soup.select(".turns input[name^=w]")}


def _undo(page: Page) -> str:
    """Where the button beside what was told posts to."""
    (form,) = page.soup.select(".notice form")
    return str(form["action"])


def _turns(session: Session) -> list[tuple[date, str, int | None]]:
    session.expire_all()
    found = [(each.on, each.who, each.person_id) for each in session.query(Turn).order_by(Turn.on)]
    session.commit()
    return found


def _id_of(session: Session, actor: cast.Actor) -> int:
    found = session.query(Person.id).filter_by(login=actor.login).scalar()
    session.commit()
    assert found is not None
    return int(found)


def test_filled_in_one_press_and_back(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.INUI)
    page = _fill(browser, series)
    assert page.notices == ["3回ぶんの当番を順に入れました。"]
    assert _turns(session) == [
        (date(2026, 12, 17), "鈴木 花", _id_of(session, cast.SUZUKI)),
        (date(2027, 1, 21), "乾 真由", _id_of(session, cast.INUI)),
        (date(2027, 2, 18), "社会福祉法人", None),
    ]
    browser.post(_undo(page))
    assert _turns(session) == []


def test_undone_it_leaves_what_others_wrote_since(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SATO)
    page = _fill(browser, series)
    rewritten = {**_sent(page), "who-2027-01-21": "倉持 拓"}
    as_(cast.INUI).post("turns.write", rewritten, series_id=series)
    told = browser.post(_undo(page)).notices
    assert told == [
        "2回ぶんの当番を空けました。1回ぶんは、あとから書き直されたか日が過ぎたため、そのままです。"
    ]
    assert [who for _, who, _ in _turns(session)] == ["倉持 拓"]


def test_filled_again_it_goes_on_and_changes_nothing(as_: As, series: int) -> None:
    browser = as_(cast.SATO)
    _fill(browser, series)
    page = browser.post(
        "turns.fill", {"name": ["鈴木 花", "乾 真由", "社会福祉法人"], "ahead": "6"}, series_id=series
    )
    assert list(_table(page).values()) == ["鈴木 花", "乾 真由", "社会福祉法人"] * 2


@pytest.mark.parametrize(
    ("names", "others", "given"),
    [
        (["乾 真由"], "", ["乾 真由"] * 3),  # one alone
        (["乾 真由"], "倉持 拓\n\n佐藤 恵", ["乾 真由", "倉持 拓", "佐藤 恵"]),  # others are typed
        ([], "\n倉持", ["倉持"] * 3),  # nobody of the seats
    ],
)
def test_who_takes_turns_is_chosen(
    as_: As, series: int, names: list[str], others: str, given: list[str]
) -> None:
    assert list(_table(_fill(as_(cast.SATO), series, names, others=others)).values())[:3] == given


@pytest.mark.parametrize("names", [[], [" "]])
def test_nobody_chosen(as_: As, session: Session, series: int, names: list[str]) -> None:
    page = _fill(as_(cast.SATO), series, names, others=" \n")
    assert (page.status, "当番をする人が選ばれていません。" in page.words) == (422, True)
    assert _turns(session) == []


def test_a_series_without_a_day_ahead(as_: As, session: Session) -> None:
    made = a_series(session, "検討会", Rhythm.AD_HOC)
    a_conference(session, series=made, held_on=date(2026, 11, 19))
    session.commit()
    browser = as_(cast.SATO)
    assert "これからの日がまだありません。" in browser.get("turns.turns", series_id=1).words
    assert _fill(browser, 1, ["乾 真由"]).status == 409


def test_changed_by_hand(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SUZUKI)
    sent = _sent(_fill(browser, series))
    page = browser.post(
        "turns.write", {**sent, "who-2026-12-17": "倉持", "who-2027-01-21": ""}, series_id=series
    )
    assert page.notices == ["2回ぶんの当番を書きました。"]
    assert [(who, person) for _, who, person in _turns(session)] == [
        ("倉持", _id_of(session, cast.KURAMOCHI)),
        ("社会福祉法人", None),
    ], "a family name alone finds the account; an emptied field gives the turn back"


def test_two_who_write_the_same_turn(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SUZUKI)
    sent = _sent(_fill(browser, series))
    as_(cast.INUI).post("turns.write", {**sent, "who-2026-12-17": "乾 真由"}, series_id=series)
    page = browser.post(
        "turns.write", {**sent, "who-2026-12-17": "倉持 拓", "who-2027-01-21": "鈴木 花"}, series_id=series
    )
    assert (page.status, "今の当番：乾 真由。" in page.words) == (409, True)
    assert _table(page)["2026-12-17"] == "倉持 拓", "what was typed is still there"
    assert [who for _, who, _ in _turns(session)] == ["乾 真由", "鈴木 花", "社会福祉法人"]
    browser.post("turns.write", _sent(page), series_id=series)
    assert _turns(session)[0][1] == "倉持 拓"


def test_a_name_typed_for_a_line_that_has_moved(as_: As, session: Session, series: int) -> None:
    """The meeting of 12/17 has no turn yet; while one types a name for it, another moves it to 12/24."""
    meeting = a_conference(session, series=session.get_one(Series, series), held_on=date(2026, 12, 17)).id
    session.commit()
    browser = as_(cast.SUZUKI)
    sent = _sent(browser.get("turns.turns", series_id=series))
    moved = {"held_on": "R8.12.24", "starts_at": "16:30", "ends_at": "17:15"}
    as_(cast.SATO).post("calendars.move", moved, conference_id=meeting)
    typed = {**sent, "who-2026-12-17": "倉持 拓", "who-2027-01-21": "乾 真由", "do": "swap"}
    page = browser.post("turns.write", typed, series_id=series)
    assert page.status == 409
    assert (
        "12/17に書いた「倉持 拓」は、保存していません。この行は、ほかの人が日を変えたか外しました"
        in page.words
    )
    assert "入れ替えは、まだしていません。" in page.words
    assert [who for _, who, _ in _turns(session)] == ["乾 真由"], "the others are kept"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("was-2025-01-01", "", "nothing was typed for a line that is gone"),
        ("was-いつか", "x", "no day"),
        ("was-2026-99-99", "x", "no day either"),
    ],
)
def test_what_is_sent_beside_the_lines(as_: As, series: int, name: str, value: str, reason: str) -> None:
    page = as_(cast.SUZUKI).post("turns.write", {name: value}, series_id=series)
    assert page.notices == ["変わったところはありません。"], reason


@pytest.mark.parametrize(
    ("typed", "found", "reason"),
    [
        ("倉持", cast.KURAMOCHI, "a worker of the office, by the family name"),
        ("田中", None, "an outside participant is not meant by a family name"),
        ("田中 修", cast.TANAKA, "but by the whole name"),
        ("高木", cast.TAKAGI, "an outsider of the same family name does not stand in the way"),
        ("鈴木", None, "two workers alike"),
    ],
)
def test_whose_account_a_name_means(
    as_: As, session: Session, series: int, typed: str, found: cast.Actor | None, reason: str
) -> None:
    for actor in (cast.TANAKA, cast.TAKAGI, cast.KURAMOCHI, cast.SUZUKI, OUTSIDER, NAMESAKE):
        cast.enter(session, actor)
    session.commit()
    _fill(as_(cast.SATO), series, [], others=typed)
    assert _turns(session)[0][2] == (found and _id_of(session, found)), reason


def test_two_are_swapped_and_back(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SUZUKI)
    sent = _sent(_fill(browser, series))
    page = browser.post("turns.write", {**sent, "do": "swap", "both": ["1", "3"]}, series_id=series)
    assert page.notices == ["鈴木 花と社会福祉法人の当番を入れ替えました。"]
    swapped = _turns(session)
    assert [(who, person) for _, who, person in swapped][::2] == [
        ("社会福祉法人", None),
        ("鈴木 花", _id_of(session, cast.SUZUKI)),
    ]
    browser.post(_undo(page))
    assert [who for _, who, _ in _turns(session)] == ["鈴木 花", "乾 真由", "社会福祉法人"]


@pytest.mark.parametrize("both", [[], ["1"], ["1", "2", "3"], ["1", "x"], ["1", "99"]])
def test_a_swap_needs_two(as_: As, session: Session, series: int, both: list[str]) -> None:
    browser = as_(cast.SUZUKI)
    sent = _sent(_fill(browser, series))
    page = browser.post("turns.write", {**sent, "do": "swap", "both": both}, series_id=series)
    assert (page.status, "二つの行に印を付けてください" in page.words) == (409, True)
    assert [who for _, who, _ in _turns(session)] == ["鈴木 花", "乾 真由", "社会福祉法人"]


def test_a_passed_turn_stays(as_: As, session: Session, series: int, wall_clock: FixedClock) -> None:
    browser = as_(cast.SUZUKI)
    page = _fill(browser, series)
    sent, marks = _sent(page), _undo(page).partition("ids=")[2].split("-")
    wall_clock.move(days=30)  # 2026-12-21
    browser = as_(cast.SUZUKI)
    page = browser.post("turns.write", {**sent, "who-2026-12-17": "倉持 拓"}, series_id=series)
    assert (page.status, "12/17に書いた「倉持 拓」は、保存していません。" in page.words) == (409, True)
    page = browser.post("turns.take_away", series_id=series, ids="-".join(marks[:2]))
    assert "1回ぶんは、あとから書き直されたか日が過ぎた" in page.notices[0]
    page = browser.post("turns.swap", series_id=series, ids="1-3")
    assert page.status == 422
    assert [who for _, who, _ in _turns(session)] == ["鈴木 花", "社会福祉法人"]
    assert next(iter(_table(page))) == "2027-01-21", "January's is free again"
    page = _fill(browser, series)
    assert _table(page)["2027-01-21"] == "乾 真由", "the round goes on after who had the last one"


def test_a_meeting_that_moves_takes_its_turn_along(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SATO)
    _fill(browser, series)
    browser.post("calendars.make_next", series_id=series)
    made = int(session.query(Conference.id).filter_by(held_on=date(2026, 12, 17)).scalar())
    session.commit()
    moved = {"held_on": "R9.1.7", "starts_at": "16:30", "ends_at": "17:15"}
    assert "に変えました" in browser.post("calendars.move", moved, conference_id=made).notices[0]
    page = browser.get("turns.turns", series_id=series)
    assert "令和9年1月7日(木) （12/17から変わりました）" in page.words
    assert list(_table(page).values())[:3] == ["鈴木 花", "乾 真由", "社会福祉法人"]
    assert "当番 鈴木 花" in browser.get("series.checklist", conference_id=made).words


def test_a_meeting_called_off_says_so(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SATO)
    _fill(browser, series)
    a_conference(
        session, series=session.get_one(Series, series), held_on=date(2026, 12, 17),
        state=ConferenceState.CALLED_OFF,
    )  # fmt: skip
    session.commit()
    assert "見送り" in browser.get("turns.turns", series_id=series).words
    page = _fill(browser, series, ahead="6")
    assert page.notices == ["4回ぶんの当番を順に入れました。"], "six that are held, two of them named before"
    assert len(_turns(session)) == 7
    assert "当番です" not in as_(cast.SUZUKI).get("home.index").words


def test_on_the_home_page_in_the_checklist_and_in_the_invitation(
    as_: As, session: Session, series: int
) -> None:
    browser = as_(cast.SATO)
    _fill(browser, series)
    assert "12/17 職員ミーティングの当番です 当番表" in as_(cast.SUZUKI).get("home.index").words
    made = a_conference(session, series=session.get_one(Series, series), held_on=date(2026, 12, 17))
    made.attendances.append(Attendance(name="社会福祉法人", agency="", kind="出席"))
    session.commit()
    meeting = made.id
    session.commit()
    assert "12/17 職員ミーティングの当番です 会議の準備" in as_(cast.SUZUKI).get("home.index").words
    assert "当番です" not in as_(cast.KURAMOCHI).get("home.index").words
    assert "当番 鈴木 花" in browser.get("series.checklist", conference_id=meeting).words
    assert "当番 鈴木 花" in browser.get("invitations.on_paper", conference_id=meeting).words
    calendar = browser.get("calendars.file").text.replace("\r\n ", "")
    assert calendar.count("DESCRIPTION:当番\u3000鈴木 花") == 1


def test_a_section_is_told_too(as_: As, series: int) -> None:
    _fill(as_(cast.SATO), series, ["母子保健係"])
    assert "職員ミーティングの当番です（母子保健係）" in as_(cast.INUI).get("home.index").words
    assert "当番です" not in as_(cast.SUZUKI).get("home.index").words


def test_who_has_left_is_told(as_: As, session: Session, series: int) -> None:
    browser = as_(cast.SATO)
    _fill(browser, series)
    session.query(Person).filter_by(login=cast.SUZUKI.login).update({"active": False})
    session.commit()
    page = browser.get("turns.turns", series_id=series)
    assert page.words.count("利用者から外れています。替えてください") == 1


def test_the_way_to_it(as_: As, session: Session, series: int) -> None:
    staff = int(session.query(Conference.id).scalar() or 0)
    joint = a_conference(session).id
    session.commit()
    browser = as_(cast.SATO)
    assert "当番表を作る" in browser.get("series.checklist", conference_id=staff).words
    assert "当番表" not in browser.get("series.checklist", conference_id=joint).words
    assert browser.get("series.edit_series", series_id=series).soup.select_one(
        f"a[href='/series/{series}/turns']"
    )


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_others_do_not_see_it(as_: As, series: int, actor: cast.Actor) -> None:
    page = as_(actor).get("turns.turns", series_id=series)
    assert (page.status, "鈴木 花" in page.text) == (403, False)


def test_no_such_series(as_: As) -> None:
    assert as_(cast.SATO).get("turns.turns", series_id=99).status == 404
