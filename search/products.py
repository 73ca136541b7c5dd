"""Which of a page's words is nearest to each asked one, with vectors of one byte a component.

Products of bytes are exact whole numbers. onnxruntime takes them by the processor's own instructions, in a third of
the time of numpy's floats; a processor without these loses what overflows, which is tried once, and then floats
give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.int8]
Shifted = NDArray[np.uint8]
Products = NDArray[Any]  # whole numbers, as int32 or as float32, which holds them exactly
MOST = 127  # of a byte
ROWS = 8  # of words that are compared at once: a page's begin at a multiple
_AT_ONCE = 64  # asked words: what comes of more no longer lies near the processor
_SHIFT = 128  # makes bytes unsigned, as the instructions want one side


def shortened(vectors: NDArray[np.float32]) -> tuple[Bytes, NDArray[np.float32]]:
    """Vectors (n, width) in bytes, each as finely as they allow, and by what (n,) each was multiplied."""
    most = np.abs(vectors).max(axis=1, initial=0.0)
    steps = np.asarray(MOST / np.maximum(most, 1e-9), np.float32)
    return np.rint(vectors * steps[:, None]).astype(np.int8), steps


def shifted(words: Bytes) -> Shifted:
    """Bytes as the instructions want one side of a product: unsigned."""
    return words.view(np.uint8) ^ np.uint8(_SHIFT)


def product(words: Shifted, asked: Bytes) -> NDArray[np.float32]:
    """(w, n) of (w, width) and (n, width)."""
    return _multiply()(words, np.ascontiguousarray(asked.T)).astype(np.float32)


def has_bytes() -> bool:
    """Whether this processor multiplies bytes; floats give the same, but take longer than floats from the start."""
    return _multiply() is not by_floats


def nearest(words: Bytes, begins: NDArray[np.int64], asked: Bytes) -> NDArray[np.float32]:
    """(pages, n) the greatest product of each asked vector (n, width) with a page's words (w, width).

    A page's words begin at `begins` (pages,); these, and w, are multiples of `ROWS`.
    """
    multiply = _multiply()
    given = shifted(words)
    parts = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)]
    best = [_greatest(multiply(given, np.ascontiguousarray(part.T)), begins) for part in parts]
    return np.concatenate(best or [np.zeros((len(begins), 0))], axis=1).astype(np.float32)


def filled(words: Bytes) -> list[Bytes]:
    """The words of a page in parts that make a multiple of `ROWS`: some stand twice, which changes no maximum."""
    missing = -len(words) % ROWS
    if missing <= len(words):
        return [words, words[:missing]]
    return [words, np.resize(words, (missing, words.shape[1]))]


def by_floats(given: Shifted, asked: Bytes) -> Products:
    """(w, n) of (w, width) and (width, n)."""
    words = (given ^ np.uint8(_SHIFT)).view(np.int8)
    return np.asarray(words.astype(np.float32) @ asked.astype(np.float32))


def _greatest(products: Products, begins: NDArray[np.int64]) -> Products:
    """Over eight rows at a time first: numpy goes through few long rows far faster than through many short ones."""
    eights = products.reshape(-1, ROWS, products.shape[1]).max(axis=1)
    return np.asarray(np.maximum.reduceat(eights, begins // ROWS, axis=0))


@lru_cache(maxsize=1)
def _multiply() -> Callable[[Shifted, Bytes], Products]:
    """By bytes where that is exact on this processor, else by floats."""
    try:
        by_bytes = _by_bytes()
    except Exception:  # whatever is missing: floats do the same
        return by_floats
    greatest = np.full((ROWS, 128), 255, np.uint8)
    asked = np.full((128, 2), 127, np.int8)
    asked[:, 1] = -127
    return by_bytes if np.array_equal(by_bytes(greatest, asked), by_floats(greatest, asked)) else by_floats


def _by_bytes() -> Callable[[Shifted, Bytes], Products]:
    """The product as a graph of one step."""
    import onnxruntime
    from onnx import TensorProto, helper

    step = helper.make_node("MatMulInteger", ["words", "asked", "shift"], ["products"])
    kinds = (("words", TensorProto.UINT8, ["w", "k"]), ("asked", TensorProto.INT8, ["k", "n"]))
    given = [helper.make_tensor_value_info(*kind) for kind in (*kinds, ("shift", TensorProto.UINT8, []))]
    made = [helper.make_tensor_value_info("products", TensorProto.INT32, ["w", "n"])]
    graph = helper.make_graph([step], "products", given, made)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session: Any = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    shift = np.asarray(_SHIFT, np.uint8)
    return lambda words, asked: session.run(None, {"words": words, "asked": asked, "shift": shift})[0]
