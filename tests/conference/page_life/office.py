"""A published case of this office, with its author, in the records and the files."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from conference import clock, db
from conference.case_drafts.models import CaseDraft, DraftState
from conference.publishing import service as publishing
from conference.publishing import spreading
from conference.search_port import QuietSearcher
from tests import cast
from tests.conference.anonymize.pages import PAGE_ID, a_page, examined
from tests.factories import a_household


def quiet(app: Flask) -> None:
    """No site is built and no index read: only records and files."""
    app.extensions["search"] = QuietSearcher()
    app.extensions["spreader"].build_site = lambda: None


def publish(app: Flask, session: Session) -> str:
    """Written by 鈴木, approved by 佐藤."""
    household = a_household(session)
    page = examined(a_page(lesson="成功"), key=publishing.gate_key(session))
    publishing.publish(session, page, cast.enter(session, cast.SATO), "はじめての公開", household)
    draft = CaseDraft(
        household=household, page_id=PAGE_ID, author=cast.enter(session, cast.SUZUKI),
        state=DraftState.PUBLISHED, started_at=clock.now(), approved_at=clock.now(),
    )  # fmt: skip
    session.add(draft)
    session.commit()
    with db.reading(app.extensions["engine"]) as looking:
        spreading.settle(looking, app.extensions["settings"])
    return PAGE_ID
