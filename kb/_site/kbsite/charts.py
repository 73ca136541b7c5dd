"""Charts of a page's front matter, each with its numbers in a table and its source."""

from __future__ import annotations

from html import escape

from kbsite import furniture
from search.pages import chart, flow


def draw_all(raw: object) -> tuple[str, list[str]]:
    """The `charts` of a page as HTML, and what could not be drawn."""
    drawn: list[str] = []
    odd: list[str] = []
    for item in raw if isinstance(raw, list) else []:
        try:
            drawn.append(_figure(chart.chart_from(item)))
        except chart.OddChart as problem:
            odd.append(str(problem))
    return "".join(drawn) + "".join(furniture.note(line) for line in odd), odd


def draw_flow(raw: object) -> tuple[str, list[str]]:
    """The `flow` of a page as HTML, and what could not be drawn."""
    if raw is None:
        return "", []
    try:
        return f'<figure class="kb-chart kb-flow">{flow.draw(flow.flow_from(raw))}</figure>', []
    except flow.OddFlow as problem:
        return furniture.note(str(problem)), [str(problem)]


def _figure(drawn: chart.Chart) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(i.label)}</th><td>{escape(chart.number(i.value, drawn.unit))}</td></tr>"
        for i in drawn.items
    )
    source = f'<p class="kb-source">出所：{escape(drawn.source)}</p>' if drawn.source else ""
    return (
        f'<figure class="kb-chart"><figcaption>{escape(drawn.title)}</figcaption>'
        f'<div class="kb-chart__pair">{chart.draw(drawn)}<table class="kb-numbers"><tbody>{rows}</tbody></table></div>'
        f"{source}</figure>"
    )
