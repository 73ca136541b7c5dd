"""The main screens with two years of records in them: a walk with the Tab key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import db
from conference.rosters.models import Conference, ConferenceState
from tests.conftest import settings_in
from tests.journeys.conftest import OFFICE_SCREEN
from tests.journeys.server import LiveServer, running
from tests.journeys.steps import sign_in
from tests.journeys.watch import Watch, watched

pytestmark = pytest.mark.browser
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
STEPS = 45
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


@pytest.fixture(scope="module")
def office(server: LiveServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The practice office as `make run` shows it."""
    folder = tmp_path_factory.mktemp("practice")
    for built in ("index", "site"):
        shutil.copytree(server.folder / built, folder / built)
    with running(folder, records=True) as live:
        yield live


@pytest.fixture(scope="module")
def given(office: LiveServer) -> dict[str, str]:
    """What stands for each variable of an address."""
    settings = settings_in(office.folder)
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    with db.reading(engine) as session:
        found = _ids(session)
    engine.dispose()
    return found


def _ids(session: Session) -> dict[str, str]:
    coming = session.scalars(select(Conference).where(Conference.state == ConferenceState.SENT)).one()
    return {
        "conference_id": str(coming.id),
    }


@pytest.fixture
def page(office: LiveServer, chromium: Browser) -> Iterator[tuple[Page, Watch]]:
    watch = Watch(office.url)
    context = chromium.new_context(viewport=OFFICE_SCREEN, locale="ja-JP")
    yield sign_in(watched(context.new_page(), watch), office, "tokatsu"), watch
    context.close()


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
