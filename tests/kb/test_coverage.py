"""The practice-point pages against the checklist in coverage.yml: nothing missing, nothing without its source."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from search.pages import point
from search.pages.point import PointPage

ROOT = Path(__file__).resolve().parents[2]
POINTS = ROOT / "kb" / "points"
Entry = dict[str, Any]
CHECKLIST: list[Entry] = yaml.safe_load((Path(__file__).parent / "coverage.yml").read_text(encoding="utf-8"))
HEADINGS = (
    "まず30秒で",
    "すすめ方",
    "声かけ",
    "なぜそうするか",
    "避けたいこと",
    "自治体の例",
    "数字",
    "ためしてみる工夫",
    "ガイドラインとの対応",
    "あわせて読む",
    "書きこんでみる",
)
FIRST_SCREEN = 520  # characters of the first three sections that a 1366×768 screen shows without scrolling
CITED = re.compile(r"S4 p(\d+)(?:-(\d+))?")


def plain(text: str) -> str:
    """Text with widths and spaces evened out, so that （年2回） and (年2回) are the same fact."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def cites(text: str, page: int) -> bool:
    return any(int(a) <= page <= int(b or a) for a, b in CITED.findall(text))


def read(entry: Entry) -> PointPage:
    path = POINTS / f"{entry['id']}.md"
    return point.parse(path.read_text(encoding="utf-8"), str(path))


def heading_problems(entry: Entry, page: PointPage) -> list[str]:
    found = tuple(part.heading for part in page.sections if part.heading)
    problems = [] if found == HEADINGS else [f"sections are {found}"]
    problems += [
        f"「{part.heading}」 is empty" for part in page.sections if part.heading and not part.body.strip()
    ]
    shown = sum(len(plain(page.section(name))) for name in HEADINGS[:3])
    return problems if shown <= FIRST_SCREEN else [*problems, f"first screen holds {shown} characters"]


def front_problems(entry: Entry, page: PointPage) -> list[str]:
    wanted = {
        "id": entry["id"],
        "chapter": str(entry["chapter"]),
        "pages": [entry["pages"]],
        "examples": [one["municipality"] for one in entry["examples"]],
    }
    found = {
        "id": page.id,
        "chapter": page.chapter,
        "pages": [one.pages for one in page.sources if one.id == "S4"],
        "examples": list(page.examples),
    }
    wrong = [f"{key} is {found[key]!r}, not {wanted[key]!r}" for key in wanted if found[key] != wanted[key]]
    return wrong if page.reviewed_on and page.review_by else [*wrong, "no review dates"]


def guideline_problems(entry: Entry, page: PointPage) -> list[str]:
    keys = {plain(one) for one in page.guideline_pages}
    body = plain(page.section("ガイドラインとの対応"))
    return [
        f"guideline {one} is not there"
        for one in entry["guideline_pages"]
        if plain(one) not in keys or plain(one) not in body
    ]


def example_problems(entry: Entry, page: PointPage) -> list[str]:
    accounts = page.section("自治体の例").split("### ")
    missing = [
        f"example {one['municipality']} (S4 p{one['page']}) has no account with its source"
        for one in entry["examples"]
        if not any(part.startswith(one["municipality"]) and cites(part, one["page"]) for part in accounts)
    ]
    hedged = not entry["examples"] or "唯一の正解" in accounts[0]
    return missing if hedged else [*missing, "does not say that an example is not the only answer"]


def figure_problems(entry: Entry, page: PointPage) -> list[str]:
    lines = page.section("数字").splitlines()
    return [
        f"figure {one['value']} (S4 p{one['page']}) is not in a line with its source"
        for one in entry["figures"]
        if not any(plain(one["value"]) in plain(line) and cites(line, one["page"]) for line in lines)
    ]


def chart_problems(entry: Entry, page: PointPage) -> list[str]:
    said = plain("".join(part.body for part in page.sections)).replace(",", "")
    items = [item for chart in page.extra.get("charts", []) for item in chart["items"]]
    return [
        f"chart draws {label} {value}, which the page does not say"
        for label, value in items
        if plain(label).replace("部会", "") not in said or str(value) not in said
    ]


def tip_problems(entry: Entry, page: PointPage) -> list[str]:
    listed = len(re.findall(r"^- ", page.section("ためしてみる工夫"), re.MULTILINE))
    return [] if listed >= entry["tips"] else [f"lists {listed} ideas of {entry['tips']}"]


def link_problems(entry: Entry, page: PointPage) -> list[str]:
    known = {path.stem for path in [*POINTS.glob("*.md"), *(ROOT / "kb" / "cases").glob("*.md")]}
    linked = re.findall(r"\[\[([^\]|]+)", "".join(part.body for part in page.sections))
    return [f"[[{one}]] leads nowhere" for one in linked if one not in known or one == page.id]


CHECKS = (
    heading_problems,
    front_problems,
    guideline_problems,
    example_problems,
    figure_problems,
    chart_problems,
    tip_problems,
    link_problems,
)


def test_the_checklist_is_whole() -> None:
    held = [len(CHECKLIST), *(sum(len(entry[key]) for entry in CHECKLIST) for key in ("examples", "figures"))]
    assert held == [46, 56, 88]


def test_every_entry_has_a_page_and_every_page_an_entry() -> None:
    assert sorted(path.stem for path in POINTS.glob("*.md")) == sorted(entry["id"] for entry in CHECKLIST)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_pages_hold_the_checklist(check: Any) -> None:
    assert [f"{entry['id']}: {line}" for entry in CHECKLIST for line in check(entry, read(entry))] == []


@pytest.mark.parametrize(
    ("check", "id_", "written", "spoilt", "named"),
    [
        (figure_problems, "p4-1", "| 8割弱 |", "| 78% |", "8割弱"),  # a rounded phrase made exact
        (figure_problems, "p7-6", "出所 |\n|---|---|---|\n| 7割", "出所 |\n|---|---|---|\n| 多く", "7割"),
        (figure_problems, "p2-4", "| S4 p32 |\n", "| |\n", "4倍"),  # a figure that lost its source
        (example_problems, "p4-4", "### 仙北市", "### ある市", "仙北市"),
        (example_problems, "p4-4", "出所：S4 p69", "出所：S4 p68", "仙北市"),  # the wrong page
        (example_problems, "p4-4", "唯一の正解", "手本", "only answer"),
        (guideline_problems, "p4-1", "ガイドライン P17", "ガイドライン", "P17"),
        (chart_problems, "p7-1", "[発達支援部会, 4]", "[発達支援部会, 38]", "発達支援部会 38"),
        (heading_problems, "p3-8", "## 声かけ", "## 声のかけ方", "sections are"),
        (front_problems, "p3-8", 'pages: "58"', 'pages: "59"', "pages"),
        (link_problems, "p4-1", "[[p4-2]]", "[[p4-9]]", "p4-9"),
        (tip_problems, "p6-3", "- こども食堂をよく知る", "こども食堂をよく知る", "2 ideas of 3"),
    ],
)
def test_a_loss_is_named(check: Any, id_: str, written: str, spoilt: str, named: str) -> None:
    entry = next(entry for entry in CHECKLIST if entry["id"] == id_)
    text = (POINTS / f"{id_}.md").read_text(encoding="utf-8")
    assert written in text
    assert named in "; ".join(check(entry, point.parse(text.replace(written, spoilt))))
