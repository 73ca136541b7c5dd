"""出産後の確認: who is to be asked, what is answered, and the way back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from conference.births.expecting import FULL_TERM, Expected, due_of
from conference.births.models import Birth, BirthChild
from conference.decisions.fields import clean
from conference.decisions.models import DecisionKind
from conference.era import parse_date
from conference.errors import ConferenceError
from conference.households.models import Household, HouseholdMerge, HouseholdWorker, Member
from conference.households.workers import is_worker
from conference.people.models import Person
from conference.rosters.models import Conference, Row

BORN, NOT_ADDED = "born", "none"
OUTCOMES = ((BORN, "生まれた（子を世帯に加える）"), (NOT_ADDED, "子は加えない（転出、死産などの事情）"))
LEAVES_REGISTER = "登録を終える"
CATEGORIES_AFTER = ("要支援", "要保護", "その他", LEAVES_REGISTER)
EXPECTANT = "特定妊婦"
LONGEST_NAME = 64
_BETWEEN = re.compile(r"[、，,／/\n]+")
NO_OUTCOME = "どちらかを選んでください。まだのときは、この画面を閉じてかまいません。"
NO_CATEGORY = "区分を選んでください。変わらないことも、ここで決めます。"
NO_NAME = "子の名前を書いてください。まだ決まっていないときは「第1子」のように書けます。"
ODD_DAY = "「{text}」を日付として読めません。「12/10」のように書いてください。"
LATER = "今日より後の日です。今日までの日を書いてください。"
TOO_EARLY = "妊娠の始まりより前の日です。日を確かめてください。"


class NotExpecting(ConferenceError):
    """Somebody has answered already, or the pregnancy was taken out of the record."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この方の出産後の確認は、もう書かれています。世帯のページで確かめてください。")


@dataclass
class Answer:
    """The form: what happened, the names of one or more children, the day, 区分, and since when."""

    outcome: str = ""
    names: str = ""
    born_on: str = ""
    category: str = ""
    settled_on: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    born: date | None = None
    settled: date | None = None

    @classmethod
    def read(cls, given: Mapping[str, str], member: Member, today: date) -> Answer:
        asked = ("outcome", "names", "born_on", "category", "settled_on")
        texts: dict[str, Any] = {name: clean(given.get(name, "")).strip() for name in asked}
        form = cls(**texts)
        if form.outcome not in (BORN, NOT_ADDED):
            form.problems["outcome"] = NO_OUTCOME
        if form.category not in CATEGORIES_AFTER:
            form.problems["category"] = NO_CATEGORY
        form.settled = form._day("settled_on", today, today)
        if form.outcome == BORN:
            form._check_birth(member, today)
        return form

    @property
    def children(self) -> list[str]:
        return [name.strip() for name in _BETWEEN.split(self.names) if name.strip()]

    def _check_birth(self, member: Member, today: date) -> None:
        if not self.children or any(len(name) > LONGEST_NAME for name in self.children):
            self.problems["names"] = NO_NAME
        self.born = self._day("born_on", today, None)
        due = due_of(member)
        if self.born and due and self.born < due - FULL_TERM:
            self.problems["born_on"] = TOO_EARLY

    def _day(self, name: str, today: date, otherwise: date | None) -> date | None:
        text = getattr(self, name)
        found = parse_date(text, today) if text else otherwise
        if found is None:
            self.problems[name] = ODD_DAY.format(text=text[:20]) if text else "日を書いてください。"
        elif found > today:
            self.problems[name] = LATER
        return found


def expecting(session: Session) -> list[Expected]:
    """Every pregnancy of a household that is still with us, the earliest expected day first."""
    question = (
        select(Member)
        .where(Member.pregnancy_weeks.is_not(None), Member.birth_date.is_(None))
        .where(Member.household_id.not_in(select(HouseholdMerge.gone_id)))
        .options(
            joinedload(Member.household).selectinload(Household.workers).joinedload(HouseholdWorker.person)
        )
        .options(joinedload(Member.household).selectinload(Household.members))
    )
    dues = [(member, due) for member in session.scalars(question) if (due := due_of(member))]
    newest = _newest_rows(session, {member.household_id for member, _ in dues})
    found = [Expected(member, due, newest.get(member.household_id)) for member, due in dues]
    return sorted((each for each in found if not _has_left(each.row)), key=lambda each: each.due_on)


