"""Saving one field as it is typed: versions, so that nobody is overwritten.

Every accepted text is a FieldEdit with the next number.  A page sends the number it started from;
when somebody else has written since, nothing is written and both texts go back to the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import targets
from conference.decisions.fields import Field, FieldName, as_shown, as_text
from conference.decisions.models import Assignment, FieldEdit
from conference.decisions.targets import Target
from conference.errors import CalledOff, ConferenceError
from conference.households.workers import FUNCTION_OF
from conference.people.models import Person
from conference.people.written_names import account_named
from conference.rosters.models import ConferenceState, Row, RowStatus, Track

PROPOSED = "proposed"


class RecordConfirmed(ConferenceError):
    """The conference is 確定: nothing of the record may change."""

    status = 423

    def __init__(self) -> None:
        super().__init__("確定した記録です。直すときは［確定を解く］を使ってください。")


class NotYetInSession(ConferenceError):
    """A decision is written before the conference has begun."""

    status = 423

    def __init__(self) -> None:
        super().__init__("協議結果は、会議を始めてから書けます。状況は今書けます。")


class DraftOfOthers(ConferenceError):
    """The draft of the other function: it is there to be read."""

    status = 403

    def __init__(self, function: str) -> None:
        super().__init__(
            f"この方針案は{function}の欄です。書くのは{function}の担当です。今の文はそのままです。"
        )


class Version(Protocol):
    """One saved text of a field, in whichever table it is kept."""

    @property
    def number(self) -> int: ...

    @property
    def person(self) -> Person | None: ...

    @property
    def at(self) -> datetime: ...


def who_wrote(version: Version) -> str:
    """As colleagues call them; what nobody typed here stood there before."""
    return version.person.family_name if version.person else "前の記録"


class WrittenMeanwhile(ConferenceError):
    """Somebody else wrote the same field since this page read it; both texts are kept."""

    status = 409

    def __init__(self, newest: Version, theirs: str, yours: str) -> None:
        self.who, self.at, self.number = who_wrote(newest), newest.at, newest.number
        self.theirs, self.yours = theirs, yours
        super().__init__(
            f"{self.who}さんが同じ欄を{self.at:%H:%M}に書きました。"
            "二つの文を見て選んでください。どちらも消えていません。"
        )


@dataclass(frozen=True)
class Saved:
    """What stands in the field now."""

    number: int
    value: str
    changed: bool
    also: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    """Other fields that were filled in: number, value, why."""


@dataclass(frozen=True)
class Editor:
    """Who writes, when, and from which page (so that a lost answer is not taken for a conflict)."""

    person: Person
    now: datetime
    origin: str = ""


def save(session: Session, editor: Editor, row: Row, name: str, text: str, base: int) -> Saved:
    """Write one field of a row.

    Raises FieldUnknown, RecordConfirmed, NotYetInSession, DraftOfOthers, WrittenMeanwhile, or the field's own refusal.
    """
    named = FieldName.read(name)
    target = targets.locate(session, row, named)
    check_open(target)
    check_writer(editor.person, named.field)
    value = named.field.parse(text, target.row.conference.held_on)
    newest = newest_edit(session, target.row.id, target.name)
    is_behind = newest is not None and newest.number > base and newest.value != as_text(value)
    if newest and is_behind and not _is_own(session, editor, target, base):
        raise WrittenMeanwhile(newest, as_shown(named.field, newest.value), text)
    changed = as_text(target.value) != as_text(value)
    number = write(session, editor, target, value)
    _mark_in_discussion(target)
    return Saved(number, as_shown(named.field, as_text(value)), changed)


def check_open(target: Target) -> None:
    """Raises when the state of the conference does not take this field."""
    if target.field.outlives_record:
        return
    phase = target.row.conference.phase
    if phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed
    if phase is ConferenceState.CALLED_OFF:
        raise CalledOff
    if target.field.place.is_decided and not phase.takes_decisions:
        raise NotYetInSession


def check_writer(person: Person, field: Field) -> None:
    """Raises when the field is the other function's; who leads the conference writes in both."""
    if field.function and FUNCTION_OF.get(person.kind, field.function) != field.function:
        raise DraftOfOthers(field.function)


def write(session: Session, editor: Editor, target: Target, value: Any) -> int:
    """Set the value and keep it in the history; returns the version.  Asks nothing: `save` does."""
    kept, before = as_text(value), as_text(target.value)
    newest = newest_edit(session, target.row.id, target.name)
    if kept == before and (newest or not kept):
        return newest.number if newest else 0
    if newest is None and before:
        _keep(session, None, target, 0, before)  # what stood there first is part of the history
    number = (newest.number if newest else 0) + 1
    _keep(session, editor, target, number, kept)
    setattr(target.record, target.field.attribute, value)
    _follow_up(session, editor, target)
    session.flush()
    return number


def newest_edit(session: Session, row_id: int, name: str) -> FieldEdit | None:
    history = select(FieldEdit).where(FieldEdit.row_id == row_id, FieldEdit.field == name)
    return session.scalar(history.order_by(FieldEdit.number.desc()).limit(1))


def versions(session: Session, row_ids: Iterable[int]) -> dict[tuple[int, str], FieldEdit]:
    """The newest edit of every field of these rows, by row and field name."""
    history = select(FieldEdit).where(FieldEdit.row_id.in_(list(row_ids))).order_by(FieldEdit.number)
    return {(edit.row_id, edit.field): edit for edit in session.scalars(history)}


def _keep(session: Session, editor: Editor | None, target: Target, number: int, kept: str) -> None:
    session.add(
        FieldEdit(
            row_id=target.row.id,
            field=target.name,
            number=number,
            value=kept,
            person_id=editor.person.id if editor else None,
            at=editor.now if editor else datetime.combine(target.row.conference.held_on, datetime.min.time()),
            origin=editor.origin if editor else "",
        )
    )


def _is_own(session: Session, editor: Editor, target: Target, base: int) -> bool:
    """Everything since came from this very page: its answers were lost on the way."""
    if not editor.origin:
        return False
    since = select(FieldEdit.origin).where(
        FieldEdit.row_id == target.row.id, FieldEdit.field == target.name, FieldEdit.number > base
    )
    return set(session.scalars(since)) <= {editor.origin}


def _follow_up(session: Session, editor: Editor, target: Target) -> None:
    role = target.record
    if not isinstance(role, Assignment):
        return
    if target.field.attribute == "who":
        role.person = account_named(session, role.who)
    if target.field.attribute == "state":
        role.state_at = editor.now


def _mark_in_discussion(target: Target) -> None:
    phase = target.row.conference.phase
    if not target.field.place.is_decided or target.field.outlives_record:
        return
    waits_for_all = target.row.track == Track.TOGETHER
    if phase is ConferenceState.IN_SESSION and target.row.phase is RowStatus.OPEN and not waits_for_all:
        target.row.status = RowStatus.IN_DISCUSSION
