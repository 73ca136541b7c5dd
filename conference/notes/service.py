"""Writing 会議メモ as it is typed: every text is kept, and nobody is overwritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.decisions.edits import Editor, RecordConfirmed, WrittenMeanwhile
from conference.decisions.fields import LONG, FieldUnknown, TextTooLong, clean
from conference.errors import CalledOff
from conference.notes.models import ConferenceNote
from conference.rosters.models import Conference, ConferenceState
from conference.series.kinds import kind_of

AGENDA, AGREED, LOOKED_BACK = "agenda", "agreed", "looked_back"
LABELS = {AGENDA: "議題", AGREED: "決まったこと", LOOKED_BACK: "ふりかえり"}

LEARNED = {"worked": "成功の要因", "stuck": "うまくいかなかった原因と次の手"}  # of a meeting on the casebook
EVERY = {AGENDA: LABELS[AGENDA], **LEARNED, **LABELS}


def fields_of(conference: Conference) -> dict[str, str]:
    """Field → label: a meeting with a roster writes its rows, and besides only how it went."""
    kind = kind_of(conference.series)
    if kind.has_roster:
        return {LOOKED_BACK: LABELS[LOOKED_BACK]}
    return EVERY if kind.id == "casebook" else LABELS


def save(
    session: Session, editor: Editor, conference: Conference, field: str, text: str, base: int
) -> ConferenceNote:
    """Write one field; the same text again is no new version.

    Raises FieldUnknown, TextTooLong, RecordConfirmed, CalledOff, WrittenMeanwhile.
    """
    value = _read(conference, field, text)
    if conference.phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed
    if conference.phase is ConferenceState.CALLED_OFF:
        raise CalledOff
    newest = newest_of(session, conference, field)
    if newest and newest.value == value:
        return newest
    if newest and newest.number > base and not _is_own(session, editor, conference, field, base):
        raise WrittenMeanwhile(newest, newest.value, text)
    return keep(session, editor, conference, field, value)


def _read(conference: Conference, field: str, text: str) -> str:
    labels = fields_of(conference)
    if field not in labels:
        raise FieldUnknown
    written = clean(text)
    if len(written) > LONG:
        raise TextTooLong(labels[field], LONG, len(written))
    return written


def keep(session: Session, editor: Editor, conference: Conference, field: str, value: str) -> ConferenceNote:
    """The next version, without asking what stands there."""
    newest = newest_of(session, conference, field)
    made = ConferenceNote(
        conference_id=conference.id, field=field, number=(newest.number if newest else 0) + 1, value=value,
        person_id=editor.person.id, at=editor.now, origin=editor.origin,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def newest_of(session: Session, conference: Conference, field: str) -> ConferenceNote | None:
    history = select(ConferenceNote).where(
        ConferenceNote.conference_id == conference.id, ConferenceNote.field == field
    )
    return session.scalar(history.order_by(ConferenceNote.number.desc()).limit(1))


def _is_own(session: Session, editor: Editor, conference: Conference, field: str, base: int) -> bool:
    """Everything since came from this very page: its answers were lost on the way."""
    since = select(ConferenceNote.origin).where(
        ConferenceNote.conference_id == conference.id,
        ConferenceNote.field == field,
        ConferenceNote.number > base,
    )
    return bool(editor.origin) and set(session.scalars(since)) <= {editor.origin}


def cells(session: Session, conference: Conference) -> dict[str, ConferenceNote]:
    """The newest text of every field that was written."""
    history = select(ConferenceNote).where(ConferenceNote.conference_id == conference.id)
    found = session.scalars(
        history.options(joinedload(ConferenceNote.person)).order_by(ConferenceNote.number)
    )
    return {each.field: each for each in found}


@dataclass(frozen=True)
class Written:
    """One part of the record: what it is called, and its lines."""

    label: str
    lines: tuple[str, ...]


def written(session: Session, conference: Conference) -> list[Written]:
    """What the record says; a part that nobody wrote is left out."""
    found = cells(session, conference)
    texts = [(label, found[field].value) for field, label in EVERY.items() if field in found]
    return [Written(label, tuple(text.strip("\n").split("\n"))) for label, text in texts if text.strip()]


def newest_texts(session: Session, field: str, conference_ids: Collection[int]) -> dict[int, str]:
    """Of many meetings at once: what stands in one field."""
    history = select(ConferenceNote).where(
        ConferenceNote.field == field, ConferenceNote.conference_id.in_(list(conference_ids))
    )
    found = session.scalars(history.order_by(ConferenceNote.number))
    return {each.conference_id: each.value for each in found}
