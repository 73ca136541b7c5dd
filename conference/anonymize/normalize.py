"""One width and one kana for matching, with the way back to the code points as written.

Pure.  Two foldings: `fold` (width; may change the length, keeps a map) and `kana_key`
(katakana to hiragana, old kanji to new; one character for one, so offsets stay).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_MARKS = frozenset("\u3099\u309a\uff9e\uff9f")  # voiced marks that belong to the letter before
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─━－﹣"), "-")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# Written forms that registers keep and everyday notes do not.
_OLD = "髙﨑德濵濱邊邉澤齋齊斎廣嶋嶌櫻眞惠榮國瀨禮冨學龍靜彌萬條壽曾槇𠮷桒淺關黑藏與寬圓實藪檜莊薗舘塲桝槗鷗"
_NEW = "高崎徳浜浜辺辺沢斉斉斉広島島桜真恵栄国瀬礼富学竜静弥万条寿曽槙吉桑浅関黒蔵与寛円実薮桧荘園館場枡橋鴎"
_SPELLED = re.compile(
    r"[〇零○一二三四五六七八九]{3,}|[〇零○一二三四五六七八九0-9](?:[-ー・の() ]{0,3}[〇零○一二三四五六七八九0-9]){3,}"
)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_KEY: dict[int, int | str] = {**_KATAKANA, **{ord(old): new for old, new in zip(_OLD, _NEW, strict=True)}}


@dataclass(frozen=True)
class Folded:
    """Folded text; `starts[i]` and `ends[i]` are the code points that folded character i stands for."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def key(self) -> str:
        """The folded text with one kana and today's kanji; same length as `text`."""
        return kana_key(self.text)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a folded range (not empty) lies in the original."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold width letter by letter; a voiced mark goes with its letter, invisible characters go."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        made = _folded(text[start:end])
        letters.append(made)
        starts += [start] * len(made)
        ends += [end] * len(made)
    return Folded(text, "".join(letters), tuple(starts), tuple(ends))


def _folded(cluster: str) -> str:
    """One width; a number in a ring (①) stays what it is: it counts points and is no digit of a number beside it."""
    if unicodedata.decomposition(cluster[0]).startswith("<circle>"):
        return cluster
    return unicodedata.normalize("NFKC", cluster).translate(_DASHES)


def digits_key(text: str) -> str:
    """Runs of three kanji digits or more (〇九〇), also among digits and marks, as digits; as long as what was given."""
    return _SPELLED.sub(lambda run: run[0].translate(_DIGITS), text)


def kana_key(text: str) -> str:
    """Hiragana for katakana, new kanji for old; as long as what was given."""
    return text.translate(_KEY)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Letters with the marks that follow them; what cannot be seen joins the letter before."""
    found: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        if letter in _MARKS and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
