"""文例: offered while a 方針 is written, kept by the office itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference import office_names
from conference.decisions.fields import clean
from conference.decisions.models import DecisionKind
from conference.errors import ConferenceError, NotYours
from conference.people.models import Person
from conference.phrases.models import Phrase
from conference.phrases.naming import names_somebody, parts_of

LONGEST = 200
KINDS = ("", *DecisionKind)
ANY = "どの結果にも"


class PhraseRefused(ConferenceError):
    """The sentence cannot be one that is offered everywhere; nothing was kept."""

    status = 422


class NamesSomebody(PhraseRefused):
    def __init__(self) -> None:
        super().__init__(
            "名簿にある人の名前が入っています。文例はどの世帯の行にも出るため、"
            "「お子さん」「保護者」のように書き換えてください。"
        )


class NothingWritten(PhraseRefused):
    def __init__(self) -> None:
        super().__init__("文例が書かれていません。1文で書いてください。")


class TooLong(PhraseRefused):
    def __init__(self, length: int) -> None:
        super().__init__(f"文例は{LONGEST}字までです。いま{length}字あります。短くしてください。")


class AlreadyThere(PhraseRefused):
    def __init__(self) -> None:
        super().__init__("同じ文例がもうあります。そのままお使いください。")


def every(session: Session) -> Sequence[Phrase]:
    """The phrases that stand, kind by kind as the result is chosen, those for all last."""
    question = select(Phrase).where(Phrase.removed.is_(False)).options(joinedload(Phrase.added_by))
    order = {kind: at for at, kind in enumerate((*DecisionKind, ""))}
    return sorted(session.scalars(question), key=lambda each: (order.get(each.kind, 0), each.id))


def phrase_of(session: Session, phrase_id: int) -> Phrase:
    found = session.get(Phrase, phrase_id)
    if found is None:
        raise NotYours
    return found


def add(session: Session, kind: str, text: str, person: Person, now: datetime) -> Phrase:
    """Raises PhraseRefused."""
    written = _checked(session, text, 0)
    made = Phrase(kind=_kind(kind), text=written, added_by_id=person.id, added_at=now)
    session.add(made)
    session.flush()
    return made


def change(session: Session, phrase: Phrase, kind: str, text: str, person: Person, now: datetime) -> None:
    """Whoever changes the words stands behind them; raises PhraseRefused."""
    phrase.text = _checked(session, text, phrase.id)
    phrase.kind = _kind(kind)
    phrase.added_by_id, phrase.added_at = person.id, now
    session.flush()


def _kind(written: str) -> str:
    return written if written in KINDS else ""


def _checked(session: Session, text: str, own_id: int) -> str:
    written = " ".join(clean(text).split())
    if not written:
        raise NothingWritten
    if len(written) > LONGEST:
        raise TooLong(len(written))
    _check_alone(session, written, own_id)
    if names_somebody(written, names_known(session)):
        raise NamesSomebody
    return written


def _check_alone(session: Session, written: str, own_id: int) -> None:
    same = select(Phrase.id).where(Phrase.text == written, Phrase.id != own_id, Phrase.removed.is_(False))
    if session.scalar(same.limit(1)) is not None:
        raise AlreadyThere


def names_known(session: Session) -> set[str]:
    """Every name on any roster: households and their members."""
    return parts_of(office_names.families(session))


def set_removed(session: Session, phrase: Phrase, *, removed: bool) -> None:
    """Off the list, or on it again; raises AlreadyThere where the same sentence has come meanwhile."""
    if not removed:
        _check_alone(session, phrase.text, phrase.id)
    phrase.removed = removed
    session.flush()
