"""Every name the office's records hold, asked for in one place: for what must name nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference.households.models import Household, Member
from conference.people.models import Person


def families(session: Session) -> list[str]:
    """As rosters write them: households and their members."""
    return _all(session, Household.name, Member.name)


def everybody(session: Session) -> list[str]:
    """Families, their schools, and the people at work."""
    workers = _all(session, Household.lead_worker, Member.affiliation, Person.name)
    return [*families(session), *workers]


def full_names(session: Session, but: Household | None = None) -> tuple[str, ...]:
    """Family and given name of everybody in every other family."""
    question = select(Household).options(selectinload(Household.members))
    others = session.scalars(question.where(Household.id != but.id) if but else question)
    return tuple(
        member.name if member.name.startswith(each.name) else each.name + member.name
        for each in others
        for member in each.members
        if each.name and member.name
    )


def _all(session: Session, *columns: Any) -> list[str]:
    found: Iterable[str] = (
        name for column in columns for name in session.scalars(select(column).distinct()) if name
    )
    return list(found)
