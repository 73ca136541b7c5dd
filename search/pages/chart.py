"""Bar and line charts as SVG without any outside part; the numbers also stand in a table beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from search.pages.drawn_text import FONT, units, wrap

WIDTH = 560  # px
SIZE = 13
ACCENT = "#0017c1"
INK = "#1a1a1a"
BAR, GAP = 20, 10  # px
DIGITS = 1.3  # the digits of BIZ UDPGothic are wider than its other narrow letters
PLOT = 200  # px, height of a line chart's field


class OddChart(ValueError):
    """The chart cannot be drawn; the message is one Japanese line for the writer of the page."""


@dataclass(frozen=True)
class Item:
    """A label with its value; None where the source gives no number."""

    label: str
    value: float | None


@dataclass(frozen=True)
class Chart:
    kind: str
    title: str
    unit: str
    source: str
    items: tuple[Item, ...]


def chart_from(raw: object) -> Chart:
    """Read one entry of `charts` in a page's front matter; raises OddChart."""
    if not isinstance(raw, Mapping) or raw.get("kind") not in ("bars", "line"):
        raise OddChart("図（charts）の種類は bars か line のどちらかにしてください。")
    texts = {name: str(raw.get(name) or "") for name in ("title", "unit", "source")}
    return Chart(kind=str(raw["kind"]), items=items_from(raw.get("items")), **texts)


def items_from(raw: object) -> tuple[Item, ...]:
    """Read `[[label, value], …]`; raises OddChart."""
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not raw:
        raise OddChart("図の数（items）がありません。[[名前, 数], …] の形で書いてください。")
    return tuple(_item(pair) for pair in raw)


def draw(chart: Chart) -> str:
    """The chart as one `<svg>` element."""
    return (bars if chart.kind == "bars" else line)(chart.items, title=chart.title, unit=chart.unit)


def bars(items: Sequence[Item], *, title: str, unit: str = "") -> str:
    """Horizontal bars from zero, a label on the left, the number at the end of each bar."""
    _same_sign(items)
    left = round(min(max(units(i.label) for i in items), 13) * SIZE) + 12
    room = WIDTH - left - 12 - round(max(units(number(i.value, unit)) for i in items) * SIZE * DIGITS)
    top = max((i.value or 0 for i in items), default=0) or 1
    parts, y = [], 4
    for item in items:
        lines = wrap(item.label, 13)
        height = max(BAR, len(lines) * 17)
        parts.append(
            _bar(item, unit, lines, left, y + (height - BAR) // 2, round(room * (item.value or 0) / top))
        )
        y += height + GAP
    axis = f'<path d="M{left} 0V{y - 4}" stroke="{INK}"/>'
    return _svg("chart bars", title, _spoken(items, title, unit), y, axis + "".join(parts))


def line(items: Sequence[Item], *, title: str, unit: str = "") -> str:
    """Values in their order from left to right on an axis from zero, each with its number."""
    _same_sign(items)
    top = max((i.value or 0 for i in items), default=0) or 1
    left, right = 40, WIDTH - 40
    step = (right - left) / max(1, len(items) - 1)
    points = [(round(left + n * step), i) for n, i in enumerate(items)]
    base = 30 + PLOT
    spots = [(x, base - round(PLOT * i.value / top), i) for x, i in points if i.value is not None]
    known = {x for x, _, _ in spots}
    strokes = [
        f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{ACCENT}" stroke-width="2.5"/>'
        for (x1, y1, _), (x2, y2, _) in pairwise(spots)
        if not any(x1 < x < x2 for x, _ in points if x not in known)
    ]
    names = [
        _text(x, base + 20 + 16 * n, part)
        for x, i in points
        for n, part in enumerate(wrap(i.label, step / SIZE))
    ]
    marks = [
        f'<circle cx="{x}" cy="{y}" r="4" fill="{ACCENT}"/>' + _text(x, y - 10, number(i.value, unit))
        for x, y, i in spots
    ]
    height = base + 14 + 16 * max(len(wrap(i.label, step / SIZE)) for i in items)
    axis = f'<path d="M{left - 20} {base}H{right + 20}" stroke="{INK}"/>'
    return _svg(
        "chart line", title, _spoken(items, title, unit), height, "".join([axis, *strokes, *names, *marks])
    )


def number(value: float | None, unit: str) -> str:
    """A value as it is read in Japanese: 1,234人; no number is a dash."""
    if value is None:
        return "—"
    return (f"{value:,.0f}" if value == int(value) else f"{value:,}") + unit


def _item(pair: object) -> Item:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        raise OddChart("図の数は [名前, 数] の組で書いてください。")
    label, value = pair
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise OddChart(f"図の「{label}」は数で書いてください。")
    return Item(str(label), value)


def _same_sign(items: Sequence[Item]) -> None:
    below = next((i for i in items if (i.value or 0) < 0), None)
    if below or not items:
        raise OddChart(
            f"図の「{below.label}」が0より小さい数です。" if below else "図の数（items）がありません。"
        )


def _bar(item: Item, unit: str, lines: Sequence[str], left: int, y: int, length: int) -> str:
    first = y + 15 - (len(lines) - 1) * 8
    names = [_text(left - 8, first + 16 * n, part, "end") for n, part in enumerate(lines)]
    shape = f'<rect x="{left}" y="{y}" width="{length}" height="{BAR}" fill="{ACCENT}"/>'
    return "".join([*names, shape, _text(left + length + 6, y + 15, number(item.value, unit), "start")])


def _spoken(items: Sequence[Item], title: str, unit: str) -> str:
    return f"{title}。" + "、".join(f"{i.label} {number(i.value, unit)}" for i in items) + "。"


def _svg(css: str, title: str, words: str, height: int, body: str) -> str:
    said = escape(words, quote=True)
    return (
        f'<svg class="{css}" role="img" aria-label="{said}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="{FONT}" font-size="{SIZE}" '
        f'fill="none"><title>{escape(title)}</title><desc>{said}</desc>{body}</svg>'
    )


def _text(x: int, y: int, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{INK}">{escape(text)}</text>'
