"""The links on top of every page: each role sees only where it may go."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, g, request, url_for

from conference import phones
from conference.access import policy_of


@dataclass(frozen=True)
class Place:
    """One link; `endpoint` decides who sees it, by its view's own declaration."""

    label: str
    endpoint: str


PLACES = (
    Place("ホーム", "home.index"),
    Place("会議", "rosters.conferences"),
    Place("一覧", "lists.shown"),
    Place("知恵袋", "library.site.page"),
    Place("検索", "library.search_page"),
    Place("事例づくり", "case_drafts.drafts"),
    Place("利用者", "people.people"),
    Place("控え", "backups.backups"),
    Place("見た記録", "audit.viewed"),
)


def places() -> list[tuple[str, str, bool]]:
    """(label, address, whether we are there) of each place this person may open."""
    person = g.get("person")
    if person is None:
        return []
    open_to = [place for place in PLACES if _may_open(place.endpoint)]
    return [(place.label, url_for(place.endpoint), request.endpoint == place.endpoint) for place in open_to]


def _may_open(endpoint: str) -> bool:
    policy = policy_of(current_app, endpoint)
    return policy is not None and g.person.kind in policy.roles and not phones.closes(endpoint)


def search_address() -> str:
    return url_for("library.search_page") if _may_open("library.search_page") else ""


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"places": places, "search_address": search_address})
