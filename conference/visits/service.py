"""The plan of visits of one fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.era import fiscal_year, format_short, parse_date
from conference.errors import ConferenceError
from conference.people.models import Person
from conference.rosters.models import Conference
from conference.visits.batches import Batch, sort_key
from conference.visits.models import Visit

MOST_LINES = 300
AFTER_MIDWAY = timedelta(days=185)
"""`parse_date` looks 90 days back and nine months on: from here that is nine months before a meeting, 90 days after."""
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
    place: str = ""  # as that page showed it

    @property
    def state(self) -> str:
        return "\t".join((self.on, self.who, self.word, "1" if self.done else ""))

    @property
    def is_changed(self) -> bool:
        return self.state != self.was

    @property
    def words(self) -> str:
        return "　".join(filter(None, (self.on, self.who, "済" if self.done else "", self.word)))


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


def read_day(text: str, year: int, conference: Conference | None = None) -> date | None:
    """Raises DayUnreadable; a month and day alone lie in the fiscal year, or around the meeting."""
    if not text:
        return None
    around = conference.held_on - AFTER_MIDWAY if conference else date(year, 7, 1)
    found = parse_date(text[:WHO], around)
    if found is None:
        raise DayUnreadable(text)
    return found


class DayUnreadable(ConferenceError):
    status = 422

    def __init__(self, text: str) -> None:
        super().__init__(f"「{text[:20]}」を日付として読めません。「5/12」のように書くか、空けてください。")


def of_year(session: Session, year: int) -> list[Visit]:
    """As `sort_key` has it, then those with a day first, then as they were pasted."""
    question = select(Visit).where(Visit.year == year).options(joinedload(Visit.conference), *_HEARD)
    return sorted(session.scalars(question), key=lambda each: (*sort_key(each), each.on or date.max, each.id))


_HEARD = (selectinload(Visit.answers), selectinload(Visit.heard))


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


def add(session: Session, person: Person, year: int, batch: Batch, places: Sequence[str]) -> list[Visit]:
    """Those that are not there yet; a round before a meeting stands in the meeting's own year.

    Raises TooManyPlaces when they are too many for its terms together.
    """
    if len(places) * len(batch.terms) > MOST_LINES:
        raise TooManyPlaces(len(places) * len(batch.terms))
    if batch.conference is not None:
        year = fiscal_year(batch.conference.held_on)
    there = _standing(session, year, batch)
    made = [
        Visit(
            year=year, kind=batch.kind, term=term, conference=batch.conference, place=place, made_by_id=person.id
        )
        for term in batch.terms
        for place in places
        if (term, place) not in there
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def _standing(session: Session, year: int, batch: Batch) -> set[tuple[str, str]]:
    """Terms and places of this kind already there."""
    question = select(Visit).where(Visit.kind == batch.kind)
    if batch.conference is not None:
        question = question.where(Visit.conference_id == batch.conference.id)
    else:
        question = question.where(Visit.year == year, Visit.conference_id.is_(None))
    return {(each.term, each.place) for each in session.scalars(question)}


def write_all(visits: Sequence[Visit], typed: Mapping[int, Typed], now: datetime) -> list[Line]:
    """Keep every line that was changed and can be kept; the others come back with their words and why."""
    return [
        _write(each, typed[each.id], now) if each.id in typed else Line(each, as_typed(each))
        for each in visits
    ]


def without_line(visits: Sequence[Visit], typed: Mapping[int, Typed]) -> dict[int, Typed]:
    """What a page sent for lines that somebody has taken away since; a number may belong to another place by now."""
    places = {each.id: each.place for each in visits}
    return {
        number: each
        for number, each in typed.items()
        if number not in places or (each.place and each.place != places[number])
    }


def _write(visit: Visit, typed: Typed, now: datetime) -> Line:
    stands = as_typed(visit)
    if not typed.is_changed or typed.state == stands.state:
        return Line(visit, stands)
    typed, clashes = _beside(typed, stands)
    if clashes:  # its words wait; sent once more they are meant
        return Line(visit, typed, MEANWHILE.format(now=stands.words or "空"))
    try:
        visit.on = read_day(typed.on, visit.year, visit.conference)
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
    question = select(Visit).where(Visit.id.in_(ids)).options(*_HEARD)
    found = [each for each in session.scalars(question) if each.is_blank]
    for each in found:
        session.delete(each)
    session.flush()
    return len(found)


def place_of(session: Session, number: str) -> str:
    """Where a visit went; empty for what is no visit's number."""
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        return ""
    found = session.get(Visit, int(number))
    return found.place if found else ""
