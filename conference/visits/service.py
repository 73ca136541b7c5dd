"""The plan of visits of one fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.era import fiscal_year, format_short, parse_date
from conference.errors import ConferenceError
from conference.people.models import Person
from conference.visits.models import Visit, VisitKind

MOST_LINES = 300
MEANWHILE = "ほかの人が先に書きました。今の内容：{now}。この欄の言葉でよければ、もう一度保存してください。"
PLACE, WHO, WORD = 64, 64, 200


class NoPlaces(ConferenceError):
    """Nothing was pasted."""

    status = 422

    def __init__(self) -> None:
        super().__init__("相手の名前が書かれていません。1行に一つずつ書いてください。何も足していません。")


class TooManyPlaces(ConferenceError):
    status = 422

    def __init__(self, lines: int) -> None:
        super().__init__(
            f"一度に足せるのは{MOST_LINES}行までです。いま{lines:,}行あります。分けて足してください。"
        )


class PlaceTooLong(ConferenceError):
    status = 422

    def __init__(self, line: int) -> None:
        super().__init__(f"{line}行目が{PLACE}字より長いです。短くしてください。何も足していません。")


@dataclass(frozen=True)
class Typed:
    """One line as a page sends it, and as that page was given it."""

    on: str = ""
    who: str = ""
    word: str = ""
    done: bool = False
    was: str = ""

    @property
    def state(self) -> str:
        return "\t".join((self.on, self.who, self.word, "1" if self.done else ""))

    @property
    def is_changed(self) -> bool:
        return self.state != self.was


@dataclass(frozen=True)
class Line:
    """A line for the screen: what is typed, the sentence where it could not be kept, and what stands now."""

    visit: Visit
    typed: Typed
    problem: str = ""


def as_typed(visit: Visit) -> Typed:
    """What its fields show."""
    made = Typed(format_short(visit.on) if visit.on else "", visit.who, visit.word, visit.done_at is not None)
    return replace(made, was=made.state)


def read_day(text: str, year: int) -> date | None:
    """Raises DayUnreadable; a month and day alone lie in the fiscal year."""
    if not text:
        return None
    found = parse_date(text[:WHO], date(year, 7, 1))
    if found is None:
        raise DayUnreadable(text)
    return found


class DayUnreadable(ConferenceError):
    status = 422

    def __init__(self, text: str) -> None:
        super().__init__(f"「{text[:20]}」を日付として読めません。「5/12」のように書くか、空けてください。")


def of_year(session: Session, year: int) -> list[Visit]:
    """By kind in the order of VisitKind, then those with a day first, then as they were pasted."""
    kinds = list(VisitKind)
    found = session.scalars(select(Visit).where(Visit.year == year)).all()
    return sorted(found, key=lambda each: (kinds.index(VisitKind(each.kind)), each.on or date.max, each.id))


def years(session: Session, today: date) -> list[int]:
    """Fiscal years with a plan, this one and the next; newest first."""
    kept = set(session.scalars(select(Visit.year).distinct()))
    return sorted(kept | {fiscal_year(today), fiscal_year(today) + 1}, reverse=True)


def places_in(text: str) -> list[str]:
    """One a line; raises NoPlaces, TooManyPlaces, PlaceTooLong."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if sum(map(bool, lines)) > MOST_LINES:
        raise TooManyPlaces(sum(map(bool, lines)))
    for number, line in enumerate(lines, start=1):
        if len(line) > PLACE:
            raise PlaceTooLong(number)
    found = list(dict.fromkeys(filter(None, lines)))
    if not found:
        raise NoPlaces
    return found


def add(session: Session, person: Person, year: int, kind: VisitKind, places: Sequence[str]) -> list[Visit]:
    """Those that are not there yet."""
    there = {each.place for each in of_year(session, year) if each.kind == kind}
    made = [
        Visit(year=year, kind=kind, place=place, made_by_id=person.id)
        for place in places
        if place not in there
    ]
    session.add_all(made)
    session.flush()
    return made


def write_all(visits: Sequence[Visit], typed: Mapping[int, Typed], now: datetime) -> list[Line]:
    """Keep every line that was changed and can be kept; the others come back with their words and why."""
    return [
        _write(each, typed[each.id], now) if each.id in typed else Line(each, as_typed(each))
        for each in visits
    ]


def _write(visit: Visit, typed: Typed, now: datetime) -> Line:
    stands = as_typed(visit)
    if not typed.is_changed or typed.state == stands.state:
        return Line(visit, stands)
    typed, clashes = _beside(typed, stands)
    if clashes:  # its words wait; sent once more they are meant
        told = "　".join(
            part for part in (stands.on, stands.who, "済" if stands.done else "", stands.word) if part
        )
        return Line(visit, typed, MEANWHILE.format(now=told or "空"))
    try:
        visit.on = read_day(typed.on, visit.year)
    except DayUnreadable as problem:
        return Line(visit, typed, problem.sentence)
    visit.who, visit.word = typed.who[:WHO], typed.word[:WORD]
    visit.done_at = (visit.done_at or now) if typed.done else None
    return Line(visit, as_typed(visit))


def _beside(typed: Typed, stands: Typed) -> tuple[Typed, bool]:
    """What two people wrote into different fields stands side by side; whether one field has two texts."""
    was, mine, now = (each.split("\t") for each in (typed.was, typed.state, stands.state))
    fields = list(zip(mine, (was + [""] * len(mine))[: len(mine)], now, strict=True))
    on, who, word, done = [given if given != before else new for given, before, new in fields]
    clashes = any(len({given, before, new}) == 3 for given, before, new in fields)
    return Typed(on, who, word, bool(done), was=stands.state), clashes


def take_away(session: Session, ids: Sequence[int]) -> int:
    """The undo of adding: only lines nobody has written on since."""
    found = [each for each in session.scalars(select(Visit).where(Visit.id.in_(ids))) if each.is_blank]
    for each in found:
        session.delete(each)
    session.flush()
    return len(found)
