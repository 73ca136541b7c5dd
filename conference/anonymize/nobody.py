"""Findings of the rules that name nobody: turns of phrase, counted things, kinds of agencies after an adverb.  Pure.

What the record knows is never let go here, and a word with a title behind it stays a name (その子さん).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from conference.anonymize import known as records
from conference.anonymize.context import Reading
from conference.anonymize.record import Known
from conference.anonymize.rules import titles
from conference.anonymize.spans import Label, Span

_KINDS: Final = "児相|児童相談所|乳児院|児童養護施設|保育所|病院|学校"
_SAID: Final = re.compile(
    rf"(?:即日|翌日|いま|今|のち|後|もと|元|すぐ)(?:{_KINDS})"
    r"|[一二三四五六七八九十数]{1,2}(?:軒|課|夜|度|人組|つ目|つの家|文)|隣の[一二三]市"
    r"|[そこあ]の子|長男|次男|まえの家|日目|とした|これと|こっちの|通年|正期|票|A・B"
    r"|学童はそのまま|道の駅|公立高校|保育所長|再開発ビル|看護事業所"
    r"|グリーフケア|ひきこもり地域支援センター|ワンストップ支援センター"
)
_DAYS: Final = re.compile(r"[1-7１-７]日")
_NUMBERED: Final = {Label.PHONE, Label.EMAIL, Label.URL, Label.BIRTHDATE, Label.VEHICLE}


def without(text: str, spans: Iterable[Span], known: Known) -> list[Span]:
    """The findings that may name somebody."""
    found = list(spans)
    doubtful = [span for span in found if _is_nobody(text, span)]
    if not doubtful:
        return found
    named = list(records.find(Reading.of(text), known))
    return [span for span in found if span not in doubtful or any(span.meets(one) for one in named)]


def _is_nobody(text: str, span: Span) -> bool:
    said = text[span.start : span.end]
    if span.label in _NUMBERED or titles.AFTER.match(text, span.end):
        return False
    return bool(_SAID.fullmatch(said)) or (
        bool(_DAYS.fullmatch(said)) and text[: span.start].endswith(("週", "週に"))
    )
