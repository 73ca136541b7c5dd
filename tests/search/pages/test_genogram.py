"""Every family that can be written is drawn whole, without two people on one place."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.pages.drawn_text import wrap
from search.pages.family import KINDS, Family, Member, OddFamily, Union, describe, family_from
from search.pages.genogram import draw
from search.pages.genogram_boundary import enclose, outline
from search.pages.genogram_layout import PITCH, arrange
from search.pages.genogram_plan import R

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def families(draw_: st.DrawFn) -> Family:
    """Families of up to 14 people: everybody's parents stand earlier in the list, so no loops."""
    ids = [f"p{n}" for n in range(draw_(st.integers(1, 14)))]
    members = tuple(
        Member(
            id,
            draw_(st.sampled_from(["本人", "母", "父方祖母", "母の交際相手の弟さん"])),
            draw_(st.sampled_from(["m", "f", ""])),
            draw_(st.sampled_from(["", "小3", "1歳2か月", "30代"])),
            index=n == 0,
            dead=draw_(st.booleans()),
            pregnancy=draw_(st.booleans()),
        )
        for n, id in enumerate(ids)
    )
    unions: list[Union] = []
    fed: set[str] = set()
    for _ in range(draw_(st.integers(0, 6))):
        of = draw_(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
        later = [id for id in ids if ids.index(id) > max(ids.index(p) for p in of) and id not in fed]
        children = draw_(st.lists(st.sampled_from(later), unique=True, max_size=4)) if later else []
        fed |= set(children)
        twins = (tuple(children[:2]),) if len(children) > 1 and draw_(st.booleans()) else ()
        unions.append(Union(tuple(of), draw_(st.sampled_from(KINDS)), tuple(children), twins))
    home = draw_(st.lists(st.sampled_from(ids), unique=True))
    return Family(members, tuple(unions), tuple(home))


def drawable(family: Family) -> bool:
    try:
        arrange(family)
    except OddFamily:
        return False
    return True


def people(svg: str) -> dict[str, tuple[float, float]]:
    """Centre of each person's symbol, read back from the drawing."""
    found = {}
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):  # noqa: S314 - our own drawing
        shape = next(iter(group))
        if shape.tag == f"{SVG}rect":
            x, y = float(shape.get("x", 0)) + R, float(shape.get("y", 0)) + R
        elif shape.tag == f"{SVG}circle":
            x, y = float(shape.get("cx", 0)), float(shape.get("cy", 0))
        else:
            top = re.match(r"M(-?\d+) (-?\d+)", shape.get("d", ""))
            assert top
            x, y = float(top[1]), float(top[2]) + R
        found[group.get("data-id", "")] = (x, y)
    return found


@given(families())
def test_everybody_is_drawn_and_nobody_stands_on_another(family: Family) -> None:
    if not drawable(family):  # partners who are also ancestor and descendant
        return
    places = people(draw(family))
    assert set(places) == {m.id for m in family.members}
    for (x1, y1), (x2, y2) in combinations(places.values(), 2):
        assert abs(x1 - x2) >= PITCH or abs(y1 - y2) >= 2 * R + 20


@given(families())
def test_the_same_family_gives_the_same_drawing(family: Family) -> None:
    if drawable(family):
        assert draw(family) == draw(family)


@given(families())
def test_children_stand_below_their_parents(family: Family) -> None:
    if drawable(family):
        row = arrange(family).row
        assert all(row[p] < row[c] for u in family.unions for p in u.of for c in u.children)


@given(families())
def test_the_boundary_holds_the_household_and_nobody_else(family: Family) -> None:
    if not drawable(family):
        return
    layout = arrange(family)
    tops = [n * 200 for n in range(len(layout.rows))]
    bottoms = [top + 120 for top in tops]
    rows = [[(layout.x[id], id in family.household) for id in line] for line in layout.rows]
    rects = enclose(rows, tops, bottoms)
    for member in family.members:
        x, y = layout.x[member.id], tops[layout.row[member.id]] + 10
        if member.id in family.household:
            assert any(r[0] < x < r[2] and r[1] < y + R < r[3] for r in rects)
        else:
            box = (x - R, y, x + R, y + 2 * R)
            assert not any(r[0] < box[2] and box[0] < r[2] and r[1] < box[3] and box[1] < r[3] for r in rects)


@given(families())
def test_the_household_is_one_piece(family: Family) -> None:
    if not drawable(family) or not family.household:
        return
    layout = arrange(family)
    tops = [n * 200 for n in range(len(layout.rows))]
    rows = [[(layout.x[id], id in family.household) for id in line] for line in layout.rows]
    rects = enclose(rows, tops, [top + 120 for top in tops])
    joined, rest = {rects[0]}, set(rects[1:])
    while near := {b for b in rest if any(_meet(a, b) for a in joined)}:
        joined, rest = joined | near, rest - near
    assert not rest


