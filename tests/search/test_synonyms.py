from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from search import synonyms
from search.errors import SettingInvalid
from search.indexing import build_index
from search.normalize import fold
from search.searcher import open_searcher
from tests.search.factories import a_config, a_small_library, write

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


OFFICE = "same:\n  - [みまもり隊, 子育て世帯訪問支援事業]  # うちの町の呼び方\n  - [連携会議, 要対協]\n"


def test_an_office_adds_its_own_names(tmp_path: Path) -> None:
    (tmp_path / "synonyms.yml").write_text(OFFICE, encoding="utf-8")
    widened = {one.name: one.others for one in synonyms.of([tmp_path]).widen("連携会議とみまもり隊")}
    assert "要保護児童対策地域協議会" in widened["連携会議"], "what the shared name means, it means"
    assert "子育て世帯訪問支援事業" in widened["みまもり隊"]


def test_a_changed_file_is_read_again_and_a_missing_one_is_none(tmp_path: Path) -> None:
    assert synonyms.of([tmp_path]) is synonyms.default()
    file = tmp_path / "synonyms.yml"
    file.write_text("same:\n  - [みまもり隊, 訪問]\n", encoding="utf-8")
    assert synonyms.of([tmp_path]).widen("みまもり隊")
    file.write_text("same:\n  - [みまもりたい隊, 訪問]\n", encoding="utf-8")
    assert not synonyms.of([tmp_path]).widen("みまもり隊")


BROKEN = ["same: [", "- 一つ", "same: みまもり隊", "same: [[{a: b}]]", "same:\n  - みまもり隊\n"]


@pytest.mark.parametrize("text", BROKEN)
def test_search_goes_on_beside_a_damaged_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "synonyms.yml").write_text(text, encoding="utf-8")
    assert synonyms.of([tmp_path]) is synonyms.default()
    with pytest.raises(SettingInvalid, match=r"synonyms\.yml"):
        synonyms.office_groups(tmp_path / "synonyms.yml")


def test_a_new_name_finds_at_once_and_a_trial_leaves_no_trace(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    write(tmp_path / "kb", *a_small_library())
    build_index(config)
    searcher = open_searcher(config)
    groups = [["みまもり隊", "ヤングケアラー"]]
    assert "c0005" in {hit.id for hit in searcher.trying(groups).search("みまもり隊").hits}
    assert searcher.search("みまもり隊").hits == ()
    (tmp_path / "kb" / "synonyms.yml").write_text(
        "same:\n  - [みまもり隊, ヤングケアラー]\n", encoding="utf-8"
    )
    found = {
        hit.id: hit for hit in searcher.search("みまもり隊").hits
    }  # the twin's nearness orders them by chance
    assert any(reason.kind == "synonym" for reason in found["c0005"].reasons)
