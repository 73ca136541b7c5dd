"""From a household to a page: written, made unrecognisable, signed, approved by another, published, forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.case_drafts import saving
from conference.case_drafts.models import CaseAnswer, CaseDraft, CaseEdit, CaseSignature, CaseWord, DraftState
from conference.config import Settings
from conference.households.models import Household
from conference.people.models import Person
from conference.publishing.models import PageVersion, PublishedPage
from conference.search_port import QuietSearcher
from search.pages import case
from tests import cast
from tests.browser import Browser, Page
from tests.factories import a_conference, a_decision, a_household, a_member, a_row, an_assignment

As = Callable[[cast.Actor], Browser]
ANSWERS = {
    "title": "結衣ちゃんの朝", "themes": "不登校", "stage": "小学生", "lesson": "成功",
    "worry": "森結衣さんの欠席が秋から続いた。さつき野小学校が心配して知らせてくれた。",
    "cause": "母は朝起きられない日がある。結衣さんは妹を送り出していた。",
    "means": "佐藤保健師がR8.9.3に訪問した。",
    "course": "冬には三時間目から通う日が増えた。",
    "success": "休む理由を問い詰めなかった。",
}  # fmt: skip


@pytest.fixture(autouse=True)
def quiet(app: Flask) -> Iterator[None]:
    app.extensions["search"] = QuietSearcher()
    app.extensions["spreader"].build_site = lambda: None
    yield
    app.extensions["spreader"].finish()


@pytest.fixture
def household(session: Session) -> Household:
    made = a_household(
        session, name="森", members=[a_member(name="森 結衣"), a_member(name="さくら", relation="次女")]
    )
    row = a_row(session, a_conference(session, held_on=date(2026, 9, 10)), household=made)
    an_assignment(session, a_decision(session, row, policy="朝の訪問を続ける。"), who="鈴木", what="朝の訪問")
    session.commit()
    return made


def _save(browser: Browser, draft: int, field: str, text: str, base: int = 0, page: str = "p1") -> Page:
    asked = {"field": field, "value": text, "base": base, "page": page}
    return browser.post("case_drafts.save", json=asked, draft_id=draft)


def _started(browser: Browser, household: Household) -> int:
    page = browser.post("case_drafts.start", household_id=household.id)
    found = re.search(r"/case-drafts/(\d+)", page.answer.request.path)
    assert found
    return int(found[1])


def _written(browser: Browser, household: Household, **answers: str) -> int:
    draft = _started(browser, household)
    for field, text in {**ANSWERS, **answers}.items():
        assert _save(browser, draft, field, text).status == 200
    return draft


def _papers(browser: Browser, draft: int, then: str = "submit", **left_out: Any) -> Page:
    """Every question answered, every item signed, as the page offers them; `left_out` by field."""
    page = browser.get("case_drafts.checking.review", draft_id=draft)
    form = {str(each["name"]): "ない" for each in page.soup.select("input[name^=answer-]")}
    form |= {str(each["name"]): "1" for each in page.soup.select("input[name^=sign-]")}
    form["mark"] = str(page.soup.select_one("input[name=mark]")["value"])  # type: ignore[index]
    return browser.post("case_drafts.checking.papers", {**form, "then": then, **left_out}, draft_id=draft)


def _page_file(settings: Settings) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (settings.office_kb_dir / "cases").glob("*.md")]


def test_the_whole_way(as_: As, session: Session, household: Household, settings: Settings) -> None:
    author, approver = as_(cast.SUZUKI), as_(cast.SATO)
    draft = _written(author, household)
    assert _papers(author, draft).notices == ["承認を頼みました。"]
    page = approver.post("case_drafts.checking.approve", draft_id=draft)
    assert page.notices[0].startswith("公開しました。")
    (text,) = _page_file(settings)
    shown = case.parse(text)
    assert (shown.approved_by, shown.approved_on) == ("統括支援員", date(2026, 11, 21))
    assert shown.title == "Aちゃんの朝"
    assert "の欠席が秋から続いた。ある小学校が" in shown.section("概要")
    assert "X年9月に訪問した" in shown.section("手立て")
    assert [name for name in ("森", "結衣", "さつき野", "佐藤", "鈴木", "さくら") if name in text] == []
    assert shown.review_by == date(2027, 11, 21)


def test_after_approval_nothing_leads_back_but_the_link(
    as_: As, session: Session, household: Household
) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    as_(cast.SUZUKI).post(
        "case_drafts.checking.word", {"surface": "妹", "instead": "きょうだい"}, draft_id=draft
    )
    _papers(as_(cast.SUZUKI), draft)
    as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft)
    session.rollback()  # pages write beside this session
    session.expire_all()
    assert (
        session.query(CaseEdit).count()
        == session.query(CaseWord).count()
        == session.query(CaseAnswer).count()
        == 0
    )
    assert session.query(CaseSignature).count() == 5
    (page,) = session.query(PublishedPage).all()
    assert (page.household_id, page.page_id) == (household.id, session.get_one(CaseDraft, draft).page_id)
    assert re.fullmatch(r"o[0-9a-f]{8}", page.page_id)
    assert session.query(PageVersion).one().by_id is not None
    session.rollback()
    done = as_(cast.SUZUKI).get("case_drafts.checking.review", draft_id=draft)
    assert "消してあります" in done.words
    assert "結衣" not in done.words


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        ({"sign-codes": "0"}, "one item unsigned"),
        ({"answer-press": ""}, "one question unanswered"),
        ({"mark": "0" * 64}, "signed for another text"),
    ],
)
def test_one_paper_short_does_not_go_to_the_approver(
    as_: As, session: Session, household: Household, left_out: dict[str, str], why: str
) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    page = _papers(as_(cast.SUZUKI), draft, **left_out)
    assert "まだ承認を頼めません" in page.notices[0]
    session.rollback()  # pages write beside this session
    session.expire_all()
    assert session.get_one(CaseDraft, draft).phase is DraftState.WRITING


def test_an_empty_answer_is_named(as_: As, household: Household) -> None:
    draft = _written(as_(cast.SUZUKI), household, means="")
    page = _papers(as_(cast.SUZUKI), draft)
    assert "まだ書いていません：だれが、何をしましたか。" in page.words


def test_a_text_changed_after_signing_is_unsigned(as_: As, session: Session, household: Household) -> None:
    author = as_(cast.SUZUKI)
    draft = _written(author, household)
    _papers(author, draft, then="")
    assert _save(author, draft, "now", "春から毎日通っている。").status == 200
    page = author.get("case_drafts.checking.review", draft_id=draft)
    assert "62条の確かめがまだ" in page.words
    assert page.soup.select("input[name^=sign-][checked]") == []


@pytest.mark.parametrize("actor", [cast.SATO, cast.TAKAGI], ids=lambda actor: actor.login)
def test_nobody_approves_what_they_wrote_in(
    as_: As, session: Session, household: Household, settings: Settings, actor: cast.Actor
) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    assert _save(as_(actor), draft, "now", "続けて見ている。").status == 200
    _papers(as_(cast.SUZUKI), draft)
    assert as_(actor).post("case_drafts.checking.approve", draft_id=draft).status == 403
    assert as_(actor).post("case_drafts.checking.send_back", {"words": "x"}, draft_id=draft).status == 403
    assert _page_file(settings) == []


def test_who_wrote_in_it_never_approves_even_when_the_texts_are_gone(
    as_: As, session: Session, household: Household
) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    assert _save(as_(cast.SATO), draft, "success", "待つことにした。", base=1).status == 200
    _papers(as_(cast.SUZUKI), draft)
    as_(cast.TAKAGI).post("case_drafts.checking.approve", draft_id=draft)
    session.expire_all()
    found = session.get_one(CaseDraft, draft)
    assert (found.phase, found.edits) == (DraftState.PUBLISHED, [])
    wrote = {
        session.query(Person).filter_by(login=actor.login).one().id for actor in (cast.SUZUKI, cast.SATO)
    }
    assert saving.writers(session, found) == wrote


def test_answers_not_on_the_screen_stay(as_: As, session: Session, household: Household) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    _papers(as_(cast.SUZUKI), draft, then="")
    before = session.query(CaseAnswer).count()
    assert before > 0
    session.commit()
    as_(cast.INUI).post("case_drafts.checking.papers", {}, draft_id=draft)
    session.expire_all()
    assert session.query(CaseAnswer).count() == before
    assert session.query(AuditEvent).filter_by(action="case_answered").count() == 1


def test_the_author_does_not_approve_whatever_the_role(
    as_: As, household: Household, settings: Settings
) -> None:
    draft = _written(as_(cast.SATO), household)
    _papers(as_(cast.SATO), draft)
    assert as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft).status == 403
    assert _page_file(settings) == []
    assert (
        as_(cast.TAKAGI)
        .post("case_drafts.checking.approve", draft_id=draft)
        .notices[0]
        .startswith("公開しました")
    )


def test_sent_back_with_words_and_sent_again(as_: As, session: Session, household: Household) -> None:
    author, approver = as_(cast.SUZUKI), as_(cast.SATO)
    draft = _written(author, household)
    _papers(author, draft)
    assert approver.post("case_drafts.checking.send_back", {"words": " "}, draft_id=draft).status == 422
    approver.post("case_drafts.checking.send_back", {"words": "学年をぼかしてください。"}, draft_id=draft)
    assert "学年をぼかしてください。" in author.get("case_drafts.write", draft_id=draft).words
    assert _papers(author, draft).notices == ["承認を頼みました。"]
    assert approver.post("case_drafts.checking.approve", draft_id=draft).notices[0].startswith("公開しました")


def test_while_it_waits_nothing_is_written(as_: As, household: Household) -> None:
    author = as_(cast.SUZUKI)
    draft = _written(author, household)
    _papers(author, draft)
    assert _save(author, draft, "now", "あとから").status == 423
    assert (
        author.post("case_drafts.checking.word", {"surface": "妹", "instead": "x"}, draft_id=draft).status
        == 423
    )
    author.post("case_drafts.checking.take_back", draft_id=draft)
    assert _save(author, draft, "now", "あとから").status == 200


def test_approving_what_does_not_wait_says_so(as_: As, household: Household) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    assert as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft).status == 409


def test_an_identifier_the_record_learns_meanwhile_stops_the_approval(
    as_: As, session: Session, household: Household, settings: Settings
) -> None:
    """Between the author's signature and the approval a nickname became a member's name."""
    draft = _written(
        as_(cast.SUZUKI),
        household,
        worry="秋から欠席が続いた。ことりさんが知らせてくれた。",
        cause="母は疲れている。",
    )
    _papers(as_(cast.SUZUKI), draft)
    fresh = session.get_one(Household, household.id)
    fresh.name, fresh.members[0].affiliation = "三時間目", "冬"
    session.commit()
    page = as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft)
    assert (
        "まだ公開できません" in page.notices[0]
        or _page_file(settings) == []
        or "三時間目" not in _page_file(settings)[0]
    )


def test_two_people_in_one_field_lose_nothing(as_: As, session: Session, household: Household) -> None:
    suzuki, inui = as_(cast.SUZUKI), as_(cast.INUI)
    draft = _started(suzuki, household)
    assert _save(suzuki, draft, "worry", "はじめの文").json["number"] == 1
    answer = _save(inui, draft, "worry", "べつの文", page="p2")
    assert answer.status == 409
    assert (answer.json["theirs"], answer.json["yours"], answer.json["who"]) == (
        "はじめの文",
        "べつの文",
        "鈴木",
    )
    assert _save(inui, draft, "worry", "両方の文", base=1, page="p2").json["number"] == 2
    session.rollback()  # pages write beside this session
    session.expire_all()
    assert [each.value for each in session.query(CaseEdit).order_by(CaseEdit.number)] == [
        "はじめの文",
        "両方の文",
    ]


@pytest.mark.parametrize(
    ("field", "text", "status"),
    [
        ("stage", "大人", 422),
        ("title", "あ" * 41, 422),
        ("worry", "あ" * 4001, 422),
        ("approved_by", "私", 400),
        ("worry", "あ" * 4000, 200),
    ],
)
def test_what_a_field_takes(as_: As, household: Household, field: str, text: str, status: int) -> None:
    assert _save(as_(cast.SUZUKI), _started(as_(cast.SUZUKI), household), field, text).status == status


def test_a_word_is_chosen_kept_and_given_back(as_: As, household: Household) -> None:
    author = as_(cast.SUZUKI)
    draft = _written(author, household, now="絵に47の点を描いた。")

    def piece(**form: str) -> Page:
        return author.post("case_drafts.checking.word", form, draft_id=draft, headers={"X-Piece": "1"})

    assert "まだ 1件" in author.get("case_drafts.checking.review", draft_id=draft).words
    assert piece(surface="47", do="keep").soup.select_one("#texts")["data-open"] == "0"  # type: ignore[index]
    assert piece(surface="47", do="undo").soup.select_one("#texts")["data-open"] == "1"  # type: ignore[index]
    assert "たくさん" in piece(surface="47", do="replace", instead="たくさん").words
    chosen = piece(surface="結衣", do="replace", instead="ある子").soup
    assert {each.get_text() for each in chosen.select("mark.chosen")} == {"47", "たくさん", "結衣", "ある子"}


def test_starting_twice_is_one_draft(as_: As, session: Session, household: Household) -> None:
    assert _started(as_(cast.SUZUKI), household) == _started(as_(cast.INUI), household)
    assert session.query(CaseDraft).one().author.login == "suzuki"


def test_the_history_is_offered_to_write_from(as_: As, household: Household) -> None:
    draft = _started(as_(cast.SUZUKI), household)
    page = as_(cast.SUZUKI).get("case_drafts.write", draft_id=draft, q="decided")
    assert "朝の訪問を続ける。" in page.words
    assert "鈴木：朝の訪問" in page.words


def test_the_lesson_chooses_the_questions(as_: As, household: Household) -> None:
    author = as_(cast.SUZUKI)
    draft = _written(author, household, lesson="うまくいかなかった")
    words = author.get("case_drafts.write", draft_id=draft).words
    assert "うまくいかなかった原因は何だったと思いますか。" in words
    assert "成功の要因は何だったと思いますか。" not in words


def test_every_look_and_step_stands_in_the_trail(as_: As, session: Session, household: Household) -> None:
    author = as_(cast.SUZUKI)
    draft = _written(author, household)
    _papers(author, draft)
    as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft)
    session.rollback()  # pages write beside this session
    session.expire_all()
    lines = session.query(AuditEvent).filter(AuditEvent.subject == "case_draft").all()
    assert {line.household_id for line in lines} == {household.id}
    assert {
        "case_started",
        "case_saved",
        "case_draft_viewed",
        "case_signed",
        "case_sent",
        "case_published",
    } <= {line.action for line in lines}
    assert [line.detail for line in lines if "結衣" in line.detail] == []


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI], ids=lambda actor: actor.login)
def test_others_see_no_draft(as_: As, household: Household, actor: cast.Actor) -> None:
    draft = _written(as_(cast.SUZUKI), household)
    for endpoint in ("case_drafts.write", "case_drafts.checking.review"):
        assert as_(actor).get(endpoint, draft_id=draft).status == 403
    assert as_(actor).get("case_drafts.drafts").status == 403


def test_a_missing_draft_is_not_found(as_: As) -> None:
    for endpoint in ("case_drafts.write", "case_drafts.checking.review"):
        assert as_(cast.SATO).get(endpoint, draft_id=99).status == 404
