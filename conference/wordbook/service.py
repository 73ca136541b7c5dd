"""同じ意味の言葉: the office's own groups, what a change would do to the search, and who made it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference import clock
from conference.errors import NotYours
from conference.people.models import Person
from conference.search_port import Searches
from conference.wordbook import office_file
from conference.wordbook.errors import GroupChanged
from conference.wordbook.groups import Group
from conference.wordbook.models import WordbookChange
from search import Hit, synonyms

NOTHING = Group(())
COMPARED = 5
"""Titles before and after, for each question."""
QUESTIONS = 8
RECENT = 5


@dataclass(frozen=True)
class Compared:
    """One question, with the first pages as the words are now and as they would be."""

    question: str
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]

    @property
    def is_changed(self) -> bool:
        return [hit.id for hit in self.before] != [hit.id for hit in self.after]

    def is_new(self, hit: Hit) -> bool:
        return hit.id not in {one.id for one in self.before}


def groups(folder: Path) -> list[Group]:
    """The office's own. Raises WordbookDamaged."""
    return [Group(tuple(names)) for names in office_file.groups(folder)]


def group_of(folder: Path, key: str) -> Group:
    """The group of a key, and nothing for an empty one; raises GroupChanged where it is no more."""
    if not key:
        return NOTHING
    for group in groups(folder):
        if group.key == key:
            return group
    raise GroupChanged


def shipped() -> list[str]:
    """The product's own groups, each in one line; what finds in one direction only has an arrow."""
    content = synonyms.read(synonyms.FILE)
    same = ["・".join(group) for group in content.get("same") or []]
    return [
        *same,
        *(f"{name} → {'・'.join(others)}" for name, others in (content.get("wider") or {}).items()),
    ]


def compare(
    searcher: Searches, folder: Path, before: Group, after: Group, questions: Iterable[str]
) -> list[Compared]:
    """Each question asked twice; raises what the search raises, and WordbookDamaged."""
    kept = [group.names for group in groups(folder) if group != before]
    now, then = searcher, searcher.trying([*kept, after.names] if after.names else kept)
    return [
        Compared(text, now.search(text, limit=COMPARED).hits, then.search(text, limit=COMPARED).hits)
        for text in questions
    ]


def questions_of(typed: str, after: Group, unfound: Sequence[str]) -> list[str]:
    """What the person wants to try (else the names themselves), then what several people did not find."""
    own = [line.strip() for line in typed.splitlines() if line.strip()] or list(after.names)
    return list(dict.fromkeys([*own[:QUESTIONS], *unfound[:COMPARED]]))


def change(session: Session, folder: Path, person: Person, before: Group, after: Group) -> WordbookChange:
    """The file changed and the change written down. Raises WordbookDamaged, GroupChanged, WordbookUnwritable."""
    made = WordbookChange(
        person_id=person.id, at=clock.now(), before=json.dumps(before.names), after=json.dumps(after.names)
    )
    session.add(made)
    session.flush()  # a database that cannot be written stops here, before the file
    office_file.change(folder, before.names, after.names)
    return made


def undo(session: Session, folder: Path, person: Person, change_id: int) -> WordbookChange:
    """The group as it was before that change; raises NotYours, or GroupChanged where it is another by now."""
    made = session.get(WordbookChange, change_id)
    if made is None:
        raise NotYours
    return change(session, folder, person, before=_group(made.after), after=_group(made.before))


def recent(session: Session) -> list[tuple[WordbookChange, str]]:
    """The last changes, each with what was done in words."""
    question = (
        select(WordbookChange)
        .options(joinedload(WordbookChange.person))
        .order_by(WordbookChange.id.desc())
        .limit(RECENT)
    )
    return [(made, _in_words(_group(made.before), _group(made.after))) for made in session.scalars(question)]


def _group(names: str) -> Group:
    return Group(tuple(json.loads(names)))


def _in_words(before: Group, after: Group) -> str:
    if not before.names:
        return f"「{after.in_words}」を足しました"
    if not after.names:
        return f"「{before.in_words}」を消しました"
    return f"「{before.in_words}」を「{after.in_words}」に直しました"
