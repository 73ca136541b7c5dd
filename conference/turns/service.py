"""Turns of a series: filled in one press, changed by hand, two of them swapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.people.models import Person
from conference.people.written_names import account_named
from conference.rosters.models import Series
from conference.series.service import seats_of
from conference.turns.days import in_turn
from conference.turns.errors import NobodyTakesTurns, NoDays, TwoToSwap
from conference.turns.listing import Line, given, lines, turns_of
from conference.turns.models import Turn

WHO = 64
MEANWHILE = "ほかの人が先に書きました。今の当番：{now}。この欄の名前でよければ、もう一度保存してください。"


def who_may(session: Session, series: Series) -> list[str]:
    """The usual seats, each by its person or else its section."""
    return list(dict.fromkeys(each.name or each.agency for each in seats_of(session, series)))


def known_names(session: Session, seats: Sequence[str]) -> list[str]:
    """What can be chosen for a field: the seats, then everybody of the office."""
    people = session.scalars(select(Person).where(Person.active).order_by(Person.name))
    return list(dict.fromkeys([*seats, *(each.name for each in people if each.kind.sees_rosters)]))


def fill(session: Session, series: Series, names: Sequence[str], today: date, ahead: int) -> list[Turn]:
    """The next days that have nobody, in turn; raises NobodyTakesTurns, NoDays."""
    if not names:
        raise NobodyTakesTurns
    ahead_of_us = [each for each in lines(session, series, today, ahead) if not each.is_past]
    coming = [each for each in ahead_of_us if not each.is_off][:ahead]
    if not coming:
        raise NoDays
    past = [each.who for each in given(session, series, today) if each.is_past][-1:]
    whose = in_turn([*past, *(each.who for each in coming)], names)[len(past) :]
    named = zip(coming, whose, strict=True)
    return [_give(session, series, line.key, who) for line, who in named if not line.turn]


def _give(session: Session, series: Series, on: date, who: str) -> Turn:
    made = Turn(series=series, on=on, who=who[:WHO], person=_account_of(session, who))
    session.add(made)
    session.flush()
    return made


def _account_of(session: Session, who: str) -> Person | None:
    """None for a section; outside the office only by the whole name."""
    return account_named(session, who, outside_by_family=False)


def mark_of(turn: Turn) -> str:
    """What an undo remembers of a turn: its number, and whether it is still as it was given."""
    return f"{turn.id}.{crc32(f'{turn.on} {turn.who}'.encode()):08x}"


def take_back(session: Session, series: Series, marks: Sequence[str], today: date) -> tuple[int, int]:
    """The undo of filling: how many were taken away, and how many stay (rewritten since, or passed)."""
    numbers = {mark.partition(".")[0] for mark in marks}
    found = [each for each in turns_of(session, series) if str(each.id) in numbers]
    as_given = [each for each in found if mark_of(each) in marks and each.on >= today]
    for each in as_given:
        session.delete(each)
    session.flush()
    return len(as_given), len(found) - len(as_given)


@dataclass(frozen=True)
class Typed:
    who: str
    was: str


@dataclass(frozen=True)
class Held:
    """What was typed and could not be kept yet, and why."""

    who: str
    problem: str


def write_all(
    session: Session, series: Series, found: Sequence[Line], typed: Mapping[date, Typed]
) -> tuple[int, dict[date, Held]]:
    """How many names were changed, and what is held back; a passed turn stays as it was."""
    changed, held = 0, {}
    for line in found:
        given_now = typed.get(line.key)
        if line.is_past or given_now is None or given_now.who in (given_now.was, line.who):
            continue
        if given_now.was != line.who:
            held[line.key] = Held(given_now.who, MEANWHILE.format(now=line.who or "決まっていません"))
            continue
        _write(session, series, line, given_now.who)
        changed += 1
    return changed, held


def left_over(found: Sequence[Line], typed: Mapping[date, Typed]) -> dict[date, str]:
    """New names that were typed where no line to come stands any more."""
    there = {each.key for each in found if not each.is_past}
    return {
        key: each.who for key, each in typed.items() if key not in there and each.who not in ("", each.was)
    }


def _write(session: Session, series: Series, line: Line, who: str) -> None:
    if line.turn is None:
        _give(session, series, line.key, who)
    elif not who:
        session.delete(line.turn)
    else:
        line.turn.who, line.turn.person = who[:WHO], _account_of(session, who)
    session.flush()


def swap(session: Session, series: Series, ids: Sequence[int], today: date) -> list[Turn]:
    """Two turns to come; raises TwoToSwap."""
    coming = [each.turn for each in given(session, series, today) if each.turn and not each.is_past]
    wanted = [each for each in coming if each.id in ids]
    if len(wanted) != 2:
        raise TwoToSwap
    one, other = wanted
    (one.who, one.person), (other.who, other.person) = (other.who, other.person), (one.who, one.person)
    session.flush()
    return wanted
