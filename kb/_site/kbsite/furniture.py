"""What case pages and points have in common: badges, facts, dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from kbsite import names, sections
from kbsite.era import japanese
from kbsite.shelf import Entry


def badge(text: str, css: str) -> str:
    return f'<span class="kb-badge kb-badge--{css}">{escape(text)}</span>'


def overdue(entry: Entry, today: date) -> str:
    return badge(f"▲ {names.OVERDUE}", "overdue") if entry.is_overdue(today) else ""


def heading(title: str, badges: Iterable[str]) -> str:
    shown = "".join(b for b in badges if b)
    line = f'<p class="kb-badges">{shown}</p>' if shown else ""
    return line + (f"<h1>{escape(title)}</h1>" if title else "")


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of label and value; the values are HTML, empty ones are left out."""
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{value}</dd></div>" for label, value in pairs if value)
    return f'<dl class="kb-facts">{items}</dl>' if items else ""


def dates(reviewed_on: date | None, review_by: date | None, today: date) -> str:
    parts = []
    if reviewed_on:
        parts.append(f"確かめた日 {japanese(reviewed_on)}")
    if review_by:
        parts.append(f"次の見直し {japanese(review_by)}")
    if review_by and review_by < today:
        parts.append(f"<strong>▲ {names.OVERDUE}</strong>")
    return f'<p class="kb-dates">{"　".join(parts)}</p>' if parts else ""


def sources(cited: Iterable[tuple[str, str]], guideline_pages: Iterable[str]) -> str:
    """出所 with the full name and the pages of each source (id, pages)."""
    lines = [escape(f"{id}　{names.SOURCES.get(id, '')}　{pages_of(pages)}".strip()) for id, pages in cited]
    guideline = "、".join(guideline_pages)
    if guideline:
        lines.append(escape(f"こども家庭センターガイドライン（令和6年3月）　{guideline}"))
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<h2 id="kb-sources">出所</h2><ul class="kb-sources">{items}</ul>' if items else ""


def pages_of(pages: str) -> str:
    """ "64-65" is pages; a chapter's name stays as it is."""
    return f"{pages}ページ" if pages[:1].isdigit() else pages


def mark_sources(html: str) -> str:
    """Lines that name their source are set small."""
    return html.replace("<p>出所：", '<p class="kb-source">出所：')


def asked(lines: Iterable[str]) -> str:
    """The words in which people look for the page, shut: they lead here and are not what it tells."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    heading = f'<h2 id="kb-asked">{names.ASKED}</h2>'
    return (
        sections.fold(sections.Section(names.ASKED, heading, f"<ul>{items}</ul>"), "kb-asked")
        if items
        else ""
    )


def note(text: str) -> str:
    """A line for the writer of the page where something cannot be drawn."""
    return f'<p class="kb-note">{escape(text)}</p>'


def filter_box(
    label: str,
    hint: str,
    count: int,
    choices: Mapping[str, tuple[str, Sequence[str]]] | None = None,
    *,
    can_print: bool = False,
) -> str:
    """A box that leaves only the entries of this page that fit; without scripts there is none.

    `choices` has lists to choose from by the name of the entries' mark: (label, values).
    """
    lists = "".join(_choice(name, *given) for name, given in (choices or {}).items())
    button = '<button type="button" class="kb-print" hidden>印刷する</button>' if can_print else ""
    return (
        f'<form class="kb-filter" hidden><label>{escape(label)}'
        f'<input type="search" name="word" autocomplete="off" placeholder="{escape(hint, quote=True)}"></label>'
        f'{lists}<p class="kb-filter__count" role="status">{count}件</p>{button}</form>'
    )


def _choice(name: str, label: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return f'<label>{escape(label)}<select name="{name}"><option value="">すべて</option>{options}</select></label>'
