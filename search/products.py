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
Products = NDArray[Any]  # whole numbers, as int32 or as float32, which holds them exactly
ROWS = 8  # of words that are compared at once: a page's begin at a multiple
_AT_ONCE = 64  # asked words: what comes of more no longer lies near the processor
_SHIFT = 128  # makes bytes unsigned, as the instructions want one side


def nearest(words: Bytes, begins: NDArray[np.int64], asked: Bytes) -> NDArray[np.float32]:
    """(pages, n) the greatest product of each asked vector (n, width) with a page's words (w, width).

    A page's words begin at `begins` (pages,); these, and w, are multiples of `ROWS`.
    """
    multiply = _multiply()
    shifted = words.view(np.uint8) ^ np.uint8(_SHIFT)
    parts = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)]
    best = [_greatest(multiply(shifted, np.ascontiguousarray(part.T)), begins) for part in parts]
    return np.concatenate(best or [np.zeros((len(begins), 0))], axis=1).astype(np.float32)


def filled(words: Bytes) -> list[Bytes]:
    """The words of a page in parts that make a multiple of `ROWS`: some stand twice, which changes no maximum."""
    missing = -len(words) % ROWS
    return [words, np.resize(words, (missing, words.shape[1]))] if missing else [words]


def by_floats(shifted: NDArray[np.uint8], asked: Bytes) -> Products:
    """(w, n) of (w, width) and (width, n)."""
    words = (shifted ^ np.uint8(_SHIFT)).view(np.int8)
    return np.asarray(words.astype(np.float32) @ asked.astype(np.float32))


def _greatest(products: Products, begins: NDArray[np.int64]) -> Products:
    """Over eight rows at a time first: numpy goes through few long rows far faster than through many short ones."""
    eights = products.reshape(-1, ROWS, products.shape[1]).max(axis=1)
    return np.asarray(np.maximum.reduceat(eights, begins // ROWS, axis=0))


@lru_cache(maxsize=1)
def _multiply() -> Callable[[NDArray[np.uint8], Bytes], Products]:
    """By bytes where that is exact on this processor, else by floats."""
    try:
        by_bytes = _by_bytes()
    except Exception:  # whatever is missing: floats do the same
        return by_floats
    shifted = np.full((ROWS, 128), 255, np.uint8)
    asked = np.full((128, 2), 127, np.int8)
    asked[:, 1] = -127
    return by_bytes if np.array_equal(by_bytes(shifted, asked), by_floats(shifted, asked)) else by_floats


def _by_bytes() -> Callable[[NDArray[np.uint8], Bytes], Products]:
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
