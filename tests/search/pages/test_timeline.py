from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.pages.timeline import Event, OddTimeline, draw, events_from

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


def test_a_turning_point_has_a_word_and_a_sign() -> None:
    svg = draw([Event("9月", "欠席が週3日に"), Event("12月", "朝の訪問を始める", turning=True)])
    assert svg.count(">転機<") == 1
    assert "12月 朝の訪問を始める（転機）。" in svg


def test_no_events_no_drawing() -> None:
    assert draw([]) == ""


@given(st.lists(st.builds(Event, TEXT, TEXT, st.booleans()), min_size=1, max_size=6))
def test_any_text_gives_whole_svg_that_holds_it_all(events: list[Event]) -> None:
    root = ElementTree.fromstring(draw(events))  # noqa: S314 - our own drawing
    height = float(root.get("height", 0))
    rows = [float(t.get("y", 0)) for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert all(0 < y <= height for y in rows)


@pytest.mark.parametrize(
    ("raw", "why"),
    [(None, "nothing"), ("9月", "a word"), ([{"when": "9月"}], "no event"), (["9月"], "not a pair")],
)
def test_an_odd_timeline_is_said_in_one_line(raw: object, why: str) -> None:
    with pytest.raises(OddTimeline) as odd:
        events_from(raw)
    assert "\n" not in str(odd.value), why
