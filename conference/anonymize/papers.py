"""What people sign before a page may leave: 規則62条 item by item, 特異な記述 answered, a second person.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """One thing to sign or to answer: its key, the word before it, the sentence."""

    key: str
    word: str
    sentence: str


CHECKLIST = (
    Item("names", "1号", "氏名・生年月日・住所・連絡先など、だれかを言い当てられる記述を消したか、言い換えました。"),
    Item("codes", "2号", "個人番号、旅券や在留カードの番号など、個人識別符号をすべて消しました。"),
    Item("links", "3号", "ケース番号や記録票の番号など、ほかの記録と結びつける符号を消しました。"),
    Item("rare", "4号", "特異な記述（めずらしい事情、報道された出来事など）を消したか、大きな括りにしました。"),
    Item("rest", "5号", "職場のほかの世帯と比べて目立つ違いなど、上のほかに手がかりになるものへ手を打ちました。"),
)  # fmt: skip
"""個人情報保護法施行規則62条 1号から5号."""
STANDING = (
    Item("press", "報道", "新聞やテレビ、裁判、地域のうわさで知られた出来事が、この話から思い当たりますか。"),
    Item("only", "唯一", "地域に一つしかない学校・園・施設・店・行事が、この話から分かりますか。"),
    Item("shape", "家族の形", "三つ子や十人きょうだいなど、家族の形だけでどの家か分かりますか。"),
    Item("illness", "病気・仕事", "全国でも珍しい病気や障害、仕事、経歴が書いてありますか。"),
)
"""What stands out without any figures: asked of every page."""


@dataclass(frozen=True)
class Signature:
    """Who signed, and the mark of the text that was signed: a text changed afterwards is unsigned."""

    by: int
    of: str


@dataclass(frozen=True)
class Papers:
    """What people have said of one text; persons are numbers, `asked` are keys of rare combinations."""

    author: int
    writers: frozenset[int]
    approver: int | None = None
    signed: Mapping[str, Signature] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    answered: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    """Uncertain words a person looked at and left: exactly as they stand in the text."""
    doubted: frozenset[str] = frozenset()
    """Words that a rule takes for a name and the trained reading does not, and that a person left."""

    def unsigned(self, mark: str) -> list[Item]:
        """Checklist items that the author has not signed for this very text."""
        wanted = Signature(self.author, mark)
        return [item for item in CHECKLIST if self.signed.get(item.key) != wanted]

    def unanswered(self, found: Collection[str] = ()) -> list[str]:
        """Keys of questions without an answer: the standing ones, `asked`, and those given."""
        wanted = [*(item.key for item in STANDING), *sorted(self.asked), *found]
        return [key for key in dict.fromkeys(wanted) if not self.answered.get(key, "").strip()]

    @property
    def has_second_person(self) -> bool:
        return self.approver is not None and self.approver not in self.writers | {self.author}
