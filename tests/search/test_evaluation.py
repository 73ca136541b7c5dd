from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.errors import JudgementsUnreadable
from search.evaluation import Judged, evaluate, ndcg, read_judgements, recall, reciprocal_rank

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}


def test_the_best_order_is_one() -> None:
    assert ndcg(["a", "b", "c"], GRADES) == 1


def test_gain_grows_with_two_to_the_grade() -> None:
    assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(1 / 1.5849625)
    assert ndcg(["c", "a"], {"a": 3, "c": 1}) == pytest.approx((1 + 7 / 1.5849625) / (7 + 1 / 1.5849625))


def test_places_beyond_ten_do_not_count() -> None:
    ranked = [f"x{number}" for number in range(10)] + ["a"]
    assert ndcg(ranked, GRADES) == recall(ranked, GRADES) == 0
    assert reciprocal_rank(ranked, GRADES) == pytest.approx(1 / 11)


def test_a_page_of_grade_one_is_recalled_but_is_not_the_good_one() -> None:
    assert recall(["c"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["c", "b"], GRADES) == 1 / 2


def test_figures_by_type_and_in_all() -> None:
    queries = [Judged("1", "case", "q", {"a": 3}), Judged("2", "keyword", "q", {"b": 3})]
    figures = evaluate(queries, lambda _: ["a"])
    assert {kind: found.ndcg for kind, found in figures.items()} == {"case": 1, "keyword": 0, "all": 0.5}


def test_judgements_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(
        json.dumps({"id": 1, "type": "case", "query": "朝", "relevant": {"c0001": 3}}) + "\n\n", "utf-8"
    )
    assert read_judgements(path) == [Judged("1", "case", "朝", {"c0001": 3})]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "query": "q", "relevant": {"a": "x"}}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(JudgementsUnreadable, match="2 行目"):
        read_judgements(path)
