"""The words the pages use, by spelling and by reading: what a misspelt or kana question may have meant (pure)."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from search.analysis import compounds, reading
from search.normalize import fold, to_hiragana

LONGEST = 16  # characters of a term
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょっゎ", "あいうえおやゆよつわ")
_LAST = chr(sys.maxunicode)
_NEAR_LENGTH = 4  # characters from which one may be wrong
_WORTH = re.compile(r"[一-鿿々ァ-ヺa-z]")


def terms_of(texts: Iterable[str]) -> dict[str, str]:
    """Runs of nouns in texts, in folded spelling, with how each is read; what is hiragana only is left out."""
    found = dict.fromkeys(run for text in texts for run in compounds(text) if 2 <= len(run) <= LONGEST)
    return {run: sound(run) for run in found if _WORTH.search(run)}


def sound(text: str) -> str:
    """How a text is read, in hiragana without small letters: 児童相談所 and 児童相談書 sound alike."""
    return to_hiragana(reading(fold(text))).translate(_SMALL)


class Vocabulary:
    """Terms with the number of pages each stands in."""

    def __init__(self, counts: Mapping[str, int], sounds: Mapping[str, str]) -> None:
        self.counts = counts
        self._sounds = sounds

    @classmethod
    def of(cls, pages: Iterable[Mapping[str, str]], names: Mapping[str, str]) -> Vocabulary:
        """The terms of every page, and names that are known beside them."""
        counts: Counter[str] = Counter(names.keys())
        sounds = dict(names)
        for terms in pages:
            counts.update(terms.keys())
            sounds.update(terms)
        return cls(counts, sounds)

    def with_names(self, names: Iterable[str]) -> Vocabulary:
        """The same with names known beside it; itself where it knows them all."""
        new = [name for name in names if name not in self.counts]
        if not new:
            return self
        return Vocabulary(
            {**self.counts, **dict.fromkeys(new, 1)}, {**self._sounds, **{name: sound(name) for name in new}}
        )

    def __contains__(self, spelling: str) -> bool:
        return spelling in self.counts

    def sounding(self, sounded: str) -> str | None:
        """The term most pages use among those that sound so."""
        return self._best(self._by_sound.get(sounded, ()))

    def near(self, spelling: str) -> str | None:
        """The term one character away (put in, left out or another) that most pages use."""
        if len(spelling) < _NEAR_LENGTH:
            return None
        keys = [spelling, *_shorter(spelling)]
        found = {term for key in keys for term in self._by_shorter.get(key, ())}
        return self._best(term for term in found if term != spelling and _one_away(term, spelling))

    def beginning(self, prefix: str, limit: int) -> list[str]:
        """Terms that begin so, in spelling or in sound, most used first."""
        written, heard = fold(prefix), to_hiragana(fold(prefix)).translate(_SMALL)
        found = {term for term, _ in _from(self._by_spelling, written)}
        found |= {term for _, term in _from(self._by_sounds, heard)}
        return sorted(found, key=lambda term: (-self.counts[term], len(term), term))[:limit]

    def ready(self) -> Vocabulary:
        """The same with everything worked out: by whoever opens an index, not by who asks first."""
        _ = self._by_sound, self._by_shorter, self._by_spelling, self._by_sounds
        return self

    def _best(self, terms: Iterable[str]) -> str | None:
        return max(terms, key=lambda term: (self.counts[term], term), default=None)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for term, sounded in self._sounds.items():
            found[sounded].append(term)
        return found

    @cached_property
    def _by_spelling(self) -> list[tuple[str, str]]:
        return sorted((term, term) for term in self.counts)

    @cached_property
    def _by_sounds(self) -> list[tuple[str, str]]:
        return sorted((self._sounds[term], term) for term in self.counts)

    @cached_property
    def _by_shorter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for term in self.counts:
            if len(term) >= _NEAR_LENGTH:
                for key in (term, *_shorter(term)):
                    found[key].append(term)
        return found


def _from(ordered: list[tuple[str, str]], prefix: str) -> list[tuple[str, str]]:
    """Those whose first part begins so."""
    return ordered[bisect_left(ordered, (prefix,)) : bisect_left(ordered, (prefix + _LAST,))]


def _shorter(text: str) -> Iterator[str]:
    """The text with each of its characters left out in turn."""
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


def _one_away(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and shorter in set(_shorter(longer))
