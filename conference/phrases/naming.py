"""Is somebody's name in a sentence?  A phrase is offered in every family's row, so it may name none.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conference.anonymize.normalize import fold, kana_key

HONORIFIC = r"(?:さん|ちゃん|くん|君|様|氏|世帯|家|宅)"
NO_NAMES = frozenset(
    [
        "母",
        "父",
        "祖母",
        "祖父",
        "兄",
        "姉",
        "弟",
        "妹",
        "本人",
        "長男",
        "長女",
        "次男",
        "次女",
        "二男",
        "二女",
        "三男",
        "三女",
        "胎児",
        "妊婦",
        "児童",
        "世帯",
        "保護者",
        "第1子",
        "第2子",
        "第3子",
        "子",
        "きょうだい",
    ]
)
"""What rosters write in place of a name."""
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
_PARTS = re.compile(r"[\s　・,、，/／()（）「」]+")


def parts_of(written: Iterable[str]) -> set[str]:
    """The names as rosters write them, whole and taken apart: 春野（旧姓 森） → 春野, 旧姓, 森 …"""
    found = {part for name in written for part in _PARTS.split(name)}
    return {part for part in found if part and part not in NO_NAMES}


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """In either kana, either width, old or new kanji; a short name counts only with さん・ちゃん・くん behind it."""
    folded = fold(text).key
    return any(re.search(_pattern(name), folded) for name in names)


def _pattern(name: str) -> str:
    key = kana_key(fold(name).text)
    is_short = len(key) < 2 or (len(key) < 3 and _KANA.fullmatch(name) is not None)
    return re.escape(key) + (HONORIFIC if is_short else "")
