"""A row's whiteboard: to write on, for the wall (signs instead of names), and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs.picture import picture_of
from conference.decisions import edits, targets
from conference.decisions.fields import FIELDS, Place, as_shown, as_text
from conference.decisions.models import FieldEdit
from conference.decisions.sheet import Cell
from conference.projector.masking import masked, names_of
from conference.rosters.models import Conference, Row
from conference.whiteboards.models import Whiteboard

NAMES = tuple(name for name, field in FIELDS.items() if field.place is Place.BOARD)
HEADINGS = {name: FIELDS[name].label for name in NAMES}
"""The same words on the screen, on the wall and on paper."""


@dataclass(frozen=True)
class Board:
    """What stands on it; `picture` is the family, where its people are known."""

    row: Row
    issues: str
    policy: str
    picture: Markup | None

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Each heading with its text, in the order of the board."""
        return list(zip(HEADINGS.values(), (self.issues, self.policy), strict=True))

    @property
    def is_empty(self) -> bool:
        return not (self.issues.strip() or self.policy.strip())


def board_of(session: Session, row: Row, *, named: bool = True) -> Board:
    """`named` False: ○○ in the texts and letters in the picture."""
    found = session.get(Whiteboard, row.id) or Whiteboard(board_issues="", board_policy="")
    names = [] if named else names_of(row.household)
    picture = picture_of(row.household, row.conference.held_on, named=named)
    return Board(row, masked(found.board_issues, names), masked(found.board_policy, names), picture)


def cells_of(session: Session, row: Row) -> dict[str, Cell]:
    """The fields of the board as a page needs them to save."""
    newest = edits.versions(session, [row.id])
    record = targets.record_of(session, row, Place.BOARD)
    return {name: _cell(name, record, newest.get((row.id, name))) for name in NAMES}


def _cell(name: str, record: object, newest: FieldEdit | None) -> Cell:
    field = FIELDS[name]
    return Cell(newest.number if newest else 0, as_shown(field, as_text(getattr(record, name))))


def written_on(session: Session, conference: Conference) -> Sequence[Row]:
    """The rows with something on their board, in roster order."""
    question = (
        select(Row)
        .join(Whiteboard, Whiteboard.row_id == Row.id)
        .where(Row.conference_id == conference.id)
        .where((Whiteboard.board_issues != "") | (Whiteboard.board_policy != ""))
        .order_by(Row.position)
    )
    return session.scalars(question).all()
