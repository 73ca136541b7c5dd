"""The casebook against what it promises; `python -m tests.kb.test_casebook` prints the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.figures import Show
from tests.kb import casebook
from tests.kb.casebook import Case

PROBLEMS = (
    casebook.page_problems,
    casebook.timeline_problems,
    casebook.family_problems,
    casebook.drawing_problems,
    casebook.dead_links,
)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return casebook.read_cases()


@pytest.mark.parametrize("problems", PROBLEMS, ids=lambda check: check.__name__)
def test_every_page_is_whole(cases: list[Case], problems: Callable[[Case], list[str]]) -> None:
    assert [line for case in cases for line in problems(case)] == []


def test_there_are_120_and_the_table_is_shown(cases: list[Case], show: Show) -> None:
    show(casebook.table(cases))
    assert len(cases) >= 120


def test_every_theme_has_four_cases(cases: list[Case]) -> None:
    count = Counter(theme for case in cases for theme in case.meta["themes"])
    assert {theme: count[theme] for theme in casebook.themes() if count[theme] < 4} == {}


def test_every_stage_has_fifteen(cases: list[Case]) -> None:
    count = Counter(case.meta["stage"] for case in cases)
    assert {stage: count[stage] for stage in casebook.STAGES if count[stage] < 15} == {}


def test_about_a_third_did_not_go_well_or_is_unfinished(cases: list[Case]) -> None:
    share = sum(case.meta["lesson"] != "成功" for case in cases) / len(cases)
    assert 0.28 <= share <= 0.42


@pytest.mark.parametrize(
    ("route", "least"),
    [
        ("合同ケース会議", 6),  # met from the maternal-health side
        ("学校スクリーニング", 6),  # met at school
        ("意見の相違", 4),  # two functions disagreed
    ],
)
def test_routes(cases: list[Case], route: str, least: int) -> None:
    assert sum(case.meta.get("route") == route for case in cases) >= least


def test_meaning_is_needed_to_find_two_in_five(cases: list[Case]) -> None:
    assert sum(case.label_free for case in cases) / len(cases) >= 0.4


def test_no_two_cases_share_a_sentence(cases: list[Case]) -> None:
    assert casebook.shared_runs(cases) == []


if __name__ == "__main__":
    every = casebook.read_cases()
    print(casebook.table(every))
    for check in PROBLEMS:
        for case in every:
            print("".join(line + "\n" for line in check(case)), end="")
    for first, second, run in casebook.shared_runs(every):
        print(first, second, run)
