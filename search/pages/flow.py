"""Who does what in which order, as lanes in SVG: a column for each role, a box for each step, arrows between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from search.pages.drawn_text import FONT, wrap

LANE = 176  # px, width of one role's column
PAD = 10  # px between a box and the border of its lane
HEAD = 40  # px for the names of the roles
LINE = 20  # px from one line of text to the next
GAP = 26  # px between two boxes: room for the arrow
SIZE = 14
ACCENT = "#0017c1"


class OddFlow(ValueError):
    """The flow cannot be drawn; the message is one Japanese line for the writer of the page."""


@dataclass(frozen=True)
class Step:
    """One thing done, and by whom; several roles do it together."""

    what: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class _Box:
    step: Step
    left: int
    width: int
    top: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + 16

    @property
    def middle(self) -> int:
        return self.left + self.width // 2


def flow_from(raw: object) -> tuple[Step, ...]:
    """Read the `flow` of a page's front matter; raises OddFlow."""
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not raw:
        raise OddFlow(
            "流れの図の書き方を読み取れません。「- {what: すること, who: [だれ]}」の形で並べてください。"
        )
    return tuple(_step(item) for item in raw)


def draw(steps: Sequence[Step]) -> str:
    """The steps as one `<svg>` element, 176 px for each role; nothing for no steps."""
    if not steps:
        return ""
    lanes = lanes_of(steps)
    boxes = _placed(steps, lanes)
    width, height = LANE * len(lanes), boxes[-1].top + boxes[-1].height + PAD
    words = escape(_words(steps), quote=True)
    return (
        f'<svg class="flow" role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="{FONT}" font-size="{SIZE}">'
        f"<title>流れの図</title><desc>{words}</desc>"
        f"{_lanes(lanes, height)}{_arrows(boxes)}{''.join(map(_drawn, boxes))}</svg>"
    )


def lanes_of(steps: Sequence[Step]) -> tuple[str, ...]:
    """The roles in the order in which they first act."""
    return tuple(dict.fromkeys(who for step in steps for who in step.who))


def _step(raw: object) -> Step:
    if not isinstance(raw, Mapping) or not raw.get("what") or not raw.get("who"):
        raise OddFlow("流れの図に、すること（what）か、だれ（who）のない行があります。")
    who = raw["who"]
    named = [who] if isinstance(who, str) else list(who)
    return Step(str(raw["what"]), tuple(str(each) for each in named))


def _placed(steps: Sequence[Step], lanes: Sequence[str]) -> list[_Box]:
    boxes: list[_Box] = []
    top = HEAD + PAD
    for number, step in enumerate(steps, start=1):
        columns = [lanes.index(who) for who in step.who]
        left = LANE * min(columns) + PAD
        width = LANE * (max(columns) - min(columns) + 1) - 2 * PAD
        lines = wrap(f"{number} {step.what}", (width - 20) / SIZE)
        boxes.append(_Box(step, left, width, top, tuple(lines)))
        top += boxes[-1].height + GAP
    return boxes


def _lanes(lanes: Sequence[str], height: int) -> str:
    parts = []
    for number, name in enumerate(lanes):
        x = LANE * number
        parts.append(
            f'<rect x="{x + 1}" y="1" width="{LANE - 2}" height="{height - 2}" fill="#fff" stroke="#949494"/>'
            f'<rect x="{x + 1}" y="1" width="{LANE - 2}" height="{HEAD - 4}" fill="#e6e6e6" stroke="#949494"/>'
            + "".join(
                _centred(x + LANE // 2, _head_line(name, row), line) for row, line in enumerate(_head(name))
            )
        )
    return "".join(parts)


def _head(name: str) -> list[str]:
    return wrap(name, (LANE - 12) / 12)[:2]


def _head_line(name: str, row: int) -> int:
    return (24 if len(_head(name)) == 1 else 16) + 15 * row


def _centred(x: int, y: int, text: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="middle" font-size="12" font-weight="700" fill="#1a1a1a">{escape(text)}</text>'


def _arrows(boxes: Sequence[_Box]) -> str:
    return "".join(_arrow(before, after) for before, after in pairwise(boxes))


def _arrow(before: _Box, after: _Box) -> str:
    start, end = before.top + before.height, after.top
    bend = start + GAP // 2
    path = f"M{before.middle} {start}V{bend}H{after.middle}V{end - 7}"
    head = f"M{after.middle - 6} {end - 8}L{after.middle} {end}L{after.middle + 6} {end - 8}Z"
    return (
        f'<path d="{path}" fill="none" stroke="{ACCENT}" stroke-width="2"/><path d="{head}" fill="{ACCENT}"/>'
    )


def _drawn(box: _Box) -> str:
    lines = "".join(
        f'<text x="{box.left + 10}" y="{box.top + 22 + LINE * row}" fill="#1a1a1a">{escape(line)}</text>'
        for row, line in enumerate(box.lines)
    )
    return (
        f'<rect x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}" rx="4" '
        f'fill="#fff" stroke="#1a1a1a" stroke-width="1.5"/>{lines}'
    )


def _words(steps: Sequence[Step]) -> str:
    return "。".join(f"{n} {'と'.join(s.who)}が、{s.what}" for n, s in enumerate(steps, start=1)) + "。"
