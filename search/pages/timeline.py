"""The course of a case as a small vertical timeline in SVG; turning points carry a sign and a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from search.pages.drawn_text import FONT, wrap

WIDTH = 360  # px: a phone shows it unscaled
RAIL = 92  # px from the left edge to the line
SIZE = 14
STEP = 20  # px from one line of text to the next
ACCENT = "#0017c1"


class OddTimeline(ValueError):
    """The timeline cannot be drawn; the message is one Japanese line for the writer of the page."""


@dataclass(frozen=True)
class Event:
    when: str
    what: str
    turning: bool = False


def events_from(raw: object) -> tuple[Event, ...]:
    """Read the `timeline` of a page's front matter; raises OddTimeline."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise OddTimeline(
            "経過の図の書き方を読み取れません。「- {when: 9月, what: 出来事}」の形で並べてください。"
        )
    return tuple(_event(item) for item in raw)


def draw(events: Sequence[Event]) -> str:
    """The events as one `<svg>` element, 360 px wide, from top to bottom; nothing for no events."""
    if not events:
        return ""
    parts, y = [], 0
    for event in events:
        part, y = _entry(event, y)
        parts.append(part)
    words = escape("。".join(_words(e) for e in events) + "。", quote=True)
    return (
        f'<svg class="timeline" role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" font-family="{FONT}" font-size="{SIZE}">'
        f"<title>経過の図</title><desc>{words}</desc>"
        f'<path d="M{RAIL} 8V{y - 8}" stroke="#767676" stroke-width="2"/>{"".join(parts)}</svg>'
    )


def _event(raw: object) -> Event:
    if not isinstance(raw, Mapping) or not raw.get("what"):
        raise OddTimeline(
            "経過の図に、出来事（what）のない行があります。{when: 9月, what: 出来事} の形で書いてください。"
        )
    return Event(str(raw.get("when") or ""), str(raw["what"]), raw.get("turning") is True)


def _words(event: Event) -> str:
    return f"{event.when} {event.what}".strip() + ("（転機）" if event.turning else "")


def _entry(event: Event, y: int) -> tuple[str, int]:
    when = wrap(event.when, (RAIL - 20) / SIZE)
    what = wrap(event.what, (WIDTH - RAIL - 22) / SIZE)
    weight = "700" if event.turning else "400"
    rows = [_text(RAIL - 14, y + STEP * (n + 1) - 4, line, "end") for n, line in enumerate(when)]
    if event.turning:
        rows.append(_text(RAIL + 18, y + STEP - 4, "転機", "start", "700", ACCENT))
    first = int(event.turning)
    rows += [
        _text(RAIL + 18, y + STEP * (n + first + 1) - 4, line, "start", weight) for n, line in enumerate(what)
    ]
    height = STEP * max(len(when), len(what) + first) + 10
    return _dot(event, y + STEP - 9) + "".join(rows), y + height


def _dot(event: Event, y: int) -> str:
    if event.turning:
        return f'<path d="M{RAIL} {y - 8}L{RAIL + 8} {y}L{RAIL} {y + 8}L{RAIL - 8} {y}Z" fill="{ACCENT}"/>'
    return f'<circle cx="{RAIL}" cy="{y}" r="5" fill="#fff" stroke="#333" stroke-width="2"/>'


def _text(x: int, y: int, text: str, anchor: str, weight: str = "400", colour: str = "#1a1a1a") -> str:

    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
