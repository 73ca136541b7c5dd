from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from search import synonyms
from search.errors import SettingInvalid
from search.normalize import fold

FOUND = [
    ("児相に相談", "児相", "児童相談所", "an abbreviation"),
    ("ＳＳＷの訪問", "ssw", "スクールソーシャルワーカー", "full-width letters"),
    ("放デイの送迎", "放デイ", "放課後等デイサービス", "a name Sudachi may cut"),
    ("生保の申請", "生保", "生活保護", "a broad word"),
]


@pytest.mark.parametrize(("question", "name", "other", "why"), FOUND)
def test_other_names_are_found(question: str, name: str, other: str, why: str) -> None:
    others = {widening.name: widening.others for widening in synonyms.default().widen(question)}
    assert other in others.get(fold(name), ()), why


@pytest.mark.parametrize("question", ["母親", "SCHOOL", "ひとり親"])
def test_a_name_inside_a_word_is_not_a_name(question: str) -> None:
    assert all(widening.name not in {"親", "sc"} for widening in synonyms.default().widen(question))


def test_a_broad_word_does_not_come_back() -> None:
    widened = synonyms.default().widen("生活保護の申請")
    assert all("生保" not in widening.others for widening in widened)


def test_what_must_stay_apart_is_never_merged() -> None:
    content = synonyms.read(synonyms.FILE)
    groups = [{fold(name) for name in group} for group in content["same"]]
    groups += [{fold(name), *map(fold, others)} for name, others in content["wider"].items()]
    for line in content["apart"]:
        for one, other in combinations(map(fold, line), 2):
            assert not any({one, other} <= group for group in groups), f"{one} と {other}"


@pytest.mark.parametrize("text", ["- 一つ", "same: [", "\udcff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "synonyms.yml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingInvalid, match=r"synonyms\.yml"):
        synonyms.load(path)
