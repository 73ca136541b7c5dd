"""What a summary says of a family's circumstances, in the words of the pages: stage, themes, services (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from search.analysis import forms
from search.normalize import fold
from search.synonyms import Synonyms

FILE = Path(__file__).with_name("circumstances.yml")
_STAGES = (
    ("妊娠期", r"妊婦|妊娠\d+週|妊娠中|胎児|出産予定|初妊|妊娠届"),
    ("高校生年代", r"高[123一二三](?!\d)|高校|定時制|通信制|1[5-8]歳"),
    ("中学生", r"中[123一二三](?!\d)|中学"),
    ("小学生", r"小[1-6一二三四五六](?!\d)|小学|学童"),
    ("乳児期", r"乳児|新生児|生後\d|(?<!\d)(?:\d|1[01])か月(?:児|の)|0歳|産後|4か月健診"),
    ("幼児期", r"幼児|[1-6]歳(?!\d)|保育園|保育所|幼稚園|こども園|年[少中長](?:児|組)|1歳半|3歳児"),
)
_STAGE_PATTERNS = tuple((stage, re.compile(pattern)) for stage, pattern in _STAGES)


@dataclass(frozen=True)
class Circumstances:
    """What two families may share."""

    stages: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()


def _told(theme: str, folded: str, said: str) -> bool:
    return any(cue in folded or (chain and chain in said) for cue, chain in _cues().get(theme, ()))


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[tuple[str, str], ...]]:
    """Each cue as it is written, and the chain of its words whatever their endings; one word alone says too little."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {theme: tuple((fold(cue), _chain(cue)) for cue in cues) for theme, cues in content.items()}


def _chain(text: str, least: int = 2) -> str:
    found = forms(text)
    return f"|{'|'.join(found)}|" if len(found) >= least else ""


def read(text: str, themes: Collection[str], services: Collection[str], synonyms: Synonyms) -> Circumstances:
    """The stages, and those of the known themes and services, that a text names or plainly tells of."""
    folded, said = fold(text), _chain(text, 1)
    named = folded + "\n" + "\n".join(fold(other) for found in synonyms.widen(text) for other in found.others)
    return Circumstances(
        frozenset(stage for stage, pattern in _STAGE_PATTERNS if pattern.search(folded)),
        frozenset(theme for theme in themes if fold(theme) in named or _told(theme, folded, said)),
        frozenset(service for service in services if fold(service).removesuffix("事業") in named),
    )
