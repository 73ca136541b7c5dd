"""A small case page that passes, and the papers that go with it: tests spoil one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conference.anonymize import Known, gate
from conference.anonymize.papers import CHECKLIST, STANDING, Papers, Signature
from search.pages import case
from search.pages.case import CasePage
from search.pages.front_matter import Section

KEY = bytes(range(32))
AUTHOR, APPROVER = 1, 2
PAGE_ID = "o1a2b3c4d"
TEXT = """---
id: o1a2b3c4d
title: 朝の玄関で立ち止まる子
themes: [不登校]
stage: 小学生
origin: anonymized
approved_by: 統括支援員
approved_on: 2026-11-21
---
## 概要
A児は秋から欠席が続いた。母は朝起きられない日がある。

## 経過と結果
X年9月に保健師と訪問した。朝の電話をやめ、帰りに会った。
"""
KNOWN = Known(
    family_name="森",
    given_names=("結衣",),
    kana=("もり ゆい",),
    school=("さつき野小学校",),
    workers=("佐藤 恵",),
)


def a_page(**given: Any) -> CasePage:
    """The page with some keys changed; `sections` as (heading, body) pairs."""
    if "sections" in given:
        given["sections"] = tuple(Section(*each) for each in given["sections"])
    return replace(case.parse(TEXT), **given)


def papers_for(page: CasePage, **given: Any) -> Papers:
    """Everything signed and answered for this very page."""
    mark = gate.mark(page)
    given.setdefault("author", AUTHOR)
    given.setdefault("writers", frozenset([AUTHOR]))
    given.setdefault("approver", APPROVER)
    given.setdefault("signed", {item.key: Signature(AUTHOR, mark) for item in CHECKLIST})
    given.setdefault("answered", {item.key: "ない" for item in STANDING})
    return Papers(**given)


def examined(page: CasePage, known: Known = KNOWN, key: bytes = KEY, **given: Any) -> gate.AnonymizedPage:
    others = given.pop("others", ())
    return gate.examine(case.render(page), known, papers_for(page, **given), key, others)
