from __future__ import annotations

from pathlib import Path

import pytest

from search import urgent
from search.config import ROOT

ASKED = [
    ("母に首をしめられたと言う", "あざ・外傷", "violence"),
    ("アザがある子", "あざ・外傷", "katakana"),
    ("乳児がぐったりしている", "揺さぶられた・ぐったりした乳児", "an infant"),
    ("きょうは帰りたくないと言われた", "帰りたくない・家に帰せない", "a child's own words"),
]


@pytest.mark.parametrize(("asked", "heading", "why"), ASKED)
def test_urgent_words_lead_to_their_heading(asked: str, heading: str, why: str) -> None:
    found = urgent.of(asked, urgent.load([ROOT / "kb"]))
    assert heading in [one.heading for one in found], why
    assert all(one.url.startswith("/kb/urgent.html#") for one in found)


@pytest.mark.parametrize("asked", ["", "会議の進め方", "サポートプランの書き方"])
def test_what_can_wait_is_not_urgent(asked: str) -> None:
    assert urgent.of(asked, urgent.load([ROOT / "kb"])) == ()


def test_an_offices_words_stand_for_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "urgent.yml").write_text("words: [{anchor: x, heading: 雪, words: [吹雪]}]", "utf-8")
    groups = urgent.load([ROOT / "kb", tmp_path])
    assert [one.url for one in urgent.of("吹雪の夜", groups)] == ["/kb/urgent.html#x"]
    assert urgent.of("あざがある", groups) == ()


@pytest.mark.parametrize("text", ["words: [", "- 一つ", "words: [一つ]", "\udcff"])
def test_a_file_being_written_stops_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "urgent.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert urgent.of("あざがある", urgent.load([ROOT / "kb", tmp_path]))
