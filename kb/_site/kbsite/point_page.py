"""A practice point: the first screen open, the rest folded, its numbers as charts, its sources named."""

from __future__ import annotations

from datetime import date

from kbsite import charts, furniture, names, sections
from kbsite.links import anchor
from kbsite.shelf import Entry, Shelf
from search.pages.point import PointPage

FIRST_SCREEN = ("まず30秒で", "すすめ方", "声かけ")
NUMBERS = "数字"


def furnish(entry: Entry, page: PointPage, html: str, shelf: Shelf, today: date) -> tuple[str, list[str]]:
    """The page's HTML with its furniture, and what could not be drawn."""
    drawn, odd = charts.draw_all(page.extra.get("charts"))
    parts = sections.cut(html)
    if drawn and not any(part.title == NUMBERS for part in parts):
        parts.append(sections.Section(NUMBERS, f'<h2 id="{NUMBERS}">{NUMBERS}</h2>', ""))
    body = "".join(_shown(part, drawn) for part in parts)
    top = furniture.heading(page.title, [_chapter(page), furniture.overdue(entry, today)])
    bottom = _cases(page, shelf) + _sources(page) + furniture.asked(page.asked)
    bottom += furniture.dates(page.reviewed_on, page.review_by, today)
    return f'<div class="kb-page kb-point">{top}{body}{bottom}</div>', odd


def _chapter(page: PointPage) -> str:
    name = names.CHAPTERS.get(page.chapter, "")
    return (
        furniture.badge(f"{page.chapter}　{name}" if page.chapter != "0" else name, "chapter") if name else ""
    )


def _shown(part: sections.Section, drawn: str) -> str:
    body = drawn + part.body if part.title == NUMBERS else part.body
    whole = sections.Section(part.title, part.heading, furniture.mark_sources(body))
    open_ = not part.title or part.title in FIRST_SCREEN
    return whole.shown() if open_ else sections.fold(whole, "kb-more")


def _cases(page: PointPage, shelf: Shelf) -> str:
    links = [f"<li>{anchor(entry, '../')}</li>" for entry, case in shelf.cases if page.id in case.points][:12]
    if not links:
        return ""
    return f'<h2 id="kb-cases">この実践ポイントで考える事例</h2><ul class="kb-list">{"".join(links)}</ul>'


def _sources(page: PointPage) -> str:
    return furniture.sources([(s.id, s.pages) for s in page.sources], page.guideline_pages)
