"""What an edited practice point has to be before it may stand in the place of the one there: only what is new is judged.

Pure.  A point speaks of no household, so that a place, a date or a number may be right in it: a person answers for
each, and another approves.  Names from the office's own records never pass.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from conference.anonymize.record import Known
from conference.anonymize.refusals import SECOND, SHAPE, UNSURE, Finding
from conference.anonymize.said import INVISIBLE, KINDS, by_record, plain, read, strangers
from conference.anonymize.spans import Label
from search.errors import PageUnreadable
from search.pages import front_matter, point
from search.pages.load import TITLE_LIMIT
from search.pages.point import PointPage

ID: Final = re.compile(r"p[0-9]-[a-z]?[0-9]{1,2}[a-z]?")
OURS: Final = "この職場の記録にある名前です。言い換えてください。"
_ACTIVE: Final = re.compile(r"<[a-zA-Z/!?][^>]*>?|\]\([^)]*\)|\]\[[^\]]*\]|https?:[^\s)]*|javascript:")
_MAY_CHANGE: Final = ("title", "reviewed_on", "review_by")


@dataclass(frozen=True)
class PointPapers:
    """`base` is the page that stands now; `kept` are words a person answers for, exactly as they are written.

    `known` and `names` hold everybody in the office's records: parts of names, and full names.
    """

    base: str
    author: int
    approver: int | None = None
    kept: frozenset[str] = frozenset()
    known: Known = field(default_factory=Known)
    names: tuple[str, ...] = ()

    @property
    def has_second_person(self) -> bool:
        return self.approver is not None and self.approver != self.author


@dataclass(frozen=True)
class Asked:
    """A new word somebody has to answer for, and why; `is_ours` is one that nobody can."""

    where: str
    word: str
    kind: str
    why: str
    is_ours: bool = False


def findings(text: str, papers: PointPapers) -> tuple[Finding, ...]:
    """Everything for which the gate would refuse."""
    try:
        page = point.parse(text)
        found = [*_shape(page, text, papers.base)]
    except PageUnreadable as problem:
        return (Finding("見出し情報", SHAPE, problem.reason),)
    for one in asked(page, papers):
        if one.is_ours or one.word not in papers.kept:
            found.append(Finding(one.where, one.kind if one.is_ours else UNSURE, one.why))
    if not papers.has_second_person:
        found.append(Finding("承認", SECOND, "書いていない人の承認が要ります。"))
    return tuple(found)


def asked(page: PointPage, papers: PointPapers) -> list[Asked]:
    """Each new word once, in the order of the page: names of the office first, then what may name somebody."""
    found: dict[str, Asked] = {}
    for where, text in _new(page, papers.base):
        for one in (*_ours(where, text, papers), *_doubtful(where, text, papers.base)):
            found.setdefault(one.word, one)
    return sorted(found.values(), key=lambda one: not one.is_ours)


def _ours(where: str, text: str, papers: PointPapers) -> Iterator[Asked]:
    bare = plain(text)
    for span in by_record(bare, papers.known):
        word = bare[span.start : span.end]
        if word not in papers.base:  # 山口 of the page is the prefecture, whoever lives next door
            yield Asked(where, word, KINDS[span.label], OURS, is_ours=True)
    for name in strangers(bare, papers.names):
        yield Asked(where, name, KINDS[Label.PERSON], OURS, is_ours=True)


def _doubtful(where: str, text: str, base: str) -> Iterator[Asked]:
    bare = plain(text)
    said = read(where, bare, Known())
    for span in said.sure:
        yield from _unless_there(where, bare[span.start : span.end], KINDS[span.label], span.why, base)
    for one in said.unsure:
        yield from _unless_there(where, bare[one.start : one.end], "確かめる", one.why, base)


def _unless_there(where: str, word: str, kind: str, why: str, base: str) -> Iterator[Asked]:
    if word not in base:
        yield Asked(where, word, kind, why)


def _new(page: PointPage, base: str) -> Iterator[tuple[str, str]]:
    """(where, line) of everything the page says that the base does not."""
    there = {line.strip() for line in base.splitlines()} | {point.parse(base).title}
    if page.title not in there:
        yield "題名", page.title
    for part in page.sections:
        lines = [line.strip() for line in part.body.splitlines() if line.strip() not in there]
        if f"## {part.heading}" not in there and part.heading:
            yield "見出し", part.heading
        if lines:
            yield part.heading or "本文", "\n".join(lines)


def _shape(page: PointPage, text: str, base: str) -> Iterator[Finding]:
    if not ID.fullmatch(page.id) or _keys(text) != _keys(base):
        yield Finding("見出し情報", SHAPE, "題名と本文のほかは変えられません。")
    if not page.title or len(page.title) > TITLE_LIMIT:
        yield Finding("題名", SHAPE, f"1字から{TITLE_LIMIT}字までです。")
    if point.render(page) != text or INVISIBLE.search(text):
        yield Finding("本文", SHAPE, "見えない字か、読み取れない書き方があります。")
    for where, said in _new(page, base):
        if any(active not in base for active in _actives(said)):
            yield Finding(where, SHAPE, "画面の書き方か、もとのページにないつなぎ先が入っています。")


def _actives(text: str) -> Collection[str]:
    return _ACTIVE.findall(html.unescape(text))


def _keys(text: str) -> Iterable[tuple[str, object]]:
    """The page's keys as they are read, without what an edit may change."""
    read_back = point.render(point.parse(text))
    keys, _ = front_matter.split(read_back)
    return sorted((name, repr(value)) for name, value in keys.items() if name not in _MAY_CHANGE)
