"""Joining a need with an offer: who follows it up, whether it is done, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.errors import ConferenceError
from conference.groups.models import GroupLine, GroupPair
from conference.people.models import Person

WHO = 64
NOT_KEPT = (
    "「{need}」と「{offer}」の組合せは、ほかの人が解きました。書いた{words}は、保存していません。"
    "続けるときは、もう一度合わせてから書いてください。ほかは保存しました。"
)
MEANWHILE = "ほかの人が先に書きました。今の内容：{now}。この欄の言葉でよければ、もう一度保存してください。"


class JoinedAlready(ConferenceError):
    """A need has one offer at a time."""

    status = 409

    def __init__(self, offer: GroupLine) -> None:
        super().__init__(
            f"この困りごとは、もう「{offer.who}」と合わせてあります。替えるときは、先に組合せを解いてください。"
        )


class TakenDown(ConferenceError):
    """One of the two hangs there no more."""

    status = 409

    def __init__(self) -> None:
        super().__init__("どちらかの行は外されています。合わせていません。画面を開き直してください。")


class TakenApart(ConferenceError):
    """A pair that does not stand any more cannot go on."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この組合せは、ほかの人が解きました。続けるときは、団体の画面でもう一度合わせてください。"
        )


@dataclass(frozen=True)
class Typed:
    """One pair as a page sends it, and as that page was given it."""

    who: str = ""
    done: bool = False
    was: str = ""

    @property
    def state(self) -> str:
        return f"{self.who}\t{'1' if self.done else ''}"

    @property
    def who_before(self) -> str:
        return self.was.partition("\t")[0]

    @property
    def done_before(self) -> bool:
        return self.was.endswith("1")


@dataclass(frozen=True)
class Line:
    """A pair for the screen; `problem` where its words are not kept yet."""

    pair: GroupPair
    typed: Typed
    problem: str = ""


def as_typed(pair: GroupPair) -> Typed:
    made = Typed(pair.who, pair.done_at is not None)
    return replace(made, was=made.state)


def standing(session: Session) -> list[GroupPair]:
    """Every pair that was not taken apart: what is to be followed up first, then what is done."""
    question = select(GroupPair).where(GroupPair.apart_at.is_(None))
    found = session.scalars(question.options(joinedload(GroupPair.need), joinedload(GroupPair.offer)))
    return sorted(found, key=lambda each: (each.done_at is not None, each.at, each.id))


def join(session: Session, need: GroupLine, offer: GroupLine, person: Person, now: datetime) -> GroupPair:
    """Raises JoinedAlready, TakenDown."""
    made = GroupPair(need=need, offer=offer, who=person.family_name, at=now)
    _check(session, made)
    session.add(made)
    session.flush()
    return made


def join_again(session: Session, pair: GroupPair) -> None:
    """The undo of taking apart; raises JoinedAlready, TakenDown."""
    _check(session, pair)
    pair.apart_at = None
    session.flush()


def _check(session: Session, pair: GroupPair) -> None:
    if pair.need.dropped_at or pair.offer.dropped_at:
        raise TakenDown
    others = [each for each in standing(session) if each.need is pair.need and each is not pair]
    if others:
        raise JoinedAlready(others[0].offer)


def take_apart(session: Session, pair: GroupPair, now: datetime) -> None:
    pair.apart_at = now
    session.flush()


def open_again(session: Session, pair: GroupPair) -> None:
    """Not done after all; raises TakenApart."""
    if pair.apart_at:
        raise TakenApart
    pair.done_at = None
    session.flush()


def not_kept(pair: GroupPair, typed: Typed) -> str:
    """What somebody wrote beside a pair that stands no more, told; empty where nothing was written."""
    who = f"声をかける人「{typed.who}」" if typed.who not in ("", typed.who_before) else ""
    done = "済の印" if typed.done and not typed.done_before else ""
    words = "と".join(each for each in (who, done) if each)
    return NOT_KEPT.format(need=pair.need.who, offer=pair.offer.who, words=words) if words else ""


def write_all(pairs: Sequence[GroupPair], typed: Mapping[int, Typed], now: datetime) -> list[Line]:
    """Keep what was changed; where another has written the same field meanwhile, the words wait."""
    return [_write(each, typed.get(each.id, as_typed(each)), now) for each in pairs]


def _write(pair: GroupPair, typed: Typed, now: datetime) -> Line:
    stands = as_typed(pair)
    if typed.state == typed.was or typed.state == stands.state:
        return Line(pair, stands)
    if len({typed.who, typed.who_before, stands.who}) == 3:
        return Line(pair, replace(typed, was=stands.was), MEANWHILE.format(now=stands.who or "空"))
    if typed.who != typed.who_before:
        pair.who = typed.who[:WHO]
    if typed.done != typed.done_before:
        pair.done_at = (pair.done_at or now) if typed.done else None
    return Line(pair, as_typed(pair))
