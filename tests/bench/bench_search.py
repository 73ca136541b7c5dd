"""What a search costs, and where the time goes: `python -m tests.bench.bench_search [--pages N]`.

Pages of about 1,000 characters are put together from whole passages of the knowledge base, seeds fixed, each
distinct passage embedded once. Everything is measured in one run on one machine, beside plain yardsticks: read
the ratios. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from search.analysis import bigrams
from search.catalogue import entry_of
from search.config import SearchConfig
from search.embedding import Embedder, Read, Side, open_embedder
from search.indexing import build_index
from search.pages import case
from search.pages.case import STAGES, CasePage
from search.pages.front_matter import Section
from search.pages.load import load_pages
from search.results import Parts
from search.searcher import Searcher

PAGE_LENGTH = 1_000
SEED = 20261121
QUESTIONS = 100
TITLE = "まとめ"


class TimedEmbedder:
    """The real model, with the time it takes to read passages."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.texts, self.seconds = 0, 0.0

    @property
    def model_id(self) -> str:
        return self._inner.model_id

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        begun = time.perf_counter()
        found = self._inner.read(texts, side)
        if side == "passage":
            self.seconds += time.perf_counter() - begun
            self.texts += len(texts)
        return found


def main() -> None:
    """Builds, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--kb", type=Path, default=SearchConfig().kb_dirs[0])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        measure(chosen.kb, chosen.pages, Path(place))


def measure(kb: Path, count: int, place: Path) -> None:
    """Every figure at one size."""
    settings = SearchConfig.from_environment()
    config = replace(settings, kb_dirs=(place / "kb",), index_dir=place / "index")
    real = open_embedder(settings)
    if real is None:
        raise SystemExit("SEARCH_MODEL に意味のモデルを指定してください。")
    embedder = TimedEmbedder(real)
    passages, questions = material(kb)
    write_pages(place / "kb", passages, count)
    real.read(["準備"], "query")
    built = seconds(lambda: build_index(config, embedder=embedder))
    one = seconds(
        lambda: (write_pages(place / "kb", passages, 1, SEED + 1), build_index(config, embedder=embedder))
    )
    searcher = Searcher(config, embedder)
    searcher.search(questions[0])
    print(f"{count} ページ × 約 {PAGE_LENGTH} 字、質問 {len(questions)} 件")
    print(
        f"意味の読み取り    {embedder.texts / max(embedder.seconds, 1e-9):8.1f} 文/秒（{embedder.texts} 文）"
    )
    print(f"索引づくり        {built:8.1f} 秒（1ページの更新 {one:.1f} 秒）、{size(config.index_dir):.1f} MB")
    encode = [milliseconds(lambda q=q: real.read([q], "query")) for q in questions]  # type: ignore[misc]
    asked = [searcher.search(question) for question in questions]
    base = statistics.median(encode)
    tell("encode だけ", encode, base)
    tell("さがす（全体）", [results.ms for results in asked], base)
    for name in Parts.__dataclass_fields__:
        tell(f"  {name}", [getattr(results.parts, name) for results in asked], base)
    tell("SQLite FTS5（2字組）", fts5(place / "kb", questions), base)
    tell("numpy の積", products(searcher, real, questions), base)


def material(kb: Path) -> tuple[list[str], list[str]]:
    """Passages to make pages of, and questions: titles, first sentences and openings of cases, mixed."""
    entries = [entry_of(source) for source in load_pages([kb]).sources]
    passages = [passage.text for entry in entries for passage in entry.passages]
    choose = random.Random(SEED)
    asked = [
        text for entry in entries for text in (entry.title, entry.sentences[0].text, entry.passages[0].text)
    ]
    return passages, choose.sample(asked, min(QUESTIONS, len(asked)))


def write_pages(kb: Path, passages: list[str], count: int, seed: int = SEED) -> None:
    """Pages of about `PAGE_LENGTH` characters from whole passages."""
    choose = random.Random(seed)
    (kb / "cases").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        chosen: list[str] = []
        while sum(map(len, chosen)) < PAGE_LENGTH - 100:
            chosen.append(choose.choice(passages))
        sections = tuple(Section(f"その{place}", text) for place, text in enumerate(chosen, 1))
        page = CasePage(
            id=f"b{number:06}",
            title=TITLE,
            themes=("試し",),
            stage=choose.choice(STAGES),
            sections=sections,
        )
        (kb / "cases" / f"{page.id}.md").write_text(case.render(page), encoding="utf-8")


def fts5(kb: Path, questions: Sequence[str]) -> list[float]:
    """SQLite's full-text index over the same character pairs: any of them, ranked by its own BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table pages using fts5(body, tokenize='unicode61')")
    for source in load_pages([kb]).sources:
        base.execute("insert into pages values (?)", (" ".join(bigrams(entry_of(source).words)),))
    ask = "select rowid from pages where pages match ? order by rank limit 10"

    def find(question: str) -> None:
        terms = " OR ".join(f'"{pair}"' for pair in dict.fromkeys(bigrams(question)))
        base.execute(ask, (terms,)).fetchall()

    return [milliseconds(lambda q=q: find(q)) for q in questions]  # type: ignore[misc]


def products(searcher: Searcher, embedder: Embedder, questions: Sequence[str]) -> list[float]:
    """The bare product of the passage matrix with a question's vector, and the ten best rows."""
    vectors = searcher._current().vectors
    if vectors is None:
        return [0.0]
    matrix = vectors.passages
    asked = [read.vector for read in embedder.read(list(questions), "query")]

    def find(row: int) -> None:
        np.argpartition(matrix @ asked[row], -10)[-10:]

    return [milliseconds(lambda row=row: find(row)) for row in range(len(questions))]  # type: ignore[misc]


def tell(name: str, times: Sequence[float], base: float) -> None:
    """One line: p50, p95, and how many times encode alone."""
    ordered = sorted(times)
    middle, high = statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:<16}\tp50 {middle:7.1f} ms\tp95 {high:7.1f} ms\t{middle / base:5.2f} 倍")


def milliseconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    return 1000 * seconds(work)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def size(folder: Path) -> float:
    """Megabytes of the newest generation."""
    newest = max((folder / "generations").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return sum(path.stat().st_size for path in newest.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
