"""A case page: badge and facts on top, family and course as drawings, decisions folded shut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from kbsite import browse, furniture, names, sections
from kbsite.era import japanese
from kbsite.links import anchor
from kbsite.shelf import Entry, Shelf
from search.pages import genogram, timeline
from search.pages.case import FOLDED, TRAINERS_ONLY, CasePage
from search.pages.family import OddFamily, family_from
from search.pages.timeline import OddTimeline


def furnish(entry: Entry, page: CasePage, html: str, shelf: Shelf, today: date) -> tuple[str, list[str]]:
    """The page's HTML with its furniture, and what could not be drawn."""
    drawings, odd = _drawings(page)
    parts = [
        _top(entry, page, today),
        *_body(sections.cut(html), drawings),
        _bottom(page, shelf, today),
    ]
    return f'<div class="kb-page kb-case">{"".join(parts)}</div>', odd


def _top(entry: Entry, page: CasePage, today: date) -> str:
    badges = [
        _origin(page),
        furniture.badge(names.OFFICE, "office") if entry.office else "",
        furniture.overdue(entry, today),
    ]
    facts = [
        ("段階", _link(browse.stage_url(page.stage), page.stage)),
        ("テーマ", "、".join(_link(browse.theme_url(t), t) for t in page.themes)),
        ("ふりかえると", escape(names.LESSONS.get(page.lesson, page.lesson))),
        (
            "結果",
            _link(browse.outcome_url(page.outcome), names.OUTCOMES.get(page.outcome, page.outcome))
            if page.outcome
            else "",
        ),
        ("かかわった所", escape("、".join(page.functions))),
        ("使った支援", escape("、".join(page.services))),
        ("話し合う時間", f"{page.minutes}分" if page.minutes else ""),
    ]
    return furniture.heading(page.title, badges) + furniture.facts(facts)


def _origin(page: CasePage) -> str:
    if page.origin == "anonymized":
        return furniture.badge(names.ANONYMIZED, "anonymized")
    return furniture.badge(names.FICTIONAL, "fictional")


def _link(url: str, text: str) -> str:
    return f'<a href="../{url}">{escape(text)}</a>'


def _body(parts: Iterable[sections.Section], drawings: str) -> Iterable[str]:
    """Drawings follow the first section; readers think before they open what was decided."""
    placed = False
    for part in parts:
        if part.title == TRAINERS_ONLY:
            yield sections.fold(part.renamed(names.TRAINERS), "kb-trainers")
        elif part.title in FOLDED:
            yield sections.fold(part, "kb-decided")
        else:
            yield part.shown()
        if part.title and not placed:
            placed = True
            yield drawings
    if not placed:
        yield drawings


def _drawings(page: CasePage) -> tuple[str, list[str]]:
    figures: list[str] = []
    odd: list[str] = []
    if page.extra.get("family") is not None:
        try:
            figures.append(_figure("家族", genogram.draw(family_from(page.extra["family"]))))
        except OddFamily as problem:
            odd.append(str(problem))
    if page.extra.get("timeline") is not None:
        try:
            events = timeline.events_from(page.extra["timeline"])
            figures += [_figure("経過", timeline.draw(events))] if events else []
        except OddTimeline as problem:
            odd.append(str(problem))
    shown = f'<div class="kb-figures">{"".join(figures)}</div>' if figures else ""
    return shown + "".join(furniture.note(line) for line in odd), odd


def _figure(title: str, svg: str) -> str:
    return f"<figure><figcaption>{title}</figcaption>{svg}</figure>"


def _bottom(page: CasePage, shelf: Shelf, today: date) -> str:
    points = [anchor(shelf.entries[id], "../") for id in page.points if id in shelf.entries]
    near = [
        f"<li>{anchor(shelf.entries[n.id], '../')}<span class='kb-meta'>{escape(n.reason)}</span></li>"
        for n in shelf.near.get(page.id, ())
    ]
    parts = []
    if points:
        parts.append(
            f'<h2 id="kb-points">この事例で考える実践ポイント</h2><ul class="kb-list">{"".join(f"<li>{p}</li>" for p in points)}</ul>'
        )
    if near:
        parts.append(f'<h2 id="kb-near">似た事例</h2><ul class="kb-list">{"".join(near)}</ul>')
    parts += [furniture.asked(page.asked), _provenance(page)]
    return "".join(parts) + furniture.dates(page.reviewed_on, page.review_by, today)


def _provenance(page: CasePage) -> str:
    if page.origin != "anonymized":
        return '<p class="kb-provenance">この事例は、研修のために作った架空のものです。実在の家庭や学校とは関係がありません。</p>'
    who = f"承認 {escape(page.approved_by)}" if page.approved_by else ""
    when = japanese(page.approved_on) if page.approved_on else ""
    detail = f"（{'　'.join(part for part in (who, when) if part)}）" if who or when else ""
    return f'<p class="kb-provenance">だれの家庭か分からないように加工した事例です{detail}。</p>'
