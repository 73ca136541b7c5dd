"""When a pregnancy should have ended.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from conference.households.models import Household, Member
from conference.rosters.models import Row

FULL_TERM = timedelta(weeks=40)
SOON = timedelta(days=31)


@dataclass(frozen=True)
class Expected:
    """One pregnancy and its expected day; `row`: the household's newest, None where it was on no roster."""

    member: Member
    due_on: date
    row: Row | None = None

    @property
    def household(self) -> Household:
        return self.member.household


def due_on(weeks: int, as_of: date) -> date:
    """The day of 40 weeks, from the weeks that were true `as_of`."""
    return as_of + FULL_TERM - timedelta(weeks=weeks)


def due_of(member: Member) -> date | None:
    """None where the member is not pregnant."""
    if member.birth_date or member.pregnancy_weeks is None or member.pregnancy_as_of is None:
        return None
    return due_on(member.pregnancy_weeks, member.pregnancy_as_of)
