"""Pages of the office after they are published: owners, days of review, and the text behind a closed door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference import clock
from conference.anonymize import gate
from conference.case_drafts.models import CaseDraft
from conference.config import Settings
from conference.errors import ConferenceError, NotAllowed, NotYours
from conference.page_life.models import PageOwner
from conference.people.models import Person, Role
from conference.point_edits.models import EditState, PointEdit
from conference.publishing import hiding
from conference.publishing import service as publishing
from conference.publishing.hiding import Closed
from conference.publishing.models import PageState, PageVersion, PublishedPage
from search.errors import PageUnreadable
from search.pages import case
from search.pages.load import read_page

MAY_OWN = (Role.DIRECTOR, Role.COORDINATOR, Role.MATERNAL, Role.CHILD, Role.TRAINER)
LOOKED_AT = "見直した（直すところなし）"


class NotShown(ConferenceError):
    """Only what readers see is looked at again."""

    status = 409

    def __init__(self) -> None:
        super().__init__("今は公開していないページです。公開してから見直してください。何も変えていません。")


@dataclass(frozen=True)
class Standing:
    """One page of the office as it stands today."""

    key: str
    title: str
    state: str
    owner: Person | None
    reviewed_on: date | None
    review_by: date | None
    version: int
    is_due: bool

    @property
    def is_public(self) -> bool:
        return self.state == PageState.PUBLISHED


def standings(session: Session, today: date) -> list[Standing]:
    """Every page of the office; those whose day has come first, the longest overdue on top, withdrawn last."""
    question = select(PublishedPage).options(selectinload(PublishedPage.versions))
    owners, closed = _owners(session), hiding.closed(session)
    found = [_standing(page, owners, closed, today) for page in session.scalars(question)]
    return sorted(
        found,
        key=lambda each: (
            each.state == Closed.WITHDRAWN,
            not each.is_due,
            each.review_by or date.max,
            each.key,
        ),
    )


def due(session: Session, person: Person, today: date) -> list[Standing]:
    """Pages that this person owns and whose day has come."""
    return [
        each
        for each in standings(session, today)
        if each.is_due and each.owner is not None and each.owner.id == person.id
    ]


def _standing(
    page: PublishedPage, owners: dict[str, Person], closed: dict[str, Closed], today: date
) -> Standing:
    newest = page.newest
    state: str = closed.get(page.page_id, page.state)
    reviewed_on, review_by = _days(newest) if newest else (None, None)
    is_due = page.state == PageState.PUBLISHED and review_by is not None and review_by <= today
    title = newest.title if newest else ""
    number = newest.number if newest else 0
    owner = owners.get(page.page_id)
    return Standing(page.page_id, title, state, owner, reviewed_on, review_by, number, is_due)


def _days(version: PageVersion) -> tuple[date | None, date | None]:
    page = gate.parsed(version.text)
    return page.reviewed_on, page.review_by


def _owners(session: Session) -> dict[str, Person]:
    """Who was named, else who wrote the case or the point's last text."""
    authors = {draft.page_id: draft.author for draft in session.scalars(select(CaseDraft))}
    edits = select(PointEdit).where(PointEdit.state == EditState.PUBLISHED).order_by(PointEdit.id)
    authors |= {edit.point_id: edit.author for edit in session.scalars(edits)}
    named = {each.key: each.person for each in session.scalars(select(PageOwner))}
    return {key: person for key, person in {**authors, **named}.items() if person.active}


def owner_of(session: Session, key: str) -> Person | None:
    return _owners(session).get(key)


def may_own(session: Session) -> list[Person]:
    question = select(Person).where(Person.active, Person.role.in_(MAY_OWN)).order_by(Person.name)
    return list(session.scalars(question))


def set_owner(session: Session, key: str, person_id: int) -> Person:
    """Raises NotYours for somebody who cannot own a page."""
    person = next((each for each in may_own(session) if each.id == person_id), None)
    if person is None:
        raise NotYours
    found = session.get(PageOwner, key) or PageOwner(key=key)
    found.person_id = person.id
    session.add(found)
    session.flush()
    return person


def looked_at(session: Session, key: str, by: Person) -> PageVersion:
    """見直した: the next version says the day, and the next day in a year.  Raises NotAllowed, NotShown, NotYours."""
    page = own_page(session, key)
    owner = owner_of(session, key)
    if not (by.kind.runs_conferences or (owner is not None and owner.id == by.id)):
        raise NotAllowed
    if key in hiding.closed(session) or page.newest is None:
        raise NotShown
    today, seal = clock.today(), publishing.gate_key(session)
    passed = gate.reopen(page.newest.text, page.newest.seal, seal)
    next_year = date(today.year + 1, today.month, min(today.day, 28))
    return publishing.publish(session, gate.looked_at(passed, today, next_year, seal), by, LOOKED_AT)


def own_page(session: Session, key: str) -> PublishedPage:
    """Raises NotYours where this office did not publish it."""
    found = session.get(PublishedPage, key)
    if found is None:
        raise NotYours
    return found


def title_of(session: Session, settings: Settings, key: str) -> str:
    """What readers call the page; its number while nobody is shown it."""
    if key in hiding.closed(session):
        return key
    return text_of(session, settings, key)[0] or key


def text_of(session: Session, settings: Settings, key: str) -> tuple[str, str]:
    """(title, text) as it was last public; empty where nothing is left of it."""
    own = session.get(PublishedPage, key)
    if own is not None and own.state != PageState.SHIPPED:
        return (own.newest.title, own.newest.text) if own.newest else ("", "")
    for folder in (settings.kb_dir, settings.office_kb_dir):
        for kind in hiding.NUMBERED:
            path = folder / kind / f"{key}.md"
            if path.is_file():
                return _read(path)
        other = folder / f"{key}.md"
        if other.is_file():
            return key, other.read_text(encoding="utf-8")
    return "", ""


def readable(text: str) -> str:
    """The page as a person reads it: its keys in words, its headings in brackets."""
    _, _, body = text.removeprefix("---").partition("\n---\n")
    body = re.sub(r"(?m)^#+ +(.+)$", r"【\1】", body or text).strip()
    try:
        page = case.parse(text)
    except PageUnreadable:
        return body
    keys = (
        ("テーマ", page.themes),
        ("時期", (page.stage,)),
        ("関わった機関", page.functions),
        ("サービス", page.services),
    )
    return "\n".join(f"{word}：{'、'.join(said)}" for word, said in keys if any(said)) + f"\n\n{body}"


def _read(path: Path) -> tuple[str, str]:
    try:
        source = read_page(path)
    except PageUnreadable:
        return path.stem, path.read_text(encoding="utf-8", errors="replace")
    return source.page.title, source.text
