"""The folded text with its words: what every rule looks at, made once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from conference.anonymize import lists, tokens
from conference.anonymize.normalize import Folded, fold
from conference.anonymize.spans import Label, Span


@dataclass(frozen=True)
class Reading:
    """One text, read; all positions are those of `text`, the folded one, until `span` is made."""

    folded: Folded

    @classmethod
    def of(cls, original: str) -> Reading:
        return cls(fold(original))

    @property
    def text(self) -> str:
        return self.folded.text

    @property
    def key(self) -> str:
        return self.folded.key

    @cached_property
    def words(self) -> list[tokens.Word]:
        return tokens.words(self.text)

    @cached_property
    def starting(self) -> dict[int, int]:
        """Position of a word's first letter → its number."""
        return {word.start: number for number, word in enumerate(self.words)}

    @cached_property
    def ending(self) -> dict[int, int]:
        return {word.end: number for number, word in enumerate(self.words)}

    @cached_property
    def covering(self) -> list[int]:
        """For each letter the number of its word."""
        return [number for number, word in enumerate(self.words) for _ in range(word.start, word.end)]

    @cached_property
    def terms(self) -> list[tuple[int, int]]:
        """Where terms of the field stand."""
        return [(found.start(), found.end()) for found in _term_pattern().finditer(self.text)]

    def within_term(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self.terms)

    def span(self, start: int, end: int, label: Label, why: str) -> Span:
        first, last = self.folded.back(start, end)
        return Span(first, last, label, why)

    def matches(
        self, pattern: re.Pattern[str], label: Label, why: str, group: str | int = 0
    ) -> Iterator[Span]:
        """A span for each place of the pattern (its group); empty ones are passed over."""
        for found in pattern.finditer(self.text):
            start, end = found.span(group)
            if start < end:
                yield self.span(start, end, label, why)


# Notices of the ministries (こ成保123号): everybody may read them.
_NOTICE = r"(?:こ(?:成|支)[一-龠]{1,2}|雇児[一-龠]{0,3}|子(?:発|家発|保発|総発|虐)|障(?:発|障発)|社援[一-龠]{0,2}|家庭発|[0-9]{0,2}文科[一-龠]{1,2})第?[ ]?[0-9]+号"
# A bill is no town; but 四十万 and 八万 are names too: a sum only where a sum goes on.
_SUM = (
    r"[一二三四五六七八九十百千]+万"
    r"(?=[一二三四五六七八九十百千0-9]*(?:円|人|件)|を超|を?(?:使|借り|貸|払|稼)|もの|近[いく]|ほど|以[上下]|程度|の(?:借金|請求|滞納|返済|支払|収入))"
)
_patterns: list[re.Pattern[str]] = []


def _term_pattern() -> re.Pattern[str]:
    if not _patterns:
        _patterns.append(re.compile("|".join([_NOTICE, _SUM, *_by_first_letter(lists.field_terms())])))
    return _patterns[0]


def _by_first_letter(terms: Iterable[str], deep: int = 3) -> Iterator[str]:
    """One branch for each letter terms begin with, and so on: thousands of branches would be tried at every place."""
    rests: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        rests[term[:1]].append(term[1:])
    ended = rests.pop("", [])
    for first, rest in rests.items():
        branches = _by_first_letter(rest, deep - 1) if deep else map(re.escape, rest)
        yield f"{re.escape(first)}(?:{'|'.join(branches)})"
    yield from ("" for _ in ended[:1])
