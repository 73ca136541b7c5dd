"""Any sentence-transformers model at work: texts to vectors by torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from search.vectors import Read, Side, as_read, unit


class TorchModel:
    """A directory or a hub name, held as `dtype` (`float32` or `bfloat16`)."""

    def __init__(self, name: str, dtype: str) -> None:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # spinning threads cost a shared machine 30-fold
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        quiet: Any = logging
        quiet.set_verbosity_error()
        quiet.disable_progress_bar()
        kind = {"dtype": getattr(torch, dtype)}
        self._model: Any = SentenceTransformer(name, device="cpu", model_kwargs=kind).eval()

    def read(self, texts: Sequence[str], side: Side) -> Iterator[Read]:
        """One forward pass gives both the vector of each text and those of its pieces."""
        import torch

        prefix = (self._model.prompts or {}).get(side, "")
        features = self._model.tokenizer(
            [prefix + text for text in texts],
            padding=True,
            truncation=True,
            max_length=self._model.max_seq_length,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        spans = features.pop("offset_mapping").numpy().astype(np.int32)
        with torch.inference_mode():
            out = self._model(dict(features))
        vectors = unit(out["sentence_embedding"].float().numpy())
        tokens, lengths = out["token_embeddings"].float().numpy(), features["attention_mask"].sum(1).tolist()
        for vector, pieces, places, length in zip(vectors, tokens, spans, lengths, strict=True):
            yield as_read(vector, pieces[:length], places[:length], len(prefix))