def _has_left(row: Row | None) -> bool:
    return bool(row and row.decision and row.decision.kind == DecisionKind.CLOSE)


def _newest_rows(session: Session, household_ids: set[int]) -> dict[int, Row]:
    """The row on the newest roster of each household."""
    question = (
        select(Row)
        .join(Row.conference)
        .where(Row.household_id.in_(household_ids))
        .options(contains_eager(Row.conference).joinedload(Conference.series), joinedload(Row.decision))
        .order_by(Conference.held_on, Row.id)
    )
    return {row.household_id: row for row in session.scalars(question)}


def asked_of(session: Session, person: Person, today: date) -> list[Expected]:
    """Whom this worker should ask after: her own households whose expected day has passed."""
    over = [each for each in expecting(session) if each.due_on < today]
    return [each for each in over if is_worker(each.household, person)]


def of_household(household: Household, today: date) -> list[Expected]:
    """Those of this household whose expected day has passed."""
    dues = [(member, due_of(member)) for member in household.members]
    return [Expected(member, due) for member, due in dues if due and due < today]


def answer(session: Session, member: Member, form: Answer, by: Person, now: datetime) -> Birth:
    """Write an answer without problems: the children, their 区分, and the mother's line.  Raises NotExpecting."""
    if due_of(member) is None or form.settled is None:
        raise NotExpecting()
    made = _kept(member, form, by, now)
    session.add(made)
    session.flush()
    for name in form.children if form.outcome == BORN else []:
        child = _child(member, name, form, made)
        session.add(child)
        session.flush()
        session.add(BirthChild(member_id=child.id, birth_id=made.id))
    _no_longer_expecting(member, form)
    session.flush()
    return made


def _kept(member: Member, form: Answer, by: Person, now: datetime) -> Birth:
    """The answer with everything that stood in the mother's line."""
    return Birth(
        mother_id=member.id, born_on=form.born, category=form.category, settled_on=form.settled,
        weeks_before=member.pregnancy_weeks, as_of_before=member.pregnancy_as_of,
        category_before=member.category, number_before=member.registration_number,
        registered_before=member.registered_on, person_id=by.id, at=now,
    )  # fmt: skip


def _child(mother: Member, name: str, form: Answer, made: Birth) -> Member:
    """Takes over the number of 要対協 where the register goes on."""
    goes_on = form.category != LEAVES_REGISTER
    registered = goes_on and bool(made.number_before or made.registered_before)
    return Member(
        household=mother.household, name=name, relation="子", birth_date=form.born,
        position=1 + max(each.position for each in mother.household.members),
        category=form.category if goes_on else "",
        registration_number=made.number_before if goes_on else "",
        registered_on=form.settled if registered else None,
    )  # fmt: skip


def _no_longer_expecting(member: Member, form: Answer) -> None:
    member.pregnancy_weeks = member.pregnancy_as_of = None
    if member.category == EXPECTANT:
        stays = form.outcome == NOT_ADDED and form.category != LEAVES_REGISTER
        member.category = form.category if stays else ""
    if form.outcome == BORN or form.category == LEAVES_REGISTER:
        member.registration_number, member.registered_on = "", None


def take_back(session: Session, made: Birth) -> None:
    """As before the answer: the children of this answer go, the pregnancy stands again."""
    mother = made.mother
    for each in [child.member for child in made.children]:
        mother.household.members.remove(each)
    mother.pregnancy_weeks, mother.pregnancy_as_of = made.weeks_before, made.as_of_before
    mother.category, mother.registration_number = made.category_before, made.number_before
    mother.registered_on = made.registered_before
    session.delete(made)
    session.flush()
