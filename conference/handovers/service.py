"""A hand-over from the change of 担当 to the word of the new worker, and whom it waits for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.errors import ConferenceError
from conference.handovers.models import LONGEST_NOTE, Handover
from conference.households.models import Household
from conference.households.workers import is_worker, leaving, words_of
from conference.people.models import Person


class NoteTooLong(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__(f"{LONGEST_NOTE}字までで書いてください。書いた文はこの画面に残っています。")


class NoteWrittenMeanwhile(ConferenceError):
    """Somebody else wrote since this page was opened; both texts are shown."""

    status = 409

    def __init__(self, who: str) -> None:
        super().__init__(
            f"{who}さんが先に書きました。今の文を下に出しています。あなたの文は欄に残っています。"
            "まとめてから、もう一度保存してください。"
        )


class NothingToAgree(ConferenceError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            "担当がまだ変わっていません。世帯の担当を直してから「引き継ぎました」を選んでください。"
        )


class AgreedByAnother(ConferenceError):
    status = 403

    def __init__(self) -> None:
        super().__init__(
            "「引き継ぎました」を選べるのは、新しい担当と会議を進める人です。シートはそのままです。"
        )


def newest(session: Session, household: Household) -> Handover | None:
    """The hand-over the sheet speaks of; one nobody wanted is passed over.

    Of two (two households became one) the open one, else the newer.
    """
    question = select(Handover).where(Handover.household_id == household.id, Handover.needed)
    return session.scalar(question.order_by(Handover.agreed_at.is_not(None), Handover.id.desc()).limit(1))


def still_open(session: Session, household: Household) -> Handover | None:
    found = newest(session, household)
    return found if found and found.agreed_at is None else None


def begin(session: Session, household: Household, before: str, now: datetime) -> Handover | None:
    """担当 was `before` and is another now; None where nobody leaves, or the change was taken back."""
    if not leaving(before, household.lead_worker):
        return None
    found = still_open(session, household) or _new(session, household, now)
    found.from_worker, found.to_worker = found.from_worker or before, household.lead_worker
    if not leaving(found.from_worker, found.to_worker):
        _take_back(found)
    session.flush()
    return found if found.has_changed else None


def _take_back(found: Handover) -> None:
    """担当 is as it was: what somebody has written for the next change stays, an empty sheet goes."""
    found.from_worker = found.to_worker = ""
    found.needed = bool(found.version)


def _new(session: Session, household: Household, now: datetime) -> Handover:
    made = Handover(household_id=household.id, started_at=now, needed=True, from_worker="")
    session.add(made)
    return made


def write(
    session: Session, household: Household, by: Person, works: str, avoid: str, version: str, now: datetime
) -> Handover:
    """Keep the two fields; raises NoteTooLong, NoteWrittenMeanwhile."""
    found = still_open(session, household)
    if max(len(works), len(avoid)) > LONGEST_NOTE:
        raise NoteTooLong()
    if found and found.version != version and (found.works, found.avoid) != (works, avoid):
        raise NoteWrittenMeanwhile(found.written_by.family_name if found.written_by else "ほかの人")
    found = found or _new(session, household, now)
    found.works, found.avoid = works, avoid
    found.written_at, found.written_by_id = now, by.id
    session.flush()
    return found


def agree(session: Session, handover: Handover, by: Person, now: datetime) -> None:
    """The new worker has taken over; raises NothingToAgree, AgreedByAnother."""
    if not handover.has_changed:
        raise NothingToAgree()
    if not may_agree(handover, by):
        raise AgreedByAnother()
    if handover.agreed_at is None:
        handover.agreed_at, handover.agreed_by_id = now, by.id
    session.flush()


def may_agree(handover: Handover, person: Person) -> bool:
    return person.kind.runs_conferences or is_worker(handover.household, person)


class AgreedAlready(ConferenceError):
    """A hand-over that was taken is part of the record."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "もう引き継ぎが済んでいます。使わないことにするときは、先に「引き継ぎました」を取り消してください。"
        )


def want(session: Session, handover: Handover, *, is_wanted: bool) -> None:
    """引き継ぎシートは要らない, or its undo; raises AgreedAlready."""
    if handover.agreed_at is not None:
        raise AgreedAlready()
    handover.needed = is_wanted
    session.flush()


def take_back_agreement(session: Session, handover: Handover, by: Person) -> None:
    """By whoever may agree; raises AgreedByAnother."""
    if not may_agree(handover, by):
        raise AgreedByAnother()
    handover.agreed_at = handover.agreed_by_id = None
    session.flush()


def waiting_for(session: Session, person: Person) -> list[Handover]:
    """Open hand-overs of whoever leaves and whoever comes, the oldest first."""
    question = (
        select(Handover)
        .where(Handover.needed, Handover.agreed_at.is_(None), Handover.from_worker != "")
        .options(joinedload(Handover.household))
        .order_by(Handover.id)
    )
    return [each for each in session.scalars(question) if _concerns(each, person)]


def _concerns(handover: Handover, person: Person) -> bool:
    return is_worker(handover.household, person) or is_named(handover.from_worker, person)


def is_named(written: str, person: Person) -> bool:
    return bool({person.family_name, "".join(person.name.split())} & words_of(written))
