"""How good the answers are: `make bench-search`, or `python -m tests.bench.bench_quality [--public DIR]`.

Queries over the product's own pages, graded by readers who saw no engine's answers. One half is for tuning, the
other is never tuned on. With JGLUE's files (`--public` or `$JGLUE_DIR`) JSQuAD and JSTS are measured too.
Nothing is asserted. Vectors are kept below `var/bench`, so that a second run takes seconds.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from search.config import ROOT, SearchConfig
from search.embedding import open_embedder
from search.evaluation import Judged, asked_of, ndcg, recall, reciprocal_rank
from search.indexing import build_index
from search.pages.load import load_pages
from search.searcher import Searcher
from tests.bench import public_sets
from tests.bench.kept_vectors import KeptEmbedder
from tests.bench.quality_measures import graded_by_both, interval, other_reader, weighted_kappa

JUDGED = ROOT / "tests" / "search" / "judgements"
HALVES = (("tune", "調整に使った半分"), ("held", "手をつけない半分"))
WRITTEN = Path(__file__).with_name("written.jsonl")
TYPES = ("all", "case", "question", "keyword", "noisy")
GOALS = {"all": 0.85, "case": 0.85, "question": 0.85, "keyword": 0.88, "noisy": 0.70}
Row = dict[str, Any]


def main() -> None:
    """Builds where something changed, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", type=Path, default=public_folder(), help="JGLUE のファイルのフォルダ")
    parser.add_argument("--questions", type=int, default=4_442, help="JSQuAD の質問の数")
    parser.add_argument("--kb", type=Path, default=SearchConfig().kb_dirs[0])
    parser.add_argument("--place", type=Path, default=ROOT / "var" / "bench")
    chosen = parser.parse_args()
    settings = SearchConfig.from_environment()
    real = open_embedder(settings)
    if real is None:
        raise SystemExit("SEARCH_MODEL に意味のモデルを指定してください。")
    embedder = KeptEmbedder(real, chosen.place)
    try:
        judged_sets(replace(settings, kb_dirs=(chosen.kb,), index_dir=chosen.place / "index"), embedder)
        if chosen.public:
            public(chosen.public, chosen.questions, settings, chosen.place, embedder)
    finally:
        embedder.save()


def judged_sets(config: SearchConfig, embedder: KeptEmbedder) -> None:
    """Every figure over the product's own pages."""
    build_index(config, embedder=embedder)
    searcher = Searcher(config, embedder)
    rows = judged()
    answers = {row["id"]: answer(searcher, row) for row in rows}
    for half, title in HALVES:
        mine = [row for row in rows if row["half"] == half]
        print(f"\n{title}（{len(mine)} 件）")
        ranking_table(mine, answers)
        points(searcher, mine, answers)
        print(f"読んで判定したページの割合（10件のうち）: {judged_share(mine, answers):.2f}")
    honesty(searcher, rows, answers)
    written(searcher)
    agreement([page.id for page in load_pages(config.kb_dirs).pages])


def ranking_table(rows: Sequence[Row], answers: Mapping[str, list[str]]) -> None:
    """nDCG@10 with its interval, recall@10, by type."""
    print("種類\t件数\tnDCG@10\t95%の幅\trecall@10\tめやす")
    for kind in TYPES:
        group = [row for row in rows if kind in ("all", row["type"])]
        mean, low, high = interval([ndcg(answers[row["id"]], row["relevant"]) for row in group])
        found = sum(recall(answers[row["id"]], row["relevant"]) for row in group) / len(group)
        print(f"{kind}\t{len(group)}\t{mean:.3f}\t{low:.3f}–{high:.3f}\t{found:.3f}\t{GOALS[kind]:.2f}")


def points(searcher: Searcher, rows: Iterable[Row], answers: Mapping[str, list[str]]) -> None:
    """Questions of new staff: is the right practice point among the first three?"""
    asked = [row for row in rows if row.get("point")]
    among_all = sum(row["point"] in answers[row["id"]][:3] for row in asked)
    alone = [
        [hit.id for hit in searcher.search(row["query"], kind="point", limit=3, explain=False).hits]
        for row in asked
    ]
    among_points = sum(row["point"] in found for row, found in zip(asked, alone, strict=True))
    print(
        f"実践ポイントが上位3件に: 全体で {among_all}/{len(asked)}、実践ポイントだけなら {among_points}/{len(asked)}（めやす 90%）"
    )


def honesty(searcher: Searcher, rows: Sequence[Row], answers: Mapping[str, list[str]]) -> None:
    """Off-field questions that got an answer, and judged ones that got none."""
    off = [line for line in (JUDGED / "off_field.txt").read_text("utf-8").splitlines() if line.strip()]
    answered = [line for line in off if searcher.search(line, limit=1, explain=False).hits]
    none = [row["id"] for row in rows if not answers[row["id"]]]
    print(f"\n分野の外の質問に答えた: {len(answered)}/{len(off)}（めやす 5 以下）")
    print(f"判定ずみの質問に何も出ない: {len(none)}/{len(rows)}（めやす 2 以下）{' '.join(none)}")


