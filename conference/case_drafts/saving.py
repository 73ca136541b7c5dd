"""Saving one field of a draft as it is typed; nobody is overwritten."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.case_drafts.models import CaseDraft, CaseEdit, CaseWriter
from conference.case_drafts.questions import CHOICES, FIELDS, LABELS, TITLE_LIMIT
from conference.decisions.edits import Editor, WrittenMeanwhile
from conference.decisions.fields import LONG, ChoiceUnknown, FieldUnknown, TextTooLong, clean
from conference.errors import ConferenceError

LIMITS = {"title": TITLE_LIMIT, "minutes": 3}


class NotBeingWritten(ConferenceError):
    """The draft waits for its approval, or is published."""

    status = 423

    def __init__(self) -> None:
        super().__init__(
            "この事例は承認待ちか、公開した後です。書いた文はこの画面に残っています。直すときは［書く段階に戻す］を選んでください。"
        )


def save(session: Session, editor: Editor, draft: CaseDraft, field: str, text: str, base: int) -> CaseEdit:
    """Write one field; the same text again is no new version.

    Raises FieldUnknown, ChoiceUnknown, TextTooLong, NotBeingWritten, WrittenMeanwhile.
    """
    value = read(field, text)
    check_writing(draft)
    newest = newest_edit(session, draft, field)
    if newest and newest.value == value:
        return newest
    if newest and newest.number > base and not _is_own(session, editor, draft, field, base):
        raise WrittenMeanwhile(newest, newest.value, text)
    made = CaseEdit(
        draft=draft, field=field, number=(newest.number if newest else 0) + 1, value=value,
        person=editor.person, at=editor.now, origin=editor.origin,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def check_writing(draft: CaseDraft) -> None:
    """Raises NotBeingWritten."""
    if not draft.phase.takes_writing:
        raise NotBeingWritten


def read(field: str, text: str) -> str:
    """The text as it is kept.  Raises FieldUnknown, ChoiceUnknown, TextTooLong."""
    if field not in FIELDS:
        raise FieldUnknown
    written = clean(text)
    limit = LIMITS.get(field, LONG)
    if len(written) > limit:
        raise TextTooLong(LABELS[field], limit, len(written))
    if field in CHOICES and written and written not in CHOICES[field]:
        raise ChoiceUnknown(LABELS[field])
    return written


def newest_edit(session: Session, draft: CaseDraft, field: str) -> CaseEdit | None:
    history = select(CaseEdit).where(CaseEdit.draft_id == draft.id, CaseEdit.field == field)
    return session.scalar(history.order_by(CaseEdit.number.desc()).limit(1))


def _is_own(session: Session, editor: Editor, draft: CaseDraft, field: str, base: int) -> bool:
    """Everything since came from this very page: its answers were lost on the way."""
    since = select(CaseEdit.origin).where(
        CaseEdit.draft_id == draft.id, CaseEdit.field == field, CaseEdit.number > base
    )
    return bool(editor.origin) and set(session.scalars(since)) <= {editor.origin}


def cells(session: Session, draft: CaseDraft) -> dict[str, CaseEdit]:
    """The newest edit of every field that was written."""
    history = select(CaseEdit).where(CaseEdit.draft_id == draft.id).order_by(CaseEdit.number)
    return {edit.field: edit for edit in session.scalars(history)}


def said(session: Session, draft: CaseDraft) -> dict[str, str]:
    return {field: edit.value for field, edit in cells(session, draft).items()}


def writers(session: Session, draft: CaseDraft) -> frozenset[int]:
    """Everybody who wrote any text of it: none of them approves."""
    now = select(CaseEdit.person_id).where(CaseEdit.draft_id == draft.id)
    once = select(CaseWriter.person_id).where(CaseWriter.draft_id == draft.id)
    return frozenset([draft.author_id, *session.scalars(now), *session.scalars(once)])


def remember_writers(session: Session, draft: CaseDraft) -> None:
    """Before the texts are deleted."""
    for person_id in writers(session, draft):
        session.merge(CaseWriter(draft_id=draft.id, person_id=person_id))
