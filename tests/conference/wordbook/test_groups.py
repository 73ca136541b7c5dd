"""A group as it is typed."""

from __future__ import annotations

import pytest

from conference.wordbook import groups
from conference.wordbook.groups import Group, problem_of, read

TYPED = [
    ("みまもり隊\n家庭訪問", ("みまもり隊", "家庭訪問"), "one a line"),
    ("みまもり隊、家庭訪問,配食", ("みまもり隊", "家庭訪問", "配食"), "between commas"),
    (" みまもり隊 \n\n\n家庭　訪問\n", ("みまもり隊", "家庭 訪問"), "blanks"),
    ("ＥＰＤＳ\nEPDS\nepds", ("ＥＰＤＳ",), "one word in three spellings"),
    ("", (), "nothing"),
]


@pytest.mark.parametrize(("typed", "names", "why"), TYPED)
def test_names_are_read(typed: str, names: tuple[str, ...], why: str) -> None:
    assert read(typed).names == names, why


PROBLEMS = [
    (("みまもり隊", "家庭訪問"), "", "fine"),
    (("みまもり隊",), groups.TOO_FEW, "a word alone means nothing else"),
    (tuple(f"語{n}" for n in range(13)), groups.TOO_MANY, "too many"),
    (("あ" * 41, "訪問"), groups.TOO_LONG.format(name="あ" * 10), "a sentence"),
    (
        ("ショートステイ", "短期入所"),
        groups.APART.format(one="ショートステイ", other="短期入所"),
        "kept apart",
    ),
    (("見守り", "佐藤花子"), groups.A_PERSON.format(name="佐藤花子"), "a person's name"),
    (("配食", "にこにこ便"), groups.THERE, "there already, in another order"),
]


@pytest.mark.parametrize(("names", "problem", "why"), PROBLEMS)
def test_what_has_to_be_changed_first(names: tuple[str, ...], problem: str, why: str) -> None:
    assert problem_of(Group(names), [("にこにこ便", "配食")]) == problem, why


def test_joining_two_that_are_apart_by_way_of_the_products_groups() -> None:
    """児相 is 児童相談所 already: a group may not bring in through it what stands apart."""
    joined = Group(("要対協", "協議会", "子ども・若者支援地域協議会"))
    assert "別のもの" in problem_of(joined, [])


def test_a_key_says_nothing_of_the_names() -> None:
    assert Group(("みまもり隊", "家庭訪問")).key.isascii()
    assert Group(("a", "b")).key != Group(("b", "a")).key
