"""The eight-bit model at work: pieces to vectors without torch."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.onnx_files import GRAPH
from search.vectors import Read, Side, as_read, unit

TABLE = "embeddings.word_embeddings.weight"
WEIGHTS, TOKENIZER, PROMPTS = "model.safetensors", "tokenizer.json", "config_sentence_transformers.json"


class OnnxModel:
    """Texts to vectors by the graph in a folder. Safe for threads."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(
            json.loads((folder / "tokenizer_config.json").read_text("utf-8"))["model_max_length"]
        )
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id("<pad>"), pad_token="<pad>")  # noqa: S106 no password
        self._prompts: dict[str, str] = json.loads((folder / PROMPTS).read_text("utf-8"))["prompts"]
        self._words = table(folder / WEIGHTS, TABLE)
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / GRAPH), _options(onnxruntime), ["CPUExecutionProvider"]
        )

    def read(self, texts: Sequence[str], side: Side) -> Iterator[Read]:
        """As `Embedder.read`, for texts that fit into one batch."""
        prefix = self._prompts.get(side, "")
        found = self._tokenizer.encode_batch([prefix + text for text in texts])
        ids = np.asarray([one.ids for one in found])
        mask = np.asarray([one.attention_mask for one in found], np.float32)
        (tokens,) = self._session.run(None, {"words": self._words[ids].astype(np.float32), "mask": mask})
        vectors = unit((tokens * mask[..., None]).sum(axis=1))
        for vector, pieces, one in zip(vectors, tokens, found, strict=True):
            length = sum(one.attention_mask)
            yield as_read(vector, pieces[:length], np.asarray(one.offsets[:length], np.int32), len(prefix))


def table(path: Path, name: str) -> NDArray[Any]:
    """A tensor of a safetensors file as it lies on the disk."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))[name]
    kind = {"F16": "<f2", "F32": "<f4"}[header["dtype"]]
    return np.memmap(path, kind, "r", 8 + length + header["data_offsets"][0], tuple(header["shape"]))


def _options(onnxruntime: Any) -> Any:
    """As many threads as processors, none of which spins while it waits."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return options
