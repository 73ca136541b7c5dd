"""An import that names another 担当: the hand-over begins as it does on the screen, and goes with the import."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from conference.handovers.models import Handover
from conference.households.models import Household
from conference.rosters.models import Conference
from tests import cast
from tests.browser import Browser
from tests.cast import Actor
from tests.conference.roster_import.sheets import a_line, a_roster
from tests.conference.roster_import.test_views import import_all
from tests.factories import a_conference

As = Callable[[Actor], Browser]


@pytest.fixture
def conference(session: Session, as_: As) -> Conference:
    """With 深見 on its roster, led by 鈴木 and 乾."""
    made: Conference = a_conference(session)
    session.commit()
    import_all(as_(cast.SATO), made, a_roster([a_line()]))
    return made


@pytest.mark.parametrize(
    ("workers", "begun", "reason"),
    [
        (
            "児福 倉持／保健師 乾",
            [("児福 鈴木／保健師 乾", "児福 倉持／保健師 乾")],
            "one of two is another person",
        ),
        ("児福 鈴木／保健師 乾", [], "the same words"),
        ("鈴木・乾", [], "the same people, written otherwise"),
        ("", [], "the file says nothing"),
    ],
)
def test_a_hand_over_begins_when_the_file_names_another(
    as_: As, session: Session, conference: Conference, workers: str, begun: list[tuple[str, str]], reason: str
) -> None:
    page = import_all(as_(cast.SATO), conference, a_roster([a_line(workers=workers)]))

    assert ("担当が変わった世帯（深見、1世帯）の引き継ぎを" in page.words) is bool(begun)
    assert [(each.from_worker, each.to_worker) for each in session.query(Handover)] == begun, reason


def test_both_workers_find_it_at_home(as_: As, conference: Conference) -> None:
    import_all(as_(cast.SATO), conference, a_roster([a_line(workers="児福 倉持／保健師 乾")]))

    for actor in (cast.SUZUKI, cast.KURAMOCHI):
        assert "深見（児福 鈴木／保健師 乾 → 児福 倉持／保健師 乾）" in as_(actor).get("home.index").words


def test_it_goes_with_the_import_that_is_taken_back(
    as_: As, session: Session, conference: Conference
) -> None:
    browser = as_(cast.SATO)
    page = import_all(browser, conference, a_roster([a_line(workers="児福 倉持")]))
    form = page.soup.select_one(".notice form")
    assert form is not None

    browser.post(str(form["action"]), {})

    household = session.query(Household).one()
    assert household.lead_worker == "児福 鈴木／保健師 乾"
    assert {link.person.family_name for link in household.workers} == {"鈴木", "乾"}
    assert [each.needed for each in session.query(Handover)] == [False]
    session.commit()
    assert "深見（児福 鈴木" not in as_(cast.SUZUKI).get("home.index").words


def test_what_was_written_before_is_kept_for_the_next_change(
    as_: As, session: Session, conference: Conference
) -> None:
    household = session.query(Household).one()
    session.commit()
    as_(cast.SUZUKI).post(
        "handovers.write", {"works": "朝9時が会いやすい", "avoid": ""}, household_id=household.id
    )
    browser = as_(cast.SATO)
    page = import_all(browser, conference, a_roster([a_line(workers="児福 倉持")]))
    form = page.soup.select_one(".notice form")
    assert form is not None

    browser.post(str(form["action"]), {})

    kept = session.query(Handover).one()
    assert (kept.works, kept.has_changed, kept.needed) == ("朝9時が会いやすい", False, True)


def test_a_new_household_is_handed_over_by_nobody(as_: As, session: Session, conference: Conference) -> None:
    import_all(as_(cast.SATO), conference, a_roster([a_line(case_number="R8-900", household="若林", name="若林 蒼（長男）", birth_date="R3.5.5")]))  # fmt: skip

    assert session.query(Handover).count() == 0
