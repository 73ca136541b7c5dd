"""A family as a genogram in the Japanese convention, drawn as SVG without any outside part.

Square a man or boy, circle a woman or girl, diamond not known, triangle a pregnancy; the index person
doubled; a dashed line around those who live together; // divorce, / separation, dots for living
together unmarried, a cross for the dead, twins from one point.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import sqrt
from statistics import fmean

from search.pages.drawn_text import FONT, units
from search.pages.family import Family, Member, describe
from search.pages.genogram_boundary import enclose, outline
from search.pages.genogram_plan import (
    LABEL_UNITS,
    LANE,
    LINE,
    MARGIN,
    Bond,
    Plan,
    R,
    age_inside,
    attach,
    plan_of,
)

DASHES = {"内縁": ' stroke-dasharray="2 4"', "交際": ' stroke-dasharray="8 5"'}


def draw(family: Family) -> str:
    """The family as one `<svg>` element with a sentence for screen readers. Raises OddFamily."""
    plan = plan_of(family)
    words = escape(describe(family), quote=True)
    legend = _legend(family, plan)
    height = plan.height + len(legend) * LINE
    body = [
        _boundary(family, plan),
        *(_bond(family, plan, n) for n in range(len(plan.bonds))),
        *(_person(member, plan) for member in family.members),
        *(
            _text(MARGIN, plan.height + n * LINE, line, anchor="start", size=11)
            for n, line in enumerate(legend)
        ),
    ]
    return (
        f'<svg class="genogram" role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {plan.width} {height}" width="{plan.width}" height="{height}" '
        f'font-family="{FONT}" font-size="13" stroke="#000" fill="none" stroke-width="1.5">'
        f"<title>家族の図</title><desc>{words}</desc>{''.join(body)}</svg>"
    )


def _boundary(family: Family, plan: Plan) -> str:
    if not family.household:
        return ""
    inside = set(family.household)
    rows = [[(plan.layout.x[id], id in inside) for id in line] for line in plan.layout.rows]
    rects = enclose(rows, [y - R - 10 for y in plan.centre], plan.bottom)
    paths = ("M" + "L".join(f"{x} {y}" for x, y in loop) + "Z" for loop in outline(rects))
    return f'<path d="{"".join(paths)}" stroke-dasharray="7 5" stroke-linejoin="round" stroke="#4d4d4d"/>'


def _bond(family: Family, plan: Plan, n: int) -> str:
    bond = plan.bonds[n]
    y = plan.centre[bond.row] + R + LANE * (bond.lane + 1)
    parts = []
    if len(bond.union.of) == 2:
        parts.append(_bracket(family, plan, bond, y))
        parts += _slashes(family, plan, bond, y)
    else:
        y = plan.centre[bond.row]
    for row in sorted({plan.layout.row[c] for c in bond.union.children}):
        parts += _descent(plan, bond, y, plan.bars[n, row], row)
    return "".join(parts)


def _bracket(family: Family, plan: Plan, bond: Bond, y: int) -> str:
    ends = sorted(
        (plan.layout.x[id] + attach(family, bond.union, id, plan.layout), id) for id in bond.union.of
    )
    (a, one), (b, other) = ends
    top_a = _underside(family.member(one), a - plan.layout.x[one], plan.centre[bond.row])
    top_b = _underside(family.member(other), b - plan.layout.x[other], plan.centre[bond.row])
    return f'<path d="M{a} {top_a}V{y}H{b}V{top_b}"{DASHES.get(bond.union.kind, "")}/>'


def _underside(member: Member, offset: int, centre: int) -> int:
    if member.pregnancy or member.sex == "m":
        return centre + R
    return centre + (round(sqrt(R * R - offset * offset)) if member.sex == "f" else R - abs(offset))


def _slashes(family: Family, plan: Plan, bond: Bond, y: int) -> list[str]:
    """// or / on the side of the partner who has left the home."""
    count = {"離婚": 2, "別居": 1}.get(bond.union.kind, 0)
    left, right = sorted(bond.union.of, key=lambda id: plan.layout.x[id])
    gone_right = right not in family.household and left in family.household
    edge = bond.right if gone_right else bond.left
    near = bond.drop if abs(bond.drop - edge) > 16 else (bond.left + bond.right) // 2
    x = (edge + near) // 2
    return [_line(x - 4 + 5 * k, y + 7, x + 4 + 5 * k, y - 7) for k in range(count)]


