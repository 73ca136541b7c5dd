"""共有の根拠: what holds on a day, and that without one nothing of a row reaches an outside participant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.invitations import grounds
from conference.invitations.models import PaperShare
from conference.rosters.models import Attendance, Conference, Ground, Row, RowShare
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import FixedClock

As = Callable[[cast.Actor], Browser]
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("given", "holds", "reason"),
    [
        ({"ground": "要対協"}, True, "a member of the council"),
        ({"ground": "センター内"}, True, "somebody of the centre"),
        ({"ground": "法令", "law": "児童福祉法25条の2"}, True, "a law that is named"),
        ({"ground": "法令"}, False, "a law that nobody names"),
        ({"ground": "本人同意", "consented_on": TODAY}, True, "given today"),
        ({"ground": "本人同意"}, False, "consent without a day"),
        ({"ground": "本人同意", "consented_on": date(2026, 11, 22)}, False, "not yet given"),
        (
            {"ground": "本人同意", "consented_on": date(2026, 4, 1), "consent_until": TODAY},
            True,
            "its last day",
        ),
        (
            {"ground": "本人同意", "consented_on": date(2026, 4, 1), "consent_until": date(2026, 11, 20)},
            False,
            "ended yesterday",
        ),
        ({"ground": ""}, False, "none"),
        ({"ground": "なんとなく"}, False, "what is no ground"),
    ],
)
def test_holds_on(given: dict[str, object], holds: bool, reason: str) -> None:
    stated = {"law": "", "consented_on": None, "consent_until": None, **given}
    assert RowShare(**stated).holds_on(TODAY) is holds, reason  # type: ignore[arg-type]
    assert PaperShare(**stated).holds_on(TODAY) is holds, reason  # type: ignore[arg-type]


@pytest.fixture
def meeting(session: Session) -> Conference:
    """Three families; at the table 佐藤 and 田中 with accounts, 児童相談所 on paper, and the family itself."""
    people = {actor: cast.enter(session, actor).id for actor in (cast.SATO, cast.TANAKA)}
    made: Conference = factories.a_conference(
        session,
        attendances=[
            Attendance(name="佐藤 恵", agency="こども家庭センター", person_id=people[cast.SATO]),
            Attendance(name="田中 修", agency="さつき野小学校", person_id=people[cast.TANAKA]),
            Attendance(name="児童相談所"),
            Attendance(name="本人・家族"),
        ],
    )
    for family in ("春野", "夏木", "秋山"):
        factories.a_row(session, made, household=factories.a_household(session, name=family))
    session.refresh(made)
    assert [row.household.name for row in made.rows] == [
        "春野",
        "夏木",
        "秋山",
    ]  # loaded: pages write beside this
    assert len(made.attendances) == 4
    session.commit()
    return made


def _form(meeting: Conference, people: list[int], rows: list[int], **given: str) -> dict[str, object]:
    return {
        "people": [str(meeting.attendances[at].id) for at in people],
        "rows": [str(meeting.rows[at].id) for at in rows],
        "ground": "要対協",
        **given,
    }


def _shares(session: Session) -> list[tuple[int, str]]:
    found = session.execute(select(RowShare.row_id, RowShare.ground).order_by(RowShare.row_id)).all()
    session.commit()
    return [(row_id, ground) for row_id, ground in found]


NAMED_PLACES = (
    "rosters.roster", "rosters.figures", "invitations.own", "minutes.minutes", "minutes.workbook", "projector.wall",
)  # fmt: skip
NAMED_PIECES = ("rosters.line", "rosters.panel", "similar.panel", "minutes.excerpt", "decisions.fields")


def _reach(browser: Browser, meeting: Conference, row: Row) -> dict[str, int]:
    """What each page that could show the row answers, and whether its family stands in it."""
    answers = {name: browser.get(name, conference_id=meeting.id) for name in NAMED_PLACES}
    answers |= {name: browser.get(name, row_id=row.id) for name in NAMED_PIECES}
    answers["events"] = browser.get("live.events")
    answers["comment"] = browser.post("invitations.comment", {"text": "読みました"}, row_id=row.id)
    for name, page in answers.items():
        assert page.status in (403, 404) or row.household.name not in page.text, name
    return {name: page.status for name, page in answers.items()}


def test_without_a_ground_nothing_is_reached(as_: As, meeting: Conference) -> None:
    assert set(_reach(as_(cast.TANAKA), meeting, meeting.rows[0]).values()) <= {403, 404}


@pytest.mark.parametrize(
    "share",
    [
        {"ground": "本人同意", "consented_on": date(2026, 4, 1), "consent_until": date(2026, 11, 20)},
        {"ground": "本人同意", "consented_on": date(2026, 12, 1)},
        {"ground": "法令"},
        {"ground": ""},
    ],
    ids=["ended", "ahead", "unnamed law", "none"],
)
def test_nor_with_one_that_does_not_stand(
    as_: As, session: Session, meeting: Conference, share: dict[str, object]
) -> None:
    row = meeting.rows[0]
    session.add(RowShare(row=row, person=cast.enter(session, cast.TANAKA), **share))
    session.commit()
    assert set(_reach(as_(cast.TANAKA), meeting, row).values()) <= {403, 404}
    assert "春野" not in as_(cast.TANAKA).get("rosters.conferences").text


def test_another_rows_ground_opens_no_other_row(as_: As, session: Session, meeting: Conference) -> None:
    factories.share(session, meeting.rows[1], cast.enter(session, cast.TANAKA))
    session.commit()
    reached = _reach(as_(cast.TANAKA), meeting, meeting.rows[0])
    assert {reached[name] for name in (*NAMED_PIECES, "comment")} <= {403, 404}
    roster = as_(cast.TANAKA).get("rosters.roster", conference_id=meeting.id)
    assert [each.get_text(strip=True) for each in roster.soup.select("th[scope=row]")] == ["2"]


def test_the_day_a_consent_ends_the_row_is_gone(
    as_: As, session: Session, meeting: Conference, wall_clock: FixedClock
) -> None:
    browser = as_(cast.SATO)
    sent = _form(
        meeting, [1], [0], ground="本人同意", consented_on="11/2", consent_until="11/22", scope="学校の様子"
    )
    browser.post("invitations.give", sent, conference_id=meeting.id)
    assert as_(cast.TANAKA).get("rosters.panel", row_id=meeting.rows[0].id).status == 200
    wall_clock.move(days=2)
    assert as_(cast.TANAKA).get("rosters.panel", row_id=meeting.rows[0].id).status == 404
    page = as_(cast.SATO).get("invitations.shown", conference_id=meeting.id)
    assert "本人同意 R8.11.2〜R8.11.22（学校の様子） 今は見せていません" in page.words
    assert "根拠のない参加者：田中 修（さつき野小学校）、児童相談所" in page.words


# --- giving


def test_many_rows_at_once_and_back(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    page = browser.post("invitations.give", _form(meeting, [1, 2], [0, 1]), conference_id=meeting.id)
    assert page.notices == ["2人に2行を「要対協」で見せます。"]
    assert _shares(session) == [(meeting.rows[0].id, "要対協"), (meeting.rows[1].id, "要対協")]
    assert len(session.scalars(select(PaperShare)).all()) == 2
    session.commit()
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    assert browser.post(str(undo["action"])).notices == ["4件の共有を外しました。その行はもう見えません。"]
    assert _shares(session) == []


def test_every_row_in_one_tick(as_: As, session: Session, meeting: Conference) -> None:
    sent = {**_form(meeting, [1], []), "every_row": "1"}
    page = as_(cast.SATO).post("invitations.give", sent, conference_id=meeting.id)
    assert page.notices == ["1人に3行を「要対協」で見せます。"]
    assert len(_shares(session)) == 3


def test_every_giving_leaves_its_line_with_the_ground(as_: As, session: Session, meeting: Conference) -> None:
    as_(cast.SATO).post("invitations.give", _form(meeting, [1, 2], [0]), conference_id=meeting.id)
    told = session.execute(
        select(AuditEvent.action, AuditEvent.detail).where(AuditEvent.action.startswith("row_"))
    ).all()
    session.commit()
    given = {action: detail for action, detail in told if action in ("row_shared", "row_given_on_paper")}
    assert set(given) == {"row_shared", "row_given_on_paper"}
    assert all('"ground": "要対協"' in detail for detail in given.values())


def test_undoing_a_change_does_not_take_what_was_there(
    as_: As, session: Session, meeting: Conference
) -> None:
    factories.share(session, meeting.rows[0], cast.enter(session, cast.TANAKA))
    session.commit()
    sent = _form(meeting, [1], [0], ground="法令", law="児童福祉法25条の2")
    page = as_(cast.SATO).post("invitations.give", sent, conference_id=meeting.id)
    assert page.soup.select(".notice form") == []
    assert _shares(session) == [(meeting.rows[0].id, "法令")]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"people": []}, "見せる相手を一人以上"),
        ({"rows": []}, "見せる行を一つ以上"),
        ({"ground": ""}, "根拠のない人には見せません"),
        ({"ground": "法令"}, "どの法令のどの条文か"),
        ({"ground": "本人同意", "consented_on": "11/2"}, "何を伝えてよいと言われたか"),
        ({"ground": "本人同意", "scope": "様子"}, "同意をもらった日を書いてください"),
        ({"ground": "本人同意", "scope": "様子", "consented_on": "R8.12.1"}, "同意の日が今日より後です"),
        ({"ground": "本人同意", "scope": "様子", "consented_on": "11/2", "consent_until": "R8.11.3"}, "終わりの日が過ぎています"),
        ({"ground": "本人同意", "scope": "様子", "consented_on": "11/2", "consent_until": "13/45"}, "終わりの日を読めません"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nobody_sees_more(
    as_: As, session: Session, meeting: Conference, given: dict[str, object], says: str
) -> None:
    page = as_(cast.SATO).post(
        "invitations.give", {**_form(meeting, [1], [0]), **given}, conference_id=meeting.id
    )
    assert (page.status, says in page.words) == (422, True)
    assert _shares(session) == []
    seen = select(AuditEvent.household_id).where(AuditEvent.action == "row_viewed")
    assert set(session.scalars(seen)) == {row.household_id for row in meeting.rows}


def test_seats_and_rows_of_another_meeting_are_not_touched(
    as_: As, session: Session, meeting: Conference
) -> None:
    other = factories.a_row(session)
    session.commit()
    sent = {**_form(meeting, [0, 1], []), "rows": [str(other.id), "x", "9" * 30]}
    page = as_(cast.SATO).post("invitations.give", sent, conference_id=meeting.id)
    assert page.status == 200
    assert _shares(session) == []


def test_the_office_needs_no_ground_and_the_family_gets_no_roster(
    session: Session, meeting: Conference
) -> None:
    lacking = grounds.without_ground(session, meeting, TODAY)
    session.commit()
    assert [each.name for each in lacking] == ["田中 修", "児童相談所"]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, ""),
        (RowShare(ground=Ground.COUNCIL, law=""), "要対協"),
        (RowShare(ground=Ground.LAW, law="児童福祉法25条の2"), "法令 児童福祉法25条の2"),
        (RowShare(ground=Ground.CONSENT, scope=""), "本人同意 日がありません　今は見せていません"),
    ],
)
def test_said(share: RowShare | None, words: str) -> None:
    assert grounds.said(share, TODAY) == words


@pytest.mark.parametrize("actor", [cast.SUZUKI, cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_only_those_who_run_the_meeting_decide(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    browser = as_(actor)
    statuses = [
        browser.get("invitations.shown", conference_id=meeting.id).status,
        browser.post("invitations.give", _form(meeting, [1], [0]), conference_id=meeting.id).status,
        browser.post("invitations.take", conference_id=meeting.id, pairs="1.1").status,
        browser.get("invitations.overview", conference_id=meeting.id).status,
        browser.get("invitations.key_list", conference_id=meeting.id).status,
        browser.get("invitations.on_paper", conference_id=meeting.id).status,
    ]
    assert statuses == [403] * 6


def test_the_screen_names_who_lacks_a_ground(as_: As, meeting: Conference) -> None:
    page: Page = as_(cast.TAKAGI).get("invitations.overview", conference_id=meeting.id)
    assert "根拠のない参加者が2人います" in page.words
    assert len(re.findall("根拠なし", page.words)) == 2


def test_home_says_how_many_lack_a_ground(as_: As, meeting: Conference) -> None:
    assert "根拠のない参加者 2" in as_(cast.SATO).get("/").words
