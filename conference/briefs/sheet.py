"""概要 of one row on one numbered page: no name of the family, no birth date, no school's name."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from conference.briefs import service
from conference.briefs.picture import picture_of
from conference.briefs.scores import in_words
from conference.households.models import Household
from conference.projector.masking import masked, names_of
from conference.projector.service import who_of
from conference.rosters.models import Row


@dataclass(frozen=True)
class Sheet:
    """Everything is already masked."""

    number: int
    who: str
    categories: str
    texts: list[tuple[str, str]]
    scores: list[tuple[str, str]]
    family: Markup | None


def sheet_for(session: Session, row: Row) -> Sheet:
    """What `briefs/_sheet.html` asks for as `sheet`."""
    names = [*names_of(row.household), *affiliations_of(row.household)]
    brief = service.for_row(session, row)
    texts = [
        ("主訴", row.concern),
        ("今の状況", row.situation),
        ("前回の方針", row.last_policy),
        *((line.label, line.cell.value) for line in brief.lines),
    ]
    return Sheet(
        number=row.number,
        who=who_of(row.household, row.conference.held_on),
        categories="・".join(dict.fromkeys(each.category for each in row.household.members if each.category)),
        texts=[(label, masked(text, names)) for label, text in texts if text.strip()],
        scores=in_words(brief),
        family=picture_of(row.household, row.conference.held_on, named=False),
    )


def affiliations_of(household: Household) -> list[str]:
    """Schools and nurseries as the roster writes them, whole and without class or grade."""
    whole = [member.affiliation.strip() for member in household.members]
    return [each for text in whole for each in (text, text.split()[0] if text else "") if len(each) > 1]
