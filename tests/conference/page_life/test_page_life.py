"""Owners, days of review, versions, withdrawal; and the way from a page back to its answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import db
from conference.case_drafts import questions
from conference.config import Settings
from conference.page_life import mending, service
from conference.publishing import hiding
from conference.publishing import service as publishing
from search.pages import case
from tests import cast
from tests.browser import Browser
from tests.cast import Actor
from tests.conference.anonymize.pages import PAGE_ID, TEXT, a_page, examined
from tests.conference.page_life import office
from tests.fakes import FixedClock

As = Callable[[Actor], Browser]
IN_TWO_YEARS = date(2028, 11, 30)


@pytest.fixture(autouse=True)
def published(app: Flask, session: Session) -> None:
    office.quiet(app)
    office.publish(app, session)


def _looked_at(as_: As, actor: Actor) -> int:
    return as_(actor).post("page_life.reviewed", page_id=PAGE_ID).status


def test_looked_at_is_a_version_that_says_the_day(app: Flask, as_: As, settings: Settings) -> None:
    assert _looked_at(as_, cast.SUZUKI) == 200
    file = settings.office_kb_dir / "cases" / f"{PAGE_ID}.md"
    page = case.parse(file.read_text(encoding="utf-8"))
    assert (page.reviewed_on, page.review_by) == (date(2026, 11, 21), date(2027, 11, 21))
    assert page.sections == a_page().sections
    words = as_(cast.INUI).get("page_life.page", page_id=PAGE_ID).words
    assert "見直した（直すところなし）" in words
    assert "鈴木 花" in words


@pytest.mark.parametrize(
    ("actor", "status"),
    [(cast.SUZUKI, 200), (cast.TAKAGI, 200), (cast.INUI, 403), (cast.NISHIMURA, 403)],
    ids=["the author owns it", "who decides", "a colleague", "no named records"],
)
def test_who_looks_at_a_page_again(as_: As, actor: Actor, status: int) -> None:
    assert _looked_at(as_, actor) == status


def test_its_owner_is_told_when_the_day_has_come(
    as_: As, session: Session, wall_clock: FixedClock, app: Flask
) -> None:
    _looked_at(as_, cast.SATO)
    title = a_page().title
    with db.reading(app.extensions["engine"]) as looking:
        owner = cast.enter(looking, cast.SUZUKI)
        assert service.due(looking, owner, date(2027, 11, 20)) == []
        assert [each.title for each in service.due(looking, owner, date(2027, 11, 21))] == [title]
        assert service.standings(looking, IN_TWO_YEARS)[0].is_due


def test_another_owner(app: Flask, as_: As) -> None:
    with db.reading(app.extensions["engine"]) as looking:
        inui, outsider = (cast.enter(looking, actor).id for actor in (cast.INUI, cast.TANAKA))
    page = as_(cast.SATO).post("page_life.owner", {"person_id": inui}, page_id=PAGE_ID)
    assert "乾 真由" in page.notices[0]
    assert _looked_at(as_, cast.INUI) == 200
    assert as_(cast.SATO).post("page_life.owner", {"person_id": outsider}, page_id=PAGE_ID).status == 404


def test_withdrawn_by_hand_leaves_nothing(app: Flask, as_: As, settings: Settings) -> None:
    as_(cast.SATO).post("page_life.withdraw", {"why": "家族の申し出"}, page_id=PAGE_ID)
    assert not (settings.office_kb_dir / "cases" / f"{PAGE_ID}.md").exists()
    page = as_(cast.SATO).get("page_life.page", page_id=PAGE_ID)
    assert "版は残っていません" in page.words
    assert a_page().title not in page.words
    assert as_(cast.INUI).get(f"/kb/cases/{PAGE_ID}.html").h1 == "取り下げました"
    assert _looked_at(as_, cast.SATO) == 409


def test_a_hidden_page_is_read_only_by_who_decides(as_: As) -> None:
    as_(cast.INUI).post("page_reports.report", {"page": PAGE_ID})
    assert "A児は秋から" in as_(cast.SATO).get("page_life.page", page_id=PAGE_ID).words
    for actor in (cast.SUZUKI, cast.INUI):
        page = as_(actor).get("page_life.page", page_id=PAGE_ID)
        assert "A児は秋から" not in page.words
        assert a_page().title not in as_(actor).get("page_life.listed").words
    assert _looked_at(as_, cast.SATO) == 409


def test_the_text_is_told_in_words() -> None:
    told = service.readable(TEXT)
    assert "テーマ：不登校\n時期：小学生" in told
    assert "【概要】" in told
    assert "origin" not in told
    assert service.readable("# 題\n本文") == "【題】\n本文"


def test_an_unknown_page_is_no_page(as_: As) -> None:
    for page_id in ("o00000000", "a/../b", "x" * 200):
        assert as_(cast.SATO).get("page_life.page", page_id=page_id).status == 404


def test_mending_without_a_draft_is_refused(session: Session) -> None:
    with pytest.raises(mending.NoDraft):
        mending.reopen(session, "o00000000", "", "")


WHOLE = {
    "title": "朝の玄関で立ち止まる子", "themes": "不登校、ひとり親", "stage": "小学生", "lesson": "途中", "outcome": "好転",
    "functions": "学校、保健", "minutes": "20", "worry": "欠席が続いた。\n\n妹もいる。", "cause": "朝に力を使い切る。",
    "means": "帰りに会った。", "course": "週2日来た。", "success": "問い詰めなかった。", "failure": "電話が多かった。",
    "next": "朝の電話をやめる。", "think": "だれが会うか\n何を聞くか", "decided": "三者で会う", "minority": "待つ意見",
    "asked": "朝 動けない子\n登校の手前で止まる",
}  # fmt: skip


def test_a_page_becomes_its_answers_again() -> None:
    page = questions.page(WHOLE, PAGE_ID)
    assert mending.answers(page) == WHOLE
    assert questions.page(mending.answers(page), PAGE_ID) == page


def test_approved_again_it_is_shown_as_the_mended_version(session: Session) -> None:
    """`publish` opens a page that was being mended."""
    by = cast.enter(session, cast.SATO)
    publishing.hide(session, PAGE_ID, by, "")
    hiding.close(session, PAGE_ID, by, hiding.Closed.MENDING)
    publishing.publish(session, examined(a_page(), key=publishing.gate_key(session)), by, "直した版")
    assert hiding.closed(session) == {}