def _descent(plan: Plan, bond: Bond, y: int, bar: int, row: int) -> list[str]:
    twin = {id: group for group in bond.union.twins for id in group}
    children = [c for c in bond.union.children if plan.layout.row[c] == row]
    top = plan.centre[row] - R
    feet = {c: _foot(plan, twin.get(c, (c,)), row) for c in children}
    xs = [*feet.values(), bond.drop]
    parts = [_line(bond.drop, y, bond.drop, bar)]
    if min(xs) != max(xs):
        parts.append(_line(min(xs), bar, max(xs), bar))
    return parts + [_line(feet[c], bar, plan.layout.x[c], top) for c in children]


def _foot(plan: Plan, group: Sequence[str], row: int) -> int:
    """Where a child's line leaves the bar: twins share one point."""
    return round(fmean(plan.layout.x[id] for id in group if plan.layout.row[id] == row))


def _line(x1: int, y1: int, x2: int, y2: int) -> str:
    return f'<path d="M{x1} {y1}L{x2} {y2}"/>'


def _person(member: Member, plan: Plan) -> str:
    x, y = plan.layout.x[member.id], plan.centre[plan.layout.row[member.id]]
    parts = [_symbol(member, x, y, R)]
    if member.index:
        parts.append(_symbol(member, x, y, R - 4))
    if member.dead:
        parts += [_line(x - R, y - R, x + R, y + R), _line(x - R, y + R, x + R, y - R)]
    if member.age and age_inside(member):
        parts.append(_text(x, y + 5, member.age))
    depth, lines = plan.labels[member.id]
    for n, line in enumerate(lines):
        size = 13 if units(line) <= LABEL_UNITS else 11
        parts.append(_text(x, y + R + depth + 12 + n * LINE, line, size=size))
    return f'<g class="person" data-id="{escape(member.id, quote=True)}">{"".join(parts)}</g>'


def _symbol(member: Member, x: int, y: int, r: int) -> str:
    if member.pregnancy:
        return f'<path d="M{x} {y - r}L{x + r} {y + r}H{x - r}Z" fill="#fff"/>'
    if member.sex == "m":
        return f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" fill="#fff"/>'
    if member.sex == "f":
        return f'<circle cx="{x}" cy="{y}" r="{r}" fill="#fff"/>'
    return f'<path d="M{x} {y - r}L{x + r} {y}L{x} {y + r}L{x - r} {y}Z" fill="#fff"/>'


def _text(x: int, y: int, text: str, *, anchor: str = "middle", size: int = 13) -> str:
    """Black letters on a white edge, so that a line behind them does not cut them."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="#000" stroke="#fff" '
        f'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
    )


def _legend(family: Family, plan: Plan) -> list[str]:
    """Only the signs that this drawing uses, cut to its width."""
    kinds = {u.kind for u in family.unions if len(u.of) == 2}
    signs = [
        ("二重＝話の中心の人", any(m.index for m in family.members)),
        ("破線の囲み＝いっしょに暮らす人", bool(family.household)),
        ("◇＝性別を書いていない人", any(not m.sex and not m.pregnancy for m in family.members)),
        ("△＝妊娠中", any(m.pregnancy for m in family.members)),
        ("×＝亡くなった人", any(m.dead for m in family.members)),
        ("//＝離婚", "離婚" in kinds),
        ("/＝別居", "別居" in kinds),
        ("点線＝内縁", "内縁" in kinds),
        ("長い破線＝交際", "交際" in kinds),
    ]
    lines: list[str] = []
    for sign in (words for words, used in signs if used):
        if lines and units(lines[-1] + "　" + sign) * 11 <= plan.width - 2 * MARGIN:
            lines[-1] += "　" + sign
        else:
            lines.append(sign)
    return lines
