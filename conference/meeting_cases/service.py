"""Choosing cases for a meeting: found by words or by their number, put in order, taken off and put back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.case_drafts.models import CaseDraft, CaseEdit, DraftState
from conference.config import Settings
from conference.errors import ConferenceError
from conference.meeting_cases.models import ConferenceCase
from conference.page_life.service import title_of
from conference.people.models import Person
from conference.publishing import hiding
from conference.rosters.models import Conference
from conference.search_port import Searches
from search.errors import SearchError

MOST = 20
FOUND = 8
SHORTEST = 2
_ADDRESS = re.compile(r"^\S*/kb/(?P<page>\S+)$")


class NoSuchCase(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__(
            "その番号の事例はありません。事例のページの番号か、言葉でさがしてください。一覧はそのままです。"
        )


class ListFull(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__(
            f"一回の会議に選べる事例は{MOST}件までです。使わない事例を外してから、もう一度選んでください。"
        )


@dataclass(frozen=True)
class Chosen:
    """One line of the list; without a title while nobody is shown the page."""

    page_id: str
    title: str
    is_shown: bool


def lines_of(session: Session, conference: Conference) -> list[ConferenceCase]:
    question = select(ConferenceCase).where(ConferenceCase.conference_id == conference.id)
    return list(session.scalars(question.order_by(ConferenceCase.position, ConferenceCase.page_id)))


def chosen(session: Session, settings: Settings, conference: Conference) -> list[Chosen]:
    closed = hiding.closed(session)
    return [
        Chosen(each.page_id, title_of(session, settings, each.page_id), each.page_id not in closed)
        for each in lines_of(session, conference)
    ]


def number_in(typed: str) -> str:
    """`c0001`, or the address of its page; empty for words."""
    given = _ADDRESS.match(typed.strip())
    key = hiding.key_of(f"/kb/{given['page']}" if given else typed.strip())
    return key if given or re.fullmatch(r"[a-z][0-9a-f]+", key) else ""


def find(session: Session, settings: Settings, searcher: Searches, typed: str) -> list[Chosen]:
    """Cases for what was typed, best first; a number finds its own page.  An index not ready finds none."""
    if (number := number_in(typed)) and _exists(session, settings, number):
        return [Chosen(number, title_of(session, settings, number), True)]
    if len(typed.strip()) < SHORTEST:
        return []
    try:
        found = searcher.search(typed.strip(), kind="case", limit=FOUND)
    except SearchError:
        return []
    return [Chosen(hit.id, hit.title, True) for hit in found.hits]


def _exists(session: Session, settings: Settings, page_id: str) -> bool:
    folders = (settings.kb_dir, settings.office_kb_dir)
    is_case = any((folder / "cases" / f"{page_id}.md").is_file() for folder in folders)
    return is_case and page_id not in hiding.closed(session)


def choose(
    session: Session, settings: Settings, conference: Conference, page_id: str, by: Person, now: datetime
) -> bool:
    """To the end of the list; False where it stands already.  Raises NoSuchCase, ListFull."""
    if not hiding.key_of(page_id) or not _exists(session, settings, page_id):
        raise NoSuchCase
    had = lines_of(session, conference)
    if page_id in {each.page_id for each in had}:
        return False
    if len(had) >= MOST:
        raise ListFull
    last = max((each.position for each in had), default=0)
    session.add(
        ConferenceCase(
            conference_id=conference.id, page_id=page_id, position=last + 1, chosen_by_id=by.id, at=now
        )
    )
    session.flush()
    return True


def move(session: Session, conference: Conference, page_id: str, step: int) -> None:
    """One place up (-1) or down (1); at the end it stays."""
    lines = lines_of(session, conference)
    here = next((index for index, each in enumerate(lines) if each.page_id == page_id), None)
    if here is None or not 0 <= here + step < len(lines):
        return
    lines.insert(here + step, lines.pop(here))
    for position, each in enumerate(lines, start=1):
        each.position = position
    session.flush()


def remove(session: Session, conference: Conference, page_id: str) -> int | None:
    """Its place, so that it can be put back there; None where it has gone already."""
    found = session.get(ConferenceCase, (conference.id, page_id))
    if found is None:
        return None
    place = found.position
    session.delete(found)
    session.flush()
    return place


def put_back(session: Session, conference: Conference, page_id: str, place: int) -> None:
    line = session.get_one(ConferenceCase, (conference.id, page_id))
    others = [each for each in lines_of(session, conference) if each is not line]
    before = [each for each in others if each.position < place]
    for position, each in enumerate([*before, line, *others[len(before) :]], start=1):
        each.position = position
    session.flush()


def waiting_drafts(session: Session, person: Person) -> Sequence[tuple[CaseDraft, str]]:
    """This office's cases that wait for a second reader, by title alone; for who may open drafts."""
    if not person.kind.sees_rosters:
        return []
    newest = (
        select(CaseEdit.draft_id, func.max(CaseEdit.number).label("number"))
        .where(CaseEdit.field == "title")
        .group_by(CaseEdit.draft_id)
        .subquery()
    )
    question = (
        select(CaseDraft, CaseEdit.value)
        .outerjoin(newest, newest.c.draft_id == CaseDraft.id)
        .outerjoin(
            CaseEdit,
            (CaseEdit.draft_id == CaseDraft.id)
            & (CaseEdit.number == newest.c.number)
            & (CaseEdit.field == "title"),
        )
        .where(CaseDraft.state == DraftState.WAITING)
        .order_by(CaseDraft.sent_at, CaseDraft.id)
    )
    return [(draft, title or "題名はまだありません") for draft, title in session.execute(question)]
