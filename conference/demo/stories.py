"""The invented families, read from families.txt: who they are, and what was written about them in whose voice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from zlib import crc32

FILE = Path(__file__).with_name("families.txt")
_PREGNANT = re.compile(r"妊(\d+)@(\d+)")
YEAR = 365.25


class Mood(StrEnum):
    """How a family stands before the coming meeting."""

    CALM = "変化なし"
    CHANGED = "変化あり"
    UNSURE = "未確認"
    UNWRITTEN = "未入力"
    UNSEEN = "会えていない"
    OVERDUE = "期日超過"
    PUT_OFF = "次回へ"
    NEW = "新しい"


@dataclass(frozen=True)
class Child:
    """A child, or a woman who expects one: `weeks` on the day `days_ago`."""

    relation: str
    name: str
    age: float | None
    weeks: int
    days_ago: int
    affiliation: str


@dataclass(frozen=True)
class Task:
    side: str
    who: str
    what: str


@dataclass
class Story:
    """`since` and `until` count months before the coming meeting; `until` 0: still with us."""

    name: str
    function: str
    worker: str
    category: str
    concern: str
    since: int
    until: int
    ending: str
    children: list[Child] = field(default_factory=list)
    situations: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def mood(self) -> Mood:
        return Mood(self.ending) if not self.until else Mood.CALM

    @property
    def closure(self) -> str:
        return self.ending if self.until else ""

    def chapter(self, ago: int) -> int:
        """Which of the three parts of the story a month belongs to."""
        span = max(1, self.since - self.until)
        return min(2, 3 * (self.since - ago) // span)


def stories() -> list[Story]:
    """In the order of the file."""
    found: list[Story] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found.append(_story(line[2:]))
        elif line and not line.startswith("#"):
            _add(found[-1], line[0], line[2:].strip())
    return found


def _story(line: str) -> Story:
    name, function, worker, category, concern, since, until, ending = line.split(" | ")
    return Story(name, function, worker, category, concern, int(since), int(until), ending)


def _add(story: Story, mark: str, text: str) -> None:
    if mark == "+":
        story.children.append(_child(text))
    elif mark == "s":
        story.situations.append(text)
    elif mark == "p":
        story.policies.append(text)
    else:
        story.tasks.append(Task(*text.split(" ", 2)))


def _child(text: str) -> Child:
    relation, name, when, *school = text.split()
    expecting = _PREGNANT.fullmatch(when)
    weeks, days_ago = map(int, expecting.groups()) if expecting else (0, 0)
    return Child(relation, name, None if expecting else float(when), weeks, days_ago, "".join(school))


def born_on(family: str, child: Child, reference: date) -> date | None:
    """The same child of the same name has the same day, in whichever household it stands."""
    if child.age is None:
        return None
    return reference - timedelta(days=round(child.age * YEAR) + pick(90, family, child.name))


def pick(count: int, *words: object) -> int:
    """A number below `count` that these words always give."""
    return crc32(":".join(map(str, words)).encode()) % count
