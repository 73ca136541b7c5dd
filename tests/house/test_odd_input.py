"""Whatever is typed into whatever field of whatever page: an answer with words, never the last page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from conference.rosters.models import ConferenceState
from tests import cast
from tests.browser import Browser
from tests.factories import a_conference, a_decision, a_row
from tests.house.route_table import Route, committed, declared
from tests.house.source import ROOT, modules

READ = re.compile(r"""(?:form|args|asked|given|values|sent|body|said)\.(?:get|getlist)\(\s*["'](\w+)["']""")
NAMES = sorted(
    {name for path in modules("conference") for name in READ.findall((ROOT / path).read_text("utf-8"))}
)
LEFT_OUT = {"people.sign_out", "people.deactivate", "people.change_role", "live.events", "people.sign_in_now"}
ODD = [
    "", "\0", "\ud83d", "㍻元年13月45日", "R8.12.10", "１２／１０", "ｶﾅ", "𠮷髙﨑邊", "👨‍👩‍👧", "=1+1", "title:[TO", "AND OR \"",
    "9" * 400, "-1", "1e9", "0001-01-01", "9999-12-31", "<script>", "../../etc/passwd", "{{7*7}}", "%00", "\r\nSet-Cookie: x",
    "あ" * 5000, "true", "null", "[]",
]  # fmt: skip
texts = st.sampled_from(ODD) | st.text(max_size=40)
forms = st.dictionaries(st.sampled_from(NAMES), texts, max_size=6)
numbers = st.sampled_from([1, 2, 0, 99999, 2**31, 2**63, 10**30])


@pytest.fixture
def office(app: Flask, session: Session) -> Browser:
    """統括支援員 in a meeting with two rows, one of them decided."""
    meeting = a_conference(session, state=ConferenceState.IN_SESSION)
    a_row(session, meeting)
    a_decision(session, a_row(session, meeting))
    session.commit()
    return Browser(app).sign_in(cast.SATO.login)


def _address(browser: Browser, route: Route, number: int, text: str) -> str:
    rules = [rule for rule in browser.app.url_map.iter_rules(route.endpoint) if rule.rule == route.rule]
    names = rules[0].arguments - set(rules[0].defaults or {})
    plain = text.encode("utf-8", "replace").decode() or "x"
    values: dict[str, Any] = {
        name: number if name.endswith("_id") and name != "page_id" else plain for name in names
    }
    try:
        return browser.address(route.endpoint, **values)
    except (BuildError, ValueError):  # a number no address may hold: as a person would type it
        return re.sub(r"<int:\w+>", str(number), re.sub(r"<(path:)?\w+>", "x", route.rule))


def test_the_names_of_the_fields_are_known() -> None:
    assert {"login", "name", "role", "q"} <= set(NAMES)


def test_no_input_breaks_a_page(office: Browser) -> None:
    routes = [
        route
        for route in declared(office.app)
        if route.line in committed() and route.endpoint not in LEFT_OUT
    ]
    token = {"X-CSRFToken": office.csrf_token()}

    @settings(
        max_examples=150,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.sampled_from(routes), forms, numbers, texts, st.booleans())
    def tried(route: Route, form: dict[str, str], number: int, text: str, as_json: bool) -> None:
        address = _address(office, route, number, text)
        if route.method == "GET":
            answer = office.client.get(
                address, query_string={k: v.encode("utf-8", "replace") for k, v in form.items()}
            )
        elif as_json:
            answer = office.client.post(address, json=form, headers=token)
        else:
            sent = {k: v.encode("utf-8", "replace") for k, v in form.items()}
            answer = office.client.post(address, data=sent, headers=token)
        with answer:
            assert answer.status_code < 500 or route.endpoint == "health.ready", f"{route.line} {form} {text}"

    tried()


@pytest.mark.parametrize("name", ["a\ud83d", "b\0c"])
def test_odd_names_of_fields(office: Browser, name: str) -> None:
    answer = office.client.post("/password", json={name: name}, headers={"X-CSRFToken": office.csrf_token()})
    assert answer.status_code == 400
