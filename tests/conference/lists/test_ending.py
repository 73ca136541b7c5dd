"""終結を考える: who is on the list, and what is said for and against."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.lists.ending import NEARLY, READY
from conference.lists.service import sheet
from conference.lists.sheets import Asked
from conference.rosters.models import RowStatus
from tests import factories

ASKED = Asked(date(2026, 11, 21))
DAYS = (date(2026, 8, 27), date(2026, 9, 24), date(2026, 10, 22), date(2026, 11, 26))
_names = count(1)


def _family(
    session: Session,
    changes: tuple[str, ...] = ("なし", "なし", "なし"),
    *,
    seen: date | None = date(2026, 11, 4),
    role: str = "済",
    safety: tuple[int, ...] = (),
    kind: str = "継続",
) -> None:
    """One row a meeting, the last one decided with one role; a fourth change is the coming meeting's."""
    household = factories.a_household(session, name=f"家{next(_names)}")
    rows = [
        factories.a_row(
            session, factories.a_conference(session, held_on=day), household=household, change=change,
            last_seen_on=seen, status=RowStatus.DECIDED if day < ASKED.today else RowStatus.OPEN,
        )
        for day, change in zip(DAYS, changes, strict=False)
    ]  # fmt: skip
    decision = factories.a_decision(session, rows[len(changes[:3]) - 1], kind=kind)
    factories.an_assignment(session, decision, state=role)
    for row, value in zip(rows, safety, strict=False):
        session.add(Brief(row_id=row.id, safety=value))
    session.flush()


def _read(session: Session) -> dict[str, tuple[str, str]]:
    found = sheet(session, "ending", ASKED)
    return {
        group.heading: (line.cells[4].text, line.cells[5].text)
        for group in found.groups
        for line in group.lines
    }


def test_three_quiet_meetings_and_nothing_left(session: Session) -> None:
    _family(session, safety=(60, 70, 80))
    told = "変化なし3回、役割はすべて済、安全の度合い80（前回70）、11/4に会えた"
    assert _read(session) == {READY: (told, "")}


@pytest.mark.parametrize(
    "changes",
    [
        ("なし", "なし"),  # too few
        ("なし", "なし", "あり"),  # something happened last time
        ("なし", "なし", "なし", "あり"),  # the coming meeting has news
        ("なし", "未確認", "なし"),  # nobody knew in between
        ("なし", "", "なし"),  # a meeting that said nothing is no quiet one
    ],
)
def test_who_is_not_on_it(session: Session, changes: tuple[str, ...]) -> None:
    _family(session, changes)
    assert _read(session) == {}


def test_a_coming_meeting_nobody_has_written_for(session: Session) -> None:
    _family(session, ("なし", "なし", "なし", ""))
    assert list(_read(session)) == [READY]


@pytest.mark.parametrize(
    ("given", "open_"),
    [
        ({"role": "未"}, "済んでいない役割1件"),
        ({"safety": (80, 80, 60)}, "安全の度合い60（前回80）"),
        ({"safety": (90, 90, 80)}, "安全の度合い80（前回90）"),  # high, but it fell
        ({"safety": (40,)}, "安全の度合い40"),
        ({"seen": None}, "会った日の記録がない"),
        ({"seen": date(2026, 7, 1)}, "143日会えていない"),
    ],
)
def test_what_is_still_open(session: Session, given: dict[str, object], open_: str) -> None:
    _family(session, **given)  # type: ignore[arg-type]
    assert {heading: against for heading, (_, against) in _read(session).items()} == {NEARLY: open_}


def test_a_closed_household_has_ended(session: Session) -> None:
    _family(session, kind="終結")
    assert _read(session) == {}
