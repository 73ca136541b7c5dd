"""漏れを報告: hidden at one click everywhere, decided by one, told to the other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import db
from conference.audit.models import AuditEvent
from conference.config import Settings
from conference.page_reports.models import LeakPattern, PageReport
from conference.publishing import hiding
from conference.search_port import QuietSearcher
from search import Results
from search.pages.load import load_pages
from tests import cast
from tests.browser import Browser, Page
from tests.cast import Actor
from tests.conference.anonymize.pages import PAGE_ID
from tests.conference.library.test_views import a_hit
from tests.conference.page_life import office

As = Callable[[Actor], Browser]
SHIPPED = "/kb/cases/c0001.html"
OWN = f"/kb/cases/{PAGE_ID}.html"
READERS = [cast.SUZUKI, cast.TANAKA, cast.NISHIMURA]


@pytest.fixture(autouse=True)
def only_files(app: Flask) -> None:
    office.quiet(app)


@pytest.fixture
def published(app: Flask, session: Session, settings: Settings) -> Path:
    office.publish(app, session)
    _built(settings, PAGE_ID)
    return settings.office_kb_dir / "cases" / f"{PAGE_ID}.md"


def _built(settings: Settings, *ids: str) -> None:
    """What the site builder leaves: pages, and the list of its own search."""
    for page_id in ids:
        file = settings.site_dir / "cases" / f"{page_id}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<h1>page</h1>")
    docs = [{"location": f"cases/{each}.html#x", "title": "t", "text": "words"} for each in [*ids, "c0002"]]
    index = settings.site_dir / "search" / "search_index.json"
    index.parent.mkdir(parents=True, exist_ok=True)
    index.write_text(json.dumps({"docs": docs}))


def tell(browser: Browser, address: str) -> Page:
    return browser.post("page_reports.report", {"page": address})


def settle(browser: Browser, outcome: str, **given: str) -> Page:
    return browser.post("page_life.settle", {"outcome": outcome, **given}, report_id=1)


@pytest.mark.parametrize("actor", READERS, ids=lambda one: one.login)
def test_one_click_hides_a_page_for_everybody(as_: As, published: Path, actor: Actor) -> None:
    assert as_(cast.INUI).get(OWN).status == 200
    assert "ページを隠しました" in tell(as_(actor), OWN).h1
    assert not published.exists()
    for reader in (cast.INUI, cast.SATO, actor):
        page = as_(reader).get(OWN)
        assert (page.status, page.h1) == (410, "確認中です")


def test_a_shipped_page_is_hidden_by_the_list_alone(as_: As, settings: Settings) -> None:
    _built(settings, "c0001")
    tell(as_(cast.SUZUKI), SHIPPED)
    assert as_(cast.INUI).get(SHIPPED).h1 == "確認中です"
    assert (settings.kb_dir / "cases" / "c0001.md").exists()
    ids = {page.id for page in load_pages((settings.kb_dir, settings.office_kb_dir)).pages}
    assert "c0001" not in ids
    assert "c0002" in ids
    shown = as_(cast.INUI).get("/kb/search/search_index.json").json["docs"]
    assert [each["location"] for each in shown] == ["cases/c0002.html#x"]


def test_gone_from_the_search_before_the_index_is_built_again(app: Flask, as_: As) -> None:
    app.extensions["search"] = QuietSearcher(Results((a_hit(),), total=1, answers=1))
    reader = as_(cast.SUZUKI)
    found = reader.post("library.search", {"q": "朝"})
    form = found.soup.select_one(".hit form")
    assert form is not None
    tell(reader, str(form.select_one("[name=page]")["value"]))  # type: ignore[index]
    assert reader.post("library.search", {"q": "朝"}).soup.select(".hit") == []
    assert reader.get("/api/search?q=朝").json["results"] == []


def test_the_trail_says_who_and_which_and_none_of_the_words(app: Flask, as_: As, published: Path) -> None:
    reader = as_(cast.SUZUKI)
    tell(reader, OWN)
    reader.post("page_reports.words", {"words": "結衣の名前が出ています"}, report_id=1)
    with db.reading(app.extensions["engine"]) as looking:
        lines = looking.query(AuditEvent).filter(AuditEvent.action.like("page_report%")).all()
        assert [line.action for line in lines] == ["page_reported", "page_report_words"]
        assert json.loads(lines[0].detail) == {"page": PAGE_ID}
        assert "結衣" not in "".join(line.detail for line in lines)
        assert looking.get_one(PageReport, 1).words == "結衣の名前が出ています"


def test_it_stands_first_on_the_home_of_who_decides(as_: As, published: Path) -> None:
    tell(as_(cast.TANAKA), OWN)
    assert "漏れの報告が1件あります" in as_(cast.SATO).get("home.index").words
    assert "漏れの報告" not in as_(cast.SUZUKI).get("home.index").words


def test_a_slip_is_taken_back_by_who_made_it(as_: As, published: Path, settings: Settings) -> None:
    reader = as_(cast.SUZUKI)
    tell(reader, OWN)
    assert as_(cast.INUI).post("page_reports.take_back", report_id=1).status == 404
    reader.post("page_reports.take_back", report_id=1)
    assert published.exists()
    _built(settings, PAGE_ID)
    assert reader.get(OWN).status == 200


def test_two_voices_and_one_taken_back_leave_it_hidden(as_: As, published: Path) -> None:
    tell(as_(cast.SUZUKI), OWN)
    tell(as_(cast.INUI), OWN)
    as_(cast.SUZUKI).post("page_reports.take_back", report_id=1)
    assert not published.exists()


def test_put_back_with_an_answer(as_: As, published: Path, settings: Settings) -> None:
    tell(as_(cast.SUZUKI), OWN)
    settle(as_(cast.SATO), "戻した", answer="架空の名前でした。")
    assert published.exists()
    _built(settings, PAGE_ID)
    assert as_(cast.SUZUKI).get(OWN).status == 200
    told = as_(cast.SUZUKI).get("page_reports.reported", report_id=1).words
    assert "戻した" in told
    assert "架空の名前でした。" in told
    assert "の答え：戻した" in as_(cast.SUZUKI).get("home.index").words
    as_(cast.SUZUKI).post("page_reports.read", report_id=1)
    assert "の答え" not in as_(cast.SUZUKI).get("home.index").words


def test_withdrawn_says_so_to_who_has_the_link(as_: As, published: Path) -> None:
    tell(as_(cast.SUZUKI), OWN)
    page = settle(as_(cast.TAKAGI), "取り下げた")
    assert "取り下げました" in page.notices[0]
    assert as_(cast.INUI).get(OWN).h1 == "取り下げました"
    assert as_(cast.SATO).post("page_life.show", page_id=PAGE_ID).status == 409


def test_mended_goes_back_to_its_author_with_its_words(app: Flask, as_: As, published: Path) -> None:
    tell(as_(cast.SUZUKI), OWN)
    settle(as_(cast.SATO), "直すことにした", answer="学校の名前を言い換えてください。")
    assert as_(cast.INUI).get(OWN).h1 == "直しています"
    page = as_(cast.SUZUKI).get("case_drafts.write", draft_id=1, q="worry")
    assert "A児は秋から欠席が続いた" in page.text
    assert "学校の名前を言い換えてください。" in as_(cast.SUZUKI).get("case_drafts.drafts").words


def test_a_shipped_page_can_be_kept_back_and_shown_again(as_: As) -> None:
    tell(as_(cast.SUZUKI), SHIPPED)
    assert settle(as_(cast.SATO), "取り下げた").status == 422
    settle(as_(cast.SATO), "出さないことにした")
    assert as_(cast.INUI).get(SHIPPED).h1 == "出していません"
    assert "c0001" in as_(cast.SATO).get("page_life.listed").words
    as_(cast.SATO).post("page_life.show", page_id="c0001")
    assert as_(cast.INUI).get(SHIPPED).status != 410


def test_an_answer_is_given_once(as_: As, published: Path) -> None:
    tell(as_(cast.SUZUKI), OWN)
    settle(as_(cast.SATO), "戻した")
    assert settle(as_(cast.SATO), "取り下げた").status == 409


def test_the_shape_of_a_leak_is_kept_without_it(app: Flask, as_: As, published: Path) -> None:
    tell(as_(cast.SUZUKI), OWN)
    settle(as_(cast.SATO), "戻した", leaked="保健師", label="PERSON")
    told = as_(cast.SATO).get("page_life.leaks").text
    assert json.loads(told)["shape"] == "漢漢漢"
    assert "保健師" not in told
    with db.reading(app.extensions["engine"]) as looking:
        assert looking.query(LeakPattern).count() == 1


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "/kb/cases/none.html", "x" * 300, "HTTP://a"])
def test_what_is_no_page_is_not_hidden(as_: As, session: Session, address: str) -> None:
    assert tell(as_(cast.SUZUKI), address).status == 404
    assert hiding.closed(session) == {}


KEYS = [
    ("/kb/cases/c0001.html#a", "c0001", "with a place on the page"),
    ("points/p4-2.html", "p4-2", "as the site says it"),
    ("schemes/kochi.html", "schemes/kochi", "another page"),
    ("c0001", "c0001", "a key is itself"),
    ("a/../b", "", "a way up"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("address", "key", "why"), KEYS)
def test_keys(address: str, key: str, why: str) -> None:
    assert hiding.key_of(address) == key, why
