"""A case page as the engine reads it: every string it says, what is certain in each and what is not.  Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from conference.anonymize import engine, nobody, residue
from conference.anonymize import known as records
from conference.anonymize.context import Reading
from conference.anonymize.normalize import fold
from conference.anonymize.record import Known
from conference.anonymize.spans import Label, Span
from conference.anonymize.tagger import Layer
from search.pages.case import CasePage
from search.passages import ASKED

KINDS = {
    Label.PERSON: "人の名前", Label.BIRTHDATE: "生年月日", Label.DATE: "日付", Label.ADDRESS: "住所", Label.PLACE: "地名",
    Label.SCHOOL: "学校・園", Label.FACILITY: "施設・店", Label.PHONE: "電話番号", Label.EMAIL: "メール", Label.ID: "番号",
    Label.URL: "ウェブ上の名", Label.VEHICLE: "車のナンバー",
}  # fmt: skip
_LETTER: Final = re.compile(r"([A-Z])[2-9]?(?:さん|児)?")
_WRITTEN_BY_US: Final = re.compile(r"X(?:[+-][0-9]+)?年(?:1[0-2]|[1-9])月|[A-Z][0-9]?(?=児|さん)")
HEADINGS = (
    "概要",
    "見立て",
    "手立て",
    "経過と結果",
    "ふりかえり",
    "考えてみよう",
    "会議で決めたこと",
    "少数意見",
    "進行役メモ",
)
"""Sections that may be named in a message; any other heading could itself hold a name."""
INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_EVERYDAY: Final = re.compile(
    r"(?<![0-9])(?:(?:1[0-2]|[1-9])月(?![0-9])|週(?:に)?[1-7][日回]|[小中高][1-6](?![0-9])|[1-9](?:回|週間|か月|時間目?|分の[1-9])|1?[0-9]分)"
)  # a month without its year, how often, a school year: they point at nobody
_PUT_BETWEEN: Final = re.compile(r"[\s・]")
_MARKUP: Final = re.compile(r"[*_~`]+|<[^>]*>")


@dataclass(frozen=True)
class Said:
    """One string of a page, read once."""

    where: str
    text: str
    sure: tuple[Span, ...]
    letters: tuple[str, ...]
    unsure: tuple[residue.Mark, ...]


def strings(page: CasePage) -> Iterator[tuple[str, str]]:
    """(where, text) of everything a page says."""
    yield "題名", page.title
    for word in (*page.themes, *page.functions, *page.services, *page.points):
        yield "見出し情報", word
    yield from (
        ("見出し情報", word) for word in (page.stage, page.lesson, page.outcome, page.approved_by) if word
    )
    yield from (("見出し情報", word) for word in _leaves(page.extra))
    yield from ((ASKED, line) for line in page.asked)
    for section in page.sections:
        if section.heading:
            yield "見出し", section.heading
        yield section.heading if section.heading in HEADINGS else "本文", section.body


def read(where: str, text: str, known: Known, tagger: Layer | None = None) -> Said:
    """What is certain, which letters stand for persons, and what a person has to look at.

    Without a tagger: what the last gate sees.
    """
    spans = nobody.without(text, engine.find(text, known, tagger), known)
    letters = [letter for span in spans if (letter := _letter(text, span))]
    ours = [(span.start, span.end) for span in spans]
    ours += [found.span() for rule in (_WRITTEN_BY_US, _EVERYDAY) for found in rule.finditer(text)]
    unsure = [
        one
        for one in residue.marks(text, known, tagger, spans, residue.LIKELY)
        if not any(start <= one.start and one.end <= end for start, end in ours)
    ]
    sure = [span for span in spans if not _letter(text, span)]
    return Said(where, text, tuple(sure), tuple(letters), tuple(unsure))


def by_record(text: str, known: Known) -> list[Span]:
    """What the record itself knows: no reading of the text takes that back."""
    return list(records.find(Reading.of(text), known))


def certain(text: str, known: Known) -> list[Span]:
    """What is found for sure, without the letters that stand for persons."""
    found = nobody.without(text, engine.find(text, known), known)
    return [span for span in found if not _letter(text, span)]


def uncertain(text: str, known: Known) -> list[residue.Mark]:
    """Marks that a person has to answer: without what the replacements themselves have written."""
    return list(read("", text, known).unsure)


def strangers(text: str, names: Collection[str]) -> list[str]:
    """Which of these full names stand in the text, whatever their width and spaces."""
    said = _PUT_BETWEEN.sub("", fold(text).text)
    bare = {name: _PUT_BETWEEN.sub("", fold(name).text) for name in names}
    return [name for name in names if len(bare[name]) > 2 and bare[name] in said]


def plain(text: str) -> str:
    """Without emphasis, tags, entities and what cannot be seen."""
    return _MARKUP.sub("", INVISIBLE.sub("", html.unescape(text)))


def _letter(text: str, span: Span) -> str:
    """The letter, where the span is no more than one that stands for a person."""
    found = _LETTER.fullmatch(text[span.start : span.end])
    return found[1] if found else ""


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)
