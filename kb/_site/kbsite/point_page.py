"""A practice point: the first screen open, the rest folded, its numbers as charts, its sources named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from kbsite import furniture, names, sections
from kbsite.links import anchor
from kbsite.shelf import Entry, Shelf
from search.pages import chart
from search.pages.point import PointPage

FIRST_SCREEN = ("まず30秒で", "すすめ方", "声かけ")
NUMBERS = "数字"


def furnish(entry: Entry, page: PointPage, html: str, shelf: Shelf, today: date) -> tuple[str, list[str]]:
    """The page's HTML with its furniture, and what could not be drawn."""
    charts, odd = _charts(page.extra.get("charts"))
    parts = sections.cut(html)
    if charts and not any(part.title == NUMBERS for part in parts):
        parts.append(sections.Section(NUMBERS, f'<h2 id="{NUMBERS}">{NUMBERS}</h2>', ""))
    body = "".join(_shown(part, charts) for part in parts)
    top = furniture.heading(entry, [_chapter(page), furniture.overdue(entry, today)])
    bottom = _cases(page, shelf) + _sources(page) + furniture.dates(entry, today)
    return f'<div class="kb-page kb-point">{top}{body}{bottom}</div>', odd


def _chapter(page: PointPage) -> str:
    name = names.CHAPTERS.get(page.chapter, "")
    return (
        furniture.badge(f"{page.chapter}　{name}" if page.chapter != "0" else name, "chapter") if name else ""
    )


def _shown(part: sections.Section, charts: str) -> str:
    body = charts + part.body if part.title == NUMBERS else part.body
    whole = sections.Section(
        part.title, part.heading, body.replace("<p>出所：", '<p class="kb-source">出所：')
    )
    open_ = not part.title or part.title in FIRST_SCREEN
    return whole.shown() if open_ else sections.fold(whole, "kb-more")


def _charts(raw: object) -> tuple[str, list[str]]:
    drawn: list[str] = []
    odd: list[str] = []
    for item in raw if isinstance(raw, list) else []:
        try:
            drawn.append(_chart(chart.chart_from(item)))
        except chart.OddChart as problem:
            odd.append(str(problem))
    return "".join(drawn) + "".join(furniture.note(line) for line in odd), odd


def _chart(drawn: chart.Chart) -> str:
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


def _cases(page: PointPage, shelf: Shelf) -> str:
    links = [f"<li>{anchor(entry, '../')}</li>" for entry, case in shelf.cases if page.id in case.points][:12]
    if not links:
        return ""
    return f'<h2 id="kb-cases">この実践ポイントで考える事例</h2><ul class="kb-list">{"".join(links)}</ul>'


def _sources(page: PointPage) -> str:
    items = "".join(f"<li>{line}</li>" for line in _source_lines(page))
    return f'<h2 id="kb-sources">出所</h2><ul class="kb-sources">{items}</ul>' if items else ""


def _source_lines(page: PointPage) -> Iterable[str]:
    for source in page.sources:
        pages = f"　{escape(source.pages)}ページ" if source.pages else ""
        yield escape(f"{source.id}　{names.SOURCES.get(source.id, '')}") + pages
    if page.guideline_pages:
        yield "こども家庭センターガイドライン（令和6年3月）　" + escape("、".join(page.guideline_pages))