def written(searcher: Searcher) -> None:
    """Queries written for one page each, or two: how soon does it come? Not judged, so they may be learned from."""
    rows = [json.loads(line) for line in WRITTEN.read_text("utf-8").splitlines()]
    print("\nページのために書いたことば\t件数\tMRR\t上位3件に")
    for kind in ("question", "keyword", "summary"):
        mine = [row for row in rows if row["kind"] == kind]
        places = [_found_at(searcher, row) for row in mine]
        first = sum(place >= 1 / 3 for place in places)
        print(f"{kind}\t{len(mine)}\t{sum(places) / len(mine):.3f}\t{first}/{len(mine)}")


def _found_at(searcher: Searcher, row: Row) -> float:
    """1 / the place of the first of its pages."""
    ask = searcher.similar_to if row["kind"] == "summary" else searcher.search
    return reciprocal_rank(find(ask, row["query"]), dict.fromkeys(row["pages"], 3))


def agreement(pages: Sequence[str]) -> None:
    """How far two readers agree on the queries that both graded, on what they named themselves."""
    first = {row["id"]: row["relevant"] for name in ("reader_a", "reader_b") for row in read(name)}
    twice = [(first[row["id"]], row["relevant"]) for name in ("twice_a", "twice_b") for row in read(name)]
    named, every = weighted_kappa(graded_by_both(twice)), weighted_kappa(graded_by_both(twice, pages))
    there = sum(other_reader(one, other) for one, other in twice) / len(twice)
    back = sum(other_reader(other, one) for one, other in twice) / len(twice)
    print(
        f"\n二人が判定した {len(twice)} 件: 重みつきカッパ {every:.2f}（どちらかが挙げたページだけなら {named:.2f}）"
    )
    print(f"一人の並びをもう一人の判定で測ると nDCG@10 {there:.3f}、逆は {back:.3f}")


def public(folder: Path, count: int, settings: SearchConfig, place: Path, embedder: KeptEmbedder) -> None:
    """JSQuAD: one question on all paragraphs; JSTS: similarity of sentences."""
    squad, sentences = folder / "jsquad-valid.json", folder / "jsts-valid.jsonl"
    if squad.is_file():
        asked = public_sets.write_paragraphs(squad, place / "jsquad")
        config = replace(settings, kb_dirs=(place / "jsquad",), index_dir=place / "jsquad-index")
        build_index(config, embedder=embedder)
        searcher = Searcher(config, embedder)
        answers = [
            (find(searcher.search, question), page) for question, page in public_sets.sample(asked, count)
        ]
        mean, low, high = interval([ndcg(found, {page: 1}) for found, page in answers])
        answered = [ndcg(found, {page: 1}) for found, page in answers if found]
        print(
            f"\nJSQuAD（{len(answers)} 問、1,145 段落）\tnDCG@10 {mean:.4f}（{low:.4f}–{high:.4f}、めやす 0.965）"
            f"\t答えた {len(answered)} 問だけなら {sum(answered) / max(len(answered), 1):.4f}"
        )
    if sentences.is_file():
        print(f"JSTS\tSpearman {public_sets.jsts_spearman(sentences, embedder):.4f}")


def answer(searcher: Searcher, row: Row) -> list[str]:
    """The pages found for a judged query, as `search evaluate` asks for them."""
    return find(
        asked_of(searcher, Judged(row["id"], row["type"], row["query"], row["relevant"])), row["query"]
    )


def find(ask: Callable[..., Any], text: str) -> list[str]:
    """The ids of the first ten pages."""
    return [hit.id for hit in ask(text, limit=10, explain=False).hits]


def judged() -> list[Row]:
    """Every query, with the grades of pages that only engines found added to those its reader named."""
    pooled = {row["id"]: row for row in read("pooled")}
    rows = [row for name in ("reader_a", "reader_b") for row in read(name)]
    return [
        {
            **row,
            "relevant": {**pooled[row["id"]]["relevant"], **row["relevant"]},
            "seen": {*pooled[row["id"]]["seen"], *row["relevant"]},
        }
        for row in rows
    ]


def judged_share(rows: Sequence[Row], answers: Mapping[str, list[str]]) -> float:
    """The share (0–1) of the pages shown that a reader has graded, 0 included."""
    shown = [page in row["seen"] for row in rows for page in answers[row["id"]]]
    return sum(shown) / max(len(shown), 1)


def read(name: str) -> list[Row]:
    """The rows of one file of judgements."""
    return [json.loads(line) for line in (JUDGED / f"{name}.jsonl").read_text("utf-8").splitlines() if line]


def public_folder() -> Path | None:
    named = os.environ.get("JGLUE_DIR")
    beside = ROOT.parent / "shared" / "data"
    return Path(named) if named else (beside if beside.is_dir() else None)


if __name__ == "__main__":
    main()
