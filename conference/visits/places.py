"""Whether a roster's 所属 is the school or nursery that is visited.  Pure.

「さつき野小 3年2組」 and 「市立さつき野小学校」 are one place; 「さつき野中」 is another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from conference.anonymize.normalize import fold, kana_key

_SHORT = (
    ("小学校", "小"), ("中学校", "中"), ("高等学校", "高"), ("高校", "高"),
    ("認定こども園", "こ園"), ("子ども園", "こ園"), ("こども園", "こ園"), ("幼稚園", "幼"), ("保育園", "保"), ("保育所", "保"),
)  # fmt: skip
_OWNER = re.compile(r"^.{0,6}?[市区町村都道府県国私組合]立(?=.{2})")
_CLASS = re.compile(r"[0-9一二三四五六年満(（・、,/].*")
SHORTEST = 2


def is_at(affiliation: str, place: str) -> bool:
    """The same place, whatever is written behind it of class, grade or day."""
    theirs, ours = _folded(affiliation), _folded(place)
    if len(ours) < SHORTEST or not theirs.startswith(ours):
        return False
    rest = theirs.removeprefix(ours)
    return not rest or _CLASS.fullmatch(rest) is not None


@lru_cache(maxsize=4096)  # one affiliation meets every place of a round
def _folded(name: str) -> str:
    """One width, one kana, kinds of school shortened, without blanks and without who runs it."""
    text = kana_key("".join(fold(name).text.split()))
    for long, short in _SHORT:
        text = text.replace(kana_key(long), short)
    return _OWNER.sub("", text)
