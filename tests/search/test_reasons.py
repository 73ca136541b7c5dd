from __future__ import annotations

from typing import Any

import pytest
import yaml

from search import circumstances, reasons, synonyms
from search.config import ROOT
from search.pages.load import load_themes
from tests.search.factories import a_case

STAGES = [
    ("妊娠28週の妊婦。初めての出産", "妊娠期", "weeks"),
    ("生後2か月の児", "乳児期", "months"),
    ("3歳児健診で指摘", "幼児期", "a check-up"),
    ("小4の本人", "小学生", "a grade"),
    ("中２男子", "中学生", "full width"),
    ("小二の本人", "小学生", "a grade in kanji"),
    ("高校1年生", "高校生年代", "high school"),
]


@pytest.mark.parametrize(("text", "stage", "why"), STAGES)
def test_the_stage_is_read_from_the_summary(text: str, stage: str, why: str) -> None:
    assert stage in circumstances.read(text, (), (), synonyms.default()).stages, why


def test_a_grade_is_not_a_month() -> None:
    assert circumstances.read("小4の本人が12月から休む", (), (), synonyms.default()).stages == {"小学生"}


TOLD = [
    ("中1。9月から欠席が増え、母は夜勤", {"不登校", "夜間・長時間就労"}, "told, not named"),
    ("児童虐待の通告なし。きょうだいは元気", set(), "nothing told"),
    ("昨年父が亡くなり、祖母が養育", {"死別・喪失", "祖父母養育"}, "two circumstances"),
]


@pytest.mark.parametrize(("text", "themes", "why"), TOLD)
def test_themes_are_read_from_what_is_told(text: str, themes: set[str], why: str) -> None:
    known = {theme.label for theme in load_themes([ROOT / "kb"])}
    assert circumstances.read(text, known, (), synonyms.default()).themes == themes, why


def test_every_theme_of_the_product_has_words_that_tell_of_it() -> None:
    cues = yaml.safe_load(circumstances.FILE.read_text("utf-8"))
    assert set(cues) == {theme.label for theme in load_themes([ROOT / "kb"])}
    assert all(isinstance(cue, str) for told in cues.values() for cue in told)


def test_services_are_known_by_their_other_names() -> None:
    read = circumstances.read("ショートステイを使いたい", (), {"子育て短期支援事業"}, synonyms.default())
    assert read.services == {"子育て短期支援事業"}


TURNS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "はじめは会えなかった。祖母に頼んだことがきっかけで、家に入れた。今も続く。",
        {},
        "祖母に頼んだ",
        "a word of change",
    ),
    (
        "訪ねた。断られた。味噌汁を飲んだ。",
        {"timeline": [{"what": "味噌汁を飲む", "turning": True}]},
        "味噌汁",
        "the timeline",
    ),
    ("見守った。", {"timeline": "書き方が違う"}, "見守った", "an odd timeline"),
]


@pytest.mark.parametrize(("told", "extra", "turn", "why"), TURNS)
def test_the_turning_point_is_a_sentence_of_the_outcome(
    told: str, extra: dict[str, Any], turn: str, why: str
) -> None:
    reason = reasons.of_turning_point(a_case(sections={"経過と結果": told}, extra=extra))
    assert reason is not None
    assert reason.turning_point in told
    assert turn in reason.turning_point, why


def test_a_case_without_an_outcome_has_no_turning_point() -> None:
    assert reasons.of_turning_point(a_case(sections={"概要": "朝。"})) is None
