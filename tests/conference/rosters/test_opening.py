"""前回決めたこと, 一括確認 and 「この行は話す」: works, colleague, outsider, bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import db
from conference.audit.models import AuditEvent
from conference.decisions.previous import asked_again, earlier_of_many, earlier_rows
from conference.decisions.promises import asked_on
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def meeting(session: Session) -> Conference:
    """春野 is talked about, 夏木 and 秋山 are 一括; each had a policy and a role in October."""
    october = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    now: Conference = factories.a_conference(session, state=ConferenceState.IN_SESSION)
    for name, track in (("春野", Track.DISCUSS), ("夏木", Track.TOGETHER), ("秋山", Track.TOGETHER)):
        family = factories.a_household(session, name=name, lead_worker="鈴木")
        before = factories.a_row(session, october, household=family, status=RowStatus.DECIDED)
        decision = factories.a_decision(
            session, before, policy=f"{name}に電話を続ける。", family_told_by="鈴木"
        )
        factories.an_assignment(session, decision, what=f"{name}へ電話", due_on=date(2026, 11, 1))
        factories.a_row(
            session,
            now,
            household=family,
            track=track,
            carried_from=before,
            last_policy=decision.policy,
        )
    session.refresh(now)
    assert len(now.rows) == 3
    session.commit()
    return now


def stands(session: Session, row_id: int) -> Row:
    session.commit()
    with db.reading(session.get_bind().execution_options(writes=False)) as looking:  # type: ignore[arg-type]
        row = looking.get_one(Row, row_id)
        assert row.talk is None or row.talk.row_id == row_id
        return row


# --- 前回決めたこと


def test_everything_decided_last_time_is_asked(as_: As, meeting: Conference) -> None:
    page = as_(cast.SUZUKI).get("rosters.opening", conference_id=meeting.id)
    assert page.h1 == "前回決めたこと"
    assert len(page.soup.select("[data-asked]")) == 6  # a policy and a role each
    assert "まだ聞いていない 6 件" in page.words


def test_what_was_entered_the_day_before_is_set(as_: As, meeting: Conference) -> None:
    row = meeting.rows[0]
    as_(cast.SUZUKI).post(
        "decisions.save", json={"field": "last_policy_state", "value": "済", "base": 0}, row_id=row.id
    )
    page = as_(cast.SATO).get("rosters.opening", conference_id=meeting.id)
    chosen = page.soup.select(f"[data-panel='{row.id}'] input[checked]")
    assert [(each["value"], each["data-number"]) for each in chosen] == [("済", "1")]
    assert "まだ聞いていない 5 件" in page.words


def test_a_roles_state_is_saved_under_the_version_the_page_was_given(as_: As, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    for value in ("未", "済"):
        page = browser.get("rosters.opening", conference_id=meeting.id)
        field = page.soup.select_one("[data-radios^=assignment] input")
        assert field is not None
        asked = {"field": field["data-field"], "value": value, "base": int(str(field["data-number"]))}
        assert browser.post("decisions.save", json=asked, row_id=meeting.rows[0].id).status == 200


def test_the_roster_asks_what_each_row_would_ask_by_itself(meeting: Conference, session: Session) -> None:
    rows = list(meeting.rows)
    many = earlier_of_many(session, rows)
    for row in rows:
        assert [each.id for each in many[row.id]] == [each.id for each in earlier_rows(session, row)]
        asked = [role.key for each in asked_again(session, row) for role in each.roles]
        shown = next(each for each in asked_on(session, rows) if each.row is row)
        assert [each.field.split(":")[1] for each in shown.promises if not each.is_policy] == asked


def test_a_conference_without_a_past_opens_on_its_roster(as_: As, session: Session) -> None:
    fresh = factories.a_conference(session)
    factories.a_row(session, fresh)
    session.commit()
    page = as_(cast.SATO).post("rosters.take_step", conference_id=fresh.id, name="begin")
    assert page.h1.startswith("合同ケース会議")
    assert (
        "前回決めたことはありません。" in as_(cast.SATO).get("rosters.opening", conference_id=fresh.id).words
    )


def test_a_conference_with_a_past_opens_on_it(as_: As, meeting: Conference, session: Session) -> None:
    session.get_one(Conference, meeting.id).state = ConferenceState.SENT
    session.commit()
    page = as_(cast.SATO).post("rosters.take_step", conference_id=meeting.id, name="begin")
    assert page.h1 == "前回決めたこと"


def test_a_confirmed_record_asks_after_roles_only(as_: As, meeting: Conference, session: Session) -> None:
    session.get_one(Conference, meeting.id).state = ConferenceState.CONFIRMED
    session.commit()
    page = as_(cast.SATO).get("rosters.opening", conference_id=meeting.id)
    asked = {str(each["data-radios"]).partition(":")[0] for each in page.soup.select("[data-radios]")}
    assert asked == {"assignment"}


# --- 一括確認


def test_what_is_taken_over_is_read_before(as_: As, meeting: Conference) -> None:
    page = as_(cast.SUZUKI).get("rosters.together_page", conference_id=meeting.id)
    assert "夏木に電話を続ける。" in page.words
    assert "春野に電話を続ける。" not in page.words
    assert (
        page.soup.select("form[action$='/together'] button.strong") == []
    )  # a colleague reads and speaks up
    before = as_(cast.SATO).get("rosters.together_page", conference_id=meeting.id).words
    as_(cast.SATO).post("rosters.confirm_together", conference_id=meeting.id)
    after = as_(cast.SATO).get("rosters.together_page", conference_id=meeting.id).words
    for text in ("鈴木 夏木へ電話 12/28", "次回 12/28", "見直 2/26"):  # a passed deadline moves on
        assert (text in before, text in after) == (True, True), text


def test_one_breath_then_the_first_row_to_talk_about(as_: As, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    answer = browser.post("rosters.confirm_together", conference_id=meeting.id, follow=False).answer
    assert answer.headers["Location"].endswith(f"#row-{meeting.rows[0].id}")
    page = browser.get("rosters.roster", conference_id=meeting.id)
    assert page.notices == ["2件を一括確認しました。"]


def speak_up(browser: Browser, row: Row, **form: str) -> Page:
    return browser.post("rosters.talk_about", form, row_id=row.id)


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_colleague_speaks_up_and_takes_it_back(
    as_: As, meeting: Conference, session: Session, confirmed: bool
) -> None:
    row = meeting.rows[1]
    if confirmed:
        as_(cast.SATO).post("rosters.confirm_together", conference_id=meeting.id)
    page = speak_up(as_(cast.SUZUKI), row)
    assert page.notices == ["2番を一括から外しました。協議します（鈴木 花さん）。"]
    out = stands(session, row.id)
    assert (out.track, out.status) == (Track.DISCUSS, RowStatus.OPEN)
    assert out.talk is not None
    assert out.talk.asked_by == "鈴木 花"
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    as_(cast.SUZUKI).post(str(undo["action"]), {})
    back = stands(session, row.id)
    assert back.track == Track.TOGETHER
    assert back.status == (RowStatus.CONFIRMED_TOGETHER if confirmed else RowStatus.OPEN)


def test_who_said_it_can_be_somebody_at_the_table(as_: As, meeting: Conference, session: Session) -> None:
    page = speak_up(as_(cast.SATO), meeting.rows[1], asked_by="乾 真由")
    assert "夏木 乾 真由さん（ 14:30 ）" in page.words
    assert as_(cast.SATO).post("rosters.confirm_together", conference_id=meeting.id).notices == [
        "1件を一括確認しました。"
    ]


def test_a_row_that_is_talked_about_needs_no_speaking_up(as_: As, meeting: Conference) -> None:
    page = speak_up(as_(cast.SATO), meeting.rows[0])
    assert (page.status, "一括確認に入っていません" in page.words) == (409, True)


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_neither_look_nor_speak(
    as_: As, meeting: Conference, session: Session, actor: cast.Actor
) -> None:
    factories.share(session, meeting.rows[1], cast.enter(session, cast.TANAKA))
    session.commit()
    browser = as_(actor)
    for endpoint in ("rosters.opening", "rosters.together_page"):
        assert browser.get(endpoint, conference_id=meeting.id).status == 403
    assert speak_up(browser, meeting.rows[1]).status == 403
    assert stands(session, meeting.rows[1].id).track == Track.TOGETHER


def test_bad_input_gets_a_sentence(as_: As, meeting: Conference, session: Session) -> None:
    browser = as_(cast.SATO)
    assert browser.post("rosters.stop_talking", {}, row_id=meeting.rows[1].id, before="x").status == 404
    assert browser.get("rosters.opening", conference_id=99_999).status == 404
    session.get_one(Conference, meeting.id).state = ConferenceState.CONFIRMED
    session.commit()
    assert "確定した記録です" in speak_up(browser, meeting.rows[1]).words


def test_looking_and_speaking_leave_their_lines(as_: As, meeting: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    browser.get("rosters.opening", conference_id=meeting.id)
    speak_up(browser, meeting.rows[1])
    seen = set(session.execute(select(AuditEvent.action, AuditEvent.household_id)).all())
    assert ("conference_viewed", meeting.rows[0].household_id) in seen
    assert ("row_pulled_out", meeting.rows[1].household_id) in seen
