"""One household as it is typed: a short form when it comes in, all of it when it is corrected.  Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from conference.decisions.fields import LONG, SHORT, clean
from conference.era import format_date, parse_date
from conference.households.models import CATEGORIES, FUNCTIONS, Household, Member

NO_NAME = "世帯の名前を書いてください。"
NO_MEMBER = "児童か妊婦の名前を一人書いてください。"
NO_MEMBER_NAME = "名前を書いてください。入れない人の欄は、全部空にしてください。"
ODD_BIRTH = "「{text}」を読めません。「H29.6.3」「2017/6/3」か「妊娠24週」のように書いてください。"
BORN_LATER = "生年月日が今日より後です。まだ生まれていないときは「妊娠24週」のように書いてください。"
ODD_DAY = "「{text}」を日付として読めません。「R8.12.10」のように書いてください。"
TOO_LONG = "{limit:,}字までです。短くしてください。"
_WEEKS = re.compile(r"(?:妊娠|在胎)?([0-9]{1,2})週(?:[0-6]日)?")
MOST_WEEKS = 42
MEMBER_FIELDS = (
    "name",
    "relation",
    "born",
    "category",
    "affiliation",
    "registration_number",
    "registered_on",
)


@dataclass(frozen=True)
class Born:
    """A birth date, or the weeks of a pregnancy, or neither is known."""

    birth_date: date | None = None
    weeks: int | None = None


def read_born(text: str, today: date) -> Born | None:
    """None when the text is neither a date nor weeks of pregnancy."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if not folded or folded == "不明":
        return Born()
    if found := _WEEKS.fullmatch(folded):
        return Born(weeks=int(found[1])) if int(found[1]) <= MOST_WEEKS else None
    day = parse_date(text)
    return Born(day) if day and day.year > today.year - 120 else None


@dataclass
class MemberForm:
    """One person; `key` is the member's id, or new."""

    key: str
    name: str = ""
    relation: str = ""
    born: str = ""
    category: str = ""
    affiliation: str = ""
    registration_number: str = ""
    registered_on: str = ""
    leaves: bool = False
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, member: Member) -> MemberForm:
        return cls(
            str(member.id), member.name, member.relation, _born_text(member), member.category,
            member.affiliation, member.registration_number, _day_text(member.registered_on),
        )  # fmt: skip

    @classmethod
    def read(cls, given: Mapping[str, str], key: str, today: date) -> MemberForm:
        form = cls(key, leaves=given.get(f"m{key}-leaves") == "1")
        for name in MEMBER_FIELDS:
            setattr(form, name, _typed(given, f"m{key}-{name}"))
        if not form.is_empty and not form.leaves:
            form._check(today)
        return form

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in MEMBER_FIELDS)

    def _check(self, today: date) -> None:
        for name, text in ((name, getattr(self, name)) for name in MEMBER_FIELDS):
            if len(text) > LIMITS.get(name, SHORT):
                self.problems[name] = TOO_LONG.format(limit=LIMITS.get(name, SHORT))
        if not self.name:
            self.problems["name"] = NO_MEMBER_NAME
        born = read_born(self.born, today)
        if born is None:
            self.problems["born"] = ODD_BIRTH.format(text=self.born[:20])
        elif born.birth_date and born.birth_date > today:
            self.problems["born"] = BORN_LATER
        if self.registered_on and parse_date(self.registered_on, today) is None:
            self.problems["registered_on"] = ODD_DAY.format(text=self.registered_on[:20])
        if self.category not in ("", *CATEGORIES):
            self.category = ""


LIMITS = {"relation": 32, "registration_number": 32, "case_number": 32, "concern": LONG, "situation": LONG}


@dataclass
class HouseholdForm:
    """The household's own fields, its people, and, when it comes in, what is the matter."""

    name: str = ""
    case_number: str = ""
    lead_function: str = ""
    lead_worker: str = ""
    concern: str = ""
    situation: str = ""
    members: list[MemberForm] = field(default_factory=lambda: [MemberForm("new")])
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, household: Household) -> HouseholdForm:
        members = [MemberForm.of(member) for member in household.members]
        return cls(
            household.name, household.case_number or "", household.lead_function, household.lead_worker,
            members=[*members, MemberForm("new")],
        )  # fmt: skip

    @classmethod
    def read(cls, given: Mapping[str, str], keys: list[str], today: date) -> HouseholdForm:
        names = ("name", "case_number", "lead_function", "lead_worker", "concern", "situation")
        form = cls(members=[MemberForm.read(given, key, today) for key in [*keys, "new"]])
        for name in names:
            setattr(form, name, _typed(given, name))
            if len(getattr(form, name)) > LIMITS.get(name, SHORT):
                form.problems[name] = TOO_LONG.format(limit=LIMITS.get(name, SHORT))
        if not form.name:
            form.problems["name"] = NO_NAME
        if not any(member.name for member in form.staying):
            form.members[-1].problems.setdefault("name", NO_MEMBER)
        if form.lead_function not in ("", *FUNCTIONS):
            form.lead_function = ""
        return form

    @property
    def staying(self) -> list[MemberForm]:
        return [member for member in self.members if not member.is_empty and not member.leaves]

    @property
    def problem_count(self) -> int:
        return len(self.problems) + sum(len(member.problems) for member in self.members)


def _typed(given: Mapping[str, str], name: str) -> str:
    return clean(given.get(name, "")).strip()


def _born_text(member: Member) -> str:
    if member.pregnancy_weeks is not None and member.birth_date is None:
        return f"妊娠{member.pregnancy_weeks}週"
    return _day_text(member.birth_date)


def _day_text(day: date | None) -> str:
    return format_date(day, weekday=False) if day else ""
