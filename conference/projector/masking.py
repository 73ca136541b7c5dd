"""Names of a household never reach the projector: whatever was typed, ○○ stands in their place.  Pure.

Coarser than anonymizing a case on purpose: a mask too many costs a glance, a name on the wall costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from conference.anonymize.normalize import fold, kana_key
from conference.households.models import Household

MASK = "○○"
_PARTS = re.compile(r"[\s　・,、，/／()（）「」]+")
_HONORIFICS = re.compile(r"(?<=.)(?:さん|ちゃん|くん|君|様|氏|世帯|家)$")
# A family's picture is often drawn with these for names: no name, and 伯○○ cannot be read.
_KIN = re.compile(
    r"(?:実|養|継|義)?[父母]親?|(?:父方の?|母方の?|曽|曾)?祖[父母]|[叔伯][父母]|[兄姉弟妹]|夫|妻|本[人児]"
)


def names_of(household: Household) -> list[str]:
    """Every way the records write somebody of this family: whole, in parts, and without the space; longest first."""
    others = [each.name for each in household.relatives if each.name]
    written = [household.name, *(member.name for member in household.members), *others]
    found: set[str] = set()
    for name in written:
        parts = [part for part in _PARTS.split(name) if part]
        found |= {name.strip(), "".join(parts), *parts}
        found |= {_HONORIFICS.sub("", each) for each in parts}
    return sorted((each for each in found if each and not _KIN.fullmatch(each)), key=len, reverse=True)


def masked(text: str, names: Iterable[str]) -> str:
    """The text with each name as ○○, in either kana, either width, old or new kanji."""
    if not text:
        return text
    folded = fold(text)
    taken = [False] * len(text)
    for key in {kana_key(fold(name).text) for name in names}:
        for start, end in _places(folded.key, key):
            first, last = folded.back(start, end)
            taken[first:last] = [True] * (last - first)
    return _with_masks(text, taken)


def _places(text: str, key: str) -> Iterable[tuple[int, int]]:
    """Where the name stands, spaces between its letters or not."""
    if key:
        letters = r"[\s　・]*".join(re.escape(letter) for letter in key if not letter.isspace())
        yield from (found.span() for found in re.finditer(letters, text))


def _with_masks(text: str, taken: list[bool]) -> str:
    made: list[str] = []
    for at, letter in enumerate(text):
        if not taken[at]:
            made.append(letter)
        elif at == 0 or not taken[at - 1]:
            made.append(MASK)
    return "".join(made)
