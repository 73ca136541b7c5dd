"""How much the engine finds on judged texts, and how much it should have left alone.  Pure.

A span counts as found when each of its code points lies in some finding, whatever its label: what
matters is that nothing is left to read.  A decoy is touched when any finding meets it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from conference.anonymize.record import Known
from conference.anonymize.spans import Label, Span

STRUCTURED = (Label.PHONE, Label.EMAIL, Label.ID, Label.URL, Label.VEHICLE, Label.BIRTHDATE, Label.DATE)
# Where somebody lives or works, as far as no address and no school is said: the goal reports them apart.
APART = (Label.PLACE, Label.FACILITY)
_Z = 1.959964  # two-sided 95 %


@dataclass
class Share:
    """`hits` of `total`, with Wilson's 95 % interval."""

    hits: int = 0
    total: int = 0

    def count(self, hit: bool) -> None:
        self.hits += hit
        self.total += 1

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        spread = _Z * _Z / self.total
        middle = (self.value + spread / 2) / (1 + spread)
        half = _Z * sqrt(self.value * (1 - self.value) / self.total + spread / self.total / 4) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits:4d}/{self.total:<4d} {self.value:6.1%}  [{low:.1%}, {high:.1%}]"


@dataclass
class Report:
    """Shares over all texts; `missed` and `touched` hold (id, text, label) for whoever tunes the rules."""

    clean_texts: Share = field(default_factory=Share)
    identifiers_gone: Share = field(default_factory=Share)
    structured: Share = field(default_factory=Share)
    decoys_touched: Share = field(default_factory=Share)
    same_label: Share = field(default_factory=Share)
    by_label: dict[Label, Share] = field(default_factory=lambda: defaultdict(Share))
    missed: list[tuple[str, str, Label]] = field(default_factory=list, repr=False)
    touched: list[tuple[str, str, Label]] = field(default_factory=list, repr=False)

    def table(self) -> str:
        rows = [
            ("texts with nothing left", self.clean_texts),
            ("… places, facilities apart", self.identifiers_gone),
            ("structured", self.structured),
        ]
        rows += [(f"recall {label.value}", self.by_label[label]) for label in Label if label in self.by_label]
        rows += [("label agrees", self.same_label), ("decoys touched", self.decoys_touched)]
        return "\n".join(f"{name:26s}{share}" for name, share in rows)


def evaluate(judged: Iterable[Mapping[str, Any]], find: Callable[[str, Known], list[Span]]) -> Report:
    """Run `find` over lines {"id", "text", "known", "spans", "decoys"} and count."""
    report = Report()
    for line in judged:
        _count(line, find(line["text"], Known.of(line.get("known"))), report)
    return report


def _count(line: Mapping[str, Any], found: list[Span], report: Report) -> None:
    covered = {at for span in found for at in range(span.start, span.end)}
    left = []
    for gold in line["spans"]:
        hit = all(at in covered for at in range(gold["start"], gold["end"]))
        _count_span(line, gold, hit, found, report)
        left += [] if hit else [Label(gold["label"])]
    report.clean_texts.count(not left)
    report.identifiers_gone.count(all(label in APART for label in left))
    for decoy in line.get("decoys", ()):
        touching = [span for span in found if span.start < decoy["end"] and decoy["start"] < span.end]
        report.decoys_touched.count(bool(touching))
        report.touched += [
            (line["id"], line["text"][decoy["start"] : decoy["end"]], span.label) for span in touching
        ]


def _count_span(
    line: Mapping[str, Any], gold: Mapping[str, Any], hit: bool, found: list[Span], report: Report
) -> None:
    label = Label(gold["label"])
    report.by_label[label].count(hit)
    if label in STRUCTURED:
        report.structured.count(hit)
    if hit:
        report.same_label.count(
            any(
                span.label is label and span.start < gold["end"] and gold["start"] < span.end
                for span in found
            )
        )
    else:
        report.missed.append((line["id"], line["text"][gold["start"] : gold["end"]], label))
