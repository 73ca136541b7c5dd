"""Relations to the index child as an office writes them, and what they mean for a drawing.  Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where somebody stands in the picture."""

    INDEX = "index"
    SIBLING = "sibling"
    MOTHER = "mother"
    FATHER = "father"
    PARTNER_OF_MOTHER = "partner of mother"
    PARTNER_OF_FATHER = "partner of father"
    MOTHERS_PARENT = "parent of mother"
    FATHERS_PARENT = "parent of father"
    UNBORN = "unborn"
    OTHER = "other"


@dataclass(frozen=True)
class Relation:
    word: str
    place: Place
    sex: str = ""  # m | f | "" (not said)


RELATIONS = (
    Relation("本人", Place.INDEX),
    Relation("本人（男）", Place.INDEX, "m"),
    Relation("本人（女）", Place.INDEX, "f"),
    Relation("兄", Place.SIBLING, "m"),
    Relation("姉", Place.SIBLING, "f"),
    Relation("弟", Place.SIBLING, "m"),
    Relation("妹", Place.SIBLING, "f"),
    Relation("きょうだい", Place.SIBLING),
    Relation("おなかの子", Place.UNBORN),
    Relation("母", Place.MOTHER, "f"),
    Relation("父", Place.FATHER, "m"),
    Relation("継父・母の夫", Place.PARTNER_OF_MOTHER, "m"),
    Relation("母の交際相手", Place.PARTNER_OF_MOTHER, "m"),
    Relation("継母・父の妻", Place.PARTNER_OF_FATHER, "f"),
    Relation("母方の祖母", Place.MOTHERS_PARENT, "f"),
    Relation("母方の祖父", Place.MOTHERS_PARENT, "m"),
    Relation("父方の祖母", Place.FATHERS_PARENT, "f"),
    Relation("父方の祖父", Place.FATHERS_PARENT, "m"),
    Relation("そのほか", Place.OTHER),
)
BY_WORD = {each.word: each for each in RELATIONS}
STANDINGS = ("同居", "別居", "離婚", "死亡", "妊娠")
CHILDREN = (Place.INDEX, Place.SIBLING, Place.UNBORN)
_READ = (
    ("おなか|胎児|出生前", "おなかの子"),
    ("父方.*祖母", "父方の祖母"),
    ("父方.*祖父", "父方の祖父"),
    ("祖母", "母方の祖母"),
    ("祖父", "母方の祖父"),
    ("継父|養父|母の夫", "継父・母の夫"),
    ("内縁|交際|パートナー", "母の交際相手"),
    ("継母|父の妻", "継母・父の妻"),
    ("母|妊婦", "母"),
    ("父", "父"),
    ("兄", "兄"),
    ("姉", "姉"),
    ("弟", "弟"),
    ("妹", "妹"),
)
_SON, _DAUGHTER = re.compile("[男]|息子"), re.compile("[女]|娘")


def relation_of(written: str) -> Relation | None:
    """What 続柄 in a roster says; None for 長男 and the like, whose place depends on who is the index child."""
    folded = unicodedata.normalize("NFKC", written).strip()
    if folded in BY_WORD:
        return BY_WORD[folded]
    return next((BY_WORD[word] for pattern, word in _READ if re.search(pattern, folded)), None)


def sex_of(written: str) -> str:
    """長男 → m, 二女 → f, else not known."""
    if _SON.search(written):
        return "m"
    return "f" if _DAUGHTER.search(written) else ""
