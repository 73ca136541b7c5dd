"""Nothing passes with one identifier in it, one item unsigned, or nobody beside the author."""

from __future__ import annotations

import ast
import copy
import pickle
import random
import re
from collections import Counter
from dataclasses import fields, replace
from typing import Any

import pytest

from conference.anonymize import Known, gate, said
from conference.anonymize.papers import CHECKLIST, STANDING, Signature
from search.pages import case
from search.pages.case import CasePage
from search.pages.front_matter import Section
from tests.conference.anonymize.pages import APPROVER, AUTHOR, KEY, KNOWN, TEXT, a_page, examined, papers_for
from tests.house.source import ROOT, modules

ATTEMPTS = 1_000
PLANTED = (
    # (what, why it tells)
    ("結衣", "the child's name"), ("ゆいちゃん", "her name as she is called"), ("森結衣", "the full name"), ("モリユイ", "the reading"),
    ("森さん", "the family with a title"), ("さつき野小学校", "her school"), ("さつき野小", "its short form"), ("佐藤保健師", "a worker"),
    ("090-1234-5678", "a telephone"), ("０９０　１２３４　５６７８", "a telephone in wide digits"), ("R8.9.3", "a day"),
    ("令和8年9月3日", "a day in words"), ("mori@example.jp", "an address of mail"), ("山田先生", "a teacher no record knows"),
    ("栄町3丁目12番5号", "an address"), ("品川300あ12-34", "a plate"), ("母子手帳番号 12345678", "a number"),
    ("〒123-4567", "a postal code"), ("1234 5678 9018", "a number with check digit"), ("サクラバ", "a name in katakana"),
    ("**結**衣", "a name cut by emphasis"), ("結\u200b衣", "a name cut by what cannot be seen"), ("&#32080;&#34915;", "a name as entities"),
    ("<b>結衣</b>", "a name in tags"), ("[結衣](http://example.jp)", "a name in a link"),
)  # fmt: skip
SENTENCES = (
    "{}が学校を休んだ。",
    "朝は{}と話した。",
    "母は{}のことを気にしている。",
    "会議で{}の話が出た。",
    "訪問の後、{}へ伝えた。",
)


def _spoiled(rng: random.Random) -> tuple[str, CasePage]:
    """One identifier somewhere in a page that is otherwise fit."""
    planted, why = rng.choice(PLANTED)
    sentence = rng.choice(SENTENCES).format(planted)
    page = a_page()
    place = rng.randrange(8)
    if place == 0:
        return f"title: {why}", replace(page, title=sentence)
    if place == 1:
        return f"a service: {why}", replace(page, services=(sentence,))
    if place == 2:
        return f"an unknown key: {why}", replace(page, extra={"family": {"members": [{"label": sentence}]}})
    if place == 3:
        return f"the approver: {why}", replace(page, approved_by=sentence)
    if place == 4:
        return f"a heading: {why}", replace(page, sections=(*page.sections, Section(sentence, "書く。")))
    number = rng.randrange(len(page.sections))
    parts = list(page.sections)
    body = parts[number].body
    parts[number] = replace(parts[number], body=sentence + body if place < 7 else f"{body}\n\n{sentence}")
    return f"{parts[number].heading}: {why}", replace(page, sections=tuple(parts))


def test_a_fit_page_passes() -> None:
    assert examined(a_page()).text == TEXT


def test_a_thousand_attempts_publish_nothing() -> None:
    """Half with one identifier in the text, everything signed; half with one paper missing."""
    rng = random.Random(20261122)
    passed, told, reasons = [], [], Counter[str]()
    for number in range(ATTEMPTS):
        what, page, papers = _attempt(rng, number)
        try:
            gate.examine(case.render(page), KNOWN, papers, KEY)
            passed.append(what)
        except gate.DoesNotPass as refusal:
            reasons.update(finding.kind for finding in refusal.findings)
            told.append(str(refusal))
    assert passed == []
    assert [each for each in told if any(planted in each for planted, _ in PLANTED)] == []
    assert {"人の名前", "電話番号", "学校・園", "日付", "番号", gate.UNSIGNED, gate.SECOND} <= reasons.keys()


def _attempt(rng: random.Random, number: int) -> tuple[str, CasePage, Any]:
    if number % 2:
        what, page = _spoiled(rng)
        return what, page, papers_for(page)
    page = a_page(sections=[("概要", "秋から欠席が続いた。")])
    papers = papers_for(page)
    spoiled, what = rng.choice(_spoilers(rng))
    return what, page, replace(papers, **spoiled)


