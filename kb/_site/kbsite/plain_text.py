"""Markdown without what a text does not use: most cases have no HTML, links or pictures to look for.

Each of these searches every line of every page; without them a case takes half the time.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

NEEDS = {
    "<": ("html", "autolink", "automail"),
    "&": ("entity",),
    "[": (
        "reference",
        "link",
        "image_link",
        "image_reference",
        "short_reference",
        "short_image_ref",
    ),
    "`": ("backtick",),
    "\\": ("escape",),
    "*_": ("em_strong", "em_strong2", "not_strong"),
}  # the letters of which a pattern needs one


class PlainText(Extension):  # type: ignore[misc]
    """Asks first which letters a text has."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Look(md), "kb_look", 1000)


class _Look(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for name in _unused(text):
            if name in self.md.inlinePatterns:
                self.md.inlinePatterns.deregister(name)
        if "<" not in text and "&" not in text:
            self.md.preprocessors[
                "html_block"
            ].run = _as_it_is  # the round over them has begun: it cannot leave
        return lines


def _unused(text: str) -> Iterator[str]:
    for letters, names in NEEDS.items():
        if not any(letter in text for letter in letters):
            yield from names


def _as_it_is(lines: list[str]) -> list[str]:
    return lines
