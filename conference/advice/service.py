"""助言 at any time: written on a household, read by its workers, there beside the row of the next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.advice.models import LONGEST, Advice, AdviceReading
from conference.errors import ConferenceError
from conference.households.models import Household, HouseholdWorker
from conference.households.workers import is_worker
from conference.people.models import Person
from conference.rosters.models import Conference, ConferenceState, Row


class AdviceEmpty(ConferenceError):
    """Nothing was written."""

    status = 422

    def __init__(self) -> None:
        super().__init__("助言が書かれていません。書いてから残してください。")


class AdviceTooLong(ConferenceError):
    status = 422

    def __init__(self, length: int) -> None:
        super().__init__(
            f"助言は{LONGEST}字までです。いま{length:,}字あります。短くして、もう一度残してください。"
            "書いた文はこの画面に残っています。"
        )


class AdviceOfAnother(ConferenceError):
    """Taken back by whoever wrote it, or by who leads the meetings."""

    status = 403

    def __init__(self) -> None:
        super().__init__("助言を取り消せるのは、書いた人と会議を進める人です。助言はそのままです。")


class NotAsked(ConferenceError):
    """「読みました」 is the workers' word."""

    status = 403

    def __init__(self) -> None:
        super().__init__("「読みました」を選べるのは、この世帯の担当です。助言はそのままです。")


class AdviceGone(ConferenceError):
    """Taken back since the page was opened: there is nothing left to have read."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この助言は、書いた人か会議を進める人が取り消しました。「読みました」は残していません。"
        )


def write(session: Session, household: Household, by: Person, text: str, now: datetime) -> Advice:
    """Kept once, however often the button is pressed.  Raises AdviceEmpty, AdviceTooLong."""
    if not text:
        raise AdviceEmpty
    if len(text) > LONGEST:
        raise AdviceTooLong(len(text))
    newest = next(iter(of_households(session, [household])), None)
    if newest and newest.person_id == by.id and newest.text == text and newest.at.date() == now.date():
        return newest
    made = Advice(household=household, person=by, text=text, at=now)
    session.add(made)
    session.flush()
    return made


def of_households(session: Session, households: Sequence[Household]) -> list[Advice]:
    """What stands, the newest first."""
    ids = [each.id for each in households]
    return list(session.scalars(_standing().where(Advice.household_id.in_(ids))))


def _standing() -> Select[Advice]:
    return (
        select(Advice)
        .where(Advice.taken_back_at.is_(None))
        .options(
            joinedload(Advice.person),
            joinedload(Advice.household).selectinload(Household.workers).joinedload(HouseholdWorker.person),
            selectinload(Advice.readings).joinedload(AdviceReading.person),
        )
        .order_by(Advice.at.desc(), Advice.id.desc())
    )


def waiting_for(session: Session, person: Person) -> list[Advice]:
    """「新しい助言」 of a worker's home, the newest first."""
    linked = select(HouseholdWorker.household_id).where(HouseholdWorker.person_id == person.id)
    named = Household.lead_worker.contains(person.family_name, autoescape=True)
    question = _standing().join(Advice.household).where(or_(Advice.household_id.in_(linked), named))
    return [each for each in session.scalars(question) if is_new_to(each, person)]


def is_new_to(advice: Advice, person: Person) -> bool:
    """Written by somebody else for a household of hers; what a worker before her has read is no news."""
    if not is_asked(advice, person):
        return False
    readers = [each.person for each in advice.readings]
    return person not in readers and all(is_worker(advice.household, each) for each in readers)


def is_asked(advice: Advice, person: Person) -> bool:
    return advice.person_id != person.id and is_worker(advice.household, person)


def workers_of(session: Session, household: Household) -> list[Person]:
    """Whoever of 担当 has an account: somebody whose home shows what others write."""
    people = session.scalars(select(Person).where(Person.active).order_by(Person.id))
    return [each for each in people if each.kind.sees_rosters and is_worker(household, each)]


def read(session: Session, advice: Advice, person: Person, now: datetime) -> None:
    """「読みました」: said once.  Raises NotAsked, AdviceGone."""
    if not is_asked(advice, person):
        raise NotAsked
    if advice.taken_back_at:
        raise AdviceGone
    if session.get(AdviceReading, (advice.id, person.id)) is None:
        session.add(AdviceReading(advice_id=advice.id, person_id=person.id, at=now))
    session.flush()


def unread(session: Session, advice: Advice, person: Person) -> None:
    found = session.get(AdviceReading, (advice.id, person.id))
    if found is not None:
        session.delete(found)
    session.flush()


def may_take_back(advice: Advice, person: Person) -> bool:
    return advice.person_id == person.id or person.kind.runs_conferences


def stand(advice: Advice, person: Person, *, taken_back_at: datetime | None) -> None:
    """Take it back at a moment, or put it back (None).  Raises AdviceOfAnother."""
    if not may_take_back(advice, person):
        raise AdviceOfAnother
    advice.taken_back_at = taken_back_at


def beside(session: Session, row: Row) -> list[Advice]:
    """What was advised since the household's last meeting until this one was closed, the newest first."""
    question = _standing().where(Advice.household_id == row.household_id)
    if since := _ends_before(session, [row]).get(row.household_id):
        question = question.where(Advice.at > since)
    if until := row.conference.closed_at:
        question = question.where(Advice.at <= until)
    return list(session.scalars(question))


def advised(session: Session, rows: Sequence[Row]) -> set[int]:
    """Which rows of one meeting have something beside them; two questions, however many rows."""
    if not rows:
        return set()
    question = (
        select(Advice.household_id, func.max(Advice.at))
        .where(Advice.household_id.in_([row.household_id for row in rows]), Advice.taken_back_at.is_(None))
        .group_by(Advice.household_id)
    )
    if until := rows[0].conference.closed_at:
        question = question.where(Advice.at <= until)
    newest = {household_id: at for household_id, at in session.execute(question)}
    ended = _ends_before(session, [row for row in rows if row.household_id in newest])
    news = {one for one, at in newest.items() if one not in ended or at > ended[one]}
    return {row.id for row in rows if row.household_id in news}


def _ends_before(session: Session, rows: Sequence[Row]) -> dict[int, datetime]:
    """By household: when its meeting before this one ended; where nobody has closed it, the end of its day."""
    if not rows:
        return {}
    question = (
        select(Row.household_id, Conference.held_on, Conference.closed_at)
        .join(Row.conference)
        .where(Row.household_id.in_([row.household_id for row in rows]))
        .where(Conference.held_on < rows[0].conference.held_on)
        .where(Conference.state != ConferenceState.CALLED_OFF)
        .order_by(Conference.held_on, Conference.id)
    )
    return {
        household_id: closed_at or datetime.combine(held_on, time.max)
        for household_id, held_on, closed_at in session.execute(question)
    }
