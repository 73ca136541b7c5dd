"""The drawing of a household's family, ready for a page."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from conference.briefs.family import family_of, people_of
from conference.households.models import Household
from search.pages.family import OddFamily
from search.pages.genogram import draw


def picture_of(household: Household, on: date, *, named: bool = True) -> Markup | None:
    """The family as of a day, with names or with 記号; None where nobody is known or it cannot be drawn."""
    try:
        family = family_of(people_of(household, on), named=named)
        if family is None or not family.unions:
            return None  # a row of children without a line says no more than their list
        return Markup(draw(family))  # noqa: S704 - every label is escaped by draw
    except OddFamily:
        return None
