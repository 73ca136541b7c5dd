"""Small answers that show a household leave a line too, unless the page they belong to already has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from conference import clock, db
from conference.audit import service as audit
from conference.audit.models import AuditEvent
from conference.people.models import Person
from conference.rosters.models import Row

PAGES = ("conference_viewed", "row_viewed", "household_viewed", "home_viewed", "minutes_viewed")
WITHIN = timedelta(hours=12)
"""A row is drawn anew after every save of anybody: one line per person, household and working day is enough."""


def glimpsed(person: Person, rows: Iterable[Row]) -> None:
    """Record row_viewed for each row whose household this person has not opened today."""
    by_household = {row.household_id: row for row in rows}
    known = db.session().scalars(
        select(AuditEvent.household_id).where(
            AuditEvent.person_id == person.id,
            AuditEvent.household_id.in_(by_household),
            AuditEvent.action.in_(PAGES),
            AuditEvent.at > clock.now() - WITHIN,
        )
    )
    for household_id in set(known):
        by_household.pop(household_id or 0, None)
    if by_household:
        audit.shown(person, "row_viewed", *by_household.values())
