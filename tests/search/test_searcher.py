from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from search.config import SearchConfig
from search.embedding import WINDOW, HashingEmbedder, Read, Side
from search.errors import ModelUnavailable
from search.indexing import build_index
from search.notices import EMPTY
from search.results import Hit, Results
from search.searcher import Searcher, open_searcher
from tests.search.factories import a_case, a_config, a_small_library, write
from tests.search.test_indexing import AbsentEmbedder

QUESTIONS = [
    ("玄関で足が止まる", "c0001", "a plain sentence"),
    ("ケアラー", "c0005", "a part of a compound"),
    ("3歳児健診", "c0003", "a number in figures for one in kanji"),
    ("児相", "p7-4", "an abbreviation"),
    ("ﾔﾝｸﾞｹｱﾗｰ", "c0005", "half-width kana"),
]


@pytest.mark.parametrize(("asked", "found", "why"), QUESTIONS)
def test_the_page_is_found_first(searcher: Searcher, asked: str, found: str, why: str) -> None:
    hits = searcher.search(asked).hits
    assert hits, why
    assert hits[0].id == found, why


def test_a_compound_comes_before_its_parts(searcher: Searcher) -> None:
    hits = searcher.search("口腔内").hits
    assert hits[0].id == "c0003"
    assert "c0004" not in [hit.id for hit in hits[:1]]


BAD = [
    ("", "nothing"),
    ("   \n\t", "blanks"),
    ("\0", "NUL"),
    ("\ud800", "a lone surrogate"),
    ("title:[TO", "query syntax"),
    ("AND OR", "operators"),
    ('"', "a quote"),
    ("* ? ~ ^ ( ) { } \\", "marks"),
    ("🏠👶", "emoji"),
    ("㍻ｶﾞ", "compatibility characters"),
    ("朝の支度\0\ud800に時間", "harm inside a question"),
    ("母" * 4_000, "4,000 characters"),
    ("ア" * 1_000_000, "a megabyte"),
    ("a" * 4_001, "one character too many"),
]


@pytest.mark.parametrize(("asked", "why"), BAD)
def test_whatever_is_typed_gets_an_answer(searcher: Searcher, asked: str, why: str) -> None:
    for results in (searcher.search(asked), searcher.similar_to(asked)):
        assert isinstance(results, Results), why
        json.dumps(results.as_json(), ensure_ascii=False).encode("utf-8")
        assert results.hits or results.notice, why


def test_syntax_is_read_as_words(searcher: Searcher) -> None:
    assert searcher.search("玄関 AND NOT (足 OR 止まる)").hits[0].id == "c0001"


def test_an_empty_question_is_told_so(searcher: Searcher) -> None:
    results = searcher.search(" ")
    assert (results.hits, results.total, results.notice) == ((), 0, EMPTY)


def test_too_long_a_question_says_how_much_was_read(searcher: Searcher) -> None:
    assert "4,000字" in (searcher.search("玄関で足が止まる。" * 1000).notice or "")


def test_what_no_page_tells_of_finds_nothing(searcher: Searcher) -> None:
    results = searcher.search("為替レートの見通し")
    assert (results.hits, results.total) == ((), 0)
    assert "見つかりませんでした" in (results.notice or "")


def test_kind_theme_and_limit(searcher: Searcher) -> None:
    assert {hit.kind for hit in searcher.search("児童相談所と会議", kind="point").hits} == {"point"}
    assert {hit.id for hit in searcher.search("朝の玄関、家庭内のきまり", theme="不登校").hits} <= {
        "c0001",
        "c0004",
    }
    one = searcher.search("玄関で足が止まり、家庭内のきまりが多い", limit=1)
    assert len(one.hits) == 1 <= one.total


def test_the_sentence_shown_has_its_matches_marked(searcher: Searcher) -> None:
    hit = searcher.search("口腔内").hits[0]
    assert "口腔内" in hit.snippet
    assert "口腔内" in [segment.text for segment in hit.segments if segment.matched]
    start, end = hit.as_json()["marks"][0]
    assert hit.snippet[start:end] == "口腔内"


def test_a_synonym_that_was_used_is_told(searcher: Searcher) -> None:
    reasons = [reason.text for reason in searcher.search("児相と話す").hits[0].reasons]
    assert any("児童相談所" in reason and "児相" in reason for reason in reasons)


def test_a_decision_is_never_given_away(searcher: Searcher) -> None:
    for results in (
        searcher.search("登校の日数を目標にしない"),
        searcher.similar_to("登校の日数を目標にしない"),
    ):
        shown = [hit.snippet for hit in results.hits]
        shown += [
            reason.page_sentence + reason.turning_point for hit in results.hits for reason in hit.reasons
        ]
        assert results.hits
        assert all("目標にしない" not in text for text in shown)


def test_trainers_notes_are_not_found(searcher: Searcher) -> None:
    assert not searcher.search("黒板").hits


SUMMARY = "小3の児童。朝、玄関で足が止まり教室に入れない。妹を園に送り出してから疲れている。ショートステイの相談あり。"


def test_similar_cases_are_cases_with_their_reasons(searcher: Searcher) -> None:
    hit = searcher.similar_to(SUMMARY).hits[0]
    assert (hit.id, hit.kind, hit.origin) == ("c0001", "case", "fictional")
    kinds = {reason.kind: reason for reason in hit.reasons}
    assert kinds["stage"].text == "同じ時期: 小学生"
    assert "子育て短期支援事業" in kinds["service"].text
    assert kinds["pair"].query_sentence in SUMMARY
    assert kinds["pair"].page_sentence in hit.page.section("概要") + hit.page.section("見立て")
    assert kinds["turning_point"].turning_point.startswith("拠点で朝食をとるようになり")


