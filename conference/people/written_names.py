"""Whose account a written name means."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.people.models import Person


def account_named(
    session: Session, written: str, *, outside_by_family: bool = True, whole: bool = False
) -> Person | None:
    """The one active account whose name, or else family name, is written; None when none or several.

    `outside_by_family` False: a family name alone means nobody outside the office; `whole`: it means nobody at all.
    """
    wanted = "".join(written.split())
    if not wanted:
        return None
    people = session.scalars(select(Person).where(Person.active)).all()
    exact = [each for each in people if "".join(each.name.split()) == wanted]
    known = [each for each in people if not whole and (outside_by_family or each.kind.sees_rosters)]
    found = exact or [each for each in known if each.family_name == wanted]
    return found[0] if len(found) == 1 else None
