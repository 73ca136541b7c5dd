"""実践ポイントを直す: one writes, sees it beside the page that stands, another approves, and it takes that page's place."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock, office_names
from conference.anonymize import Known, gate, point_rules
from conference.anonymize.point_rules import Asked, PointPapers
from conference.config import Settings
from conference.decisions.fields import clean
from conference.errors import NotYours
from conference.people.models import Person
from conference.phrases.naming import parts_of
from conference.point_edits import compare
from conference.point_edits.errors import NotBeingWritten as NotBeingWritten
from conference.point_edits.errors import (
    NothingChanged,
    NotReadyYet,
    NotWaiting,
    OnlyTheAuthor,
    OwnText,
    PageChanged,
    ReasonMissing,
    WordsNeeded,
)
from conference.point_edits.models import EditState, PointEdit
from conference.publishing import hiding, writer
from conference.publishing import service as publishing
from conference.publishing.models import PageState, PageVersion, PublishedPage
from search.pages import point
from search.pages.load import TITLE_LIMIT
from search.pages.point import PointPage

LONGEST = 8000
WHY = 400


@dataclass(frozen=True)
class Review:
    """An edit beside the page that stands now."""

    edit: PointEdit
    standing: str
    papers: PointPapers

    @property
    def page(self) -> PointPage:
        return point.parse(self.edit.text)

    @property
    def compared(self) -> list[compare.Compared]:
        return compare.pages(point.parse(self.standing), self.page)

    @property
    def is_changed(self) -> bool:
        return any(each.is_changed for each in self.compared)

    @property
    def asked(self) -> list[Asked]:
        return point_rules.asked(self.page, self.papers)

    @property
    def findings(self) -> tuple[gate.Finding, ...]:
        """What the gate would refuse, but for the approval itself."""
        found = point_rules.findings(self.edit.text, self.papers)
        return tuple(each for each in found if each.kind != gate.SECOND)


def standing(session: Session, settings: Settings, point_id: str) -> str:
    """The point's text as readers have it.  Raises NotYours where there is none, or nobody is shown it."""
    if not writer.is_point(point_id) or point_id in hiding.closed(session):
        raise NotYours
    own = session.get(PublishedPage, point_id)
    if own is not None and own.state == PageState.PUBLISHED and own.newest is not None:
        return own.newest.text
    file = settings.kb_dir / writer.POINTS / f"{point_id}.md"
    if not file.is_file():
        raise NotYours
    return file.read_text(encoding="utf-8-sig")


def edit_for(session: Session, edit_id: int) -> PointEdit:
    """Raises NotYours."""
    found = session.get(PointEdit, edit_id)
    if found is None:
        raise NotYours
    return found


def edits(session: Session) -> list[PointEdit]:
    """Newest first."""
    return list(session.scalars(select(PointEdit).order_by(PointEdit.id.desc()).limit(100)))


def waiting_for(session: Session, person: Person) -> list[PointEdit]:
    """Edits that this person may approve."""
    question = select(PointEdit).where(PointEdit.state == EditState.WAITING, PointEdit.author_id != person.id)
    return list(session.scalars(question.order_by(PointEdit.id))) if person.kind.runs_conferences else []


def start(session: Session, settings: Settings, point_id: str, author: Person, why: str = "") -> PointEdit:
    """A new edit, or the author's own that is still open.  Raises NotYours."""
    text = standing(session, settings, point_id)
    own = select(PointEdit).where(PointEdit.point_id == point_id, PointEdit.author_id == author.id)
    found = next((each for each in session.scalars(own) if each.phase.is_open), None)
    if found is None:
        now = clock.now()
        page = point.render(point.parse(text))
        found = PointEdit(
            point_id=point_id,
            author=author,
            base=text,
            text=page,
            why=why[:WHY],
            started_at=now,
            saved_at=now,
        )
        session.add(found)
        session.flush()
    return found


def save(
    session: Session,
    settings: Settings,
    edit: PointEdit,
    by: Person,
    said: Mapping[str, str],
    kept: Collection[str],
) -> None:
    """`said`: title, why and `part-0`, `part-1` … in the order of the sections.  Raises NotBeingWritten, OnlyTheAuthor."""
    _check_writing(edit, by)
    page = point.parse(edit.text)
    parts = tuple(
        replace(part, body=_body(said.get(f"part-{number}", part.body)))
        for number, part in enumerate(page.sections)
    )
    title = " ".join(clean(said.get("title", page.title)).split())[:TITLE_LIMIT] or page.title
    edit.text = point.render(replace(page, title=title, sections=parts))
    edit.base = standing(session, settings, edit.point_id)
    edit.why = clean(said.get("why", edit.why)).strip()[:WHY]
    edit.kept = json.dumps(sorted(kept), ensure_ascii=False)
    edit.saved_at = clock.now()
    session.flush()


