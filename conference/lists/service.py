"""The lists of the office, each by its name, for whoever asks and with what they ask."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.births.service import expecting
from conference.home.service import deadlines
from conference.lists import births, by_reading, ending, families, plans, roles
from conference.lists.sheets import Asked, Sheet
from conference.lists.standing import standings
from conference.people.models import Person, Role


@dataclass(frozen=True)
class Name:
    """One list: its name in the address, its title, and what it is for."""

    key: str
    title: str
    lead: str


NAMES = {
    name.key: name
    for name in (
        Name(
            "plans",
            "評価日",
            "サポートプランの評価日を月ごとに。過ぎた日、消した日、一度も決めていない世帯も入ります。",
        ),
        Name("calls", "更新月の声かけ", "今月と来月に評価日の来る家庭を担当ごとに。面談の約束に使います。"),
        Name("roles", "役割と期限", "会議で決めた役割のうち、済んでいないもの。ここで済・未を付けられます。"),
        Name(
            "still",
            "動いていない決定",
            "だれも始めていない決定です。期限が過ぎたもの、一か月たったもの、役割のないもの。",
        ),
        Name("unseen", "会えていない世帯", "しばらくだれも会えていない世帯です。終結した世帯は入りません。"),
        Name(
            "births",
            "出産後の確認",
            "出産予定日を過ぎた妊婦です。世帯を開くと、生まれた日と区分を書けます。書くまで何も変わりません。",
        ),
        Name(
            "ending",
            "終結を考える",
            "変化なしが3回続いた世帯です。役割が残っていないか、会えているかも並べます。決めるのは会議です。",
        ),
        Name(
            "closed", "終結", "名簿から外す・進行管理終結・支援終結・転出は別のことなので、分けて数えます。"
        ),
    )
}
WORKERS = (Role.MATERNAL, Role.CHILD)


def sheet(session: Session, name: str, asked: Asked) -> Sheet:
    """The list of this name; `name` is one of NAMES."""
    if name == "roles":
        return roles.roles(deadlines(session, asked.today), asked)
    if name == "births":
        return births.births(expecting(session), asked)
    if name == "ending":
        return ending.ending(standings(session), ending.safeties(session), asked)
    made = {
        "plans": plans.plans,
        "calls": plans.calls,
        "still": roles.still,
        "unseen": families.unseen,
        "closed": families.closed,
    }
    return made[name](standings(session), asked)


def closing_years(session: Session, asked: Asked) -> list[int]:
    return families.years(standings(session), asked.today)


def workers(session: Session) -> list[Person]:
    """Whose list can be asked for: the people of the office."""
    office = [role for role in Role if role.sees_rosters]
    question = select(Person).where(Person.active, Person.role.in_(office))
    return sorted(session.scalars(question), key=lambda each: by_reading.key(each.name))


def starts_with(person: Person) -> Person | None:
    """A worker starts on her own lines, whoever runs conferences on everybody's."""
    return person if person.kind in WORKERS else None
