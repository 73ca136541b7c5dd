"""The words of the field from glossary.yml: meaning, reading, and the small kana over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

EVERYDAY = frozenset(
    [
        "センター",
        "改善",
        "進行",
        "休息",
        "措置",
        "助言者",
        "手渡し",
        "推進員",
        "あかし",
        "療育",
        "通級",
        "女性相談",
        "燃え尽き",
        "家庭引き取り",
        "必要としていること",
        "パートナーシップ",
        "登録家庭",
        "可視化",
        "母子保健機能と児童福祉機能",
    ]
)  # in a sentence these mean more than the term they are another name of
_REMARK = re.compile(r"[（(].*?[)）]")
_KANJI = re.compile(r"[々〆\u3400-\u9fff0-9]+")
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True)
class Term:
    """`forms` are the ways it is written in a text, `remark` says what is still to be checked."""

    term: str
    reading: str
    also: tuple[str, ...]
    meaning: str
    sources: tuple[str, ...]
    remark: str

    @property
    def anchor(self) -> str:
        """Its place on the page of terms."""
        return f"g-{crc32(self.term.encode()):08x}"

    @property
    def written(self) -> str:
        """Without the remark in brackets: 一体化(機構改革) stands in texts as 一体化."""
        return _REMARK.sub("", self.term)

    @property
    def forms(self) -> tuple[str, ...]:
        """As texts write it, its other names included; old and related words are not it."""
        others = (name for name in self.also if not _REMARK.search(name) and name not in EVERYDAY)
        return (self.written, *others)


def load(path: Path) -> tuple[Term, ...]:
    """The terms by their reading; none where there is no list."""
    if not path.is_file():
        return ()
    items = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return tuple(sorted((_term(item) for item in items or []), key=lambda term: (term.reading, term.term)))


def ruby(written: str, reading: str) -> str:
    """HTML with the reading over the kanji only; kana need none."""
    pieces = _pieces(written)
    if not any(is_kanji for _, is_kanji in pieces):
        return escape(written)
    kana = re.fullmatch("".join("(.+?)" if k else re.escape(_spoken(text)) for text, k in pieces), reading)
    if kana is None:
        return _over(written, reading)
    over = iter(kana.groups())
    return "".join(_over(text, next(over)) if k else escape(text) for text, k in pieces)


def _over(text: str, kana: str) -> str:
    return f"<ruby>{escape(text)}<rp>（</rp><rt>{escape(kana)}</rt><rp>）</rp></ruby>"


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut into runs of kanji (True) and of anything else."""
    found, at = [], 0
    for run in _KANJI.finditer(text):
        found += [(text[at : run.start()], False), (run[0], True)]
        at = run.end()
    return [piece for piece in [*found, (text[at:], False)] if piece[0]]


def _spoken(text: str) -> str:
    """As a reading writes it: hiragana, no dots."""
    return text.translate(_KATAKANA).replace("・", "")


def _term(item: Mapping[str, Any]) -> Term:
    return Term(
        str(item["term"]),
        str(item.get("reading") or ""),
        _words(item.get("also")),
        str(item.get("meaning") or ""),
        _words(item.get("sources")),
        str(item.get("note") or ""),
    )


def _words(items: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(str(item) for item in items or ())


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML, by libyaml where it is there."""
