"""Invented records with sensible defaults: each takes a writing session and returns what it made."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from conference.decisions.models import Assignment, Decision
from conference.households.models import Household, Member
from conference.people.models import Person
from conference.rosters.models import Conference, Rhythm, Row, RowShare, Series
from conference.visits.models import Visit, VisitKind

_numbers = count(1)
FAMILIES = ("春野", "夏木", "秋山", "冬川", "髙瀬", "山﨑", "渡邊", "東雲")


def a_series(session: Session, name: str = "合同ケース会議", rhythm: Rhythm = Rhythm.MONTHLY) -> Series:
    found = session.query(Series).filter_by(name=name).one_or_none()
    return found or _kept(session, Series(name=name, rhythm=rhythm, place="第2会議室"))


def a_conference(session: Session, **given: Any) -> Conference:
    given.setdefault("series", a_series(session))
    given.setdefault("held_on", date(2026, 11, 26))
    given.setdefault("starts_at", "14:00")
    given.setdefault("ends_at", "16:00")
    return _kept(session, Conference(**given))


def a_household(session: Session, **given: Any) -> Household:
    number = next(_numbers)
    given.setdefault("case_number", f"R8-{number:04}")
    given.setdefault("name", FAMILIES[number % len(FAMILIES)])
    given.setdefault("lead_function", "児童福祉")
    given.setdefault("members", [a_member()])
    return _kept(session, Household(**given))


def a_member(**given: Any) -> Member:
    """Not yet in a session: it goes into a household."""
    given.setdefault("name", "陽菜")
    given.setdefault("relation", "長女")
    given.setdefault("birth_date", date(2017, 6, 3))
    given.setdefault("affiliation", "さつき野小学校")
    given.setdefault("category", "要支援")
    return Member(**given)


def a_row(session: Session, conference: Conference | None = None, **given: Any) -> Row:
    given.setdefault("household", a_household(session))
    given.setdefault("situation", "9月から欠席が続く。母は朝起きられない日がある。")
    given.setdefault("concern", "不登校")
    given["conference"] = conference or a_conference(session)
    given.setdefault("position", 1 + session.query(Row).filter_by(conference=given["conference"]).count())
    return _kept(session, Row(**given))


def a_decision(session: Session, row: Row, **given: Any) -> Decision:
    given.setdefault("kind", "継続")
    given.setdefault("policy", "訪問を週1回に増やす。")
    return _kept(session, Decision(row=row, **given))


def an_assignment(session: Session, decision: Decision, **given: Any) -> Assignment:
    given.setdefault("side", "児童福祉側")
    given.setdefault("who", "鈴木")
    given.setdefault("what", "朝の訪問")
    given.setdefault("due_on", date(2026, 12, 10))
    return _kept(session, Assignment(decision=decision, **given))


def share(session: Session, row: Row, person: Person) -> RowShare:
    return _kept(session, RowShare(row=row, person=person))


def a_visit(session: Session, conference: Conference | None = None, **given: Any) -> Visit:
    """Before the meeting where there is one, else at the beginning of a year."""
    given.setdefault("place", "さつき野小学校")
    given.setdefault("kind", VisitKind.BEFORE if conference else VisitKind.ROUND)
    given.setdefault("year", 2026)
    return _kept(session, Visit(conference=conference, **given))


def _kept(session: Session, made: Any) -> Any:
    session.add(made)
    session.flush()
    return made
