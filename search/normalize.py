"""Japanese text made comparable: width, kana, long vowels, numerals (pure).

`clean` makes any string harmless and keeps what a person sees; `fold` brings spellings of the same word
together and remembers where each character came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import jaconv

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_UNCLEAN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]"
)
_DASHES = re.compile("[‐‑‒–—―−─~〜-]")
_KATAKANA = re.compile("[ァ-ヾ]+")
_DASH_AFTER_KANA = re.compile(r"(?<=[ぁ-ゖァ-ヺー])[‐‑‒–—―−─~〜-]+(?=[ぁ-ゖァ-ヺー]|\b|$)")
_MONTHS = re.compile(r"[ヶヵケカか箇]月")
_KANJI_NUMBER = re.compile(
    r"[〇一二三四五六七八九十百]+(?=歳|才|か月|週|年生|年|月|日|回|層|トリソミー|次元)"
)
# What a page is written in: none of these joins the character before it, so each has its normal form by itself.
_ALONE = re.compile(
    r"[\n -~、-〜ぁ-ゖゝゞァ-ヿ一-鿿！-～\u2010-\u2015\u2018-\u201d…※←-↓①-⑳○●□■△▲◎☆★々〇〈-】×ǀ]*"
)
_CHANGED = re.compile(r"[！-～…\u2011①-⑳ヿ]+")  # of these, what is not its own normal form
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}


def clean(text: str) -> str:
    """`text` without what breaks a terminal, a file or a tokenizer: lone surrogates, NUL, controls.

    Tabs become spaces and every line break becomes `\\n`; the rest, emoji included, stays.
    """
    if not _UNCLEAN.search(text):  # nearly always; looking costs a tenth of replacing
        return text
    text = _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return _CONTROLS.sub(" ", text)


def nfkc(text: str) -> str:
    """`text` in Unicode's form NFKC: a tenth of the time for what pages are usually written in."""
    if not _ALONE.fullmatch(text):
        return unicodedata.normalize("NFKC", text)
    return _CHANGED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


@dataclass(frozen=True)
class Folded:
    """Folded text; `origin[i]` is the offset in the source of folded character i (one more at the end)."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span (code points) of folded span [start, end)."""
        last = self.origin[end]
        return self.origin[start], max(last, self.origin[start] + 1)


def fold(text: str) -> str:
    """`text` with width, case, long vowels, か月 and numbers before a counter written one way."""
    folded = nfkc(clean(text)).lower()
    if _DASHES.search(folded):
        folded = _DASH_AFTER_KANA.sub("ー", folded)
    if "月" in folded:
        folded = _MONTHS.sub("か月", folded)
    return _KANJI_NUMBER.sub(lambda match: str(arabic(match.group())), folded)


def fold_with_origin(text: str) -> Folded:
    """As `fold`, with the place in `clean(text)` of every folded character."""
    text = clean(text)
    if _is_plain(text):
        return _respell(Folded(text.lower(), tuple(range(len(text) + 1))))
    characters: list[str] = []
    origin: list[int] = []
    for start, cluster in _clusters(text):
        piece = unicodedata.normalize("NFKC", cluster).lower()
        characters.append(piece)
        origin.extend([start] * len(piece))
    return _respell(Folded("".join(characters), (*origin, len(text))))


def to_hiragana(text: str) -> str:
    """Katakana read as hiragana, one character for one."""
    return _KATAKANA.sub(lambda found: str(jaconv.kata2hira(found.group())), text)


def arabic(kanji: str) -> int:
    """The number written in kanji: 十八 → 18, 二〇 → 20."""
    if not set(kanji) & {"十", "百"}:
        return int("".join(str(_DIGITS[c]) for c in kanji))
    total = current = 0
    for character in kanji:
        if character in _DIGITS:
            current = _DIGITS[character]
        else:
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
    return total + current


def _is_plain(text: str) -> bool:
    """Whether every character stands for itself, as nearly everywhere: the long way takes ten times as long."""
    alone = "Σ" not in text and not any(map(unicodedata.combining, text))
    return alone and unicodedata.is_normalized("NFKC", text) and len(text.lower()) == len(text)


def _clusters(text: str) -> list[tuple[int, str]]:
    """Characters with the marks that join them under NFKC (ｶ + ﾞ), with their offsets."""
    found: list[tuple[int, str]] = []
    for offset, character in enumerate(text):
        joins = character in "\uff9e\uff9f" or unicodedata.combining(character)
        if joins and found:
            found[-1] = (found[-1][0], found[-1][1] + character)
        else:
            found.append((offset, character))
    return found


def _respell(folded: Folded) -> Folded:
    folded = _replace(folded, _DASH_AFTER_KANA, lambda _: "ー")
    folded = _replace(folded, _MONTHS, lambda _: "か月")
    return _replace(folded, _KANJI_NUMBER, lambda m: str(arabic(m.group())))


def _replace(folded: Folded, pattern: re.Pattern[str], respelt: Callable[[re.Match[str]], str]) -> Folded:
    text: list[str] = []
    origin: list[int] = []
    at = 0
    for match in pattern.finditer(folded.text):
        new = respelt(match)
        text += [folded.text[at : match.start()], new]
        origin += [*folded.origin[at : match.start()], *[folded.origin[match.start()]] * len(new)]
        at = match.end()
    if not at:
        return folded
    return Folded("".join([*text, folded.text[at:]]), (*origin, *folded.origin[at:]))
