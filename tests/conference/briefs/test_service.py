"""概要: saved like every other field, each function its own draft, safety beside last time's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.briefs import scores, service, sheet
from conference.briefs.models import Brief
from conference.rosters import triage
from conference.rosters.models import ConferenceState, Row
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def row(session: Session) -> Row:
    """A row on the coming roster; the household was there in October too."""
    october = factories.a_row(session, factories.a_conference(session, held_on=date(2026, 10, 22)))
    session.add(Brief(row_id=october.id, safety=60))
    made: Row = factories.a_row(session, factories.a_conference(session), household=october.household)
    session.commit()
    return made


def _save(browser: Browser, row: Row, field: str, value: str, base: int = 0) -> Page:
    return browser.post(
        "decisions.save", json={"field": field, "value": value, "base": base, "page": "p1"}, row_id=row.id
    )


@pytest.mark.parametrize(
    ("field", "typed", "kept", "reason"),
    [
        ("life", "市営住宅で\n祖母と暮らす", "市営住宅で 祖母と暮らす", "one line stays one line"),
        ("to_discuss", "朝の支援", "朝の支援", "what is asked"),
        ("safety", "７０％", "70", "any width, with or without a sign"),
        ("safety", "0", "0", "the least"),
        ("safety", "", "", "nobody has to say"),
        ("family_score", "６０点", "60", "the family's own number is read alike"),
        ("family_score", "", "", "nobody has to be asked"),
        ("family_score_by", "保護者", "保護者", "who said it"),
    ],
)
def test_it_is_saved_before_the_meeting(
    as_: As, session: Session, row: Row, field: str, typed: str, kept: str, reason: str
) -> None:
    assert _save(as_(cast.SUZUKI), row, field, typed).json["value"] == kept
    shown = service.for_row(session, row)
    assert shown.cells[field].value == kept, reason


SAFETY_NUMBER = "安全の度合いは、0から100までの数で書いてください。分からないときは空けておきます。"
FAMILY_NUMBER = "本人・家族の点数は、0から100までの数で書いてください。分からないときは空けておきます。"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("safety", "101", SAFETY_NUMBER),
        ("safety", "半分", SAFETY_NUMBER),
        ("family_score", "101", FAMILY_NUMBER),
        ("family_score", "-1", FAMILY_NUMBER),
        ("family_score", "まあまあ", FAMILY_NUMBER),
        ("family_score_by", "担任", "「だれの点数」は、出ている中から選んでください。"),
        ("life", "あ" * 81, "「生活」は80字までです。いま81字あります。"),
    ],
)
def test_what_cannot_be_kept_is_said(as_: As, row: Row, field: str, typed: str, sentence: str) -> None:
    page = _save(as_(cast.SUZUKI), row, field, typed)
    assert page.status == 422
    assert page.json["problem"].startswith(sentence)


@pytest.mark.parametrize(
    ("actor", "field", "status"),
    [
        (cast.SUZUKI, "child_draft", 200),
        (cast.SUZUKI, "maternal_draft", 403),
        (cast.INUI, "maternal_draft", 200),
        (cast.INUI, "child_draft", 403),
        (cast.SATO, "child_draft", 200),
        (cast.TANAKA, "child_draft", 403),
    ],
)
def test_a_draft_is_written_by_its_function(
    as_: As, row: Row, actor: cast.Actor, field: str, status: int
) -> None:
    assert _save(as_(actor), row, field, "訪問を続ける").status == status


def test_two_who_write_the_same_line_are_told(as_: As, row: Row) -> None:
    _save(as_(cast.SUZUKI), row, "life", "祖母と暮らす")
    told = as_(cast.INUI).post(
        "decisions.save",
        json={"field": "life", "value": "母子で暮らす", "base": 0, "page": "p2"},
        row_id=row.id,
    )
    assert (told.status, told.json["theirs"]) == (409, "祖母と暮らす")


def test_a_confirmed_record_takes_none(as_: As, session: Session, row: Row) -> None:
    row.conference.state = ConferenceState.CONFIRMED
    session.commit()
    assert _save(as_(cast.SUZUKI), row, "life", "祖母と暮らす").status == 423


def test_safety_stands_beside_last_time(as_: As, session: Session, row: Row) -> None:
    _save(as_(cast.SUZUKI), row, "safety", "45")
    shown = service.for_row(session, row)
    assert shown.last == service.Mark(60, "", date(2026, 10, 22))
    assert shown.now == service.Mark(45, "鈴木")
    assert shown.falls


def test_the_familys_number_stands_beside_its_own_last_time(as_: As, session: Session, row: Row) -> None:
    """August has one, October none: the newest there is, with who said it; lower is no alarm."""
    august = factories.a_conference(session, held_on=date(2026, 8, 27))
    before = factories.a_row(session, august, household=row.household)
    session.add(Brief(row_id=before.id, family_score=70, family_score_by="本人"))
    session.commit()
    browser = as_(cast.SUZUKI)
    _save(browser, row, "family_score", "40")
    _save(browser, row, "family_score_by", "保護者")
    shown = service.for_row(session, row)
    assert shown.said_last == service.Mark(70, "本人", date(2026, 8, 27))
    assert shown.said_now == service.Mark(40, "保護者")
    assert not shown.falls
    assert triage.falling_rows(session, [row]) == set()
    session.commit()  # lets go of the lock
    panel = browser.get("rosters.panel", row_id=row.id)
    assert "前回 70 （8/27 本人）" in panel.words
    assert "下がりました" not in panel.words
    chosen = panel.soup.select_one("[data-field=family_score_by][checked]")
    assert chosen is not None
    assert chosen["value"] == "保護者"
    row.conference.state = ConferenceState.CONFIRMED
    session.commit()
    assert "本人・家族の点数 40 （保護者）" in browser.get("rosters.panel", row_id=row.id).words


@pytest.mark.parametrize(
    ("now", "last", "told", "reason"),
    [
        (Brief(safety=55, family_score=60, family_score_by="保護者"), Brief(safety=70, family_score=40),
         [("安全の度合い", "55（前回 70）"), ("本人・家族の点数", "60（保護者、前回 40）")], "both, then and now"),
        (Brief(family_score=0), Brief(), [("本人・家族の点数", "0")], "the least; who said it was not written"),
        (Brief(family_score_by="本人"), Brief(family_score=40), [], "nobody was asked this time"),
    ],
)  # fmt: skip
def test_the_numbers_in_words(
    session: Session, now: Brief, last: Brief, told: list[tuple[str, str]], reason: str
) -> None:
    household = factories.a_household(session)
    for brief, month in ((last, 10), (now, 11)):
        meeting = factories.a_conference(session, held_on=date(2026, month, 20))
        brief = Brief(
            **{name: getattr(brief, name) for name in ("safety", "family_score", "family_score_by")}
        )
        row = factories.a_row(session, meeting, household=household)
        brief.row_id = row.id
        session.add(brief)
    session.flush()
    assert scores.in_words(service.for_row(session, row)) == told, reason


def test_the_first_time_has_nothing_before_it(session: Session) -> None:
    shown = service.for_row(session, factories.a_row(session))
    assert (shown.last, shown.now, shown.falls, shown.is_empty) == (None, None, False, True)


def test_the_numbered_sheet_names_nobody(session: Session) -> None:
    household = factories.a_household(
        session, name="髙瀬", members=[factories.a_member(name="陽菜", affiliation="さつき野小学校 3年")]
    )
    row = factories.a_row(
        session, household=household, situation="高瀬さんの家。ヒナは欠席。さつき野小学校から電話。陽菜の話。"
    )
    session.add(
        Brief(row_id=row.id, life="陽菜は祖母と暮らす", safety=40, family_score=60, family_score_by="本人")
    )
    session.flush()
    made = sheet.sheet_for(session, row)
    words = "".join(text for _, text in made.texts)
    assert made.who == "小3"
    assert made.scores == [("安全の度合い", "40"), ("本人・家族の点数", "60（本人）")]
    assert not [name for name in ("髙瀬", "高瀬", "陽菜", "さつき野") if name in words]
    assert "○○は祖母と暮らす" in words
