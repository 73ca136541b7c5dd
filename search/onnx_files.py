"""The bundled model once more, in eight-bit integers: an ONNX graph beside the files of `search.transformer_files`.

Matrices are held as one byte a weight, with a scale for each column; what flows through them is rounded as it comes.
The table of word vectors stays in the safetensors file, of which a text touches a few rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tensors = Mapping[str, NDArray[Any]]
GRAPH = "int8.onnx"
OPSET, CONTRIB = 17, "com.microsoft"


@dataclass(frozen=True)
class Shape:
    """Of the encoder."""

    hidden: int
    layers: int
    heads: int
    epsilon: float


def write(tensors: Tensors, shape: Shape, path: Path) -> None:
    """The encoder as a graph: `words` (texts, pieces, hidden) and `mask` (texts, pieces) to `tokens`, likewise."""
    from onnx import TensorProto, helper, save

    making = _Making(shape, tensors)
    making.encoder()
    ends = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["texts", "pieces", shape.hidden]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["texts", "pieces"]),
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["texts", "pieces", shape.hidden]),
    ]
    graph = helper.make_graph(making.nodes, "encoder", ends[:2], ends[2:], making.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), str(path))


class _Making:
    """Nodes and constants of the graph, in the order in which they are computed."""

    def __init__(self, shape: Shape, tensors: Tensors) -> None:
        from onnx import helper, numpy_helper

        self._node, self._array = helper.make_node, numpy_helper.from_array
        self._shape, self._tensors = shape, tensors
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def encoder(self) -> None:
        """All of it."""
        self._masked()
        state = self._embedded()
        for layer in range(self._shape.layers):
            mixed = self._attended(state, f"l{layer}")
            state = self._normal(self._op("Add", mixed, state), f"l{layer}.aln")
            wide = self._op("Gelu", self._product(state, [f"l{layer}.fi"]), domain=CONTRIB)
            state = self._op("Add", self._product(wide, [f"l{layer}.fo"]), state)
            state = self._normal(state, f"l{layer}.oln")
        self.nodes.append(self._node("Identity", [state], ["tokens"]))

    def _masked(self) -> None:
        """What is added to how much two pieces attend to each other: very little where one is only padding."""
        away = self._op(
            "Mul", self._op("Sub", "mask", self._constant(np.float32(1))), self._constant(np.float32(1e4))
        )
        self._away = self._op("Unsqueeze", away, self._constant(np.asarray([1, 2])))

    def _embedded(self) -> str:
        places = self._constant((self._tensors["emb.pos"] + self._tensors["emb.type"][0]).astype(np.float32))
        length = self._op("Slice", self._op("Shape", "mask"), self._numbers(1), self._numbers(2))
        here = self._op("Slice", places, self._numbers(0), length, self._numbers(0))
        return self._normal(self._op("Add", "words", here), "emb.ln")

    def _attended(self, state: str, name: str) -> str:
        heads = self._shape.heads
        each = self._shape.hidden // heads
        mixed = self._product(state, [f"{name}.q", f"{name}.k", f"{name}.v"])
        apart = self._op("Reshape", mixed, self._numbers(0, 0, 3, heads, each))
        turned = self._op("Transpose", apart, perm=[2, 0, 3, 1, 4])
        asked, held, told = (
            self._op("Gather", turned, self._constant(np.int64(n)), axis=0) for n in range(3)
        )
        near = self._op("MatMul", asked, self._op("Transpose", held, perm=[0, 1, 3, 2]))
        scaled = self._op("Mul", near, self._constant(np.float32(each**-0.5)))
        weights = self._op("Softmax", self._op("Add", scaled, self._away), axis=-1)
        found = self._op("Transpose", self._op("MatMul", weights, told), perm=[0, 2, 1, 3])
        together = self._op("Reshape", found, self._numbers(0, 0, self._shape.hidden))
        return self._product(together, [f"{name}.ao"])

    def _product(self, state: str, names: list[str]) -> str:
        """With the matrices of these names side by side."""
        matrix = np.concatenate([self._tensors[f"{name}.w"] for name in names]).T.astype(np.float32)
        bias = np.concatenate([self._tensors[f"{name}.b"] for name in names]).astype(np.float32)
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
        rounded = np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8)
        given = [state, *map(self._constant, (rounded, scale.astype(np.float32))), "", self._constant(bias)]
        return self._op("DynamicQuantizeMatMul", *given, domain=CONTRIB)

    def _normal(self, state: str, name: str) -> str:
        given = (self._constant(self._tensors[f"{name}.{part}"].astype(np.float32)) for part in "wb")
        return self._op("LayerNormalization", state, *given, axis=-1, epsilon=self._shape.epsilon)

    def _op(self, kind: str, *given: str, **attributes: Any) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(self._node(kind, list(given), [name], **attributes))
        return name

    def _numbers(self, *numbers: int) -> str:
        return self._constant(np.asarray(numbers, np.int64))

    def _constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(self._array(np.asarray(value), name))
        return name
