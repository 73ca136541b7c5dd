"""共有の根拠: which rows an outside participant receives, and why.  Without a ground that stands: none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.era import format_short
from conference.invitations.models import PaperShare
from conference.invitations.participants import Participant, participants_of
from conference.rosters.models import Conference, Ground, GroundColumns, Row, RowShare

Pair = tuple[int, int]
"""(seat, row)."""


@dataclass(frozen=True)
class Given:
    """A ground as the facilitator states it."""

    ground: Ground
    scope: str = ""
    consented_on: date | None = None
    consent_until: date | None = None
    law: str = ""


@dataclass(frozen=True)
class Grounds:
    """The grounds of one meeting, by seat and row."""

    today: date
    by_pair: dict[Pair, GroundColumns] = field(default_factory=dict)

    def of(self, participant: Participant, row: Row) -> GroundColumns | None:
        return self.by_pair.get((participant.key, row.id))

    def opens(self, participant: Participant, row: Row) -> bool:
        """The office sees its roster; everybody else only what stands on a ground today."""
        if not participant.is_outside:
            return True
        found = self.of(participant, row)
        return found is not None and found.holds_on(self.today)

    def rows_for(self, participant: Participant, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if self.opens(participant, row)]


def grounds_of(
    session: Session, conference: Conference, participants: Sequence[Participant], today: date
) -> Grounds:
    """Both kinds of shares: those of accounts and those on paper."""
    ids = [row.id for row in conference.rows]
    found: dict[Pair, GroundColumns] = {}
    for paper in session.scalars(select(PaperShare).where(PaperShare.row_id.in_(ids))):
        found[paper.attendance_id, paper.row_id] = paper
    seats = {each.person.id: each.key for each in participants if each.person is not None}
    for share in session.scalars(select(RowShare).where(RowShare.row_id.in_(ids))):
        if share.person_id in seats:
            found[seats[share.person_id], share.row_id] = share
    return Grounds(today, found)


def without_ground(session: Session, conference: Conference, today: date) -> list[Participant]:
    """Outside participants who would receive nothing."""
    asked = participants_of(session, conference)
    grounds = grounds_of(session, conference, asked, today)
    return [each for each in asked if each.is_outside and not grounds.rows_for(each, conference.rows)]


def give(session: Session, participant: Participant, row: Row, given: Given) -> bool:
    """State the ground of one row for one participant; True where there was none before."""
    found = _share(session, participant, row)
    is_new = found is None
    if found is None:
        found = _new_share(participant, row)
        session.add(found)
    found.ground, found.scope, found.law = given.ground, given.scope, given.law
    found.consented_on, found.consent_until = given.consented_on, given.consent_until
    session.flush()
    return is_new


def take(session: Session, participant: Participant, row: Row) -> bool:
    """The row is no longer for this participant; True when it was."""
    found = _share(session, participant, row)
    if found is not None:
        session.delete(found)
        session.flush()
        session.expire(row, ["shares"])
    return found is not None


def _share(session: Session, participant: Participant, row: Row) -> RowShare | PaperShare | None:
    if participant.person is not None:
        return session.get(RowShare, (row.id, participant.person.id))
    return session.get(PaperShare, (row.id, participant.key))


def _new_share(participant: Participant, row: Row) -> RowShare | PaperShare:
    if participant.person is not None:
        return RowShare(row=row, person_id=participant.person.id)
    return PaperShare(row=row, attendance_id=participant.key)


def said(share: GroundColumns | None, today: date) -> str:
    """要対協; 本人同意 R8.11.2〜R9.3.31（様子と方針）; and where it no longer stands, that."""
    if share is None:
        return ""
    words = {Ground.CONSENT: _consent(share), Ground.LAW: f"法令 {share.law}"}.get(
        Ground(share.ground), share.ground
    )
    return words if share.holds_on(today) else f"{words}　今は見せていません"


def _consent(share: GroundColumns) -> str:
    began = format_short(share.consented_on) if share.consented_on else "日がありません"
    until = f"〜{format_short(share.consent_until)}" if share.consent_until else ""
    return f"本人同意 {began}{until}{f'（{share.scope}）' if share.scope else ''}"
