"""A practice point written anew: seen beside the old one, approved by another, in its place, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.config import Settings
from conference.point_edits.models import EditState, PointEdit
from conference.publishing import hiding
from conference.publishing.models import PageState, PageVersion, PublishedPage
from search.pages import point
from search.pages.load import load_pages
from tests import cast
from tests.browser import Browser, Page
from tests.conference.page_life.office import quiet
from tests.factories import a_household, a_member

As = Callable[[cast.Actor], Browser]
POINT = "p4-2"
NEW = "月のはじめに、二人で名簿を読み合わせます。"
WHY = "この職場の順番に合わせるため"


@pytest.fixture(autouse=True)
def still(app: Flask) -> Iterator[None]:
    quiet(app)
    yield
    app.extensions["spreader"].finish()


def _started(browser: Browser, point_id: str = POINT) -> int:
    page = browser.post("point_edits.start", point_id=point_id)
    found = re.search(r"/point-edits/(\d+)", page.answer.request.path)
    assert found
    return int(found[1])


def _form(browser: Browser, edit: int, **said: str) -> dict[str, str]:
    """What the page offers, with some of it written anew."""
    page = browser.get("point_edits.edit", edit_id=edit)
    fields = {str(each["name"]): each.get_text().strip("\n") for each in page.soup.select("textarea[name]")}
    title = page.soup.select_one("input[name=title]")
    assert title
    return {**fields, "title": str(title["value"]), **said}


def _saved(browser: Browser, edit: int, new: str = NEW, then: str = "submit", **said: str) -> Page:
    form = _form(browser, edit, why=WHY)
    form["part-1"] = f"{form['part-1']}\n6. {new}"
    return browser.post("point_edits.save", {**form, "then": then, **said}, edit_id=edit)


def _file(settings: Settings) -> Path:
    return settings.office_kb_dir / "points" / f"{POINT}.md"


def _published(as_: As) -> int:
    edit = _started(as_(cast.SUZUKI))
    assert _saved(as_(cast.SUZUKI), edit).notices == ["承認を頼みました。"]
    assert "確かめて承認する" in as_(cast.SATO).get("home.index").words
    assert as_(cast.SATO).post("point_edits.approve", edit_id=edit).notices[0].startswith("公開しました")
    return edit


def test_the_whole_way(as_: As, session: Session, settings: Settings) -> None:
    _published(as_)
    shipped = point.parse((settings.kb_dir / "points" / f"{POINT}.md").read_text(encoding="utf-8"))
    made = point.parse(_file(settings).read_text(encoding="utf-8"))
    assert NEW in made.section("すすめ方")
    assert made.sources == shipped.sources
    (version,) = session.query(PageVersion).all()
    assert WHY in version.why
    assert version.by is not None
    assert version.by.login == cast.SATO.login


def test_the_offices_text_stands_before_the_one_that_came_along(as_: As, settings: Settings) -> None:
    _published(as_)
    read = load_pages([settings.kb_dir, settings.office_kb_dir])
    assert read.problems == ()
    (found,) = [source for source in read.sources if source.page.id == POINT]
    assert found.path == _file(settings)


def test_withdrawn_the_shipped_page_is_back_and_may_be_edited_again(
    as_: As, session: Session, settings: Settings
) -> None:
    _published(as_)
    built = settings.site_dir / "points" / f"{POINT}.html"
    built.parent.mkdir(parents=True)
    built.write_text("the office's text")
    told = as_(cast.SATO).post("page_life.withdraw", {"why": "やめる"}, page_id=POINT)
    assert "付属の文" in told.notices[0]
    assert not _file(settings).exists()
    assert not built.exists()
    session.expire_all()
    assert session.get_one(PublishedPage, POINT).state == PageState.SHIPPED
    assert session.query(PageVersion).count() == 0
    assert POINT not in hiding.closed(session)
    session.commit()
    built.write_text("the shipped text")
    _started(as_(cast.INUI))
    as_(cast.SATO).post("page_reports.report", {"page": "/kb/cases/c0001.html"})
    assert built.exists()


def test_nobody_approves_what_they_wrote(as_: As, settings: Settings) -> None:
    edit = _started(as_(cast.SATO))
    _saved(as_(cast.SATO), edit)
    assert as_(cast.SATO).post("point_edits.approve", edit_id=edit).status == 403
    assert as_(cast.SATO).post("point_edits.send_back", {"words": "x"}, edit_id=edit).status == 403
    assert not _file(settings).exists()
    assert as_(cast.TAKAGI).post("point_edits.approve", edit_id=edit).notices[0].startswith("公開しました")


def test_a_name_of_the_offices_records_never_passes(as_: As, session: Session, settings: Settings) -> None:
    a_household(session, name="蓼科", members=[a_member(name="蓼科 琴葉")])
    session.commit()
    edit = _started(as_(cast.SUZUKI))
    page = _saved(as_(cast.SUZUKI), edit, "琴葉さんのときは電話にしました。", kept="琴葉")
    assert "まだ承認を頼めません" in page.notices[0]
    assert "言い換える" in page.words


def test_a_new_word_that_may_name_somebody_is_answered_first(as_: As) -> None:
    edit = _started(as_(cast.SUZUKI))
    page = _saved(as_(cast.SUZUKI), edit, "ヤマビコ会の会場を借ります。")
    assert "まだ承認を頼めません" in page.notices[0]
    words = [str(each["value"]) for each in page.soup.select("input[name=kept]")]
    assert words
    form = {**_form(as_(cast.SUZUKI), edit), "then": "submit", "kept": words}
    assert as_(cast.SUZUKI).post("point_edits.save", form, edit_id=edit).notices == ["承認を頼みました。"]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("<script>alert(1)</script>", "a script"),
        ("[外の頁](https://example.com/)", "a link out of the office's net"),
        ("<b>太字</b>", "a tag"),
    ],
)
def test_what_a_browser_would_act_on_is_refused(as_: As, new: str, why: str) -> None:
    edit = _started(as_(cast.SUZUKI))
    assert "まだ承認を頼めません" in _saved(as_(cast.SUZUKI), edit, new).notices[0]


def test_the_same_text_and_a_text_without_reason_are_not_sent(as_: As) -> None:
    author = as_(cast.SUZUKI)
    edit = _started(author)
    same = author.post("point_edits.save", {**_form(author, edit, why=WHY), "then": "submit"}, edit_id=edit)
    assert "同じ文です" in same.notices[0]
    assert "なぜ直すか" in _saved(author, edit, why=" ").notices[0]


def test_a_point_changed_meanwhile_is_compared_again(as_: As) -> None:
    first, second = _started(as_(cast.SUZUKI)), _started(as_(cast.INUI))
    _saved(as_(cast.SUZUKI), first)
    _saved(as_(cast.INUI), second, "月の終わりに読み合わせます。")
    as_(cast.SATO).post("point_edits.approve", edit_id=first)
    assert "新しくなりました" in as_(cast.SATO).post("point_edits.approve", edit_id=second).notices[0]
    as_(cast.INUI).post("point_edits.take_back", edit_id=second)
    assert _saved(as_(cast.INUI), second, then="submit").notices == ["承認を頼みました。"]
    assert as_(cast.SATO).post("point_edits.approve", edit_id=second).notices[0].startswith("公開しました")


def test_sent_back_dropped_and_picked_up(as_: As, session: Session) -> None:
    author = as_(cast.SUZUKI)
    edit = _started(author)
    _saved(author, edit)
    as_(cast.SATO).post("point_edits.send_back", {"words": "短くしてください。"}, edit_id=edit)
    assert "短くしてください。" in author.get("point_edits.edit", edit_id=edit).words
    author.post("point_edits.drop", edit_id=edit)
    assert session.get_one(PointEdit, edit).phase is EditState.DROPPED
    session.commit()
    author.post("point_edits.pick_up", edit_id=edit)
    session.expire_all()
    assert session.get_one(PointEdit, edit).phase is EditState.WRITING


def test_only_its_author_writes(as_: As) -> None:
    edit = _started(as_(cast.SUZUKI))
    assert as_(cast.INUI).post("point_edits.save", {"title": "x"}, edit_id=edit).status == 403


def test_a_reported_point_is_hidden_and_comes_back_as_it_was_shipped(as_: As, settings: Settings) -> None:
    _published(as_)
    reader, decides = as_(cast.INUI), as_(cast.TAKAGI)
    reader.post("page_reports.report", {"page": f"/kb/points/{POINT}.html"})
    assert not _file(settings).exists()
    page = decides.get("page_life.page", page_id=POINT)
    assert "付属の文に戻る" in page.words
    told = decides.post("page_life.settle", {"outcome": "取り下げた", "answer": "戻しました"}, report_id=1)
    assert "付属の文" in told.notices[0]
    assert decides.get("page_life.page", page_id=POINT).status == 200


@pytest.mark.parametrize("wrong", ["c0001", "p9-99", "../x", "o1a2b3c4d"])
def test_only_a_practice_point_is_edited(as_: As, wrong: str) -> None:
    assert as_(cast.SUZUKI).post("point_edits.start", point_id=wrong).status == 404


def test_every_step_stands_in_the_trail_without_the_words(as_: As, session: Session) -> None:
    _published(as_)
    lines = session.query(AuditEvent).filter(AuditEvent.subject == "point_edit").all()
    assert [line.action for line in lines] == [
        "point_edit_started", "point_edit_saved", "point_edit_sent", "point_published",
    ]  # fmt: skip
    assert [line.detail for line in lines if NEW in line.detail] == []
