"""[[p4-2]] in a text becomes a link with that page's title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from kbsite.shelf import Entry, Shelf

_MARK = re.compile(r"\[\[([A-Za-z0-9_-]+)\]\]")


def resolve(text: str, shelf: Shelf, top: str) -> tuple[str, list[str]]:
    """The text with links, and the ids that no page has. `top` leads to the top of the site ("../")."""
    dead: list[str] = []

    def link(mark: re.Match[str]) -> str:
        if mark[1] in shelf.entries:
            return anchor(shelf.entries[mark[1]], top)
        if mark[1] in shelf.guides:
            guide = shelf.guides[mark[1]]
            return f'<a href="{top}{escape(guide.url, quote=True)}">{escape(guide.title)}</a>'
        dead.append(mark[1])
        return f"（{mark[1]}：このページはまだありません）"

    return _MARK.sub(link, text), dead


def missing(ids: Iterable[str], shelf: Shelf) -> list[str]:
    return [id for id in ids if id not in shelf.entries]


def anchor(entry: Entry, top: str) -> str:
    return f'<a href="{top}{escape(entry.url, quote=True)}">{escape(entry.page.title)}</a>'
