"""Products of bytes as graphs of onnxruntime: as they are, or only the greatest of some rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHIFT = 128  # what unsigned bytes are more than the signed ones they stand for
_OPSET = 17
_PRODUCTS, _FOUND = "products", "found"

Run = Callable[[NDArray[np.uint8], NDArray[np.int8]], NDArray[np.int32]]


def products() -> Run:
    """(w, n) of (w, width) and (width, n). Raises ImportError or whatever onnxruntime does."""
    return _session([], {}, _PRODUCTS)


def greatest(rows: int) -> Run:
    """(w / rows, n) the greatest of each `rows` rows of `products`; w is a multiple of them. Raises as `products`.

    They are found where the products lie, which are never handed out: that takes longer than making them.
    """
    from onnx import helper

    steps = [
        helper.make_node("Shape", ["asked"], ["count"], start=1),
        helper.make_node("Concat", ["apart", "count"], ["shape"], axis=0),
        helper.make_node("Reshape", [_PRODUCTS, "shape"], ["groups"]),
        helper.make_node("ReduceMax", ["groups"], [_FOUND], axes=[1], keepdims=0),
    ]
    return _session(steps, {"apart": np.asarray([-1, rows], np.int64)}, _FOUND)


def _session(steps: Sequence[Any], constants: dict[str, NDArray[Any]], told: str) -> Run:
    """A session over the products and what is made of them."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    constants = constants | {"shift": np.asarray(SHIFT, np.uint8)}
    kinds = (("words", TensorProto.UINT8, ["w", "k"]), ("asked", TensorProto.INT8, ["k", "n"]))
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["words", "asked", "shift"], [_PRODUCTS]), *steps],
        told,
        [helper.make_tensor_value_info(*kind) for kind in kinds],
        [helper.make_tensor_value_info(told, TensorProto.INT32, ["found", "n"])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session: Any = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    return lambda words, asked: session.run([told], {"words": words, "asked": asked})[0]
