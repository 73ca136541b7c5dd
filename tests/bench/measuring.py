"""Times, sizes and memory, and how they are told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

Asked = TypeVar("Asked")


@dataclass(frozen=True)
class Times:
    """Of the same work for many questions: by the clock and by the processor (all threads), in milliseconds."""

    clock: Sequence[float]
    processor: Sequence[float] = ()

    def of(self, rows: Sequence[int]) -> Times:
        """Of some of the questions."""
        processor = [self.processor[row] for row in rows] if self.processor else ()
        return Times([self.clock[row] for row in rows], processor)

    @property
    def middle(self) -> float:
        """Half take longer by the clock."""
        return statistics.median(self.clock)

    @property
    def high(self) -> float:
        """One in twenty takes longer by the clock."""
        return high(self.clock)


def high(times: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def each(work: Callable[[Asked], object], asked: Iterable[Asked]) -> Times:
    """How long `work` takes on each."""
    clock: list[float] = []
    processor: list[float] = []
    for one in asked:
        start, begun = time.perf_counter(), time.process_time()
        work(one)
        processor.append(1000 * (time.process_time() - begun))
        clock.append(1000 * (time.perf_counter() - start))
    return Times(clock, processor)


def once(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and by the processor."""
    start, begun = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - begun


def tell(name: str, times: Times, base: Times | None = None, more: str = "") -> None:
    """One line: p50 and p95 by the clock, mean and p95 by the processor, each p95 in how many times the base's."""
    line = f"{name}\tp50 {times.middle:7.1f} ms\tp95 {times.high:7.1f} ms{_times(times.clock, base.clock if base else None)}"
    if times.processor:
        used = f"\tCPU {statistics.fmean(times.processor):7.1f} ms、p95 {high(times.processor):7.1f} ms"
        line += used + _times(times.processor, base.processor if base else None)
    print(line + more, flush=True)


def _times(ours: Sequence[float], base: Sequence[float] | None) -> str:
    return f"（{high(ours) / high(base):.2f} 倍）" if base else ""


def memory() -> float:
    """Megabytes this process holds in memory of its own and of files it has mapped."""
    return float(psutil.Process().memory_info().rss) / 1e6


def newest(index: Path) -> Path:
    """The folder of the newest index."""
    return max((index / "generations").iterdir(), key=lambda path: path.stat().st_mtime_ns)


def megabytes(folder: Path) -> float:
    """Everything below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
