"""What case pages and points have in common: badges, facts, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from kbsite import names
from kbsite.era import japanese
from kbsite.shelf import Entry


def badge(text: str, css: str) -> str:
    return f'<span class="kb-badge kb-badge--{css}">{escape(text)}</span>'


def overdue(entry: Entry, today: date) -> str:
    return badge(f"▲ {names.OVERDUE}", "overdue") if entry.is_overdue(today) else ""


def heading(entry: Entry, badges: Iterable[str]) -> str:
    shown = "".join(b for b in badges if b)
    line = f'<p class="kb-badges">{shown}</p>' if shown else ""
    return f"{line}<h1>{escape(entry.page.title)}</h1>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of label and value; the values are HTML, empty ones are left out."""
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{value}</dd></div>" for label, value in pairs if value)
    return f'<dl class="kb-facts">{items}</dl>' if items else ""


def dates(entry: Entry, today: date) -> str:
    page = entry.page
    parts = []
    if page.reviewed_on:
        parts.append(f"確かめた日 {japanese(page.reviewed_on)}")
    if page.review_by:
        parts.append(f"次の見直し {japanese(page.review_by)}")
    if entry.is_overdue(today):
        parts.append(f"<strong>▲ {names.OVERDUE}</strong>")
    return f'<p class="kb-dates">{"　".join(parts)}</p>' if parts else ""


def note(text: str) -> str:
    """A line for the writer of the page where something cannot be drawn."""
    return f'<p class="kb-note">{escape(text)}</p>'
