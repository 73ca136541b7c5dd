"""Every route stands in routes.yml, and every role really tries every one of them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.people.models import Role
from conference.rosters.models import ConferenceState
from tests import cast
from tests.browser import Browser
from tests.factories import a_conference, a_household, a_row, a_visit, share
from tests.house.route_table import Route, committed, declared

ACTORS = {actor.role: actor for actor in cast.CAST if not actor.is_newcomer}
LAST = ("people.change_password", "people.sign_out")  # they end the sign-in that tries
Values = dict[str, object]


def test_every_route_is_listed(app: Flask) -> None:
    there = {route.line: route for route in declared(app)}
    unlisted = [f'"{line}": {route.who}' for line, route in there.items() if line not in committed()]
    assert unlisted == [], "decide who may open each and add the lines to tests/house/routes.yml"
    gone = committed().keys() - there.keys()
    assert gone == set(), "these routes are gone: take the lines out of tests/house/routes.yml"


def test_the_views_declare_what_the_table_says(app: Flask) -> None:
    there = {route.line: route for route in declared(app)}
    other = {
        line: f"table: {listed.who}, view: {there[line].who}"
        for line, listed in committed().items()
        if line in there and (listed.roles, listed.is_public) != (there[line].roles, there[line].is_public)
    }
    assert other == {}


@pytest.fixture
def values(session: Session) -> Values:
    """One of each thing an address can name; the row is shared with 田中."""
    meeting = a_conference(session, state=ConferenceState.IN_SESSION)
    row = a_row(session, meeting)
    share(session, row, cast.enter(session, cast.TANAKA))
    unlisted = a_household(session)
    made: Values = {
        "conference_id": meeting.id, "row_id": row.id, "household_id": unlisted.id,
        "person_id": cast.enter(session, cast.KURAMOCHI).id, "name": "htmx.js", "filename": "app.css",
        "path": "index.html", "page_id": "c0001", "mark": "none", "series_id": meeting.series_id, "draft_id": 1, "undo_id": 1,
        "check_id": 1, "attendance_id": 1, "question_id": 1, "comment_id": 1, "proposal_id": 1, "report_id": 1, "correction_id": 1, "edit_id": 1, "point_id": "p4-2", "unfound_id": 1, "change_id": 1, "key": "0" * 16,
        "handover_id": 1, "advice_id": 1, "visit_id": a_visit(session, meeting).id, "member_id": 1, "birth_id": 1, "line_id": 1, "pair_id": 1, "copy_id": 1, "run": 1, "yes": 1, "number": 1, "step": "up",
        "phrase_id": 1, "line": "all", "year": 2026, "before": "open", "one_id": unlisted.id, "other_id": row.household_id,
    }  # fmt: skip
    session.commit()
    return made


def _routes(app: Flask) -> list[Route]:
    """Reading first, then changing, and last what ends the sign-in."""
    table = committed()
    found = [
        Route(route.method, route.rule, table[route.line].who, route.endpoint)
        for route in declared(app)
        if route.line in table
    ]
    return sorted(found, key=lambda route: (route.endpoint in LAST, route.method != "GET", route.line))


def _try(browser: Browser, route: Route, values: Values) -> int:
    address = browser.address(route.endpoint, **{name: values[name] for name in _names(browser.app, route)})
    sent = {"X-CSRFToken": browser.csrf_token()} if route.method != "GET" else {}
    with browser.client.open(address, method=route.method, headers=sent, buffered=False) as answer:
        to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in")
        return 401 if to_sign_in and route.endpoint != "people.sign_out" else answer.status_code


def _names(app: Flask, route: Route) -> set[str]:
    (rule,) = [rule for rule in app.url_map.iter_rules(route.endpoint) if rule.rule == route.rule]
    return rule.arguments - set(rule.defaults or {})


@pytest.mark.parametrize("role", list(Role))
def test_each_role_tries_everything(app: Flask, values: Values, role: Role) -> None:
    browser = Browser(app).sign_in(ACTORS[role].login)
    wrong = []
    for route in _routes(app):
        status = _try(browser, route, values)
        is_open = status not in {401, 403}
        if is_open != (role in route.roles) or (status >= 500 and route.endpoint != "health.ready"):
            wrong.append(f"{role} {route.line}: {status}")
    assert wrong == []


def test_nobody_tries_everything(app: Flask, values: Values) -> None:
    browser = Browser(app)
    wrong = [
        f"{route.line}: {status}"
        for route in _routes(app)
        if ((status := _try(browser, route, values)) != 401) != route.is_public
    ]
    assert wrong == []


def test_an_outside_participant_finds_only_shared_rows(app: Flask, session: Session, values: Values) -> None:
    """Another row of the same conference, and another conference, look as if they were not there."""
    other, elsewhere = (
        a_row(session, session.get_one(type(a_conference(session)), values["conference_id"])),
        a_row(session),
    )
    session.commit()
    browser = Browser(app).sign_in("tanaka")
    hidden = {
        "row_id": other.id,
        "conference_id": elsewhere.conference_id,
        "household_id": other.household_id,
    }
    reading = [route for route in _routes(app) if route.method == "GET" and Role.PARTICIPANT in route.roles]
    tried = [route for route in reading if _names(app, route) & hidden.keys()]
    assert tried
    assert {route.line: _try(browser, route, {**values, **hidden}) for route in tried} == {
        route.line: 404 for route in tried
    }


def test_library_mode_has_no_named_route(library_app: Flask) -> None:
    named = {"conference_id", "row_id", "household_id"}
    there = [rule.rule for rule in library_app.url_map.iter_rules() if rule.arguments & named]
    assert there == []
