"""The bundled model's files as `SentenceTransformer(path)` and `AutoModel` load them: weights, tokenizer, settings."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np

from search.packed_weights import Packed

WEIGHTS = "model.safetensors"


def write(packed: Packed, folder: Path) -> None:
    """Everything but the graph, into a folder that is empty."""
    _write_weights(packed, folder)
    _write_tokenizer(packed, folder)
    _write_configs(packed, folder)


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
_MODULE = "sentence_transformers.models."
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
    save_file(half, folder / WEIGHTS, metadata={"format": "pt"})


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
    return {
        "config.json": _encoder(packed),
        "tokenizer_config.json": _tokenizer(packed),
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULE}Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{_MODULE}Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{_MODULE}Normalize"},
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


def _encoder(packed: Packed) -> dict[str, object]:
    return {
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
    }


def _tokenizer(packed: Packed) -> dict[str, object]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": packed.positions,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "cls_token": "<s>",
        "sep_token": "</s>",
        "model_input_names": ["input_ids", "attention_mask"],
    }
