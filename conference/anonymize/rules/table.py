"""A rule: a pattern on folded text, what it marks, why, and a check where the pattern is not enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from conference.anonymize.context import Reading
from conference.anonymize.spans import Label, Span


@dataclass(frozen=True)
class Rule:
    """`keep` sees the match and says whether it counts; group 'x', where there is one, is what is marked."""

    label: Label
    why: str
    pattern: re.Pattern[str]
    keep: Callable[[re.Match[str]], bool] | None = None


def rule(label: Label, why: str, pattern: str, keep: Callable[[re.Match[str]], bool] | None = None) -> Rule:
    return Rule(label, why, re.compile(pattern), keep)


def apply(rules: Iterable[Rule], reading: Reading, text: str | None = None) -> Iterator[Span]:
    """Findings of the rules; `text` is another writing of the reading's text, letter for letter."""
    for one in rules:
        group = "x" if "x" in one.pattern.groupindex else 0
        for found in one.pattern.finditer(reading.text if text is None else text):
            if found.start(group) < found.end(group) and (one.keep is None or one.keep(found)):
                yield reading.span(*found.span(group), one.label, one.why)
