"""Pages out of everybody's sight, the office's own and those that came with the product: one list in the records.

A page's key is its number (`c0001`, `p4-2`, `o1a2b3c4d`), or its address without the ending for every
other page of the site (`schemes/kochi`).
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference import clock
from conference.db import Base
from conference.people.models import Person
from conference.publishing.models import PageState, PublishedPage

NUMBERED = ("cases/", "points/")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")


class Closed(StrEnum):
    """Why a page is not shown; readers see the value itself."""

    CHECKING = "確認中"
    MENDING = "直しています"
    KEPT_BACK = "出していません"
    WITHDRAWN = "取り下げました"


class HiddenPage(Base):
    """One page that nobody is shown for now."""

    __tablename__ = "hidden_page"

    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    state: Mapped[str] = mapped_column(String(8), default=Closed.CHECKING)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


def key_of(address: str) -> str:
    """`/kb/cases/c0001.html#x` → `c0001`; empty where it names no page."""
    path = address.partition("#")[0].removeprefix("/kb/").removesuffix(".html")
    for folder in NUMBERED:
        path = path.removeprefix(folder)
    return path if len(path) <= 128 and _KEY.fullmatch(path) else ""


def close(session: Session, key: str, by: Person, state: Closed = Closed.CHECKING) -> None:
    found = session.get(HiddenPage, key) or HiddenPage(key=key)
    found.state, found.at, found.by_id = state, clock.now(), by.id
    session.add(found)
    session.flush()


def open_again(session: Session, key: str) -> None:
    found = session.get(HiddenPage, key)
    if found is not None:
        session.delete(found)
        session.flush()


def closed(session: Session) -> dict[str, Closed]:
    """Every page that nobody is shown, with the reason that readers are told."""
    own = {
        page_id: Closed.WITHDRAWN if state == PageState.WITHDRAWN else Closed.CHECKING
        for page_id, state in session.execute(
            select(PublishedPage.page_id, PublishedPage.state).where(
                PublishedPage.state.not_in((PageState.PUBLISHED, PageState.SHIPPED))
            )
        )
    }
    listed = {key: Closed(state) for key, state in session.execute(select(HiddenPage.key, HiddenPage.state))}
    gone = {key for key, why in own.items() if why is Closed.WITHDRAWN}
    return {**own, **{key: why for key, why in listed.items() if key not in gone}}
