"""What building an index costs, in a process of its own that can be stopped: `python -m tests.bench.building PLACE`."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from search.config import SearchConfig
from search.embedding import open_embedder
from search.indexing import build_index
from tests.bench.corpus import PAGE_LENGTH, material, write_pages
from tests.bench.measuring import megabytes, memory, newest, once

FIGURES = "built.json"


def main() -> None:
    """From one size to the next; leaves seconds and megabytes for whoever asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("--there", type=int, default=0, help="ページの数、いままで")
    parser.add_argument("--pages", type=int, required=True, help="ページの数、これから")
    parser.add_argument("--kb", type=Path, default=SearchConfig().kb_dirs[0])
    chosen = parser.parse_args()
    kb, index = chosen.place / "kb", chosen.place / "index"
    config = replace(SearchConfig.from_environment(), kb_dirs=(kb,), index_dir=index)
    passages, questions = material(chosen.kb)
    write_pages(kb, passages, range(chosen.there, chosen.pages))
    embedder, before = open_embedder(config), memory()
    clock, processor = once(lambda: build_index(config, embedder=embedder))
    print(f"\n{chosen.pages:,} ページ × 約 {PAGE_LENGTH:,} 字、質問 {len(questions)} 件")
    print(
        f"索引づくり（{chosen.there:,} ページから）\t{clock:.0f} 秒\tCPU {processor:.0f} 秒"
        f"\t{megabytes(newest(index)):,.0f} MB\tつくる間のメモリー {memory():,.0f} MB",
        flush=True,
    )
    figures = {"seconds": clock, "megabytes": max(memory() - before, 1.0)}
    (chosen.place / FIGURES).write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
