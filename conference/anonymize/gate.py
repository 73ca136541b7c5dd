"""The last gate: the only maker of the type that the writer of the office's pages accepts.

Pure: no Flask, no database, no disk.  What is refused is told by place, kind and reason; the words
that were found stay in the text and go into no message and no log.
"""

from __future__ import annotations

import hashlib
import hmac
import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from conference.anonymize import point_rules, risks
from conference.anonymize.papers import Papers
from conference.anonymize.point_rules import PointPapers
from conference.anonymize.record import Known
from conference.anonymize.refusals import (
    SECOND as SECOND,
)
from conference.anonymize.refusals import (
    SHAPE as SHAPE,
)
from conference.anonymize.refusals import (
    UNANSWERED as UNANSWERED,
)
from conference.anonymize.refusals import (
    UNSIGNED as UNSIGNED,
)
from conference.anonymize.refusals import (
    UNSURE as UNSURE,
)
from conference.anonymize.refusals import (
    ChangedAfterwards as ChangedAfterwards,
)
from conference.anonymize.refusals import (
    DoesNotPass as DoesNotPass,
)
from conference.anonymize.refusals import (
    Finding as Finding,
)
from conference.anonymize.said import (
    INVISIBLE,
    KINDS,
    Said,
    by_record,
    certain,
    plain,
    read,
    strangers,
    strings,
)
from conference.anonymize.spans import Label, Span
from search.errors import PageUnreadable
from search.pages import case, point
from search.pages.case import CasePage
from search.pages.load import TITLE_LIMIT
from search.pages.point import PointPage

_ID: Final = re.compile(r"o[0-9a-f]{8}")  # drawn by lot: a page's name says nothing
_ACTIVE: Final = re.compile(r"<[a-zA-Z/!?]|\]\(|\]\[|https?:|javascript:")
_OPEN: Final = object()


