"""文例: offered in the panel, kept by the office, without a name of anybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.phrases.models import Phrase
from conference.phrases.naming import names_somebody, parts_of
from conference.phrases.service import LONGEST
from conference.rosters.models import ConferenceState
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
TEXT = "園と毎週電話で様子を確かめ、月末に集まる。"


@pytest.mark.parametrize(
    ("text", "names", "found", "reason"),
    [
        ("陽菜さんの訪問を続ける。", ["春野 陽菜"], True, "the given name alone"),
        ("ハルナの登校", ["はるな"], True, "the other kana"),
        ("髙瀬家を訪ねる", ["高瀬"], True, "old and new kanji"),
        ("春野の祖母に話す", ["春野（母）"], True, "the family name, what stands in brackets apart"),
        ("お母さんと話す", ["春野（母）"], False, "母 is nobody's name"),
        ("森林公園へ行く", ["森 空"], False, "one letter inside a word"),
        ("森さんと話す", ["森 空"], True, "one letter with さん"),
        ("みなで集まる", ["みな"], False, "two kana inside a sentence"),
        ("みなちゃんと話す", ["みな"], True, "two kana with ちゃん"),
        ("保護者と作り直す。", [], False, "nobody known"),
    ],
)
def test_is_somebody_named(text: str, names: list[str], found: bool, reason: str) -> None:
    assert names_somebody(text, parts_of(names)) is found, reason


def _kept(session: Session) -> list[str]:
    found = list(session.scalars(select(Phrase.text).where(Phrase.removed.is_(False))))
    session.rollback()
    return found


def test_a_dozen_come_along_and_none_names_anybody(session: Session) -> None:
    found = _kept(session)
    assert len(found) == 12
    assert [text for text in found if names_somebody(text, parts_of(factories.FAMILIES))] == []


def test_a_colleague_adds_changes_and_takes_out(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.post("phrases.add", {"kind": "継続", "text": f"  {TEXT}\n"})
    assert page.notices == ["文例を加えました。"]
    assert "鈴木 花 R8.11.21 14:30" in page.words
    made = session.scalars(select(Phrase).where(Phrase.text == TEXT)).one().id
    session.rollback()
    browser.post("phrases.change", {"kind": "", "text": "直した文。"}, phrase_id=made)
    assert "直した文。" in _kept(session)
    page = browser.post("phrases.remove", {}, phrase_id=made)
    assert "直した文。" not in _kept(session)
    browser.post(str(page.soup.select_one(".notice form")["action"]), {})  # type: ignore[index]
    assert "直した文。" in _kept(session)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "文例が書かれていません"),
        ("  \n ", "文例が書かれていません"),
        ("あ" * (LONGEST + 1), f"いま{LONGEST + 1}字あります"),
        ("陽菜さんを訪ねる。", "名簿にある人の名前が入っています"),
        ("保護者の考えを聞いてから決める。", "同じ文例がもうあります"),
    ],
)
def test_what_is_refused_gets_a_sentence_and_stays_in_its_field(
    as_: As, session: Session, text: str, says: str
) -> None:
    factories.a_household(session, name="春野", members=[factories.a_member(name="春野 陽菜")])
    session.commit()
    before = _kept(session)
    for address in ("/phrases", "/phrases/1"):
        page = as_(cast.SATO).post(address, {"kind": "継続", "text": text})
        assert (page.status, says in page.words) == (422, True), page.words
        assert page.soup.select_one("[aria-invalid]")["value"] == text.replace("\r", "")  # type: ignore[index]
    assert _kept(session) == before


def test_the_panel_offers_them(as_: As, session: Session) -> None:
    row = factories.a_row(session, factories.a_conference(session, state=ConferenceState.IN_SESSION))
    row_id = row.id
    session.commit()
    page = as_(cast.SATO).get("rosters.panel", row_id=row_id)
    options = page.soup.select("[role=listbox] [role=option]")
    assert len(options) == 12
    assert {each["data-kind"] for each in options} == {"継続", "変更", "終結", "次回へ", ""}


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_see_and_write_none(as_: As, session: Session, actor: cast.Actor) -> None:
    before = _kept(session)
    assert as_(actor).get("phrases.phrases").status == 403
    assert as_(actor).post("phrases.add", {"text": TEXT}).status == 403
    assert as_(actor).post("phrases.remove", {}, phrase_id=1).status == 403
    assert _kept(session) == before


def test_a_phrase_that_is_not_there(as_: As) -> None:
    assert as_(cast.SATO).post("phrases.change", {"text": TEXT}, phrase_id=9999).status == 404
