"""一括確認: rows without change take over last policy, roles, deadlines and dates in one action."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import edits, targets
from conference.decisions.edits import Editor
from conference.decisions.fields import ROLE_FIELDS, FieldName
from conference.decisions.models import Assignment, Decision, DecisionKind, FieldEdit
from conference.decisions.previous import earlier_of_many, is_written, last_decided
from conference.decisions.proposals import Ahead, propose
from conference.decisions.service import ahead_of, check_takes_decisions, what_lies_ahead
from conference.era import format_month_day
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track
from conference.rosters.schedule import next_day_for

TAKEN_OVER = ("side", "who", "what", "due_on")


@dataclass(frozen=True)
class Preview:
    """What a row of 一括確認 takes over (or took): lines of text."""

    row: Row
    policy: str
    roles: tuple[str, ...]
    family: str
    dates: tuple[str, ...]

    @property
    def is_confirmed(self) -> bool:
        return self.row.phase is RowStatus.CONFIRMED_TOGETHER


def previews(session: Session, conference: Conference, rows: Sequence[Row]) -> list[Preview]:
    """The rows of the track in roster order, open ones as they would be confirmed."""
    shown = [row for row in rows if row.track == Track.TOGETHER]
    earlier = earlier_of_many(session, shown)
    next_on, is_fixed = next_day_for(session, conference)
    made = []
    for row in shown:
        last = next((each for each in earlier[row.id] if is_written(each.decision)), None)
        made.append(_preview(row, last.decision if last else None, ahead_of(row, last, next_on, is_fixed)))
    return made


def _preview(row: Row, before: Decision | None, ahead: Ahead) -> Preview:
    values = _values(row, before, ahead)
    written = row.decision
    stands = {name: getattr(written, name, None) or value for name, value in values.items()}
    roles = (
        written.roles
        if written and written.roles
        else [r for r in (before.roles if before else []) if r.is_open]
    )
    told = "　".join(str(stands[name]) for name in ("family_told_by", "family_told_how") if stands.get(name))
    labels = (("次回", "next_conference_on"), ("見直", "review_on"), ("評価", "plan_review_on"))
    dates = tuple(f"{label} {_day(stands.get(name))}" for label, name in labels)
    return Preview(
        row, str(stands["policy"] or ""), tuple(_role_line(each, ahead) for each in roles), told, dates
    )


def _day(value: object) -> str:
    return format_month_day(value) if isinstance(value, date) else "未定"


def _role_line(role: Assignment, ahead: Ahead) -> str:
    return f"{role.who or 'だれ未定'} {role.what} {_day(_due_again(role, ahead))}"


def rows_to_confirm(conference: Conference) -> list[Row]:
    return [row for row in conference.rows if row.track == Track.TOGETHER and row.phase is RowStatus.OPEN]


def confirm_together(session: Session, editor: Editor, conference: Conference) -> tuple[str, list[Row]]:
    """Confirm every open row of the 一括確認 track; returns the mark that `undo` takes, and the rows."""
    mark = f"together:{secrets.token_hex(6)}"
    rows = rows_to_confirm(conference)
    by_mark = replace(editor, origin=mark)
    for row in rows:
        check_takes_decisions(row)
        decision = take_over(session, by_mark, row)
        decision.decided_at, decision.decided_by_id = editor.now, editor.person.id
        row.status = RowStatus.CONFIRMED_TOGETHER
    session.flush()
    return mark, rows


def take_over_one(session: Session, editor: Editor, row: Row) -> str:
    """「前回と同じにする」 for one row that stays open; returns the mark that `undo` takes."""
    check_takes_decisions(row)
    mark = f"same:{secrets.token_hex(6)}"
    take_over(session, replace(editor, origin=mark), row)
    if row.phase is RowStatus.OPEN and row.conference.phase is ConferenceState.IN_SESSION:
        row.status = RowStatus.IN_DISCUSSION
    session.flush()
    return mark


def take_over(session: Session, editor: Editor, row: Row) -> Decision:
    """Fill what nobody has written with what was decided last time."""
    decision = targets.decision_of(session, row)
    last = last_decided(session, row)
    before = last.decision if last else None
    ahead = what_lies_ahead(session, row)
    for name, value in _values(row, before, ahead).items():
        target = targets.target_of(session, row, name)
        if not target.value:
            edits.write(session, editor, target, value)
    if before and not decision.roles:
        for role in (each for each in before.roles if each.is_open):
            _take_over_role(session, editor, row, role, ahead)
    return decision


def _values(row: Row, before: Decision | None, ahead: Ahead) -> dict[str, date | str | None]:
    proposed = {name: each.value for name, each in propose(DecisionKind.CONTINUE, ahead).items()}
    told_by = (
        before.family_told_by if before and before.family_told_by else proposed.get("family_told_by", "")
    )
    told_how = before.family_told_how if before and not before.family_not_told else ""
    policy = (before.policy if before else "") or row.last_policy
    return {
        **proposed,
        "kind": DecisionKind.CONTINUE.value,
        "policy": policy,
        "family_told_by": told_by,
        "family_told_how": told_how,
    }


def _take_over_role(session: Session, editor: Editor, row: Row, last: Assignment, ahead: Ahead) -> None:
    """The same role again; a deadline that has passed by the conference becomes the next conference's date."""
    key = secrets.token_hex(5)
    targets.add_role(session, row, key)
    due_on = _due_again(last, ahead)
    for attribute in TAKEN_OVER:
        value = due_on if attribute == "due_on" else getattr(last, attribute)
        name = FieldName(f"assignment:{key}:{attribute}", ROLE_FIELDS[attribute], key)
        edits.write(session, editor, targets.locate(session, row, name), value)


def _due_again(last: Assignment, ahead: Ahead) -> date:
    return last.due_on if last.due_on and last.due_on > ahead.held_on else ahead.next_on


def undo(session: Session, editor: Editor, conference: Conference, mark: str) -> list[Row]:
    """Take one 一括確認 back; a field that somebody has changed since keeps its new text."""
    by_row = {row.id: row for row in conference.rows}
    made = session.scalars(
        select(FieldEdit).where(FieldEdit.origin == mark, FieldEdit.row_id.in_(by_row))
    ).all()
    for edit in made:
        _undo_edit(session, editor, by_row[edit.row_id], edit)
    rows = [by_row[row_id] for row_id in {edit.row_id for edit in made}]
    for row in rows:
        _open_again(row)
    session.flush()
    return rows


def _undo_edit(session: Session, editor: Editor, row: Row, edit: FieldEdit) -> None:
    target = targets.locate(session, row, FieldName.read(edit.field))
    newest = edits.newest_edit(session, row.id, edit.field)
    if newest is None or newest.id != edit.id:
        return
    before = session.scalar(
        select(FieldEdit.value).where(
            FieldEdit.row_id == row.id, FieldEdit.field == edit.field, FieldEdit.number == edit.number - 1
        )
    )
    value = target.field.parse(before or "", row.conference.held_on)
    edits.write(session, editor, target, value)


def _open_again(row: Row) -> None:
    if row.phase is RowStatus.CONFIRMED_TOGETHER:
        row.status = RowStatus.OPEN
        if row.decision:
            row.decision.decided_at = row.decision.decided_by_id = None


def count_to_confirm(rows: Sequence[Row]) -> int:
    return sum(row.track == Track.TOGETHER and row.phase is RowStatus.OPEN for row in rows)
