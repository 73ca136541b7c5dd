"""The one table of what can be typed in a row: how each field is read, kept and shown.

Pure: no Flask, no database.  A field of a role is written `assignment:KEY:what`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from conference.decisions.models import ClosureKind, DecisionKind, Side
from conference.decisions.parsing import ChoiceUnknown as ChoiceUnknown
from conference.decisions.parsing import TextTooLong as TextTooLong
from conference.decisions.parsing import choice, coming_day, one_line, past_day, score, text, yes
from conference.decisions.parsing import clean as clean
from conference.era import format_date
from conference.errors import ConferenceError

LONG, MIDDLE, ADVICE, LINE, SHORT = 4000, 500, 200, 80, 64
DONE_STATES = ("済", "未", "不要")
CHANGES = ("なし", "あり", "未確認")
SCORED_BY = ("本人", "保護者", "ほか")
_KEY = re.compile(r"[a-z0-9]{8,16}")


class Place(StrEnum):
    """Which record a field belongs to."""

    ROW = "row"
    DECISION = "decision"
    ASSIGNMENT = "assignment"
    TALK = "talk"
    BOARD = "board"
    BRIEF = "brief"

    @property
    def is_decided(self) -> bool:
        """Written by the conference only: not before it begins."""
        return self in (Place.DECISION, Place.ASSIGNMENT)


class FieldUnknown(ConferenceError):
    """The page asked for a field that is not in the table."""

    def __init__(self) -> None:
        super().__init__("この欄は今は書けません。画面を開き直してください。書いた文は控えておいてください。")


@dataclass(frozen=True)
class Field:
    """One thing that can be typed; `parse` gets the text and the conference's date."""

    label: str
    place: Place
    attribute: str
    parse: Callable[[str, date], Any]
    outlives_record: bool = False
    """済・未 is asked until it is done, so it may change after 確定."""
    function: str = ""
    """Whose it is: the other function reads it only."""


def as_text(value: object) -> str:
    """How a value is kept in the history: dates in ISO, 伝えない as 1."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def as_shown(field: Field, kept: str) -> str:
    """How a kept text stands in its field."""
    if kept and field.attribute.endswith("_on"):
        return format_date(date.fromisoformat(kept))
    return kept


def _on_row(label: str, attribute: str, parse: Callable[[str, date], Any]) -> Field:
    return Field(label, Place.ROW, attribute, parse)


def _on_decision(label: str, attribute: str, parse: Callable[[str, date], Any]) -> Field:
    return Field(label, Place.DECISION, attribute, parse)


def _on_talk(label: str, attribute: str, parse: Callable[[str, date], Any]) -> Field:
    return Field(label, Place.TALK, attribute, parse)


def _on_board(label: str, attribute: str, parse: Callable[[str, date], Any]) -> Field:
    return Field(label, Place.BOARD, attribute, parse)


def _on_brief(label: str, attribute: str, parse: Callable[[str, date], Any], function: str = "") -> Field:
    return Field(label, Place.BRIEF, attribute, parse, function=function)


def _on_role(label: str, attribute: str, parse: Callable[[str, date], Any]) -> Field:
    return Field(label, Place.ASSIGNMENT, attribute, parse, outlives_record=attribute == "state")


FIELDS = {
    field.attribute: field
    for field in (
        _on_row("主訴", "concern", text("主訴", LONG)),
        _on_row("状況", "situation", text("状況", LONG)),
        _on_row("変化", "change", choice("変化", CHANGES)),
        _on_row("最後に会った日", "last_seen_on", past_day),
        _on_row("前回の方針", "last_policy_state", choice("前回の方針", DONE_STATES)),
        _on_talk("発表者", "presenter", text("発表者", SHORT)),
        _on_talk("本人・家族の意向", "family_wish", text("本人・家族の意向", LONG)),
        _on_talk("助言", "advice", one_line("助言", ADVICE)),
        _on_board("課題（見立て）", "board_issues", text("課題（見立て）", LONG)),
        _on_board("方針（手立て）", "board_policy", text("方針（手立て）", LONG)),
        _on_brief("生活", "life", one_line("生活", LINE)),
        _on_brief("子どもの様子", "child", one_line("子どもの様子", LINE)),
        _on_brief("保護者の様子", "guardian", one_line("保護者の様子", LINE)),
        _on_brief("強み", "strengths", one_line("強み", LINE)),
        _on_brief("相談したいこと", "to_discuss", one_line("相談したいこと", LINE)),
        _on_brief("見る資料", "at_hand", one_line("見る資料", LINE)),
        _on_brief("母子保健の方針案", "maternal_draft", text("母子保健の方針案", MIDDLE), "母子保健"),
        _on_brief("児童福祉の方針案", "child_draft", text("児童福祉の方針案", MIDDLE), "児童福祉"),
        _on_brief("安全の度合い", "safety", score("安全の度合い")),
        _on_brief("本人・家族の点数", "family_score", score("本人・家族の点数")),
        _on_brief("だれの点数", "family_score_by", choice("だれの点数", SCORED_BY)),
        _on_decision("結果", "kind", choice("結果", tuple(DecisionKind))),
        _on_decision("終結の種類", "closure_kind", choice("終結の種類", tuple(ClosureKind))),
        _on_decision("方針", "policy", text("方針", LONG)),
        _on_decision("家族へ（だれ）", "family_told_by", text("家族へ（だれ）", SHORT)),
        _on_decision("家族へ（どう）", "family_told_how", text("家族へ（どう）", MIDDLE)),
        _on_decision("伝えない", "family_not_told", yes),
        _on_decision("次回", "next_conference_on", coming_day),
        _on_decision("見直し", "review_on", coming_day),
        _on_decision("評価", "plan_review_on", coming_day),
    )
}
ROLE_FIELDS = {
    field.attribute: field
    for field in (
        _on_role("担い手", "side", choice("担い手", tuple(Side))),
        _on_role("だれ", "who", text("だれ", SHORT)),
        _on_role("何を", "what", text("何を", MIDDLE)),
        _on_role("いつまで", "due_on", coming_day),
        _on_role("済・未", "state", choice("済・未", DONE_STATES)),
        _on_role("役割を消す", "removed", yes),
    )
}


@dataclass(frozen=True)
class FieldName:
    """A field as the page names it, taken apart; `key` is the role's, empty elsewhere."""

    whole: str
    field: Field
    key: str = ""

    @classmethod
    def read(cls, name: str) -> FieldName:
        """Raises FieldUnknown unless the table has it."""
        if name in FIELDS:
            return cls(name, FIELDS[name])
        head, _, rest = name.partition(":")
        key, _, attribute = rest.partition(":")
        if head != "assignment" or attribute not in ROLE_FIELDS or not _KEY.fullmatch(key):
            raise FieldUnknown
        return cls(name, ROLE_FIELDS[attribute], key)
