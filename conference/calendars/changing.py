"""開催判断: another day, time or place for one meeting, or 見送り with a word why; each with its way back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.calendars.planned import WHEN, When
from conference.decisions.edits import Editor, RecordConfirmed
from conference.errors import CalledOff, ConferenceError
from conference.notes.models import ConferenceNote
from conference.notes.service import keep, newest_of
from conference.rosters.models import Conference, ConferenceState
from conference.rosters.schedule import AHEAD

WHY = "called_off"
LONGEST_WHY = 80


class HasStarted(ConferenceError):
    """A meeting that has begun is part of the record."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この会議はもう始まっているため、見送りにできません。話さない行は「次回へ」にできます。"
        )


class NotCalledOff(ConferenceError):
    """Somebody has taken the 見送り back already."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この会議は見送りになっていません。画面を開き直してください。")


def check_may_move(conference: Conference) -> None:
    """Raises RecordConfirmed, CalledOff."""
    if conference.phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed
    if conference.phase is ConferenceState.CALLED_OFF:
        raise CalledOff


def move(session: Session, editor: Editor, conference: Conference, goal: When) -> int:
    """Another day, time or place; the number of what stood before, for its undo."""
    check_may_move(conference)
    before = When.of(conference)
    stood = newest_of(session, conference, WHEN)
    if stood is None or stood.value != before.kept:
        stood = keep(session, editor, conference, WHEN, before.kept)
    keep(session, editor, conference, WHEN, goal.kept)
    goal.write(conference)
    session.flush()
    return stood.number


def move_back(session: Session, editor: Editor, conference: Conference, number: int) -> bool:
    """As it stood at a version; False where there is none of that number."""
    check_may_move(conference)
    wanted = select(ConferenceNote).where(
        ConferenceNote.conference_id == conference.id,
        ConferenceNote.field == WHEN,
        ConferenceNote.number == number,
    )
    found = session.scalar(wanted)
    if found is None:
        return False
    move(session, editor, conference, When.read(found.value))
    return True


def call_off(session: Session, editor: Editor, conference: Conference, why: str) -> None:
    """Its rows and proposals wait for another meeting.  Raises HasStarted."""
    if conference.phase not in AHEAD:
        raise HasStarted
    keep(session, editor, conference, WHY, " ".join(why.split())[:LONGEST_WHY])
    conference.state = ConferenceState.CALLED_OFF
    session.flush()


def hold(session: Session, conference: Conference) -> None:
    """It takes place after all; raises NotCalledOff."""
    if conference.phase is not ConferenceState.CALLED_OFF:
        raise NotCalledOff
    conference.state = ConferenceState.PREPARING
    session.flush()
