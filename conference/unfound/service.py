"""見つからなかった言葉: kept without who asked, and readable only when several people did."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from conference import clock, era, office_names
from conference.errors import NotYours
from conference.keys import derive
from conference.unfound.models import UnfoundSearch
from conference.unfound.words import kept, names_one_of

SEVERAL = 3
"""Different people, before anybody may read the words."""
MONTHS_KEPT = 12
PURPOSE = "unfound"


@dataclass(frozen=True)
class Unfound:
    """Words that several people searched for; `id` stands in addresses, the words never do."""

    id: int
    words: str
    people: int
    month: date

    @property
    def month_in_words(self) -> str:
        """令和8年11月."""
        return era.format_date(self.month).partition("月")[0] + "月"


def note(session: Session, key: bytes, person_id: int, question: str) -> None:
    """Count this person's search that found nothing, unless it may name somebody; `key` is the office's."""
    words = kept(question)  # before the lock for writing is taken
    if not words:
        return
    _forget_old(session)
    if names_one_of(words, office_names.everybody(session)):
        return
    mark = mark_of(key, person_id, words)
    found = session.scalar(
        select(UnfoundSearch).where(UnfoundSearch.words == words, UnfoundSearch.mark == mark)
    )
    found = found or UnfoundSearch(words=words, mark=mark)
    found.month, found.settled = clock.today().replace(day=1), False
    session.add(found)
    session.flush()


def mark_of(key: bytes, person_id: int, words: str) -> str:
    """Tells two people apart for these words and nothing else: other words give other marks."""
    return hmac.new(derive(key, PURPOSE), f"{person_id}\0{words}".encode(), hashlib.sha256).hexdigest()


def several(session: Session) -> list[Unfound]:
    """What several people did not find, most asked first."""
    question = (
        select(
            func.min(UnfoundSearch.id),
            UnfoundSearch.words,
            func.count().label("people"),
            func.max(UnfoundSearch.month).label("month"),
        )
        .where(UnfoundSearch.settled.is_(False))
        .group_by(UnfoundSearch.words)
        .having(func.count() >= SEVERAL)
        .order_by(func.count().desc(), func.max(UnfoundSearch.month).desc(), UnfoundSearch.words)
    )
    found = [Unfound(*line) for line in session.execute(question)]
    names = office_names.everybody(session) if found else []  # a family may have come since
    return [one for one in found if kept(one.words) == one.words and not names_one_of(one.words, names)]


def one_of(session: Session, unfound_id: int) -> Unfound:
    """One of those on the list; raises NotYours for all others, so that no number tells whether it is there."""
    for one in several(session):
        if one.id == unfound_id:
            return one
    raise NotYours


def settle(session: Session, unfound_id: int) -> Unfound:
    """Off the list, until several people ask again."""
    one = one_of(session, unfound_id)
    _mark_settled(session, one.words, True)
    return one


def take_back(session: Session, unfound_id: int) -> None:
    """Onto the list again; raises NotYours where nothing was settled."""
    found = session.get(UnfoundSearch, unfound_id)
    if found is None or not found.settled:
        raise NotYours
    _mark_settled(session, found.words, False)


def _mark_settled(session: Session, words: str, settled: bool) -> None:
    session.execute(update(UnfoundSearch).where(UnfoundSearch.words == words).values(settled=settled))
    session.flush()


def _forget_old(session: Session) -> None:
    month = clock.today().replace(day=1)
    oldest = month.replace(year=month.year - MONTHS_KEPT // 12)
    session.execute(delete(UnfoundSearch).where(UnfoundSearch.month < oldest))
