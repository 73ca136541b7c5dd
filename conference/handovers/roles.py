"""Open roles of the worker who leaves: offered to the new one, and given back again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.models import Assignment
from conference.errors import ConferenceError
from conference.handovers.models import Handover, HandoverMove
from conference.handovers.service import is_named
from conference.people.models import Person
from conference.rosters.models import Row


class NobodyToTakeRoles(ConferenceError):
    """Whoever comes has no account, so no home page could show the role."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "新しい担当の利用者が見つからないため、役割は動かせません。"
            "世帯の担当を、利用者の名前と同じ書き方にしてください。"
        )


class NoRoleChosen(ConferenceError):
    status = 400

    def __init__(self) -> None:
        super().__init__("役割が選ばれていません。移す役割に印を付けてください。")


def successor(session: Session, handover: Handover) -> Person | None:
    """The account that is named in the new 担当 and was not in the old one."""
    people = session.scalars(select(Person).where(Person.active).order_by(Person.id)).all()
    office = [each for each in people if each.kind.sees_rosters]
    coming = [each for each in office if is_named(handover.to_worker, each)]
    return next((each for each in coming if not is_named(handover.from_worker, each)), None)


def left_open(rows: Sequence[Row]) -> list[tuple[Row, Assignment]]:
    """Every role of the household that nobody has finished, the newest conference first."""
    roles = [(row, role) for row in rows for role in (row.decision.roles if row.decision else [])]
    return [(row, role) for row, role in roles if role.is_open]


def of_the_leaving(handover: Handover, found: Sequence[tuple[Row, Assignment]]) -> list[Assignment]:
    return [role for _, role in found if role.person and is_named(handover.from_worker, role.person)]


def move(session: Session, handover: Handover, offered: Sequence[Assignment], keys: Collection[str]) -> int:
    """Give the chosen roles to the successor; returns how many.  Raises NobodyToTakeRoles, NoRoleChosen."""
    person = successor(session, handover)
    if person is None:
        raise NobodyToTakeRoles()
    chosen = [role for role in offered if role.key in keys]
    if not chosen:
        raise NoRoleChosen()
    for role in chosen:
        kept = HandoverMove(handover_id=handover.id, assignment_id=role.id, before_person_id=role.person_id)
        session.merge(kept)  # a name typed anew in the record may have called it back meanwhile
        role.person_id = person.id
    session.flush()
    return len(chosen)


def moved(session: Session, handover: Handover) -> list[HandoverMove]:
    return list(session.scalars(select(HandoverMove).where(HandoverMove.handover_id == handover.id)))


def give_back(session: Session, handover: Handover) -> int:
    """Every role goes back to whom it belonged to before."""
    found = moved(session, handover)
    for each in found:
        each.assignment.person_id = each.before_person_id
        session.delete(each)
    session.flush()
    return len(found)
