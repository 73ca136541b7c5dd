"""How good a ranking is against judged queries (pure)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from search.errors import JudgementsUnreadable

if TYPE_CHECKING:
    from search.results import Results
    from search.searcher import Searcher

CUT = 10
GOOD = 2  # the grade that counts for the first good page


@dataclass(frozen=True)
class Judged:
    """A query with the grades (0–3) of the pages that answer it."""

    id: str
    type: str
    query: str
    relevant: Mapping[str, int]


@dataclass(frozen=True)
class Figures:
    """Means over queries, each 0–1."""

    queries: int
    ndcg: float
    recall: float
    mrr: float

    def as_json(self) -> dict[str, float | int]:
        """With the names the measures are known by."""
        return {
            "queries": self.queries,
            "ndcg@10": round(self.ndcg, 4),
            "recall@10": round(self.recall, 4),
            "mrr": round(self.mrr, 4),
        }


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """nDCG@10 with gain 2^grade − 1; 0 where nothing is relevant."""
    ideal = _gain(sorted(relevant.values(), reverse=True))
    return _gain([relevant.get(page, 0) for page in ranked]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """The share of relevant pages (grade above 0) among the first ten."""
    wanted = {page for page, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranked[:CUT])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 / the place of the first page of grade 2 or more; 0 where there is none."""
    places = (place for place, page in enumerate(ranked, 1) if relevant.get(page, 0) >= GOOD)
    return 1 / next(places, math.inf)


def evaluate(queries: Iterable[Judged], rank: Callable[[Judged], Sequence[str]]) -> dict[str, Figures]:
    """Figures by query type, and of `all`."""
    rows = [(query.type, query.relevant, rank(query)) for query in queries]
    types = sorted({kind for kind, _, _ in rows})
    groups = {kind: [(relevant, ranked) for of, relevant, ranked in rows if of == kind] for kind in types}
    groups["all"] = [(relevant, ranked) for _, relevant, ranked in rows]
    return {kind: _figures(group) for kind, group in groups.items()}


def asked_of(searcher: Searcher, query: Judged) -> Callable[..., Results]:
    """Which of a searcher's questions a judged query is: a family's summary asks for cases like it."""
    return searcher.similar_to if query.type == "case" else searcher.search


def read_judgements(path: Path) -> list[Judged]:
    """Judged queries, one JSON object a line. Raises `JudgementsUnreadable` with the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementsUnreadable(path, "ファイルを開けないか、UTF-8 ではありません。") from error
    return [_judged(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _judged(path: Path, number: int, line: str) -> Judged:
    try:
        content = json.loads(line)
        relevant = {str(page): int(grade) for page, grade in content["relevant"].items()}
        return Judged(str(content["id"]), str(content.get("type") or "all"), str(content["query"]), relevant)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{number} 行目に id・query・relevant がそろっていません。"
        raise JudgementsUnreadable(path, why) from error


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:CUT], 1))


def _figures(group: Sequence[tuple[Mapping[str, int], Sequence[str]]]) -> Figures:
    def mean(measure: Callable[[Sequence[str], Mapping[str, int]], float]) -> float:
        return math.fsum(measure(ranked, relevant) for relevant, ranked in group) / max(len(group), 1)

    return Figures(len(group), mean(ndcg), mean(recall), mean(reciprocal_rank))
