"""What is known about a row the day before, gathered for its page: lines, drafts, safety then and now, the family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.briefs.models import Brief
from conference.briefs.picture import picture_of
from conference.decisions.fields import FIELDS, LINE, SCORED_BY, Place, as_shown, as_text
from conference.decisions.models import FieldEdit
from conference.decisions.sheet import Cell
from conference.households.models import Household
from conference.households.workers import FUNCTION_OF
from conference.people.models import Person
from conference.rosters.models import Conference, Row

LINES = ("life", "child", "guardian", "strengths", "to_discuss", "at_hand")
DRAFTS = ("maternal_draft", "child_draft")
NAMES = tuple(name for name, each in FIELDS.items() if each.place is Place.BRIEF)
HINTS = {
    "life": "住まい、家計、一日の過ごし方",
    "child": "園や学校、体、ことば、友だち",
    "guardian": "体調、仕事、手伝ってくれる人",
    "strengths": "できていること、頼れるもの",
    "to_discuss": "会議で決めたいことを一つ",
    "at_hand": "今ある記録の名前と頁（新しい資料は作らない）",
}
MOST = LINE


@dataclass(frozen=True)
class Mark:
    """安全の度合い as somebody set it, or 本人・家族の点数 as one of them (`who`) said it: 0 to 100."""

    value: int
    who: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Line:
    """One field of the brief as a page shows it."""

    name: str
    label: str
    cell: Cell
    hint: str = ""
    function: str = ""

    def is_open_to(self, person: Person) -> bool:
        """The other function's draft is read, not written."""
        return not self.function or FUNCTION_OF.get(person.kind, self.function) == self.function


@dataclass(frozen=True)
class Shown:
    """The brief of one row; `family` is a drawing with names, for the office only."""

    row: Row
    cells: dict[str, Cell] = field(default_factory=dict)
    last: Mark | None = None
    now: Mark | None = None
    said_last: Mark | None = None
    said_now: Mark | None = None
    family: Markup | None = None

    most = MOST
    scorers = SCORED_BY

    @property
    def lines(self) -> list[Line]:
        return [Line(name, FIELDS[name].label, self.cells[name], HINTS[name]) for name in LINES]

    @property
    def drafts(self) -> list[Line]:
        return [
            Line(name, FIELDS[name].label, self.cells[name], function=FIELDS[name].function)
            for name in DRAFTS
        ]

    @property
    def safety(self) -> Cell:
        return self.cells["safety"]

    @property
    def family_score(self) -> Cell:
        return self.cells["family_score"]

    @property
    def family_score_by(self) -> Cell:
        return self.cells["family_score_by"]

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for cell in self.cells.values())

    @property
    def falls(self) -> bool:
        """The child is seen less safe than last time."""
        return self.now is not None and self.last is not None and self.now.value < self.last.value


def for_row(session: Session, row: Row) -> Shown:
    """What `briefs/_in_panel.html` and `briefs/_sheet.html` ask for as `brief`."""
    return for_rows(session, [row])[row.id]


def for_rows(session: Session, rows: Sequence[Row]) -> dict[int, Shown]:
    """By row id, in a fixed number of questions to the database."""
    ids = [row.id for row in rows]
    _fetch_families(session, rows)
    briefs = {each.row_id: each for each in session.scalars(select(Brief).where(Brief.row_id.in_(ids)))}
    edits = _newest_edits(session, ids)
    before, said = marks_before(session, rows), said_before(session, rows)
    return {
        row.id: _shown(
            row, briefs.get(row.id) or Brief(), edits, last=before.get(row.id), said_last=said.get(row.id)
        )
        for row in rows
    }


def _fetch_families(session: Session, rows: Sequence[Row]) -> None:
    """Each household with its people, so that drawing asks nothing more."""
    session.scalars(
        select(Household)
        .where(Household.id.in_([row.household_id for row in rows]))
        .options(selectinload(Household.members), selectinload(Household.relatives))
    ).all()


def _shown(row: Row, brief: Brief, edits: dict[tuple[int, str], FieldEdit], **before: Mark | None) -> Shown:
    cells = {name: _cell(name, brief, edits.get((row.id, name))) for name in NAMES}
    edit = edits.get((row.id, "safety"))
    return Shown(
        row,
        cells,
        now=Mark(brief.safety, _who(edit)) if brief.safety is not None else None,
        said_now=said_in(brief),
        family=picture_of(row.household, row.conference.held_on),
        **before,
    )


def said_in(brief: Brief, on: date | None = None) -> Mark | None:
    """本人・家族の点数, where somebody was asked."""
    return Mark(brief.family_score, brief.family_score_by, on) if brief.family_score is not None else None


def _cell(name: str, brief: Brief, edit: FieldEdit | None) -> Cell:
    return Cell(edit.number if edit else 0, as_shown(FIELDS[name], as_text(getattr(brief, name))))


def _newest_edits(session: Session, ids: Iterable[int]) -> dict[tuple[int, str], FieldEdit]:
    question = (
        select(FieldEdit)
        .where(FieldEdit.row_id.in_(list(ids)), FieldEdit.field.in_(NAMES))
        .options(joinedload(FieldEdit.person))
        .order_by(FieldEdit.number)
    )
    return {(edit.row_id, edit.field): edit for edit in session.scalars(question)}


def _who(edit: FieldEdit | None) -> str:
    return edit.person.family_name if edit and edit.person else ""


def marks_before(session: Session, rows: Sequence[Row]) -> dict[int, Mark]:
    """安全の度合い of each row's household at its newest earlier conference that has one."""
    earlier = _briefs_of_households(session, rows, Brief.safety.is_not(None))
    edits = _newest_edits(session, [each.row_id for each in earlier])
    newest = _newest_before(rows, earlier)
    return {
        row_id: Mark(each.safety, _who(edits.get((each.row_id, "safety"))), each.row.conference.held_on)
        for row_id, each in newest.items()
        if each.safety is not None
    }


def said_before(session: Session, rows: Sequence[Row]) -> dict[int, Mark]:
    """本人・家族の点数 likewise; the two need not be of the same conference."""
    earlier = _briefs_of_households(session, rows, Brief.family_score.is_not(None))
    found = _newest_before(rows, earlier).items()
    return {row_id: mark for row_id, each in found if (mark := said_in(each, each.row.conference.held_on))}


def _briefs_of_households(
    session: Session, rows: Sequence[Row], narrowed: ColumnElement[bool]
) -> Sequence[Brief]:
    """Of every conference, the oldest first."""
    question = (
        select(Brief)
        .join(Brief.row)
        .join(Row.conference)
        .where(Row.household_id.in_([row.household_id for row in rows]), narrowed)
        .options(joinedload(Brief.row).joinedload(Row.conference))
        .order_by(Conference.held_on, Row.id)
    )
    return session.scalars(question).all()


def _newest_before(rows: Sequence[Row], earlier: Sequence[Brief]) -> dict[int, Brief]:
    """By row id; `earlier` the oldest first."""
    return {
        row.id: each
        for row in rows
        for each in earlier
        if each.row.household_id == row.household_id and each.row.conference.held_on < row.conference.held_on
    }