class AnonymizedPage:
    """The text of a page that passed; made by `examine`, `examine_point`, `reopen` and `looked_at` alone."""

    __slots__ = ("page", "seal", "text")
    page: CasePage | PointPage
    text: str
    seal: str

    def __init__(self, page: CasePage | PointPage, text: str, seal: str, _key: object) -> None:
        if _key is not _OPEN:
            raise TypeError("AnonymizedPage is made by the gate alone")
        for name, value in (("page", page), ("text", text), ("seal", seal)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("what passed the gate does not change")

    def __repr__(self) -> str:
        return f"AnonymizedPage({self.page.id})"


def examine(
    text: str, known: Known, papers: Papers, key: bytes, others: Collection[str] = ()
) -> AnonymizedPage:
    """`text` is a whole page (contract section 2), `known` what the record holds, `others` names of other families.

    `key` (32 bytes, the office's own) binds the text, so that it opens again only unchanged.
    Raises DoesNotPass with every finding.
    """
    found = findings(text, known, papers, others)
    if found:
        raise DoesNotPass(found)
    return AnonymizedPage(case.parse(text), text, _sealed(text, key), _OPEN)


def findings(text: str, known: Known, papers: Papers, others: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything for which `examine` would refuse: what the author's screen shows."""
    try:
        page = case.parse(text)
    except PageUnreadable as problem:
        return (Finding("見出し情報", SHAPE, problem.reason),)
    return (*_shape(page, text), *_words(page, known, papers, others), *_signed(page, papers))


def examine_point(text: str, papers: PointPapers, key: bytes) -> AnonymizedPage:
    """A practice point that somebody edited; raises DoesNotPass with every finding."""
    found = point_rules.findings(text, papers)
    if found:
        raise DoesNotPass(found)
    return AnonymizedPage(point.parse(text), text, _sealed(text, key), _OPEN)


def parsed(text: str) -> CasePage | PointPage:
    """The page of a kept text, by the shape of its number."""
    page = point.parse(text)
    return page if point_rules.ID.fullmatch(page.id) else case.parse(text)


def reopen(text: str, seal: str, key: bytes) -> AnonymizedPage:
    """A text that passed before and was kept with its seal.  Raises ChangedAfterwards."""
    if not hmac.compare_digest(_sealed(text, key).encode(), seal.encode()):
        raise ChangedAfterwards
    return AnonymizedPage(parsed(text), text, seal, _OPEN)


def looked_at(passed: AnonymizedPage, on: date, review_by: date, key: bytes) -> AnonymizedPage:
    """The same page with other days of review; every other word stays the one that passed."""
    page = replace(passed.page, reviewed_on=on, review_by=review_by)
    text = point.render(page) if isinstance(page, PointPage) else case.render(page)
    return AnonymizedPage(page, text, _sealed(text, key), _OPEN)


def handwritten(parts: Iterable[tuple[str, str]], excepted: Collection[str] = ()) -> Iterator[Finding]:
    """What is certain in (where, text) without a record behind it; words in `excepted` are let through.

    Pages that come by hand and are approved by review, not by the screens, pass this form.
    """
    for where, text in parts:
        for span in certain(text, Known()):
            if text[span.start : span.end] not in excepted:
                yield Finding(where, KINDS[span.label], span.why, span.start, span.end)


def mark(page: CasePage) -> str:
    """What a signature holds on to: everything a reader reads, without the days and the approval."""
    bare = replace(page, approved_by="", approved_on=None, reviewed_on=None, review_by=None)
    return hashlib.sha256(case.render(bare).encode()).hexdigest()


def _shape(page: CasePage, text: str) -> Iterator[Finding]:
    if not _ID.fullmatch(page.id):
        yield Finding("見出し情報", SHAPE, "事例の番号が決まった形ではありません。")
    if page.origin != "anonymized" or not page.approved_by or not isinstance(page.approved_on, date):
        yield Finding("見出し情報", SECOND, "だれがいつ承認したかがありません。")
    if len(page.title) > TITLE_LIMIT:
        yield Finding("題名", SHAPE, f"{TITLE_LIMIT}字までです。")
    if case.render(page) != text or INVISIBLE.search(text):
        yield Finding("見出し情報", SHAPE, "見えない字か、読み取れない書き方があります。")
    for where, said in strings(page):
        if _ACTIVE.search(html.unescape(said)):
            yield Finding(where, SHAPE, "ほかのページへのつなぎや、画面の書き方が入っています。")


def _words(page: CasePage, known: Known, papers: Papers, others: Collection[str]) -> Iterator[Finding]:
    parts = [read(where, text, known) for where, text in strings(page)]
    used = {letter for said in parts for letter in said.letters}
    for said in parts:
        yield from _certain(said, known, papers.doubted)
        for one in said.unsure:
            if said.text[one.start : one.end] not in papers.kept:
                yield Finding(said.where, UNSURE, one.why, one.start, one.end)
        # Persons are called A, B, C in turn: a letter out of turn may be the initial of a real name.
        if any(ord(letter) - ord("A") >= len(used) for letter in said.letters):
            yield Finding(said.where, KINDS[Label.PERSON], "頭文字です。人はA・B・Cの順に呼びます。")
        for _ in strangers(said.text, others):
            yield Finding(said.where, KINDS[Label.PERSON], "ほかの世帯の人の名前です")


def _certain(said: Said, known: Known, doubted: Collection[str]) -> Iterator[Finding]:
    left = _not_doubted(said.text, said.sure, known, doubted)
    for span in left:
        yield Finding(said.where, KINDS[span.label], span.why, span.start, span.end)
    bare = plain(said.text)
    if bare != said.text and not left:  # a name cut in two by emphasis, or written as an entity
        for span in _not_doubted(bare, certain(bare, known), known, doubted):
            yield Finding(said.where, KINDS[span.label], span.why)


def _not_doubted(text: str, sure: Iterable[Span], known: Known, doubted: Collection[str]) -> list[Span]:
    """Without the words that were doubted and left; what the record itself knows is never let through."""
    named = by_record(text, known) if doubted else []
    return [
        span
        for span in sure
        if text[span.start : span.end] not in doubted or any(span.meets(one) for one in named)
    ]


def _signed(page: CasePage, papers: Papers) -> Iterator[Finding]:
    for item in papers.unsigned(mark(page)):
        yield Finding(f"規則62条{item.word}", UNSIGNED, "書いた人の確かめの印がありません。")
    kinds = {f"risk:{risk.kind}" for _, text in strings(page) for risk in risks.find(text)}
    for _ in papers.unanswered(sorted(kinds)):
        yield Finding("特異な記述", UNANSWERED, "答えていない問いがあります。")
    if not papers.has_second_person:
        yield Finding("承認", SECOND, "書いていない人の承認が要ります。")


def _sealed(text: str, key: bytes) -> str:
    return hmac.new(key, b"page that passed\n" + text.encode(), hashlib.sha256).hexdigest()
