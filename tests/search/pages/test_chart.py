from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from search.pages.chart import Item, OddChart, bars, chart_from, draw, line, number


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = bars([Item("同行", 60), Item("同席", 30), Item("書面", 0)], title="会い方", unit="%")
    lengths = [int(n) for n in re.findall(r'<rect [^>]*width="(\d+)"', svg)]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=1)
    assert lengths[2] == 0


def test_a_line_breaks_where_the_source_gives_no_number() -> None:
    items = [Item("令和4", 10), Item("令和5", None), Item("令和6", 30)]
    assert line(items, title="推移").count('stroke-width="2.5"') == 0
    assert line([items[0], items[2]], title="推移").count('stroke-width="2.5"') == 1


def test_the_numbers_are_said_in_words() -> None:
    assert "会い方。同行 67%、同席 1,234%。" in bars(
        [Item("同行", 67), Item("同席", 1234)], title="会い方", unit="%"
    )


@pytest.mark.parametrize(
    ("value", "shown", "why"),
    [
        (67, "67%", "whole"),
        (1234.5, "1,234.5%", "thousands"),
        (None, "—", "no number"),
        (0, "0%", "zero is a number"),
    ],
)
def test_numbers_as_they_are_read(value: float | None, shown: str, why: str) -> None:
    assert number(value, "%") == shown, why


@pytest.mark.parametrize("kind", ["bars", "line"])
def test_one_value_and_markup_are_drawn(kind: str) -> None:
    svg = draw(chart_from({"kind": kind, "title": "<t>", "items": [["<b>&", 1]]}))
    ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"kind": "pie", "items": [["a", 1]]}, "unknown kind"),
        ({"kind": "bars"}, "no numbers"),
        ({"kind": "bars", "items": []}, "an empty list"),
        ({"kind": "bars", "items": [["a"]]}, "no value"),
        ({"kind": "bars", "items": [["a", "8割弱"]]}, "words instead of a number"),
        ({"kind": "bars", "items": [["a", True]]}, "yes is not 1"),
        ({"kind": "line", "items": [["a", -1]]}, "below zero"),
    ],
)
def test_an_odd_chart_is_said_in_one_line(raw: object, why: str) -> None:
    with pytest.raises(OddChart) as odd:
        draw(chart_from(raw))
    assert "\n" not in str(odd.value), why
