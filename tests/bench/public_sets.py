"""JSQuAD as a retrieval test and JSTS, where JGLUE's files are present: nothing in the product needs them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from search.embedding import Embedder
from search.pages import case
from search.pages.case import CasePage
from search.pages.front_matter import Section

SEED = 20261122


def write_paragraphs(file: Path, kb: Path) -> list[tuple[str, str]]:
    """Each distinct paragraph as a page below `kb`; returns the questions with the page that answers."""
    pages: dict[str, str] = {}
    asked: list[tuple[str, str]] = []
    for title, context, questions in _paragraphs(file):
        if context not in pages:
            pages[context] = f"j{len(pages):05}"
            _write(kb, pages[context], title, context)
        asked += [(question, pages[context]) for question in questions]
    return asked


def sample(asked: Sequence[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """`count` of the questions, always the same ones."""
    return random.Random(SEED).sample(list(asked), min(count, len(asked)))


def jsts_spearman(file: Path, embedder: Embedder) -> float:
    """Rank correlation of cosines with the people's similarity of sentence pairs."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    ours = _vectors(embedder, [row["sentence1"] for row in rows])
    theirs = _vectors(embedder, [row["sentence2"] for row in rows])
    return _spearman((ours * theirs).sum(axis=1), np.asarray([row["label"] for row in rows]))


def _paragraphs(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            context = paragraph["context"].replace(" [SEP] ", "。")
            yield article["title"], context, [question["question"] for question in paragraph["qas"]]


def _write(kb: Path, id: str, title: str, context: str) -> None:
    page = CasePage(
        id=id, title=title, themes=("百科",), stage="小学生", sections=(Section("概要", context),)
    )
    (kb / "cases").mkdir(parents=True, exist_ok=True)
    (kb / "cases" / f"{id}.md").write_text(case.render(page), encoding="utf-8")


def _spearman(one: np.ndarray, other: np.ndarray) -> float:
    def ranks(values: np.ndarray) -> np.ndarray:
        order = values.argsort()
        found = np.empty(len(values))
        found[order] = np.arange(len(values))
        return np.asarray([found[values == value].mean() for value in values])

    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def _vectors(embedder: Embedder, texts: Sequence[str]) -> np.ndarray:
    return np.stack([read.vector for read in embedder.read(texts, "query")])
