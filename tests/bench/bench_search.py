"""What a search costs, and where the time goes: `python -m tests.bench.bench_search [--pages N …]`.

Pages of about 1,000 characters are put together from whole passages of the knowledge base, seeds fixed, each
distinct passage embedded once. The index grows from one size to the next. Everything is measured in one run on one
machine, beside plain yardsticks: read the ratios. A build that takes longer than its minutes is stopped, and the bench
with it. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.config import ROOT, SearchConfig
from tests.bench import rivals, yardsticks
from tests.bench.bench_quality import public_folder
from tests.bench.building import FIGURES
from tests.bench.corpus import material
from tests.bench.measuring import each, once, tell

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
    there, built = 0, Built(0.0, 0.0)
    for count in sizes:
        size, gives = reachable(count, there, built, minutes)
        if gives:
            print(f"\n{count:,} ページは、先に{gives}が足りなくなるため {size:,} ページまで", flush=True)
        if size < 1.5 * there:
            return
        found = build(kb, there, size, minutes, place)
        if found is None:
            print(f"\n{size:,} ページの索引は {minutes:.0f} 分ではできないので、ここまで", flush=True)
            return
        asking = (sys.executable, "-m", "tests.bench.asking", str(place), "--kb", str(kb))
        subprocess.run(asking, cwd=ROOT, check=True)
        beside(place / "kb", material(kb)[1])
        built, there = found.for_each(size - there), size


@dataclass(frozen=True)
class Built:
    """What a build took."""

    seconds: float
    megabytes: float

    def for_each(self, pages: int) -> Built:
        """Of so many pages."""
        return Built(self.seconds / pages, self.megabytes / pages)


def reachable(count: int, there: int, each: Built, minutes: float) -> tuple[int, str]:
    """How many of `count` pages time and memory allow, as `each` page so far took; and which of them gives first."""
    if not there:
        return count, ""
    by_time = there + int(60 * minutes / max(each.seconds, 1e-9))
    by_memory = int(MEMORY / max(each.megabytes, 1e-9))
    if count <= min(by_time, by_memory):
        return count, ""
    first = f"時間（{minutes:.0f} 分）" if by_time <= by_memory else f"メモリー（{MEMORY / 1000:.0f} GB）"
    return min(by_time, by_memory), first


def build(kb: Path, there: int, count: int, minutes: float, place: Path) -> Built | None:
    """The next size; None where the time was up before it was done."""
    command = (sys.executable, "-m", "tests.bench.building", str(place), "--kb", str(kb))
    sizes = ("--there", str(there), "--pages", str(count))
    try:
        subprocess.run((*command, *sizes), cwd=ROOT, check=True, timeout=60 * minutes)
    except subprocess.TimeoutExpired:
        return None
    return Built(**json.loads((place / FIGURES).read_text(encoding="utf-8")))


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
