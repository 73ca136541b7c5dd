"""How well the plain yardsticks answer, beside the product: so that a speed is never read alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from search.config import ROOT, SearchConfig
from search.embedding import open_embedder
from search.evaluation import ndcg
from search.indexing import build_index
from search.pages.load import Page, load_pages
from search.passages import cut
from search.searcher import Searcher
from tests.bench import public_sets, rivals
from tests.bench.bench_quality import answer, find, read
from tests.bench.kept_vectors import KeptEmbedder

SAMPLE = 1_111  # of JSQuAD's questions


def judged(kb: Path, place: Path = ROOT / "var" / "bench") -> None:
    """nDCG@10 of all judged queries over the product's own pages."""
    rows = [row for name in ("reader_a", "reader_b") for row in read(name)]
    searcher, embedder = _searcher(kb, place / "index", place)
    print(f"\n判定ずみの質問 {len(rows)} 件、nDCG@10", flush=True)
    print(
        f"この製品\t{_mean([ndcg(answer(searcher, row), row['relevant']) for row in rows]):.3f}", flush=True
    )
    embedder.save()
    asked = [(row["query"], row["relevant"]) for row in rows]
    _each_rival(texts(kb), asked)


def jsquad(file: Path, place: Path = ROOT / "var" / "bench") -> None:
    """nDCG@10 of a sample of JSQuAD's questions over all its paragraphs."""
    questions = public_sets.sample(public_sets.write_paragraphs(file, place / "jsquad"), SAMPLE)
    asked = [(question, {page: 1}) for question, page in questions]
    searcher, embedder = _searcher(place / "jsquad", place / "jsquad-index", place)
    print(f"\nJSQuAD {len(asked)} 問、nDCG@10", flush=True)
    ours = [ndcg(find(searcher.search, question), relevant) for question, relevant in asked]
    print(f"この製品\t{_mean(ours):.3f}", flush=True)
    embedder.save()
    _each_rival(texts(place / "jsquad"), asked)


def texts(kb: Path) -> dict[str, str]:
    """What a yardstick indexes of each page."""
    return {page.id: _text(page) for page in load_pages([kb]).pages}


def _text(page: Page) -> str:
    return "\n".join([page.title, *(passage.text for passage in cut(page))])


def _each_rival(pages: Mapping[str, str], asked: Sequence[tuple[str, Mapping[str, int]]]) -> None:
    for name, make in rivals.ALL:
        ask: Callable[[str], list[str]] = make(pages)
        print(
            f"{name}（2字組）\t{_mean([ndcg(ask(query), relevant) for query, relevant in asked]):.3f}",
            flush=True,
        )


def _searcher(kb: Path, index: Path, place: Path) -> tuple[Searcher, KeptEmbedder]:
    config = replace(SearchConfig.from_environment(), kb_dirs=(kb,), index_dir=index)
    real = open_embedder(config)
    if real is None:
        raise SystemExit("SEARCH_MODEL に意味のモデルを指定してください。")
    embedder = KeptEmbedder(real, place)
    build_index(config, embedder=embedder)
    return Searcher(config, embedder), embedder


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)
