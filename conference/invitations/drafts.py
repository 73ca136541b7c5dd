"""方針案 on its way to those who read beforehand, and who has answered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.decisions.fields import FIELDS
from conference.decisions.models import FieldEdit
from conference.invitations.models import RowComment
from conference.rosters.models import Ground, GroundColumns, Row

AGREED = "案のとおりでよい"
DRAFTS = ("maternal_draft", "child_draft")
IN_SCOPE = "方針"


def briefs_of(session: Session, rows: Sequence[Row]) -> dict[int, Brief]:
    question = select(Brief).where(Brief.row_id.in_([row.id for row in rows]))
    return {each.row_id: each for each in session.scalars(question)}


def carries_draft(share: GroundColumns | None) -> bool:
    """The office reads drafts; with 本人同意 only where its scope speaks of 方針; else the ground itself says so."""
    return share is None or share.ground != Ground.CONSENT or IN_SCOPE in share.scope


def drafts_in(brief: Brief | None) -> list[tuple[str, str]]:
    """Whose draft, and its words; what nobody has written is left out."""
    found = [(FIELDS[name].function, getattr(brief, name).strip()) for name in DRAFTS] if brief else []
    return [(function, text) for function, text in found if text]


def outdated(session: Session, row_ids: Sequence[int]) -> set[int]:
    """The answers AGREED, by number, to a draft that has been written anew since."""
    edits = select(FieldEdit.row_id, func.max(FieldEdit.at)).group_by(FieldEdit.row_id)
    typed = FieldEdit.number > 0  # what stood there first is kept under the meeting's own day
    of_drafts = edits.where(FieldEdit.row_id.in_(row_ids), FieldEdit.field.in_(DRAFTS), typed)
    newest = {row_id: at for row_id, at in session.execute(of_drafts)}
    answers = select(RowComment).where(RowComment.row_id.in_(newest), RowComment.text == AGREED)
    return {each.id for each in session.scalars(answers) if each.at < newest[each.row_id]}


def answers_of(session: Session, rows: Sequence[Row]) -> dict[int, Counter[str]]:
    """By person: how many rows were answered with AGREED to what stands, and on how many something else was said (「意見」)."""
    ids = [row.id for row in rows]
    old = outdated(session, ids)
    comments = session.scalars(select(RowComment).where(RowComment.row_id.in_(ids)))
    said = {
        (each.person_id, each.row_id, each.text if each.text == AGREED else "意見")
        for each in comments
        if each.id not in old
    }
    found: dict[int, Counter[str]] = {}
    for person, _, answer in said:
        found.setdefault(person, Counter())[answer] += 1
    return found
