"""A test client that signs in, speaks in endpoints, and checks the promises of every page it gets."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from conference import clock, db
from conference.people import cookie, sign_ins
from conference.people.models import Person

ENGLISH = re.compile(
    r"\b(Error|Invalid|Not Found|Forbidden|Submit|Cancel|Required|None|True|False|undefined|Traceback)\b"
)
UNLABELLED = {"hidden", "submit", "button", "image"}


class Page:
    """What came back: the status, the parsed page, the raw answer."""

    def __init__(self, answer: TestResponse) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.text: str = answer.get_data().decode(errors="replace")  # a workbook is no text
        self.soup = BeautifulSoup(self.text, "html.parser")
        answer.close()  # a file that was sent stays open else

    @property
    def words(self) -> str:
        """The page's visible words with single spaces."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def h1(self) -> str:
        found = self.soup.h1
        return found.get_text(" ", strip=True) if found else ""

    @property
    def notices(self) -> list[str]:
        return [told.get_text(" ", strip=True) for told in self.soup.select(".notice p")]

    @property
    def json(self) -> Any:
        return self.answer.get_json()


class Browser:
    """One person's browser (or nobody's)."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def sign_in(self, login: str) -> Browser:
        """Signed in without the form; tests of the form itself post to it."""
        engine = self.app.extensions["engine"]
        with db.writing(engine) as session:
            person = session.query(Person).filter_by(login=login).one()
            token = sign_ins.start(session, person, clock.now())
            session.commit()
        self.client.set_cookie(cookie.name(self.app.extensions["settings"]), token)
        return self

    def get(
        self, endpoint: str, *, follow: bool = True, headers: dict[str, str] | None = None, **values: Any
    ) -> Page:
        answer = self.client.get(self.address(endpoint, **values), follow_redirects=follow, headers=headers)
        return self.checked(answer)

    def post(
        self,
        endpoint: str,
        data: Any = None,
        *,
        json: Any = None,
        follow: bool = True,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> Page:
        """Post a form (or JSON) with this browser's CSRF token."""
        sent = {"X-CSRFToken": self.csrf_token(), **(headers or {})}
        answer = self.client.post(
            self.address(endpoint, **values), data=data, json=json, follow_redirects=follow, headers=sent
        )
        return self.checked(answer)

    def csrf_token(self) -> str:
        page = self.client.get("/password", follow_redirects=True)
        found = re.search(
            r'name="csrf(?:_token|-token)" (?:value|content)="([^"]+)"', page.get_data(as_text=True)
        )
        assert found is not None, "no page gives this browser a CSRF token"
        return found[1]

    def address(self, endpoint: str, **values: Any) -> str:
        if endpoint.startswith("/"):
            return endpoint
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def checked(self, answer: TestResponse) -> Page:
        page = Page(answer)
        assert page.status < 500, f"{answer.request.path} answered {page.status}"
        if answer.mimetype == "text/html" and not 300 <= page.status < 400 and _is_whole(page):
            faults = broken_promises(page)
            assert not faults, f"{answer.request.path}: " + "; ".join(faults)
        return page


def _is_whole(page: Page) -> bool:
    """Not a piece that a script puts into a page."""
    return page.text.lstrip().lower().startswith("<!doctype")


def broken_promises(page: Page) -> list[str]:
    """What this page owes its reader and does not keep."""
    soup = page.soup
    return [
        *([] if _attribute(soup.html, "lang") == "ja" else ["<html> without lang=ja"]),
        *([] if len(soup.find_all("h1")) == 1 else [f"{len(soup.find_all('h1'))} h1"]),
        *([] if soup.title and soup.title.get_text().split("｜")[0].strip() else ["no title"]),
        *(f"no label: {_attribute(tag, 'name')}" for tag in _fields(soup) if not _labelled(soup, tag)),
        *(
            f"form without CSRF: {_attribute(tag, 'action')}"
            for tag in _unsafe_forms(soup)
            if not tag.select("[name=csrf_token]")
        ),
        *(
            f"id twice: {name}"
            for name, times in Counter(tag["id"] for tag in soup.select("[id]")).items()
            if times > 1
        ),
        *(
            f"outside address: {address}"
            for address in _addresses(soup)
            if re.match(r"(https?:)?//", address)
        ),
        *(f"inline style or handler: <{tag.name}>" for tag in soup.find_all(True) if _inline(tag)),
        *(
            f"script without nonce: {tag.get_text()[:40]}"
            for tag in soup.select("script:not([src]):not([nonce]):not([type$=json])")
        ),
        *(f"untranslated: {word}" for word in ENGLISH.findall(_said(soup))),
    ]


def _attribute(tag: Tag | None, name: str) -> str:
    return str(tag.get(name, "")) if tag else ""


def _fields(soup: BeautifulSoup) -> list[Tag]:
    found = soup.select("input, select, textarea")
    return [tag for tag in found if _attribute(tag, "type") not in UNLABELLED]


def _labelled(soup: BeautifulSoup, tag: Tag) -> bool:
    if tag.get("aria-label") or tag.get("aria-labelledby") or tag.find_parent("label"):
        return True
    return any(_attribute(label, "for") == _attribute(tag, "id") != "" for label in soup.select("label"))


def _unsafe_forms(soup: BeautifulSoup) -> list[Tag]:
    return [tag for tag in soup.select("form") if _attribute(tag, "method").lower() == "post"]


def _addresses(soup: BeautifulSoup) -> list[str]:
    return [_attribute(tag, name) for name in ("src", "href", "action") for tag in soup.select(f"[{name}]")]


def _inline(tag: Tag) -> bool:
    return tag.has_attr("style") or any(name.startswith("on") for name in tag.attrs)


def _said(soup: BeautifulSoup) -> str:
    quiet = BeautifulSoup(str(soup), "html.parser")
    for tag in quiet(["script", "style", "code", "pre", "textarea", "template"]):
        tag.decompose()
    return quiet.get_text(" ")
