"""The rendered body of a page, cut at its second-level headings; sections can be folded."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_CUT = re.compile(r"(?=<h2[ >])")
_HEAD = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Section:
    """`title` is plain text, `heading` and `body` are HTML; the first piece may have no heading."""

    title: str
    heading: str
    body: str

    def shown(self) -> str:
        return self.heading + self.body

    def renamed(self, title: str) -> Section:
        return replace(self, heading=self.heading.replace(f">{self.title}</h2>", f">{title}</h2>"))


def tables(html: str) -> str:
    """Wide tables scroll by themselves, so that a phone's page does not."""
    framed = html.replace("<table>", '<div class="kb-scroll"><table class="kb-table">')
    return framed.replace("</table>", "</table></div>") if framed != html else html


def cut(html: str) -> list[Section]:
    return [_section(part) for part in _CUT.split(html) if part.strip()]


def fold(section: Section, css: str) -> str:
    """A section that opens on a click; its heading stays in sight and in the table of contents."""
    return (
        f'<details class="kb-fold {css}"><summary>{section.heading}</summary>'
        f'<div class="kb-fold__body">{section.body}</div></details>'
    )


def _section(part: str) -> Section:
    head = _HEAD.match(part)
    if head is None:
        return Section("", "", part)
    return Section(_TAG.sub("", head[2]).strip(), head[0], part[head.end() :])
