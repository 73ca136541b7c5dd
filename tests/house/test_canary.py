"""One family with a name that stands nowhere else goes through the whole work; then it is looked for where it must not be."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from flask import Flask, Response, request
from sqlalchemy.orm import Session

from conference.households.models import Household
from conference.rosters.models import Row
from conference.search_port import QuietSearcher
from tests import cast
from tests.browser import Browser
from tests.conference.roster_import.sheets import a_line, a_roster
from tests.factories import a_conference
from tests.house.route_table import declared

FAMILY, CHILD = "鵺野咲", "迦陵丸"
CANARIES = (FAMILY, CHILD)
LEFT_OUT = {"live.events", "health.ready"}  # a stream does not end; no index here to be ready
As = Callable[[cast.Actor], Browser]


@dataclass
class Seen:
    """Every address and title that a browser, a proxy or the next person's screen would keep."""

    addresses: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)

    def note(self, response: Response) -> Response:
        self.addresses |= {
            request.full_path,
            response.headers.get("Location", ""),
            response.headers.get("Content-Disposition", ""),
        }
        if response.mimetype == "text/html" and not response.is_streamed:
            soup = BeautifulSoup(response.get_data(as_text=True), "html.parser")
            self.titles.add(soup.title.get_text() if soup.title else "")
            self.addresses |= {
                str(tag[name]) for name in ("href", "src", "action") for tag in soup.select(f"[{name}]")
            }
        if response.status_code >= 400 and not response.is_streamed:
            self.refusals.append(response.get_data(as_text=True))
        return response


@pytest.fixture
def seen(app: Flask) -> Seen:
    noted = Seen()
    app.after_request(noted.note)
    return noted


def canaries_in(*texts: str) -> list[str]:
    return [text[:200] for text in map(unquote, texts) if any(name in text for name in CANARIES)]


