"""Writing and checking the audit trail."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import request
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from conference import clock, db
from conference.audit import chain, head
from conference.audit.events import EVENTS
from conference.audit.models import AuditEvent
from conference.people.models import Person

log = logging.getLogger(__name__)


def record(
    session: Session, person: Person | None, action: str, subject: Any = None, /, **fields: object
) -> None:
    """Add one line to the trail in this (writing) session; the caller commits.

    `subject` is a record (a row, a household, a conference …); a row's household is noted with it.
    Raises ValueError when the event is not declared or carries other fields than declared.
    """
    _check_declared(action, fields)
    before = _before(session)
    line = AuditEvent(
        id=before.number + 1,
        at=clock.now(),
        person_id=person.id if person else None,
        action=action,
        subject=subject.__tablename__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        household_id=_household_of(subject),
        detail=json.dumps(fields, ensure_ascii=False, sort_keys=True) if fields else "",
    )
    line.mac = chain.seal(key_of(session), before.mac, line)
    session.add(line)
    session.info["audit_newest"] = head.Head(line.id, line.mac)


def viewed(person: Person, action: str, *subjects: Any, **fields: object) -> None:
    """Before a page of named records is sent: one line per subject, committed at once.

    For GET views, whose own session only reads. When the line cannot be written the page is not sent.
    """
    if request.method not in db.SAFE_METHODS:
        raise RuntimeError("a view that changes something records in its own session: audit.record")
    with db.writing(db.engine()) as session:
        for subject in subjects or (None,):
            record(session, person, action, subject, **fields)
        session.commit()


def shown(person: Person, action: str, *subjects: Any, **fields: object) -> None:
    """The same for a page that also answers a form: a form that comes back has changed nothing else."""
    if request.method in db.SAFE_METHODS:
        viewed(person, action, *subjects, **fields)
        return
    for subject in subjects or (None,):
        record(db.session(), person, action, subject, **fields)
    db.session().commit()


def _check_declared(action: str, fields: dict[str, object]) -> None:
    if action not in EVENTS:
        raise ValueError(f"undeclared event {action!r}: add it to conference/audit/events.py")
    if fields.keys() != EVENTS[action].fields:
        raise ValueError(f"{action} carries exactly {sorted(EVENTS[action].fields)}, not {sorted(fields)}")


def _before(session: Session) -> head.Head:
    """The line before the next one; after the first of a transaction nobody else can have written one."""
    mine: head.Head | None = session.info.get("audit_newest")
    if mine is not None:
        return mine
    last = newest(session)
    return head.Head(last.id, last.mac) if last else head.Head(0, chain.START)


def newest(session: Session) -> AuditEvent | None:
    """The last line of the trail."""
    return session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1))


def _household_of(subject: Any) -> int | None:
    if getattr(subject, "__tablename__", "") == "household":
        return int(subject.id)
    found: int | None = getattr(subject, "household_id", None)
    return found


def _options(session: Session) -> Any:
    return session.get_bind().get_execution_options()


def key_of(session: Session) -> bytes:
    key: bytes = _options(session)["audit_key"]
    return key


def head_path(session: Session) -> Path:
    path: Path = _options(session)["audit_head"]
    return path


@event.listens_for(Session, "after_commit")
def _anchor(session: Session) -> None:
    written = session.info.pop("audit_newest", None)
    if written is None:
        return
    try:
        head.advance(head_path(session), key_of(session), written)
    except (
        OSError
    ) as problem:  # the record is committed; an older head still finds every later cut but this line's
        log.error("audit head not written: %s", type(problem).__name__)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _: object) -> None:
    session.info.pop("audit_newest", None)


@dataclass(frozen=True)
class Verdict:
    """What `audit verify` found: how many lines, which are broken, whether the end is missing."""

    lines: int
    broken: tuple[int, ...]
    head_missing: bool
    end_missing: bool

    @property
    def is_whole(self) -> bool:
        return not (self.broken or self.head_missing or self.end_missing)


def verify(session: Session) -> Verdict:
    key = key_of(session)
    lines = list(session.scalars(select(AuditEvent).order_by(AuditEvent.id)))
    anchored = head.read(head_path(session), key)
    macs = {line.id: line.mac for line in lines}
    return Verdict(
        lines=len(lines),
        broken=tuple(chain.broken(key, lines)),
        head_missing=anchored is None and bool(lines),
        end_missing=anchored is not None and macs.get(anchored.number) != anchored.mac,
    )
