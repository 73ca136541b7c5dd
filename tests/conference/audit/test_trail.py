"""The trail: declared events only, one chain, an end that cannot be cut off unseen."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from conference import audit, db
from conference.audit import service as trail
from conference.audit.events import EVENTS
from conference.audit.models import FORBID_CHANGES, AuditEvent
from tests import cast
from tests.factories import a_row


@pytest.fixture
def long_trail(engine: Engine) -> Engine:
    """Forty lines by two people."""
    with db.writing(engine) as session:
        for number in range(40):
            who = cast.enter(session, (cast.SATO, cast.SUZUKI)[number % 2])
            audit.record(session, who, "field_saved", field="policy", number=number)
        session.commit()
    return engine


def test_a_view_of_a_row_notes_its_household(session: Session) -> None:
    row = a_row(session)
    audit.record(session, cast.enter(session, cast.SATO), "row_viewed", row)
    line = trail.newest(session)
    assert line is not None
    assert (line.subject, line.subject_id, line.household_id) == ("row", row.id, row.household_id)


@pytest.mark.parametrize(
    ("action", "fields", "reason"),
    [
        ("looked", {}, "undeclared event"),
        ("field_saved", {"field": "policy"}, "carries exactly"),
        ("row_viewed", {"text": "母は朝起きられない"}, "carries exactly"),
    ],
)
def test_only_what_is_declared(session: Session, action: str, fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        audit.record(session, None, action, **fields)


def test_every_event_has_words() -> None:
    assert [name for name, event in EVENTS.items() if not event.label] == []


def test_a_whole_trail(long_trail: Engine) -> None:
    with db.reading(long_trail) as session:
        found = trail.verify(session)
    assert (found.lines, found.is_whole) == (40, True)


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET person_id = 1", "DELETE FROM audit_event"])
def test_the_database_refuses_changes(long_trail: Engine, statement: str) -> None:
    with pytest.raises(IntegrityError, match="only grows"), db.writing(long_trail) as session:
        session.execute(text(statement))


def test_a_rolled_back_line_leaves_no_head(long_trail: Engine) -> None:
    with db.writing(long_trail) as session:
        audit.record(session, None, "signed_in")
        session.rollback()
        session.execute(text("UPDATE person SET agency = agency"))
        session.commit()
        assert trail.verify(session).is_whole


def _edit(lines: list[AuditEvent], pick: random.Random) -> None:
    line = pick.choice(lines)
    name = pick.choice(["person_id", "household_id", "action", "detail", "at", "mac", "subject"])
    line.at = line.at + timedelta(seconds=1) if name == "at" else line.at
    if name != "at":
        setattr(line, name, {"person_id": 99, "household_id": 5}.get(name, f"{getattr(line, name)}x"))


def _delete(lines: list[AuditEvent], pick: random.Random) -> None:
    lines.remove(pick.choice(lines))


def _swap(lines: list[AuditEvent], pick: random.Random) -> None:
    one, other = pick.sample(range(len(lines)), 2)
    lines[one].detail, lines[other].detail = lines[other].detail, lines[one].detail


def _insert(lines: list[AuditEvent], pick: random.Random) -> None:
    at = pick.randrange(len(lines))
    twin = AuditEvent(**{key: value for key, value in vars(lines[at]).items() if not key.startswith("_")})
    lines.insert(at, twin)
    for number, line in enumerate(lines, start=1):
        line.id = number


def _cut_tail(lines: list[AuditEvent], pick: random.Random) -> None:
    del lines[-pick.randint(1, len(lines)) :]


@pytest.mark.parametrize("tamper", [_edit, _delete, _swap, _insert, _cut_tail])
def test_every_tampering_is_found(long_trail: Engine, tamper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty random ones of each kind; the lines are changed as a person with the key file's database would."""
    with db.reading(long_trail) as session:
        untouched = [
            {column.key: getattr(line, column.key) for column in AuditEvent.__table__.columns}
            for line in session.query(AuditEvent).order_by(AuditEvent.id)
        ]
        for seed in range(40):
            lines = [AuditEvent(**values) for values in untouched]
            tamper(lines, random.Random(seed))
            monkeypatch.setattr(session, "scalars", lambda _, kept=lines: kept)
            assert not trail.verify(session).is_whole, f"{tamper.__name__} with seed {seed}"


def test_a_lost_head_is_told(long_trail: Engine) -> None:
    with db.reading(long_trail) as session:
        trail.head_path(session).unlink()
        assert trail.verify(session).head_missing


def test_many_writers_make_one_chain(engine: Engine) -> None:
    def write(_: int) -> None:
        with db.writing(engine) as session:
            audit.record(session, None, "signed_in")
            session.commit()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(80)))
    with db.reading(engine) as session:
        found = trail.verify(session)
    assert (found.lines, found.is_whole) == (80, True)


def test_triggers_cover_both_changes() -> None:
    assert len(FORBID_CHANGES) == 2