def test_a_familys_name_stays_where_it_belongs(
    app: Flask, as_: As, session: Session, seen: Seen, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    app.extensions["search"] = QuietSearcher()
    caplog.set_level("INFO", "conference")  # as the server sets it
    conference = a_conference(session, held_on=date(2026, 11, 26))
    session.commit()
    sato = as_(cast.SATO)

    _import(sato, conference.id)
    ids = {
        "conference_id": conference.id,
        "row_id": session.query(Row).one().id,
        "household_id": session.query(Household).one().id,
    }
    session.rollback()  # pages write beside this session
    assert canaries_in(sato.get("rosters.roster", conference_id=ids["conference_id"]).text), (
        "the family is on the roster"
    )
    _decide(sato, ids["conference_id"], ids["row_id"])
    _write_up(sato, **ids)
    _become_a_case(app, as_, ids["household_id"])
    _ask_amiss(sato, ids["conference_id"], ids["row_id"])
    _look_from_outside(app, as_, ids)

    assert len(seen.addresses) > 50
    assert len(seen.refusals) > 5
    assert canaries_in(*seen.addresses) == []
    assert canaries_in(*seen.titles) == []
    assert canaries_in(*seen.refusals) == []
    assert canaries_in(caplog.text) == []
    assert _files_with_canaries(tmp_path) == []


def _import(sato: Browser, conference_id: int) -> None:
    line = a_line(household=FAMILY, name=f"{FAMILY} {CHILD}（長男）", concern=f"{CHILD}の欠席")
    form = {"file": (io.BytesIO(a_roster([line])), f"{FAMILY}.xlsx")}
    columns = sato.post("roster_import.take_file", form, conference_id=conference_id)
    differences = sato.post(columns.answer.request.path, {})
    assert sato.post(differences.answer.request.path, {}).notices == ["1世帯を取り込みました。"]


def _decide(sato: Browser, conference_id: int, row_id: int) -> None:
    sato.post("rosters.take_step", conference_id=conference_id, name="begin")
    for name, text in (("kind", "継続"), ("policy", f"{CHILD}さんの朝の訪問を続ける。")):
        asked = {"field": name, "value": text, "base": 0, "page": "p1"}
        assert sato.post("decisions.save", json=asked, row_id=row_id).status == 200
    assert sato.post("decisions.decide", json={}, row_id=row_id).status == 200


def _write_up(sato: Browser, conference_id: int, row_id: int, household_id: int) -> None:
    for endpoint in ("rosters.panel", "similar.panel", "minutes.excerpt"):
        assert sato.get(endpoint, row_id=row_id).status == 200
    for endpoint in ("minutes.minutes", "minutes.workbook", "rosters.closing"):
        assert sato.get(endpoint, conference_id=conference_id).status == 200
    assert canaries_in(sato.get("households.household", household_id=household_id).text)
    assert sato.post("library.search", {"q": f"{FAMILY}の{CHILD}さん"}).status == 200


def _become_a_case(app: Flask, as_: As, household_id: int) -> None:
    """Written with the family's names, published without them; refused attempts say nothing either."""
    app.extensions["spreader"].build_site = lambda: None
    author = as_(cast.SUZUKI)
    started = author.post("case_drafts.start", household_id=household_id)
    draft = int(started.answer.request.path.rsplit("/", 1)[-1])
    told = f"{FAMILY}{CHILD}さんの欠席が続いた。{CHILD}は{FAMILY}の長男である。"
    answers = {"title": f"{CHILD}の朝", "themes": "不登校", "stage": "小学生", "lesson": "途中"}
    for name, text in {**answers, **dict.fromkeys(("worry", "cause", "means", "course"), told)}.items():
        asked = {"field": name, "value": text, "base": 0, "page": "p1"}
        assert author.post("case_drafts.save", json=asked, draft_id=draft).status == 200
        assert author.post("case_drafts.save", json={**asked, "field": CHILD}, draft_id=draft).status == 400
    author.post("case_drafts.checking.word", {"surface": CHILD, "instead": FAMILY}, draft_id=draft)
    _sign(author, draft)  # refused: a name stands in the place of a name
    author.post("case_drafts.checking.word", {"surface": CHILD, "do": "undo"}, draft_id=draft)
    _sign(author, draft)
    approved = as_(cast.TAKAGI).post("case_drafts.checking.approve", draft_id=draft)
    app.extensions["spreader"].finish()
    assert approved.notices[0].startswith("公開しました。")
    (page,) = (app.extensions["settings"].office_kb_dir / "cases").glob("*.md")
    assert canaries_in(page.read_text(encoding="utf-8"), page.name) == []


def _sign(author: Browser, draft: int) -> None:
    page = author.get("case_drafts.checking.review", draft_id=draft)
    form = {str(each["name"]): "ない" for each in page.soup.select("input[name^=answer-]")}
    form |= {str(each["name"]): "1" for each in page.soup.select("input[name^=sign-]")}
    form["mark"] = str(page.soup.select_one("input[name=mark]")["value"])  # type: ignore[index]
    author.post("case_drafts.checking.papers", {**form, "then": "submit"}, draft_id=draft)


def _ask_amiss(sato: Browser, conference_id: int, row_id: int) -> None:
    """What was typed does not come back on the page that refuses it, nor in its log line."""
    for asked in (
        {"field": CHILD, "value": FAMILY, "base": 0},
        {"field": "policy", "value": f"{FAMILY}\0", "base": 0},
        {"field": "kind", "value": FAMILY, "base": 0},
        {"field": "policy", "value": CHILD * 2000, "base": 9},
    ):
        assert sato.post("decisions.save", json=asked, row_id=row_id).status >= 400
    assert sato.post("rosters.take_step", conference_id=conference_id, name="confirm").status == 409


def _look_from_outside(app: Flask, as_: As, ids: dict[str, int]) -> None:
    for actor in (cast.TANAKA, cast.NISHIMURA, cast.KANRI):
        browser = as_(actor)
        for route in declared(app):
            wanted = set(re.findall(r"<int:(\w+)>", route.rule))
            if (
                route.method == "GET"
                and wanted <= ids.keys()
                and "<path" not in route.rule
                and "<name" not in route.rule
                and route.endpoint not in LEFT_OUT
            ):
                address = re.sub(r"<int:(\w+)>", lambda found: str(ids[found[1]]), route.rule)
                assert canaries_in(browser.get(address).text) == [], f"{actor.login} at {address}"


def _files_with_canaries(folder: Path) -> list[str]:
    """Database, journal, copies, site, index: nothing under the office's folder holds a name that can be read."""
    wanted = [name.encode(code) for name in CANARIES for code in ("utf-8", "utf-16-le", "cp932")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.startswith("conference.db") for path in files)
    return [str(path) for path in files if any(name in path.read_bytes() for name in wanted)]
