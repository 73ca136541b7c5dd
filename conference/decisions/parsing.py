"""How the text of a field is read: kept as text, a choice, a day, a number from 0 to 100.

Pure: no Flask, no database.  Every reader gets the text and the conference's date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from conference.era import parse_date
from conference.errors import ConferenceError

LONGEST_DAY = 64
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


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


class ScoreUnreadable(ConferenceError):
    """What was typed is no number from 0 to 100."""

    status = 422

    def __init__(self, label: str) -> None:
        super().__init__(f"{label}は、0から100までの数で書いてください。分からないときは空けておきます。")


class ChoiceUnknown(ConferenceError):
    """A choice that the field does not offer."""

    status = 422

    def __init__(self, label: str) -> None:
        super().__init__(f"「{label}」は、出ている中から選んでください。")


def clean(text: str) -> str:
    """Text that can be stored and shown: no NUL, no lone surrogates, one kind of newline; 旧字体 stay."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text(label: str, limit: int) -> Callable[[str, date], str]:
    def parse(text: str, _: date) -> str:
        written = clean(text)
        if len(written) > limit:
            raise TextTooLong(label, limit, len(written))
        return written

    return parse


def choice(label: str, choices: tuple[str, ...]) -> Callable[[str, date], str]:
    def parse(text: str, _: date) -> str:
        if text and text not in choices:
            raise ChoiceUnknown(label)
        return text

    return parse


def yes(text: str, _: date) -> bool:
    return text == "1"


def coming_day(text: str, held_on: date) -> date | None:
    return _day(text, held_on)


def past_day(text: str, held_on: date) -> date | None:
    """A month and day alone mean the year before the conference."""
    return _day(text, held_on - timedelta(days=275))


def one_line(label: str, limit: int) -> Callable[[str, date], str]:
    def parse(text: str, _: date) -> str:
        written = " ".join(clean(text).split("\n")).strip()
        if len(written) > limit:
            raise TextTooLong(label, limit, len(written))
        return written

    return parse


def score(label: str) -> Callable[[str, date], int | None]:
    """0 to 100; width does not matter, and 70 may be written 70％ or 70点."""

    def parse(text: str, _: date) -> int | None:
        written = unicodedata.normalize("NFKC", clean(text)).strip().removesuffix("%").removesuffix("点")
        if not written:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", written) or int(written) > 100:
            raise ScoreUnreadable(label)
        return int(written)

    return parse


def _day(text: str, reference: date) -> date | None:
    written = clean(text).strip()
    if not written or written == "未定":
        return None
    found = parse_date(written[:LONGEST_DAY], reference)
    if found is None:
        raise DateUnreadable(written)
    return found
