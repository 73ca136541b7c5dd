"""When a household belongs before a 合同ケース会議: the sources' criteria in the office's words, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Criterion:
    """One reason to talk; `short` goes into 主訴, `function` is whose eye usually sees it ("" both)."""

    id: str
    words: str
    short: str
    function: str = ""
    source: str = "S4"
    page: int = 64
    point: str = "p4-2"


CRITERIA = (
    Criterion("m1", "アセスメントシートなどから、二つの機能で話したい", "リスクの見立て", "母子保健"),
    Criterion("m2", "特定妊婦に当たるかもしれない", "特定妊婦の可能性", "母子保健"),
    Criterion("c1", "新しい相談で、母子保健とも話しておきたい", "新規の相談", "児童福祉"),
    Criterion("c2", "続けている支援で、母子保健とも話しておきたい", "継続の支援", "児童福祉"),
    Criterion("c3", "要対協の進行管理は終わるが、保健の支援を続けたい", "終結後の保健の支援", "児童福祉"),
    Criterion("b1", "互いの情報を合わせ、いっしょに支えたい", "両機能で支える"),
    Criterion("b2", "要支援・要保護・特定妊婦に当たるかを決めたい", "区分の判断"),
    Criterion("b3", "二つの機能でつくるサポートプランの中身や見直しを話したい", "サポートプラン"),
)
BY_ID = {each.id: each for each in CRITERIA}
SOURCE_WORDS = "こども家庭センターの実践の手引き（S4）64ページの内容を、ここの言葉で書いたものです。"


def in_order_for(function: str) -> list[Criterion]:
    """A worker's own function first, then what both see, then the other's."""
    return sorted(CRITERIA, key=lambda each: (each.function not in (function, ""), each.function == ""))


def shorts_of(ids: Iterable[str]) -> str:
    """特定妊婦の可能性・区分の判断: what stands in 主訴."""
    return "・".join(BY_ID[each].short for each in ids if each in BY_ID)