def _spoilers(rng: random.Random) -> list[tuple[dict[str, Any], str]]:
    """Ways in which the papers fall short, each with its name."""
    page = a_page(sections=[("概要", "秋から欠席が続いた。")])
    whole = papers_for(page)
    item, question = rng.choice(CHECKLIST).key, rng.choice(STANDING).key
    left = {key: signed for key, signed in whole.signed.items() if key != item}
    answers = {key: words for key, words in whole.answered.items() if key != question}
    return [
        ({"signed": left}, "one item unsigned"),
        ({"signed": {**whole.signed, item: Signature(APPROVER, gate.mark(page))}}, "signed by another"),
        (
            {"signed": {**whole.signed, item: Signature(AUTHOR, gate.mark(a_page()))}},
            "signed for another text",
        ),
        ({"answered": answers}, "one question unanswered"),
        ({"answered": {**whole.answered, question: "  "}}, "answered with nothing"),
        ({"asked": frozenset(["rare:0123"])}, "a rare combination not answered"),
        ({"approver": None}, "nobody approved"),
        ({"approver": AUTHOR}, "the author approved"),
        ({"writers": frozenset([AUTHOR, APPROVER])}, "the approver has written in it"),
    ]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"origin": "fictional"}, "called fictional"),
        ({"approved_by": ""}, "approved by nobody"),
        ({"approved_on": None}, "approved on no day"),
        ({"id": "morikawa"}, "a number that says something"),
    ],
)
def test_the_page_says_where_it_comes_from(given: dict[str, Any], why: str) -> None:
    with pytest.raises(gate.DoesNotPass):
        examined(a_page(**given))


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("lesson", "lesson").replace("---\n## 概要", "# 森結衣\n---\n## 概要"),
        "no page",
        TEXT[:60],
    ],
    ids=["a remark in the keys", "no page", "cut off"],
)
def test_what_the_page_does_not_show_is_not_written_either(text: str) -> None:
    with pytest.raises(gate.DoesNotPass) as refusal:
        gate.examine(text, KNOWN, papers_for(a_page()), KEY)
    assert "森" not in str(refusal.value)


def test_a_rare_fact_wants_an_answer() -> None:
    page = a_page(sections=[("概要", "三つ子の家庭である。")])
    with pytest.raises(gate.DoesNotPass) as refusal:
        examined(page)
    assert [finding.kind for finding in refusal.value.findings] == [gate.UNANSWERED]
    answered = {**papers_for(page).answered, "risk:多胎": "人数は変えてある"}
    assert examined(page, answered=answered)


def test_an_uncertain_word_passes_once_a_person_has_kept_it() -> None:
    page = a_page(sections=[("概要", "母は絵に47の点を描いた。")])
    with pytest.raises(gate.DoesNotPass) as refusal:
        examined(page)
    (finding,) = refusal.value.findings
    assert finding.kind == gate.UNSURE
    word = page.sections[0].body[finding.start : finding.end]
    assert examined(page, kept=frozenset([word]))


def test_a_certain_word_does_not_pass_though_a_person_kept_it() -> None:
    page = a_page(sections=[("概要", "結衣さんは休んだ。")])
    with pytest.raises(gate.DoesNotPass):
        examined(page, kept=frozenset(["結衣", "結衣さん"]))


def test_letters_stand_for_persons_in_turn() -> None:
    """K may be an initial of the real name; A, B, C are ours."""
    assert examined(a_page(sections=[("概要", "AさんとB児が来た。")]))
    with pytest.raises(gate.DoesNotPass):
        examined(a_page(sections=[("概要", "Kさんが来た。")]))


def test_other_families_do_not_pass_either() -> None:
    page = a_page(sections=[("概要", "春野 陽菜と遊んだ。")])
    with pytest.raises(gate.DoesNotPass):
        examined(page, Known(), others=("春野陽菜",))


def test_a_sealed_text_opens_again_only_unchanged() -> None:
    page = examined(a_page())
    assert gate.reopen(page.text, page.seal, KEY).text == TEXT
    for text, seal, key in (
        (TEXT + "あ", page.seal, KEY),
        (TEXT, page.seal[:-1] + "x", KEY),
        (TEXT, page.seal, bytes(32)),
    ):
        with pytest.raises(gate.ChangedAfterwards):
            gate.reopen(text, seal, key)


def test_nobody_makes_or_changes_what_passed() -> None:
    page = examined(a_page())
    with pytest.raises(TypeError):
        gate.AnonymizedPage(page.page, "leak", page.seal, object())
    with pytest.raises(AttributeError):
        page.text = "leak"
    for duplicate in (copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))):  # noqa: S301 - our own
        with pytest.raises((AttributeError, TypeError)):
            assert duplicate(page).text == "leak"


def test_only_the_gate_makes_the_type_that_is_written() -> None:
    """The source says so: no other module calls it or reaches for the gate's token."""
    reaching = []
    for path in modules("conference", "search"):
        if path.name == "gate.py":
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            made = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("AnonymizedPage")
            token = isinstance(node, ast.Attribute) and node.attr == "_OPEN" and "gate" in ast.unparse(node)
            if made or token:
                reaching.append(f"{path}:{node.lineno}")
    assert reaching == []


def test_every_word_of_a_page_is_read() -> None:
    """A field that is added to a page and forgotten here would be a way out."""
    words: dict[str, Any] = {
        each.name: (f"合言葉{each.name}",) if each.type.startswith("tuple[str") else f"合言葉{each.name}"
        for each in fields(CasePage)
        if each.type in ("str", "tuple[str, ...]") and each.name not in ("id", "origin")
    }
    page = CasePage(
        id="o1a2b3c4d",
        **words,
        extra={"x": ["合言葉extra"]},
        sections=(Section("合言葉見出し", "合言葉本文"),),
    )
    read = {word for _, text in said.strings(page) for word in re.findall("合言葉[a-z_見出し本文]+", text)}
    assert read == {f"合言葉{name}" for name in (*words, "extra", "見出し", "本文")}