def _body(text: str) -> str:
    """A heading of the page's own kind would cut the section in two: one step lower says the same."""
    rows = (f"#{row}" if row.startswith("## ") else row.rstrip() for row in clean(text).split("\n"))
    return "\n".join(rows).strip("\n")[:LONGEST]


def review(session: Session, settings: Settings, edit: PointEdit, approver: Person | None = None) -> Review:
    """Raises NotYours where the point is closed meanwhile."""
    text = standing(session, settings, edit.point_id)
    papers = PointPapers(
        base=text,
        author=edit.author_id,
        approver=approver.id if approver else None,
        kept=frozenset(json.loads(edit.kept)),
        known=Known(given_names=tuple(sorted(parts_of(office_names.families(session))))),
        names=office_names.full_names(session),
    )
    return Review(edit, text, papers)


def submit(session: Session, given: Review, by: Person) -> None:
    """Raises NotBeingWritten, OnlyTheAuthor, NothingChanged, ReasonMissing, NotReadyYet."""
    edit = given.edit
    _check_writing(edit, by)
    if not given.is_changed:
        raise NothingChanged
    if not edit.why:
        raise ReasonMissing
    if given.findings:
        raise NotReadyYet(len(given.findings))
    edit.state, edit.returned_words = EditState.WAITING, ""
    session.flush()


def take_back(session: Session, edit: PointEdit, by: Person) -> None:
    """Back to writing.  Raises NotWaiting, OnlyTheAuthor."""
    if edit.author_id != by.id:
        raise OnlyTheAuthor
    if edit.phase is not EditState.WAITING:
        raise NotWaiting
    edit.state = EditState.WRITING
    session.flush()


def drop(session: Session, edit: PointEdit, by: Person) -> None:
    """Given up; the page stays as it is.  Raises NotBeingWritten, OnlyTheAuthor."""
    _check_writing(edit, by)
    edit.state = EditState.DROPPED
    session.flush()


def pick_up(session: Session, edit: PointEdit, by: Person) -> None:
    """What was given up, on the table again.  Raises OnlyTheAuthor, NotBeingWritten."""
    if edit.author_id != by.id:
        raise OnlyTheAuthor
    if edit.phase is not EditState.DROPPED:
        raise NotBeingWritten
    edit.state = EditState.WRITING
    session.flush()


def send_back(session: Session, edit: PointEdit, by: Person, words: str) -> None:
    """Raises NotWaiting, OwnText, WordsNeeded."""
    _check_may_approve(edit, by)
    if not words.strip():
        raise WordsNeeded
    edit.state, edit.returned_words = EditState.RETURNED, words.strip()
    session.flush()


def approve(session: Session, given: Review, by: Person) -> PageVersion:
    """Through the gate into the page's place.  Raises DoesNotPass, NotWaiting, OwnText, PageChanged."""
    edit = given.edit
    _check_may_approve(edit, by)
    if edit.base != given.standing:
        raise PageChanged
    passed = gate.examine_point(_stamped(edit.text), given.papers, publishing.gate_key(session))
    version = publishing.publish(session, passed, by, f"{edit.why}（書いた人：{edit.author.name}）")
    edit.state, edit.approver_id, edit.approved_at = EditState.PUBLISHED, by.id, clock.now()
    session.flush()
    return version


def _stamped(text: str) -> str:
    today = clock.today()
    review_by = date(today.year + 1, today.month, min(today.day, 28))
    return point.render(replace(point.parse(text), reviewed_on=today, review_by=review_by))


def _check_writing(edit: PointEdit, by: Person) -> None:
    if edit.author_id != by.id:
        raise OnlyTheAuthor
    if not edit.phase.takes_writing:
        raise NotBeingWritten


def _check_may_approve(edit: PointEdit, by: Person) -> None:
    if edit.phase is not EditState.WAITING:
        raise NotWaiting
    if edit.author_id == by.id:
        raise OwnText


def page_of(edit: PointEdit) -> PointPage:
    """The page as its author has it."""
    return point.parse(edit.text)