def test_what_is_known_of_the_family_counts(searcher: Searcher) -> None:
    hits = searcher.similar_to("夜に泣き声が続く", stage="乳児期", themes=("孤立・転入",)).hits
    assert hits[0].id == "c0002"
    assert {"theme", "stage"} <= {reason.kind for reason in hits[0].reasons}


def test_a_long_summary_is_read_to_its_end_in_windows(built: SearchConfig) -> None:
    class Recording(HashingEmbedder):
        def __init__(self) -> None:
            self.seen: list[str] = []

        def read(self, texts: Sequence[str], side: Side) -> list[Read]:
            self.seen += texts
            return super().read(texts, side)

    embedder = Recording()
    text = "申請書の写しを受け取り、棚にしまった。" * 180 + "中2の子が祖母の介護を担う。"
    Searcher(built, embedder).similar_to(text, explain=False)
    assert "".join(embedder.seen).replace("\n", "") == text
    assert all(len(window) <= WINDOW for window in embedder.seen)


def test_meaning_gone_the_words_go_on(built: SearchConfig) -> None:
    class Gone(AbsentEmbedder):
        def read(self, texts: Sequence[str], side: Side) -> list[Read]:
            raise ModelUnavailable("こわれています")

    results = Searcher(built, Gone()).search("玄関で足が止まる")
    assert results.hits[0].id == "c0001"
    assert "ことばだけ" in (results.notice or "")


def test_sixty_four_threads_get_one_answer(searcher: Searcher) -> None:
    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(lambda n: searcher.search(QUESTIONS[n % 3][0]).hits[0].id, range(256)))
    assert answers == [QUESTIONS[n % 3][1] for n in range(256)]


def test_a_fresh_searcher_survives_many_first_questions(built: SearchConfig) -> None:
    fresh = open_searcher(built)
    with ThreadPoolExecutor(64) as pool:
        answers = set(pool.map(lambda _: fresh.search("口腔内").hits[0].id, range(64)))
    assert answers == {"c0003"}


def test_importing_search_loads_neither_model_nor_index() -> None:
    code = "import search, sys; search.SearchConfig; print([m for m in ('torch', 'whoosh', 'sudachipy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_urgent_words_are_answered_first(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    kb = write(tmp_path / "kb", *a_small_library())
    (kb / "urgent.yml").write_text("words: [{anchor: u, heading: けが, words: [あざ]}]", "utf-8")
    build_index(config)
    found = open_searcher(config).search("アザがある子の玄関")
    assert [one.url for one in found.urgent] == ["/kb/urgent.html#u"]
    assert found.as_json()["urgent"][0]["heading"] == "けが"
    assert open_searcher(config).search("玄関").urgent == ()


def test_suggestions_while_typing(searcher: Searcher) -> None:
    assert "児童相談所" in searcher.suggest("児童")
    assert "くつが重い朝" in searcher.suggest("重い")
    assert searcher.suggest(" ") == ()
    assert "児童相談所" not in searcher.suggest("児童相談所"), "typed already"
    assert searcher.suggest("児童", 1) != searcher.suggest("児童")


def test_near_terms_where_nothing_is_found(searcher: Searcher) -> None:
    results = searcher.search("児童公園")
    assert "児童相談所" in results.suggestions or results.hits


def test_what_was_respelt_is_told(searcher: Searcher) -> None:
    results = searcher.search("児童相談書")
    assert results.hits[0].id == "p7-4"
    assert "「児童相談書」は「児童相談所」としてさがしました" in (results.notice or "")


def test_a_reason_never_repeats_the_sentence_shown(searcher: Searcher) -> None:
    for asked in ("玄関で足が止まる", "眠れない夜の電話", SUMMARY):
        for hit in searcher.search(asked).hits:
            assert hit.reasons
            assert all(hit.snippet not in reason.text for reason in hit.reasons)


@pytest.mark.parametrize(
    ("day", "stale"), [(date(2000, 1, 1), True), (date(2999, 1, 1), False), (None, False)]
)
def test_a_page_past_its_review_is_marked(day: date | None, stale: bool) -> None:
    page = a_case(review_by=day)
    hit = Hit(page.id, "case", page.title, 1.0, page.url, page)
    assert hit.stale is hit.as_json()["stale"] is stale


def test_a_page_past_its_review_stands_a_little_lower(tmp_path: Path) -> None:
    body = {"概要": "玄関で足が止まる朝が続いた。"}
    days = {"c0001": date(2000, 1, 1), "c0002": date(2999, 1, 1)}
    pages = [a_case(id, title="同じ朝", sections=body, review_by=day) for id, day in days.items()]
    config = a_config(tmp_path)
    write(tmp_path / "kb", *pages, a_case("c0003", title="別の話", sections={"概要": "祖母の台所。"}))
    build_index(config)
    hits = open_searcher(config).search("玄関で足が止まる").hits
    assert [(hit.id, hit.stale) for hit in hits[:2]] == [("c0002", False), ("c0001", True)]


def test_a_page_that_was_taken_away_is_found_no_more(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    kb = write(tmp_path / "kb", *a_small_library())
    build_index(config)
    asking = open_searcher(config)
    assert asking.search("玄関で足が止まる").hits[0].id == "c0001"
    (kb / "cases" / "c0001.md").unlink()
    build_index(config)
    for results in (asking.search("玄関で足が止まる"), asking.similar_to(SUMMARY)):
        assert "c0001" not in [hit.id for hit in results.hits]
