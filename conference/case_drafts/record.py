"""What the office's records say of a household: for the engine to look for, and for the author to write from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.anonymize import Known, lists
from conference.anonymize.normalize import kana_key
from conference.case_drafts.models import CaseDraft
from conference.decisions.previous import history
from conference.era import format_short
from conference.households.models import Household, Member
from conference.people.models import Person, Role
from conference.rosters.models import Row

_BETWEEN = re.compile(r"[、,・/（）()\s]+")


@dataclass(frozen=True)
class Material:
    """One thing the household's history says, to write from."""

    kind: str  # "situation" | "policy" | "role"
    label: str
    when: str
    text: str


def known_of(session: Session, household: Household, rows: list[Row]) -> Known:
    """Everything that must not be left standing: the family, its people, and whoever worked with it."""
    people = session.scalars(select(Person)).all()
    told = [role.who for row in rows if row.decision for role in row.decision.assignments]
    words = {word for text in (household.lead_worker, *told) for word in _BETWEEN.split(text)}
    workers = {*(person.name for person in people), *filter(_names_somebody, words)}
    outside = {person.agency for person in people if person.kind is Role.PARTICIPANT}
    members = household.members
    return Known(
        family_name=household.name,
        given_names=tuple(dict.fromkeys(_given(household, each) for each in members if each.name)),
        school=tuple(dict.fromkeys(each.affiliation for each in members if each.affiliation)),
        birth_date=tuple(dict.fromkeys(each.birth_date for each in members if each.birth_date)),
        workers=tuple(sorted(each for each in workers if each)),
        agencies=tuple(sorted(each for each in outside if each)),
    )


def _names_somebody(word: str) -> bool:
    """担当 and だれ also hold 学校, 児福, 母: only what begins with a surname is a person's name."""
    key = kana_key(word)
    return word not in lists.field_terms() and any(
        key[:end] in lists.surnames() for end in range(1, len(key) + 1)
    )


def _given(household: Household, member: Member) -> str:
    """森 結衣 of the family 森 is 結衣."""
    rest = member.name.removeprefix(household.name).strip(" \u3000")
    return rest or member.name


def first_day(rows: list[Row], draft: CaseDraft) -> date:
    """The year X of the dates is the year of the first conference."""
    return min((row.conference.held_on for row in rows), default=draft.started_at.date())


def material_of(rows: list[Row]) -> list[Material]:
    """The household's history, oldest first: what was told, what was decided, who did what."""
    found: list[Material] = []
    for row in sorted(rows, key=lambda each: (each.conference.held_on, each.id)):
        when = format_short(row.conference.held_on)
        told = "\n".join(part for part in (row.concern, row.situation) if part.strip())
        found.append(Material("situation", "状況", when, told))
        if row.decision:
            decided = "　".join(part for part in (row.decision.kind, row.decision.policy) if part)
            found.append(Material("policy", "決めたこと", when, decided))
            roles = [
                f"{each.who}：{each.what}{f'（{each.state}）' if each.state else ''}"
                for each in row.decision.roles
            ]
            found.append(Material("role", "役割", when, "\n".join(roles)))
    return [each for each in found if each.text]


def rows_of(session: Session, household: Household) -> list[Row]:
    return history(session, household)
