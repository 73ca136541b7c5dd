"""What asking an index costs, in a process of its own: `python -m tests.bench.asking PLACE`.

A fresh process holds only what a search needs, so its memory can be told.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from search.config import SearchConfig
from search.embedding import open_embedder
from search.results import Parts, Results
from search.searcher import Searcher
from search.snapshot import SHORT
from tests.bench.corpus import material, page_id, write_pages
from tests.bench.measuring import Times, each, high, memory, once, tell

READERS = 20
REPLACEMENTS = 5
ONE_PAGE = 5  # updates of one page


def main() -> None:
    """Asks one after another, brings up to date, asks all at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("--kb", type=Path, default=SearchConfig().kb_dirs[0])
    chosen = parser.parse_args()
    settings = SearchConfig.from_environment()
    embedder = open_embedder(settings)
    if embedder is None:
        raise SystemExit("SEARCH_MODEL に意味のモデルを指定してください。")
    passages, questions = material(chosen.kb)
    embedder.read(["準備"], "query")
    without = memory()
    config = replace(settings, kb_dirs=(chosen.place / "kb",), index_dir=chosen.place / "index")
    searcher = Searcher(config, embedder)
    opened, _ = once(searcher.warm)
    print(f"索引を開く\t{opened:.2f} 秒\tメモリー {without:,.0f} → {memory():,.0f} MB")
    alone = each(lambda text: embedder.read([text], "query"), questions)
    by_length("encode だけ", questions, alone)
    one_by_one(searcher, questions, alone)
    print(f"質問のあとのメモリー\t{memory():,.0f} MB")
    up_to_date(searcher, config.kb_dirs[0], passages)
    together(searcher, config.kb_dirs[0], passages, questions)


def one_by_one(searcher: Searcher, questions: Sequence[str], alone: Times) -> None:
    """Every question for the first time, and again."""
    found: list[Results] = []
    first = each(lambda text: found.append(searcher.search(text)), questions)
    by_length("さがす（はじめての質問）", questions, first, alone)
    for name in Parts.__dataclass_fields__:
        more = "（words のあとに待った分）" if name == "encode" else ""
        tell(f"  {name}{more}", Times([getattr(results.parts, name) for results in found]), alone)
    by_length("さがす（同じ質問をもう一度）", questions, each(searcher.search, questions), alone)


def by_length(name: str, questions: Sequence[str], times: Times, base: Times | None = None) -> None:
    """All of them, those as they are typed, and those that tell of something: each beside the same ones of the base."""
    tell(f"{name}、{len(questions)} 件", times, base)
    short = [row for row, text in enumerate(questions) if len(text) <= SHORT]
    long = [row for row, text in enumerate(questions) if len(text) > SHORT]
    for told, rows in ((f"{SHORT} 字まで", short), (f"{SHORT + 1} 字から", long)):
        tell(f"  うち {told}、{len(rows)} 件", times.of(rows), base.of(rows) if base else None)


def up_to_date(searcher: Searcher, kb: Path, passages: list[str]) -> None:
    """One page changes at a time: named by whoever changed it, and found by a look at every file."""
    for version, name, ids in ((1, "名を告げて", [page_id(0)]), (100, "すべてのファイルを見て", None)):
        clock, processor = [], []
        for turn in range(ONE_PAGE):
            write_pages(kb, passages, range(1), version + turn)
            seconds, used = once(partial(searcher.refresh, ids))
            clock.append(seconds)
            processor.append(used)
        opened, _ = once(searcher.warm)
        print(
            f"1ページの更新、{name}（{ONE_PAGE} 回）\t{sorted(clock)[len(clock) // 2]:.2f} 秒、長くて {max(clock):.2f} 秒"
            f"\tCPU {sum(processor) / ONE_PAGE:.2f} 秒\t新しい索引を開く {opened:.2f} 秒"
        )
    seconds, _ = once(searcher.refresh)
    print(f"何も変わらないときの更新\t{seconds:.2f} 秒")


def together(searcher: Searcher, kb: Path, passages: list[str], questions: Sequence[str]) -> None:
    """Readers at once while the index is replaced again and again."""
    finished, times, failures = threading.Event(), [], []

    def read(reader: int) -> None:
        number = reader
        while not finished.is_set():
            begun = time.perf_counter()
            try:
                searcher.search(questions[number % len(questions)])
            except Exception as error:  # told below; a bench does not stop for it
                failures.append(error)
            times.append(1000 * (time.perf_counter() - begun))
            number += READERS

    with ThreadPoolExecutor(READERS) as pool:
        for reader in range(READERS):
            pool.submit(read, reader)
        for version in range(REPLACEMENTS):
            write_pages(kb, passages, range(1, 2), 200 + version)
            searcher.refresh()
            time.sleep(1)
        finished.set()
    print(
        f"{READERS} 人が同時に、索引を {REPLACEMENTS} 回入れ替えながら\t{len(times)} 回\tp95 {high(times):.0f} ms"
        f"\tうまくいかなかった {len(failures)} 回"
    )


if __name__ == "__main__":
    main()
