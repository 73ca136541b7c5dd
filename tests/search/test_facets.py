"""Counts against counting by hand, over every combination of a small world."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from search import facets
from search.facets import NAMES, Filters
from search.searcher import Searcher


@dataclass(frozen=True)
class APage:
    kind: str = "case"
    stage: str = ""
    outcome: str = ""
    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


WORLD = {
    "kind": ["case", "point"],
    "theme": ["不登校", "ひとり親", "孤立・転入"],
    "stage": ["", "小学生", "妊娠期"],
    "outcome": ["", "好転", "未測定"],
    "service": ["子育て短期支援事業", "産後ケア事業"],
}


def some_pages(draw: random.Random) -> list[APage]:
    return [
        APage(
            draw.choice(WORLD["kind"]),
            draw.choice(WORLD["stage"]),
            draw.choice(WORLD["outcome"]),
            tuple(draw.choices(WORLD["theme"], k=draw.randrange(4))),  # the same theme may be written twice
            tuple(draw.sample(WORLD["service"], draw.randrange(3))),
        )
        for _ in range(draw.randrange(25))
    ]


def some_filters(draw: random.Random) -> Filters:
    return Filters(**{name: draw.choice(["", draw.choice(WORLD[name])]) for name in NAMES})


def has(page: APage, name: str, value: str) -> bool:
    held = {"theme": page.themes, "service": page.services}.get(name) or (getattr(page, name, ""),)
    return value in held


@pytest.mark.parametrize("seed", range(60))
def test_a_count_is_what_is_left_when_it_is_chosen(seed: int) -> None:
    draw = random.Random(seed)
    pages, chosen = some_pages(draw), some_filters(draw)
    for facet in facets.count(pages, chosen):
        others = {name: value for name, value in chosen.chosen().items() if name != facet.name}
        left = [page for page in pages if all(has(page, name, value) for name, value in others.items())]
        by_hand = {
            value: sum(has(page, facet.name, value) for page in left) for value in WORLD[facet.name] if value
        }
        assert {choice.value: choice.count for choice in facet.choices} == {
            value: number for value, number in by_hand.items() if number
        }
        assert facet.without == len(left)


def test_stages_stand_in_the_order_of_life_and_themes_by_number() -> None:
    pages = [APage(stage="小学生", themes=("A", "B")), APage(stage="妊娠期", themes=("B",))]
    found = {
        facet.name: [choice.value for choice in facet.choices] for facet in facets.count(pages, Filters())
    }
    assert (found["stage"], found["theme"]) == (["妊娠期", "小学生"], ["B", "A"])


def test_a_value_that_is_in_no_list_stands_last() -> None:
    pages = [APage(stage="ほか"), APage(stage="小学生")]
    stage = next(facet for facet in facets.count(pages, Filters()) if facet.name == "stage")
    assert [choice.value for choice in stage.choices] == ["小学生", "ほか"]


def test_choosing_one_narrows_to_its_count(searcher: Searcher) -> None:
    plain = searcher.search("朝の支度", limit=50)
    for facet in plain.facets:
        for choice in facet.choices:
            narrowed = searcher.search("朝の支度", limit=50, narrowed=Filters(**{facet.name: choice.value}))
            assert narrowed.total == choice.count == len(narrowed.hits)
            order = [hit.id for hit in plain.hits]
            assert [hit.id for hit in narrowed.hits] == sorted(
                (hit.id for hit in narrowed.hits), key=order.index
            )


def test_what_leaves_nothing_still_says_how_many_there_were(searcher: Searcher) -> None:
    nothing = searcher.search("玄関で足が止まる", narrowed=Filters(kind="point", stage="小学生"))
    without = {facet.name: facet.without for facet in nothing.facets}
    assert nothing.hits == ()
    assert nothing.answers > 0
    assert without["kind"] > 0
    assert nothing.suggestions == ()


def test_filters_are_extra_keys_of_the_json(searcher: Searcher) -> None:
    told = searcher.search("玄関で足が止まる").as_json()
    assert {"value", "count"} == told["facets"]["stage"][0].keys()
    assert set(told["facets"]) == set(NAMES)
    assert "facets" not in searcher.search("").as_json()
