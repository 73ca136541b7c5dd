"""What a search costs, and where the time goes: `python -m tests.bench.bench_search [--pages N …]`.

Pages of about 1,000 characters are put together from whole passages of the knowledge base, seeds fixed, each
distinct passage embedded once. The index grows from one size to the next. Everything is measured in one run on one
machine, beside plain yardsticks: read the ratios. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from search.config import ROOT, SearchConfig
from search.embedding import open_embedder
from search.indexing import build_index
from tests.bench import rivals, yardsticks
from tests.bench.bench_quality import public_folder
from tests.bench.corpus import PAGE_LENGTH, material, write_pages
from tests.bench.measuring import each, megabytes, memory, newest, once, tell

SIZES = (1_000, 10_000, 100_000)
MINUTES = 10.0
MEMORY = 24_000.0  # megabytes


def main() -> None:
    """Each size in turn, as long as time and memory allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--kb", type=Path, default=SearchConfig().kb_dirs[0])
    parser.add_argument("--speed-only", action="store_true", help="質の比べあいを省く")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="一つの大きさにかける長さ")
    chosen = parser.parse_args()
    if not chosen.speed_only:
        quality(chosen.kb)
    with tempfile.TemporaryDirectory() as place:
        grow(chosen.kb, chosen.pages, chosen.minutes, Path(place))


def quality(kb: Path) -> None:
    """How well the yardsticks answer, beside the product."""
    yardsticks.judged(kb)
    public = public_folder()
    if public and (public / "jsquad-valid.json").is_file():
        yardsticks.jsquad(public / "jsquad-valid.json")


def grow(kb: Path, sizes: Sequence[int], minutes: float, place: Path) -> None:
    """From one size to the next; says what gives first."""
    there, seconds_a_page, megabytes_a_page = 0, 0.0, 0.0
    for count in sizes:
        by_time = there + int(60 * minutes / seconds_a_page) if there else count
        by_memory = int(MEMORY / megabytes_a_page) if there else count
        size = min(count, by_time, by_memory)
        if size < count:
            first = (
                f"時間（{minutes:.0f} 分）" if by_time <= by_memory else f"メモリー（{MEMORY / 1000:.0f} GB）"
            )
            print(f"\n{count:,} ページは、先に{first}が足りなくなるため {size:,} ページまで")
        if size < 1.5 * there:
            return
        before = memory()
        seconds = measure(kb, there, size, place)
        seconds_a_page = seconds / (size - there)
        megabytes_a_page = max(memory() - before, 1.0) / (size - there)
        there = size


def measure(kb: Path, there: int, count: int, place: Path) -> float:
    """Every figure at one size; the seconds the build took."""
    config = replace(SearchConfig.from_environment(), kb_dirs=(place / "kb",), index_dir=place / "index")
    passages, questions = material(kb)
    write_pages(place / "kb", passages, range(there, count))
    embedder = open_embedder(config)
    clock, processor = once(lambda: build_index(config, embedder=embedder))
    size = megabytes(newest(config.index_dir))
    print(f"\n{count:,} ページ × 約 {PAGE_LENGTH:,} 字、質問 {len(questions)} 件")
    print(
        f"索引づくり（{there:,} ページから）\t{clock:.0f} 秒\tCPU {processor:.0f} 秒\t{size:,.0f} MB"
        f"\tつくる間のメモリー {memory():,.0f} MB",
        flush=True,
    )
    asking = (sys.executable, "-m", "tests.bench.asking", str(place), "--kb", str(kb))
    subprocess.run(asking, cwd=ROOT, check=True)
    beside(place / "kb", questions)
    return clock


def beside(kb: Path, questions: Sequence[str]) -> None:
    """The yardsticks over the same pages."""
    pages = yardsticks.texts(kb)
    for name, make in rivals.ALL:
        _beside_one(name, make, pages, questions)


def _beside_one(name: str, make: rivals.Make, pages: Mapping[str, str], questions: Sequence[str]) -> None:
    made: list[rivals.Find] = []
    clock, _ = once(lambda: made.append(make(pages)))
    tell(f"{name}（2字組）", each(made[0], questions), more=f"\tつくる {clock:.0f} 秒")


if __name__ == "__main__":
    main()
