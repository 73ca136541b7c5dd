"""Every page that a facilitator may open, with two years of records in it: axe, and a walk with the Tab key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import db
from conference.case_drafts.models import CaseDraft
from conference.growth import fiscal_year
from conference.households.models import Member
from conference.people.models import Role
from conference.rosters.models import Conference, ConferenceState, Row, Series
from conference.visits.models import Visit
from tests.conftest import settings_in
from tests.house.route_table import Route, committed
from tests.journeys.conftest import OFFICE_SCREEN
from tests.journeys.server import LiveServer, running, take_over
from tests.journeys.steps import sign_in
from tests.journeys.watch import Watch, watched

pytestmark = pytest.mark.browser
NO_PAGE = (
    ("^/(healthz|readyz|csrf|events|static|assets|api|case-drafts/reading$)", "answers that no person reads"),
    (r"\.(xlsx|docx|ics|jsonl)$", "files"),
    ("/rows/<int:row_id>/(line|panel|fields|similar)$", "pieces of the roster, which stand in its page"),
    ("/(figures|projector/row)$", "pieces of a page"),
    ("/import/<int:draft_id>/", "pages of a file on its way: the journey of the spreadsheet opens them"),
    ("^/kb/", "the built site has its own tests"),
    ("^/sign-in$", "nobody is signed in there"),
    ("^/(series|corrections)/new$", "asked with a kind or a page behind the question mark"),
)
MAIN = (
    "/",
    "/conferences",
    "/lists/plans",
    "/lists/roles",
    "/households",
    "/proposals",
    "/calendar",
    "/search",
)
STEPS, LEAST = 45, 45
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const label = at.matches("input[type=radio], input[type=checkbox]") ? at.closest("label") : null;
  const rings = [style, label && getComputedStyle(label)].filter(Boolean);
  window.walked ??= [];
  const before = window.walked.indexOf(at);
  window.walked.push(at);
  return {
    what: at.outerHTML.slice(0, 90),
    again: before >= 0 && before === window.walked.length - 2,
    ringed: rings.some(each => (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== "none"),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def pages() -> list[str]:
    """The addresses of the table, as they are written there."""
    found = [route for route in committed().values() if _opened_by_facilitator(route)]
    return sorted(
        route.rule for route in found if not any(re.search(part, route.rule) for part, _ in NO_PAGE)
    )


def _opened_by_facilitator(route: Route) -> bool:
    return route.method == "GET" and Role.COORDINATOR in route.roles


def filled(rules: list[str], given: dict[str, str]) -> dict[str, str]:
    """Rule and address, where the practice office has a record for each variable."""
    named = {rule: re.findall(r"<(?:\w+:)?(\w+)>", rule) for rule in rules}
    known = [rule for rule, names in named.items() if all(name in given for name in names)]
    return {rule: re.sub(r"<(?:\w+:)?(\w+)>", lambda part: given[part[1]], rule) for rule in known}


@pytest.fixture(scope="module")
def office(first_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The practice office as `make run` shows it."""
    with running(take_over(first_start, tmp_path_factory.mktemp("practice")), records=True) as live:
        yield live


@pytest.fixture(scope="module")
def given(office: LiveServer) -> dict[str, str]:
    """What stands for each variable of an address: the coming meeting and what belongs to it."""
    settings = settings_in(office.folder)
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    with db.reading(engine) as session:
        found = _ids(session)
    engine.dispose()
    return {**found, "name": "plans"}


def _ids(session: Session) -> dict[str, str]:
    coming = session.scalars(select(Conference).where(Conference.state == ConferenceState.SENT)).one()
    expecting = session.scalars(select(Member).where(Member.pregnancy_weeks.is_not(None))).first()
    row = session.scalars(select(Row).where(Row.conference_id == coming.id).order_by(Row.position)).first()
    assert row is not None
    assert expecting is not None
    return {
        "conference_id": str(coming.id),
        "row_id": str(row.id),
        "household_id": str(row.household_id),
        "series_id": str(session.scalar(select(Series.id).order_by(Series.id))),
        "draft_id": str(session.scalar(select(CaseDraft.id))),
        "year": str(fiscal_year(coming.held_on)),
        "member_id": str(expecting.id),
        "visit_id": str(session.scalar(select(Visit.id).where(Visit.conference_id == coming.id))),
    }


@pytest.fixture
def page(office: LiveServer, chromium: Browser) -> Iterator[tuple[Page, Watch]]:
    watch = Watch(office.url)
    context = chromium.new_context(viewport=OFFICE_SCREEN, locale="ja-JP")
    yield sign_in(watched(context.new_page(), watch), office, "tokatsu"), watch
    context.close()


def test_every_page_passes_axe(office: LiveServer, page: tuple[Page, Watch], given: dict[str, str]) -> None:
    opened, watch = page
    addresses = filled(pages(), given)
    assert len(addresses) >= LEAST
    for rule, address in addresses.items():
        answer = opened.goto(office.address(address))
        if answer is None or not answer.ok:
            watch.problems.append(f"{rule} answered {answer.status if answer else 'nothing'}")
        watch.axe(opened, rule)
    watch.assert_quiet()


@pytest.mark.parametrize("address", [*MAIN, "roster"])
def test_tab_walks_through(
    office: LiveServer, page: tuple[Page, Watch], given: dict[str, str], address: str
) -> None:
    """Each stop is another one, can be seen, and has a ring."""
    opened, watch = page
    opened.goto(office.address(f"/conferences/{given['conference_id']}" if address == "roster" else address))
    opened.wait_for_load_state("load")
    faults = []
    for _ in range(STEPS):
        opened.keyboard.press("Tab")
        at = opened.evaluate(FOCUS)
        if at is None:
            break
        faults += [f"{why}: {at['what']}" for why, bad in _wrong(at).items() if bad]
    assert faults == []
    watch.assert_quiet()


def _wrong(at: dict[str, object]) -> dict[str, bool]:
    return {"stays": bool(at["again"]), "out of sight": not at["seen"], "no ring": not at["ringed"]}
