"""The database's versions: the newest is what the models say, and each goes up and down with records in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from conference import audit, db
from conference.invitations.models import RowComment
from conference.migrations import VersionTooNew, VersionUnknown, configuration, downgrade, upgrade
from conference.tables import Base
from tests import cast
from tests.factories import a_decision, a_row, an_assignment

AT = datetime.combine(date(2026, 11, 21), time(9))
VERSIONS = [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()][::-1]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    engine = db.open_engine(tmp_path / "conference.db", bytes(32))
    yield engine
    engine.dispose()


def _shape(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
        )
        return [(name, sql) for name, sql in found]


def test_the_newest_version_is_what_the_models_say(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        missing = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert missing == [], "write the next version: python -m conference.migrations NUMBER WORDS"


def test_the_trail_is_guarded_from_the_first_version(empty: Engine) -> None:
    upgrade(empty)
    assert {"audit_event_no_update", "audit_event_no_delete"} <= {name for name, _ in _shape(empty)}


def test_upgrading_again_changes_nothing(empty: Engine) -> None:
    upgrade(empty)
    before = _shape(empty)
    upgrade(empty)
    assert _shape(empty) == before


def test_all_the_way_down_leaves_nothing(empty: Engine) -> None:
    upgrade(empty)
    downgrade(empty)
    assert [name for name, _ in _shape(empty) if name not in {"alembic_version", "pk_alembic_version"}] == []


@pytest.mark.parametrize("version", VERSIONS[1:] or VERSIONS)
def test_down_and_up_keeps_the_records(empty: Engine, version: str) -> None:
    """To the version before and back; the first one has nothing before it and keeps only its shape."""
    upgrade(empty)
    shape = _shape(empty)
    with db.writing(empty) as session:
        row = a_row(session)
        an_assignment(session, a_decision(session, row))
        audit.record(session, cast.enter(session, cast.SATO), "row_viewed", row)
        session.commit()
    before = VERSIONS.index(version) - 1
    downgrade(empty, VERSIONS[before] if before >= 0 else "base")
    upgrade(empty)
    assert _shape(empty) == shape
    if before >= 0:
        with db.reading(empty) as session:
            assert session.execute(text("SELECT count(*) FROM row")).scalar_one() == 1


def test_records_of_a_later_version_are_left_alone(empty: Engine) -> None:
    upgrade(empty)
    with empty.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(VersionTooNew):
        upgrade(empty)


def test_tables_without_a_version_are_left_alone(empty: Engine) -> None:
    Base.metadata.create_all(empty)
    with pytest.raises(VersionUnknown):
        upgrade(empty)


def test_foreign_keys_are_on_again(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    assert inspect(empty).has_table("person")


def test_the_number_in_a_reply_becomes_a_number_and_its_words_stay(empty: Engine) -> None:
    upgrade(empty)
    said = {
        "西（児童相談所）から　週2回会えた（安全の度合い60）": (
            "西（児童相談所）から　週2回会えた",
            "児童相談所",
            60,
        ),
        "保健所から　元気\nです（安全の度合い0）": ("保健所から　元気\nです", "保健所", 0),
        "学校から　電話（安全の度合い700）": ("学校から　電話（安全の度合い700）", "", None),
        "学校から　電話（安全の度合い70）と聞いた": ("学校から　電話（安全の度合い70）と聞いた", "", None),
        "案のとおりでよい": ("案のとおりでよい", "", None),
    }
    with db.writing(empty) as session:
        row, by = a_row(session), cast.enter(session, cast.SUZUKI)
        session.add_all(RowComment(row_id=row.id, person_id=by.id, text=each, at=AT) for each in said)
        session.commit()
    downgrade(empty, "0019")
    upgrade(empty)
    with db.reading(empty) as session:
        found = session.query(RowComment).order_by(RowComment.id).all()
        assert [(each.text, each.agency, each.safety) for each in found] == list(said.values())
    downgrade(empty, "0019")
    with empty.connect() as connection:
        texts = connection.execute(text("SELECT text FROM row_comment ORDER BY id")).scalars().all()
    assert list(texts) == list(said)
