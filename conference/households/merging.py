"""Putting two households together when somebody has said that they are one family, and taking them apart again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference.decisions.edits import Editor
from conference.errors import ConferenceError
from conference.households import folding, moving
from conference.households.doubles import Double, doubles, family_of
from conference.households.models import Household, HouseholdMerge, HouseholdPair, HouseholdWorker
from conference.households.moving import Moved
from conference.rosters.models import Conference, Row
from conference.rosters.schedule import AHEAD


class AlreadyMerged(ConferenceError):
    """One of the two has gone into another household meanwhile."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この世帯は、もうほかの世帯とまとめてあります。画面を開き直してください。")


class MergedFurther(ConferenceError):
    """The household it went into has itself gone into another one."""

    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            f"まとめた先の{name}が、さらにほかの世帯とまとめてあります。先にそちらを戻してから、もう一度選んでください。"
        )


def likely(session: Session) -> list[tuple[Household, Household, str]]:
    """Pairs to be asked about: not said to be apart, not put together yet."""
    gone = set(session.scalars(select(HouseholdMerge.gone_id)))
    question = select(Household).options(selectinload(Household.members))
    there = {each.id: each for each in session.scalars(question) if each.id not in gone}
    apart = {
        (low, high) for low, high in session.execute(select(HouseholdPair.low_id, HouseholdPair.high_id))
    }
    found: list[Double] = doubles([family_of(each) for each in there.values()], apart)
    return [(there[each.first], there[each.second], each.why) for each in found]


def keep_apart(session: Session, editor: Editor, one: Household, other: Household) -> None:
    """「別の家族」: not asked again."""
    low, high = sorted((one.id, other.id))
    if session.get(HouseholdPair, (low, high)) is None:
        session.add(HouseholdPair(low_id=low, high_id=high, person_id=editor.person.id, at=editor.now))
    session.flush()


def ask_again(session: Session, one: Household, other: Household) -> None:
    low, high = sorted((one.id, other.id))
    if found := session.get(HouseholdPair, (low, high)):
        session.delete(found)
    session.flush()


def merge(session: Session, editor: Editor, kept: Household, gone: Household) -> HouseholdMerge:
    """Members and history of `gone` go to `kept`; `gone` stays as an empty shell with its case number.

    Rows of one roster: while it is prepared, the words go into the row that stays; later each keeps its row.
    Raises AlreadyMerged.
    """
    merged = set(session.scalars(select(HouseholdMerge.gone_id)))
    if kept.id == gone.id or merged & {kept.id, gone.id}:
        raise AlreadyMerged
    moved = Moved()
    folding.fold_rows(session, editor, kept, gone, moved)
    moving.give(session, kept, gone, moved)
    _share_workers(session, kept, gone, moved)
    made = HouseholdMerge(
        gone_id=gone.id, kept_id=kept.id, person_id=editor.person.id, at=editor.now, moved=moved.text
    )
    session.add(made)
    _flush(session, kept, gone)
    return made


def _flush(session: Session, *households: Household) -> None:
    session.flush()
    for each in households:
        session.expire(each)


def _share_workers(session: Session, kept: Household, gone: Household, moved: Moved) -> None:
    there = {each.person_id for each in kept.workers}
    moved.workers = [each.person_id for each in gone.workers if each.person_id not in there]
    session.add_all(HouseholdWorker(household_id=kept.id, person_id=each) for each in moved.workers)


def take_apart(session: Session, merged: HouseholdMerge) -> Household:
    """Back to two households: what went over goes back; what was written since stays where it is.

    Raises MergedFurther.
    """
    kept, gone = merged.kept, merged.gone
    if session.get(HouseholdMerge, kept.id) is not None:
        raise MergedFurther(kept.name)
    moved = Moved.read(merged.moved)
    moving.give_back(session, kept, gone, moved)
    for person_id in moved.workers:
        if found := session.get(HouseholdWorker, (kept.id, person_id)):
            session.delete(found)
    for records in moved.folded:
        folding.restore(session, records)
    session.delete(merged)
    _flush(session, kept, gone)
    return gone


def merged_into(session: Session, household: Household) -> Household | None:
    """Where a shell's family stands now."""
    found = session.get(HouseholdMerge, household.id)
    return (merged_into(session, found.kept) or found.kept) if found else None


def shells_of(session: Session, household: Household) -> list[Household]:
    """Households that went into this one; rows that could not move are still theirs."""
    return [each.gone for each in folding.merges_into(session, household.id)]


def rosters_with(session: Session, household: Household) -> list[int]:
    """Rosters in the making that show the household."""
    question = select(Row.conference_id).join(Row.conference)
    return list(
        session.scalars(question.where(Row.household_id == household.id, Conference.state.in_(AHEAD)))
    )
