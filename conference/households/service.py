"""Households that come in without a spreadsheet, and corrections of those that are there."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference.era import parse_date
from conference.errors import ConferenceError
from conference.households.forms import MEMBER_FIELDS, HouseholdForm, MemberForm, read_born
from conference.households.models import Household, HouseholdMerge, HouseholdWorker, Member
from conference.households.workers import words_of
from conference.people.models import Person

NUMBER_TAKEN = "このケース番号の世帯がもうあります。番号を確かめてください。"


class ChangedMeanwhile(ConferenceError):
    """Somebody else corrected the household since this page was opened."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "開いたあとで、ほかの人がこの世帯を直しました。書いたものは残っています。"
            "今の内容と見比べて、もう一度保存してください。"
        )


def alike(session: Session, form: HouseholdForm, today: date) -> list[tuple[Household, str]]:
    """Households that may be this one, each with the reason; the surest first."""
    found: list[tuple[int, Household, str]] = []
    gone = select(HouseholdMerge.gone_id)
    question = select(Household).where(Household.id.not_in(gone)).options(selectinload(Household.members))
    every = session.scalars(question).all()
    days = {
        born.birth_date for each in form.staying if (born := read_born(each.born, today)) and born.birth_date
    }
    for household in every:
        if form.case_number and folded(household.case_number or "") == folded(form.case_number):
            found.append((0, household, "ケース番号が同じ"))
        elif days & {member.birth_date for member in household.members}:
            found.append((1, household, "生年月日が同じ人がいる"))
        elif folded(household.name) == folded(form.name):
            found.append((2, household, "世帯の名前が同じ"))
    return [(household, why) for _, household, why in sorted(found, key=lambda each: each[0])]


def folded(text: str) -> str:
    """Width and blanks aside; 旧字体 stay what they are."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def has_number(session: Session, number: str, but: Household | None = None) -> bool:
    if not number:
        return False
    others = session.execute(select(Household.id, Household.case_number)).all()
    return any(
        folded(known or "") == folded(number)
        for household_id, known in others
        if but is None or household_id != but.id
    )


def add(session: Session, form: HouseholdForm, today: date) -> Household:
    """A new household from a form without problems."""
    household = Household(name=form.name)
    session.add(household)
    session.flush()
    write(session, household, form, today)
    return household


def write(session: Session, household: Household, form: HouseholdForm, today: date) -> list[str]:
    """Put a form without problems into the household; returns which fields changed, members by MEMBER_FIELDS."""
    changed = [
        name
        for name in ("name", "lead_function", "lead_worker")
        if _put(household, name, getattr(form, name))
    ]
    changed += ["case_number"] if _put(household, "case_number", form.case_number or None) else []
    if "lead_worker" in changed:
        link_workers(session, household)
    for typed in form.members:
        changed += _write_member(household, typed, today)
    session.flush()
    return list(dict.fromkeys(changed))


def _write_member(household: Household, typed: MemberForm, today: date) -> list[str]:
    member = next((each for each in household.members if str(each.id) == typed.key), None)
    if typed.leaves or typed.is_empty:
        if member is None:
            return []
        household.members.remove(member)
        return ["member"]
    before = MemberForm.of(member) if member else MemberForm("new")
    if member is None:
        member = Member(name=typed.name, position=len(household.members))
        household.members.append(member)
    changed = [name for name in MEMBER_FIELDS if getattr(typed, name) != getattr(before, name)]
    for name in changed:
        _put_member(member, name, getattr(typed, name), today)
    return changed


def _put_member(member: Member, name: str, text: str, today: date) -> None:
    if name == "born":
        born = read_born(text, today)
        member.birth_date = born.birth_date if born else None
        member.pregnancy_weeks = born.weeks if born else None
        member.pregnancy_as_of = today if born and born.weeks is not None else None
    elif name == "registered_on":
        member.registered_on = parse_date(text, today) if text else None
    else:
        setattr(member, name, text)


def _put(record: object, name: str, value: object) -> bool:
    before = getattr(record, name)
    setattr(record, name, value)
    return bool(before != value)


def link_workers(session: Session, household: Household) -> None:
    """Whoever is named in 担当 finds the household on the home page."""
    written = words_of(household.lead_worker)
    people = session.scalars(select(Person).where(Person.active)).all()
    named = [p for p in people if p.kind.sees_rosters and {p.family_name, "".join(p.name.split())} & written]
    household.workers = [HouseholdWorker(household_id=household.id, person_id=p.id) for p in named]


def state_of(household: Household) -> str:
    """A mark of everything the form shows: another one means that somebody has written since."""
    form = HouseholdForm.of(household)
    told = [form.name, form.case_number, form.lead_function, form.lead_worker]
    for member in form.members:
        told += [member.key, *(getattr(member, name) for name in MEMBER_FIELDS)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
