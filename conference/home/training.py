"""What 研修担当 comes for: own texts of practice points that go on, and words that nobody found."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.people.models import Person
from conference.point_edits.models import EditState, PointEdit

OPEN = [each for each in EditState if each.is_open]


def open_edits(session: Session, person: Person) -> list[PointEdit]:
    """Sent back ones first: they wait for this person, the others for somebody else."""
    question = select(PointEdit).where(PointEdit.author_id == person.id, PointEdit.state.in_(OPEN))
    found = session.scalars(question.order_by(PointEdit.id))
    return sorted(found, key=lambda each: each.phase is not EditState.RETURNED)
