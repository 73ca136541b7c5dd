"""The one table of what can be typed in a row: how each field is read, kept and shown.

Pure: no Flask, no database.  A field of a role is written `assignment:KEY:what`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from conference.decisions.models import ClosureKind, DecisionKind, Side
from conference.era import format_date, parse_date
from conference.errors import ConferenceError

LONG, MIDDLE, ADVICE, LINE, SHORT = 4000, 500, 200, 80, 64
DONE_STATES = ("済", "未", "不要")
CHANGES = ("なし", "あり", "未確認")
_KEY = re.compile(r"[a-z0-9]{8,16}")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


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


class TextTooLong(ConferenceError):
    """The text is longer than the field takes."""

    status = 422

    def __init__(self, label: str, limit: int, length: int) -> None:
        super().__init__(
            f"「{label}」は{limit:,}字までです。いま{length:,}字あります。"
            "短くすると保存します。書いた文はこの画面に残っています。"
        )


class DateUnreadable(ConferenceError):
    """The text in a date field is no date."""

    status = 422

    def __init__(self, text: str) -> None:
        super().__init__(f"「{text[:20]}」を日付として読めません。「12/10」のように書いてください。")


class SafetyUnreadable(ConferenceError):
    """安全の度合い is no number from 0 to 100."""

    status = 422

    def __init__(self) -> None:
        super().__init__("安全の度合いは、0から100までの数で書いてください。分からないときは空けておきます。")


class ChoiceUnknown(ConferenceError):
    """A choice that the field does not offer."""

    status = 422

    def __init__(self, label: str) -> None:
        super().__init__(f"「{label}」は、出ている中から選んでください。")


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


def clean(text: str) -> str:
    """Text that can be stored and shown: no NUL, no lone surrogates, one kind of newline; 旧字体 stay."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


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


def _text(label: str, limit: int) -> Callable[[str, date], str]:
    def parse(text: str, _: date) -> str:
        written = clean(text)
        if len(written) > limit:
            raise TextTooLong(label, limit, len(written))
        return written

    return parse


def _choice(label: str, choices: tuple[str, ...]) -> Callable[[str, date], str]:
    def parse(text: str, _: date) -> str:
        if text and text not in choices:
            raise ChoiceUnknown(label)
        return text

    return parse


def _yes(text: str, _: date) -> bool:
    return text == "1"


def _coming_day(text: str, held_on: date) -> date | None:
    return _day(text, held_on)


def _past_day(text: str, held_on: date) -> date | None:
    return _day(
        text, held_on - timedelta(days=275)
    )  # a month and day alone mean the year before the conference


def _one_line(label: str, limit: int) -> Callable[[str, date], str]:
    def parse(text: str, _: date) -> str:
        written = " ".join(clean(text).split("\n")).strip()
        if len(written) > limit:
            raise TextTooLong(label, limit, len(written))
        return written

    return parse


def _share(text: str, _: date) -> int | None:
    """0 to 100; width does not matter, and 70 may be written 70％."""
    written = unicodedata.normalize("NFKC", clean(text)).strip().removesuffix("%")
    if not written:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", written) or int(written) > 100:
        raise SafetyUnreadable
    return int(written)


def _day(text: str, reference: date) -> date | None:
    written = clean(text).strip()
    if not written or written == "未定":
        return None
    found = parse_date(written[:SHORT], reference)
    if found is None:
        raise DateUnreadable(written)
    return found


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
        _on_row("主訴", "concern", _text("主訴", LONG)),
        _on_row("状況", "situation", _text("状況", LONG)),
        _on_row("変化", "change", _choice("変化", CHANGES)),
        _on_row("最後に会った日", "last_seen_on", _past_day),
        _on_row("前回の方針", "last_policy_state", _choice("前回の方針", DONE_STATES)),
        _on_talk("発表者", "presenter", _text("発表者", SHORT)),
        _on_talk("本人・家族の意向", "family_wish", _text("本人・家族の意向", LONG)),
        _on_talk("助言", "advice", _one_line("助言", ADVICE)),
        _on_board("課題", "board_issues", _text("課題", LONG)),
        _on_board("書き出した方針", "board_policy", _text("書き出した方針", LONG)),
        _on_brief("生活", "life", _one_line("生活", LINE)),
        _on_brief("子どもの様子", "child", _one_line("子どもの様子", LINE)),
        _on_brief("保護者の様子", "guardian", _one_line("保護者の様子", LINE)),
        _on_brief("強み", "strengths", _one_line("強み", LINE)),
        _on_brief("相談したいこと", "to_discuss", _one_line("相談したいこと", LINE)),
        _on_brief("見る資料", "at_hand", _one_line("見る資料", LINE)),
        _on_brief("母子保健の方針案", "maternal_draft", _text("母子保健の方針案", MIDDLE), "母子保健"),
        _on_brief("児童福祉の方針案", "child_draft", _text("児童福祉の方針案", MIDDLE), "児童福祉"),
        _on_brief("安全の度合い", "safety", _share),
        _on_decision("結果", "kind", _choice("結果", tuple(DecisionKind))),
        _on_decision("終結の種類", "closure_kind", _choice("終結の種類", tuple(ClosureKind))),
        _on_decision("方針", "policy", _text("方針", LONG)),
        _on_decision("家族へ（だれ）", "family_told_by", _text("家族へ（だれ）", SHORT)),
        _on_decision("家族へ（どう）", "family_told_how", _text("家族へ（どう）", MIDDLE)),
        _on_decision("伝えない", "family_not_told", _yes),
        _on_decision("次回", "next_conference_on", _coming_day),
        _on_decision("見直し", "review_on", _coming_day),
        _on_decision("評価", "plan_review_on", _coming_day),
    )
}
ROLE_FIELDS = {
    field.attribute: field
    for field in (
        _on_role("担い手", "side", _choice("担い手", tuple(Side))),
        _on_role("だれ", "who", _text("だれ", SHORT)),
        _on_role("何を", "what", _text("何を", MIDDLE)),
        _on_role("いつまで", "due_on", _coming_day),
        _on_role("済・未", "state", _choice("済・未", DONE_STATES)),
        _on_role("役割を消す", "removed", _yes),
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
