"""A group of names as it is typed: read, checked, and known by a short mark (pure)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conference import anonymize
from search.normalize import clean, fold
from search.synonyms import kept_apart

LEAST, MOST, LONGEST = 2, 12, 40
_BETWEEN = re.compile(r"[\n、,，]+")
TOO_FEW = "二つ以上の言葉を、1行に一つずつ書いてください。"
TOO_MANY = f"一つの意味の言葉は{MOST}までです。使わないものを消してください。"
TOO_LONG = f"「{{name}}…」が長すぎます。{LONGEST}字までの言葉にしてください。"
APART = "「{one}」と「{other}」は別のものなので、同じ意味にできません。どちらかを消してください。"
A_PERSON = "「{name}」は人の名前のようです。人の名前は入れないでください。"
THERE = "同じ言葉の組がもう入っています。"


@dataclass(frozen=True)
class Group:
    """Names of one meaning; `key` stands in addresses, the names do not."""

    names: tuple[str, ...]

    @property
    def key(self) -> str:
        return hashlib.sha256(json.dumps(self.names, ensure_ascii=False).encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        return "\n".join(self.names)

    @property
    def in_words(self) -> str:
        return "・".join(self.names)


def read(typed: str) -> Group:
    """One name a line (or between commas); a name that is only spelt otherwise is the same one."""
    names = [" ".join(name.split()) for name in _BETWEEN.split(clean(typed))]
    return Group(tuple({fold(name): name for name in reversed(names) if name}.values())[::-1])


def problem_of(group: Group, others: Iterable[Sequence[str]]) -> str:
    """The sentence for what has to be changed first; empty when the group may stay."""
    if not LEAST <= len(group.names) <= MOST:
        return TOO_FEW if len(group.names) < LEAST else TOO_MANY
    for name in group.names:
        if len(name) > LONGEST:
            return TOO_LONG.format(name=name[:10])
        if any(span.label is anonymize.Label.PERSON for span in anonymize.find(name)):
            return A_PERSON.format(name=name)
    if apart := kept_apart(group.names):
        return APART.format(one=apart[0], other=apart[1])
    mine = {fold(name) for name in group.names}
    return THERE if any(mine == {fold(name) for name in other} for other in others) else ""
