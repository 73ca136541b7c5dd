"""Lists that hand-written entrance pages ask for by name: {{stages}}, {{themes}}, {{chapters}} …"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from kbsite import browse
from kbsite.shelf import Shelf

_MARK = re.compile(r"\{\{([a-z]+)(?: ([^}]+))?\}\}")


def fill_in(markdown: str, shelf: Shelf, top: str, made: Mapping[str, str]) -> str:
    """Replace the marks that are known; anything else in braces stays as it is written.

    `made` has lists that do not come from the shelf, ready to be put in.
    """

    def filled(mark: re.Match[str]) -> str:
        if mark[1] in made:
            return made[mark[1]]
        part = _part(mark[1], mark[2] or "", shelf, top)
        return mark[0] if part is None else part

    return _MARK.sub(filled, markdown) if "{{" in markdown else markdown


def _part(name: str, word: str, shelf: Shelf, top: str) -> str | None:
    if name == "stages":
        return browse.stage_chips(shelf, top)
    if name == "themes":
        return browse.theme_chips(shelf, top)
    if name == "outcomes":
        return browse.outcome_chips(shelf, top)
    if name == "chapters":
        return browse.chapter_chips(shelf, top)
    if name == "counts":
        return f"事例 {len(shelf.cases)}件　実践ポイント {len(shelf.points)}件"
    if name == "points":
        return _points(word, shelf, top)
    if name == "short":
        return _short_cases(int(word), shelf, top)
    return None


def _points(chapter: str, shelf: Shelf, top: str) -> str:
    items = (
        f'<li><a href="{top}{escape(e.url)}">{escape(p.title)}</a></li>'
        for e, p in shelf.points
        if p.chapter == chapter
    )
    return f'<ul class="kb-list">{"".join(items)}</ul>'


def _short_cases(minutes: int, shelf: Shelf, top: str) -> str:
    """Cases to discuss in at most so many minutes, a few of each stage."""
    fitting = [(e, p) for e, p in shelf.cases if p.minutes and p.minutes <= minutes]
    picked = [
        pair for stage in browse.stages(shelf) for pair in [c for c in fitting if c[1].stage == stage][:2]
    ]
    return browse.listing(picked, top)
