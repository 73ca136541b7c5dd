"""Flows: boxes stand in their roles' lanes, follow each other, and say in words what they show."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.pages.flow import LANE, OddFlow, Step, draw, flow_from, lanes_of

ROLES = ("学校", "区役所", "SSW", "家庭")
steps = st.lists(
    st.builds(
        Step,
        st.text("あいう、。1a", min_size=1, max_size=60),
        st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=8,
)


@given(steps)
def test_boxes_follow_each_other_inside_the_lanes(given: list[Step]) -> None:
    drawn = draw(given)

    boxes = [
        tuple(map(int, found))
        for found in re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" rx', drawn)
    ]
    assert len(boxes) == len(given)
    assert all(x >= 0 and x + width <= LANE * len(lanes_of(given)) for x, _, width, _ in boxes)
    assert all(above[1] + above[3] < below[1] for above, below in pairwise(boxes))


def test_lanes_come_in_the_order_of_acting() -> None:
    assert lanes_of([Step("気づく", ("学校",)), Step("見立てる", ("区役所", "学校"))]) == ("学校", "区役所")


def test_it_says_in_words_who_does_what() -> None:
    assert "1 学校が、気づく。2 学校と区役所が、見立てる。" in draw(
        [Step("気づく", ("学校",)), Step("見立てる", ("学校", "区役所"))]
    )


@pytest.mark.parametrize(
    "raw",
    [
        None,  # nothing written
        "学校が気づく",  # a sentence, not a list
        [{"what": "気づく"}],  # nobody does it
        [{"who": "学校"}],  # nothing is done
    ],
)
def test_an_odd_flow_is_told_in_one_line(raw: object) -> None:
    with pytest.raises(OddFlow, match="流れの図"):
        flow_from(raw)
