"""Which of a page's words is nearest to each asked one, with vectors of one byte a component.

Products of bytes are exact whole numbers. onnxruntime takes them by the processor's own instructions, in a third of
the time of numpy's floats, and finds the greatest of them while they still lie near the processor; a processor
without these instructions loses what overflows, which is tried once, and then floats give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search import halves, product_graphs
from search.product_graphs import SHIFT

Bytes = NDArray[np.int8]
Shifted = NDArray[np.uint8]
Products = NDArray[Any]  # whole numbers, as int32 or as float32, which holds them exactly
Multiply = Callable[[Shifted, Bytes], Products]
MOST = 127  # of a byte
ROWS = 16  # of words that are compared at once: a page's begin at a multiple
_NEAR = 200_000  # products that lie near the processor until the greatest of them are found
_AT_ONCE = 1_024, 4_096  # words, at least and at most: each run costs some microseconds of its own
_WORTH = 2_000_000  # bytes of words from which on a second core is asked for half of them
_SHIFT = np.uint8(SHIFT)  # makes bytes unsigned, as the instructions want one side


def shortened(vectors: NDArray[np.float32]) -> tuple[Bytes, NDArray[np.float32]]:
    """Vectors (n, width) in bytes, each as finely as they allow, and by what (n,) each was multiplied."""
    most = np.abs(vectors).max(axis=1, initial=0.0)
    steps = np.asarray(MOST / np.maximum(most, 1e-9), np.float32)
    return np.rint(vectors * steps[:, None]).astype(np.int8), steps


def shifted(words: Bytes) -> Shifted:
    """Bytes as the instructions want one side of a product: unsigned."""
    return words.view(np.uint8) ^ _SHIFT


def product(words: Shifted, asked: Bytes) -> NDArray[np.float32]:
    """(w, n) of (w, width) and (n, width)."""
    given, multiply = np.ascontiguousarray(asked.T), _multiply()
    return _in_halves(lambda part: multiply(part, given).astype(np.float32), words)


def has_bytes() -> bool:
    """Whether this processor multiplies bytes; floats give the same, but take longer than floats from the start."""
    return _multiply() is not by_floats


def gathered(pages: Sequence[Bytes]) -> tuple[Shifted, NDArray[np.int64]]:
    """The words of pages (each (w, width)) ready for `nearest`, and the rows (pages,) at which they begin.

    They are gone through once. Where a page's are no multiple of `ROWS` some stand twice, which changes no maximum.
    """
    sizes = np.asarray([-(-len(words) // ROWS) * ROWS for words in pages], np.int64)
    begins = np.cumsum(sizes) - sizes
    found = np.empty((int(sizes.sum()), pages[0].shape[1]), np.uint8)
    for words, begin, size in zip(pages, begins.tolist(), sizes.tolist(), strict=True):
        end, past = begin + len(words), begin + size
        np.bitwise_xor(words.view(np.uint8), _SHIFT, out=found[begin:end])
        while end < past:
            more = min(past - end, len(words))
            found[end : end + more] = found[begin : begin + more]
            end += more
    return found, begins


def nearest(words: Shifted, begins: NDArray[np.int64], asked: Bytes) -> NDArray[np.float32]:
    """(pages, n) the greatest product of each asked vector (n, width) with a page's words (w, width).

    A page's words begin at `begins` (pages,); these, and w, are multiples of `ROWS`.
    """
    if not len(asked):
        return np.zeros((len(begins), 0), np.float32)
    given, greatest = np.ascontiguousarray(asked.T), _greatest_of()
    together = min(max(_NEAR // len(asked), _AT_ONCE[0]), _AT_ONCE[1]) // ROWS * ROWS

    def best(part: Shifted) -> Products:
        found = [greatest(part[at : at + together], given) for at in range(0, len(part), together)]
        return np.concatenate(found)

    return np.maximum.reduceat(_in_halves(best, words), begins // ROWS, axis=0).astype(np.float32)


def _in_halves(of: Callable[[Shifted], NDArray[Any]], words: Shifted) -> NDArray[Any]:
    """`of` the words, or of their halves where there is much to do; each begins at a multiple of `ROWS`."""
    if words.nbytes < _WORTH:
        return of(words)
    middle = len(words) // 2 // ROWS * ROWS
    parts = halves.of_this_process().both(lambda: of(words[:middle]), lambda: of(words[middle:]))
    return np.concatenate(parts)


def by_floats(given: Shifted, asked: Bytes) -> Products:
    """(w, n) of (w, width) and (width, n)."""
    words = (given ^ _SHIFT).view(np.int8)
    return np.asarray(words.astype(np.float32) @ asked.astype(np.float32))


def greatest_by_floats(given: Shifted, asked: Bytes) -> Products:
    """(w / ROWS, n) the greatest of each `ROWS` rows of `by_floats`."""
    return np.asarray(by_floats(given, asked).reshape(-1, ROWS, asked.shape[1]).max(axis=1))


@lru_cache(maxsize=1)
def _multiply() -> Multiply:
    """By bytes where that is exact on this processor, else by floats."""
    return exact(product_graphs.products, by_floats)


@lru_cache(maxsize=1)
def _greatest_of() -> Multiply:
    """The greatest of each `ROWS` rows, likewise."""
    return exact(lambda: product_graphs.greatest(ROWS), greatest_by_floats)


def exact(graph: Callable[[], Multiply], by_floats: Multiply) -> Multiply:
    """The graph where it gives the numbers of floats, else floats."""
    try:
        by_bytes = graph()
    except Exception:  # whatever is missing: floats do the same
        return by_floats
    greatest = np.full((ROWS, 128), 255, np.uint8)
    asked = np.full((128, 2), 127, np.int8)
    asked[:, 1] = -127
    return by_bytes if np.array_equal(by_bytes(greatest, asked), by_floats(greatest, asked)) else by_floats
