"""Two halves of one piece of work at once, where a second core has nothing else to do."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache
from typing import TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


class Halves:
    """Safe for threads: one thread is held for second halves; who finds it taken does both one after the other.

    So many questions at once cost what they did, and one alone is answered sooner. Numpy and onnxruntime let
    other threads run while they multiply; plain Python gains nothing here.
    """

    def __init__(self, cores: int) -> None:
        self._free = threading.Lock() if cores > 1 else None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="half")  # begins with the first half it gets

    def both(self, first: Callable[[], First], second: Callable[[], Second]) -> tuple[First, Second]:
        """What both give. Raises what `first` or else `second` raises, after both have ended."""
        if self._free is None or not self._free.acquire(blocking=False):
            return first(), second()
        try:
            begun = self._thread.submit(second)
            try:
                mine = first()
            finally:
                wait([begun])
            return mine, begun.result()
        finally:
            self._free.release()


@lru_cache(maxsize=1)
def of_this_process() -> Halves:
    """The one that all questions share."""
    return Halves(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
