"""Every other page written by hand (schemes, municipalities, forms, paths): title, charts, sources, dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kbsite import charts, forms, furniture, names, resources, sections
from kbsite.form_fields import form_from
from search.pages import front_matter

FLOWS = ("流れ", "進め方", "すすめ方", "動き")
NUMBERS = ("数", "推移", "表", "大きさ")


def furnish(meta: Mapping[str, Any], title: str, html: str, url: str, today: date) -> tuple[str, list[str]]:
    """The page's HTML with its furniture, and what could not be drawn."""
    reviewed, due = front_matter.day(meta.get("reviewed_on")), front_matter.day(meta.get("review_by"))
    late = due is not None and due < today
    drawn, odd = charts.draw_all(meta.get("charts"))
    flow, odd_flow = charts.draw_flow(meta.get("flow"))
    badges = (
        [furniture.badge(names.KINDS[meta["kind"]], "chapter")] if meta.get("kind") in names.KINDS else []
    )
    badges += [furniture.badge(f"▲ {names.OVERDUE}", "overdue")] if late else []
    top = furniture.heading("" if "<h1" in html else title, badges)
    top += forms.links(url) if form_from(meta) else ""
    top += resources.facts(meta.get("resource")) if "<table" not in html else ""
    bottom = furniture.sources(_sources(meta), ()) + furniture.dates(reviewed, due, today)
    body = furniture.mark_sources(_with_charts(_with_flow(sections.cut(html), flow), drawn))
    return (
        f'<div class="kb-page kb-guide kb-guide--{meta.get("kind", "page")}">{top}{body}{bottom}</div>',
        odd + odd_flow,
    )


def _part(part: sections.Section) -> str:
    """A form's sheet goes on paper, how to use it stays on the screen."""
    return (
        f'<section class="kb-sheet-page">{part.shown()}</section>'
        if "kb-sheet" in part.heading
        else part.shown()
    )


def _sources(meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    items = meta.get("sources")
    found = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    return [(str(item.get("id", "")), str(item.get("pages") or "")) for item in found]


def _with_flow(parts: list[sections.Section], drawn: str) -> list[sections.Section]:
    """A flow stands under the first heading that speaks of it."""
    at = next((n for n, part in enumerate(parts) if drawn and any(w in part.title for w in FLOWS)), None)
    return [replace(p, body=drawn + p.body) if n == at else p for n, p in enumerate(parts)]


def _with_charts(parts: list[sections.Section], drawn: str) -> str:
    """Charts stand under the first heading that speaks of numbers, or after the first section."""
    if not drawn or not parts:
        return drawn + "".join(_part(part) for part in parts)
    first = next((n for n, p in enumerate(parts) if any(word in p.title for word in NUMBERS)), None)
    at = first if first is not None else next((n for n, p in enumerate(parts) if p.title), len(parts) - 1)
    shown = [
        _drawn_under(p, drawn) if n == at and first is not None else p.shown() for n, p in enumerate(parts)
    ]
    if first is None:
        shown.insert(at + 1, drawn)
    return "".join(shown)


def _drawn_under(part: sections.Section, drawn: str) -> str:
    """A table that leads on to other pages is read first."""
    if "<table" in part.body and "<a " in part.body:
        return part.heading + part.body + drawn
    return part.heading + drawn + part.body