def _meet(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def test_outline_of_two_joined_squares_has_eight_corners() -> None:
    (loop,) = outline([(0, 0, 10, 10), (5, 10, 20, 20)])
    assert sorted(loop) == [(0, 0), (0, 10), (5, 10), (5, 20), (10, 0), (10, 10), (20, 10), (20, 20)]


CHILD = Member("a", "本人", "f", "小3", index=True)
MOTHER, FATHER = Member("m", "母", "f"), Member("f", "父", "m")


@pytest.mark.parametrize(
    ("family", "sign", "why"),
    [
        (Family((CHILD,)), 'r="18"', "the index person is doubled"),
        (Family((MOTHER, FATHER), (Union(("m", "f"), "内縁"),)), 'stroke-dasharray="2 4"', "dots for 内縁"),
        (Family((MOTHER, FATHER), (Union(("m", "f"), "離婚"),)), "//＝離婚", "the legend says what // means"),
        (Family((MOTHER,), (), ("m",)), 'stroke-dasharray="7 5"', "who lives here is framed"),
        (Family((Member("k", "胎児", pregnancy=True),)), "△＝妊娠中", "a pregnancy is a triangle"),
        (Family((Member("g", "祖母", "f", dead=True),)), "×＝亡くなった人", "the dead are crossed"),
    ],
)
def test_signs_of_the_convention(family: Family, sign: str, why: str) -> None:
    assert sign in draw(family), why


def test_the_man_stands_on_the_left() -> None:
    x = arrange(Family((MOTHER, FATHER), (Union(("m", "f")),))).x
    assert x["f"] < x["m"]


def test_twins_leave_from_one_point() -> None:
    twins = (Member("x", "姉", "f"), Member("y", "弟", "m"), Member("z", "妹", "f"))
    svg = draw(Family((MOTHER, *twins), (Union(("m",), children=("x", "z", "y"), twins=(("x", "y"),)),)))
    starts = re.findall(r'<path d="M(\d+) (\d+)L\d+ \d+"/>', svg)
    assert len(starts) - len(set(starts)) >= 1
    assert "姉、弟は双子。" in svg


def test_half_siblings_hang_from_different_lines() -> None:
    people_ = (MOTHER, FATHER, Member("q", "継父", "m"), Member("a", "本人"), Member("b", "弟"))
    family = Family(people_, (Union(("f", "m"), "離婚", ("a",)), Union(("q", "m"), "婚姻", ("b",))))
    x = arrange(family).x
    assert x["f"] < x["m"] < x["q"]
    assert x["a"] < x["b"]


def test_the_words_say_the_family() -> None:
    family = Family((CHILD, MOTHER), (Union(("m",), children=("a",)),), ("a", "m"))
    assert describe(family) == "本人（小3）、母の家族。母の子は本人。いっしょに暮らすのは本人、母。"


@pytest.mark.parametrize(
    ("raw", "says", "why"),
    [
        (None, "読み取れません", "nothing written"),
        ({"members": []}, "人がいません", "nobody"),
        ({"members": "母"}, "並びで", "a word where a list belongs"),
        ({"members": [{"label": "母"}]}, "idのない", "no id"),
        ({"members": [{"id": "a"}, {"id": "a"}]}, "2回", "one id twice"),
        ({"members": [{"id": "a"}], "household": ["b"]}, "「b」がmembersに", "an unknown person lives there"),
        ({"members": [{"id": "a"}], "unions": [{"of": ["a", "a"]}]}, "1人か2人", "married to herself"),
        ({"members": [{"id": "a"}], "unions": [{"of": ["a"], "kind": "友だち"}]}, "友だち", "unknown kind"),
        ({"members": [{"id": "a"}], "unions": [{"of": ["a"], "children": ["a"]}]}, "同じ人", "her own child"),
        (
            {"members": [{"id": "a"}, {"id": "b"}], "unions": [{"of": ["a"], "twins": [["b", "a"]]}]},
            "双子",
            "twins who are no children",
        ),
        (
            {
                "members": [{"id": c} for c in "abc"],
                "unions": [{"of": ["a"], "children": ["c"]}, {"of": ["b"], "children": ["c"]}],
            },
            "2つの組",
            "a child of two pairs",
        ),
    ],
)
def test_an_odd_family_is_said_in_one_line(raw: object, says: str, why: str) -> None:
    with pytest.raises(OddFamily, match=says) as odd:
        family_from(raw)
    assert "\n" not in str(odd.value), why


def test_a_loop_of_descent_is_named() -> None:
    raw = {
        "members": [{"id": "a"}, {"id": "b"}],
        "unions": [{"of": ["a"], "children": ["b"]}, {"of": ["b"], "children": ["a"]}],
    }
    with pytest.raises(OddFamily, match="輪"):
        draw(family_from(raw))


def test_markup_in_a_label_stays_text() -> None:
    svg = draw(Family((Member("a", '<b>母&"'),)))
    assert "<b>" not in svg
    ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def test_lines_do_not_start_with_a_full_stop() -> None:
    assert wrap("あいうえお。かき", 5) == ["あいうえお。", "かき"]
