"""Learning paths and 90-minute workshops: times that add up, the order of the source, links and cases that fit."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kb import content
from tests.kb.content import KB, Page

PATHS = {
    "shinnin-2shukan": "新任の最初の2週間",
    "tokatsu-shienin": "統括支援員になったら",
    "kaigi-shinkoyaku": "会議の進行役",
    "kenshu-tanto": "研修担当",
    "gakko-no-sensei": "学校の先生へ",
}
WORKSHOPS = {
    "jirei-90": "事例で考える90分",
    "shuko-roleplay": "サポートプランを渡す練習",
    "yotaikyo-kenshu": "要対協に30分の研修を組み込む",
}
STEPS = {"Step1": "1", "Step2": "2", "Step3": "34567"}  # the chapters of each step, in the source's order
POINT_MINUTES = 5  # the first screen of a point: question, 30 seconds, steps, what to say
TALK = re.compile(r"見立てを出す|手立てを出し|の問い|演じる|から話")
Row = dict[str, str]


def path(name: str) -> Page:
    return content.read(KB / "paths" / f"{name}.md")


def workshop(name: str) -> Page:
    return content.read(KB / "workshops" / f"{name}.md")


def tables(text: str) -> list[list[Row]]:
    """Every table of a text as rows of {column: cell}."""
    found = []
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        head, _, *rows = [
            [cell.strip() for cell in line.strip("| ").split(" | ")] for line in block.splitlines()
        ]
        found.append([dict(zip(head, row, strict=True)) for row in rows if len(row) == len(head)])
    return found


def marks(text: str, kind: str = "[a-z]") -> list[str]:
    return re.findall(rf"\[\[({kind}[\w-]*)\]\]", text)


def case(id_: str) -> dict[str, Any]:
    text = (KB / "cases" / f"{id_}.md").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text.split("---\n", 2)[1])
    return found


def known() -> set[str]:
    ids = {page.meta["id"] for page in content.every()}
    return ids | {file.stem for folder in ("cases", "points") for file in (KB / folder).glob("*.md")}


@pytest.mark.parametrize("folder", ["paths", "workshops"])
def test_the_folder_holds_the_pages_and_a_list_that_leads_to_each(folder: str) -> None:
    titles = PATHS if folder == "paths" else WORKSHOPS
    pages = {page.path.stem: page.meta for page in content.of(folder)}
    assert set(pages) == {*titles, "index"}
    index = (KB / folder / "index.md").read_text(encoding="utf-8")
    for name, title in titles.items():
        assert (pages[name]["id"], pages[name]["title"], pages[name]["kind"]) == (name, title, folder[:-1])
        assert f"]({name}.md)" in index


def test_every_link_of_paths_and_workshops_leads_to_a_page() -> None:
    ids = known()
    pages = [*content.of("paths"), *content.of("workshops")]
    named = {(page.path.name, id_) for page in pages for id_ in [*marks(page.body), *listed(page)]}
    assert sorted((name, id_) for name, id_ in named if id_ not in ids) == []


def listed(page: Page) -> list[str]:
    return [id_ for key in ("cases", "spare", "points") for id_ in page.meta.get(key, [])]


def clock_problems(page: Page) -> list[str]:
    """Every table with a running clock starts each line where the one before ended."""
    problems = []
    for table in tables(page.body):
        if "始め" in table[0]:
            ends = accumulate((int(row["分"]) for row in table), initial=0)
            wanted = [f"{end // 60}:{end % 60:02}" for end in ends]
            problems += [
                f"{row['始め']} should be {want}"
                for row, want in zip(table, wanted, strict=False)
                if row["始め"] != want
            ]
    return problems


# Paths


def steps(page: Page) -> dict[str, list[Row]]:
    found = re.findall(r"^## (Step\d) .*?\n(.*?)(?=^## |\Z)", page.body, re.MULTILINE | re.DOTALL)
    return {name: [row for table in tables(text) for row in table] for name, text in found}


def path_problems(page: Page) -> list[str]:
    found = steps(page)
    if list(found) != list(STEPS):
        return [f"steps are {list(found)}"]
    rows = [row for part in found.values() for row in part]
    return (
        order_problems(found)
        + [line for row in rows for line in row_problems(row)]
        + total_problems(page, rows)
    )


def order_problems(found: dict[str, list[Row]]) -> list[str]:
    problems = []
    for step, rows in found.items():
        chapters = [point[1] for row in rows for point in marks(row["開くページ"], "p[0-7]-")]
        problems += [f"{step} holds chapter {one}" for one in chapters if one not in STEPS[step]]
        problems += [f"{step} goes back from chapter {a} to {b}" for a, b in pairwise(chapters) if b < a]
        problems += [] if chapters else [f"{step} has no point"]
    return problems


def row_problems(row: Row) -> list[str]:
    """A line has a time that its points and cases fit into, something to do, and a question."""
    if not row["分"].isdigit() or not all(row.values()):
        return [f"a cell is empty or not a time: {row}"]
    cell = row["開くページ"]
    needed = POINT_MINUTES * len(marks(cell, "p[0-7]-")) + sum(
        case(id_)["minutes"] for id_ in marks(cell, "c0")
    )
    asks = next((key for key in row if "問い" in key), "")
    problems = [] if needed <= int(row["分"]) else [f"{needed} minutes do not fit into {row['分']}: {cell}"]
    return (
        problems
        if asks and re.search(r"(か|でしょう|ます)(。.*)?$", row[asks])
        else [*problems, f"no question: {cell}"]
    )


def total_problems(page: Page, rows: list[Row]) -> list[str]:
    """The head gives the sum; the first section gives the shortest and the longest line."""
    times = [int(row["分"]) for row in rows if row["分"].isdigit()]
    said = content.numbers(page.section("まず30秒で"))
    problems = [] if sum(times) == page.meta["minutes"] else [f"{sum(times)} minutes in all"]
    return problems + [
        f"{one} minutes is not announced" for one in (min(times), max(times)) if str(one) not in said
    ]


@pytest.mark.parametrize("name", PATHS)
def test_a_path_follows_the_source_and_its_times_add_up(name: str) -> None:
    page = path(name)
    assert page.meta["for"]
    assert "出所：S4 p2-7" in page.section("まず30秒で")
    assert path_problems(page) + clock_problems(page) == []


def test_every_path_thinks_with_cases_that_others_do_not_use() -> None:
    used = [
        id_
        for name in PATHS
        for rows in steps(path(name)).values()
        for row in rows
        for id_ in marks(row["開くページ"], "c0")
    ]
    alone = [name for name in PATHS if not marks(path(name).body, "c0")]
    assert alone == []
    assert sorted(used) == sorted(set(used))


@pytest.mark.parametrize(
    ("written", "spoilt", "named"),
    [
        ("## Step2 体制", "## 体制", "steps are"),
        ("| 3 | 35 |", "| 3 | すこし |", "not a time"),
        ("| 3 | 35 |", "| 3 | 45 |", "455 minutes in all"),
        ("| 10 | 55 |", "| 10 | 20 |", "25 minutes do not fit into 20"),
        ("[[p6-1]]<br>", "[[p4-3]]<br>[[p2-5]]", "Step3 holds chapter 2"),
        ("[[p6-1]]<br>", "[[p4-3]]<br>", "goes back from chapter 5 to 4"),
        ("書いていて手が止まったのは、どの欄でしたか", "欄", "no question"),
        ("1日に一回、35分から55分", "1日に一回、すこしずつ", "35 minutes is not announced"),
    ],
)
def test_a_path_that_went_wrong_is_named(written: str, spoilt: str, named: str) -> None:
    assert named in "; ".join(path_problems(changed(path("shinnin-2shukan"), written, spoilt)))


def changed(page: Page, written: str, spoilt: str) -> Page:
    assert page.body.count(written) == 1
    return Page(page.path, page.meta, page.body.replace(written, spoilt))


# Workshops


def plan(page: Page) -> list[Row]:
    return tables(page.section("進め方（90分）"))[0]


def workshop_problems(page: Page) -> list[str]:
    rows = plan(page)
    total = sum(int(row["分"]) for row in rows)
    problems = [] if total == page.meta["minutes"] == 90 else [f"{total} minutes"]
    return (
        problems
        + clock_problems(page)
        + group_problems(page, rows)
        + paper_problems(page)
        + ask_problems(rows)
    )


def group_problems(page: Page, rows: list[Row]) -> list[str]:
    """A case of its own for each group, at its stage, with time enough to talk it over."""
    table = tables(page.section("班ごとの事例"))[0]
    cases = [id_ for row in table for id_ in marks(row["事例"], "c0")]
    talk = sum(int(row["分"]) for row in rows if TALK.search(row["すること"]))
    problems = [] if cases == page.meta["cases"] + page.meta.get("spare", []) else ["groups and head differ"]
    problems += [] if len(page.meta["cases"]) == page.meta["groups"] else ["a group has no case"]
    problems += [f"{id_} twice" for id_ in sorted({one for one in cases if cases.count(one) > 1})]
    problems += [
        f"{row['事例']} is {case(id_)['stage']}"
        for row, id_ in zip(table, cases, strict=True)
        if row["段階"] != case(id_)["stage"]
    ]
    return problems + [
        f"{id_} needs {case(id_)['minutes']} of {talk} minutes"
        for id_ in cases
        if case(id_)["minutes"] > talk
    ]


def paper_problems(page: Page) -> list[str]:
    """The number to print is each person's, each group's and the room's together; all that is used is there."""
    section = page.section("刷るもの、そろえるもの")
    people, groups = page.meta["people"], page.meta["groups"]
    problems = []
    for row in tables(section)[0]:
        thing, *counts = row.values()
        each, group, room, total = map(int, counts)
        wanted = each * people + group * groups + room
        problems += [] if total == wanted else [f"{thing}: {total}, not {wanted}"]
    near = section + page.section("部屋と席")
    used = {thing for row in plan(page) for thing in row["使うもの"].split("、")}
    return problems + [f"{thing} is used and not listed" for thing in sorted(used) if thing not in near]


def ask_problems(rows: list[Row]) -> list[str]:
    """One question before anything is read, the same one at the very end."""
    asked = [n for n, row in enumerate(rows) if "前の一問" in row["すること"]]
    read = [
        n
        for n, row in enumerate(rows)
        if re.search(r"読み、|を読む", row["すること"]) and "事例" in row["使うもの"]
    ]
    problems = [] if asked and read and asked[0] < read[0] else ["no question before reading"]
    return problems if "後の一問" in rows[-1]["すること"] else [*problems, "no question at the end"]


@pytest.mark.parametrize("name", WORKSHOPS)
def test_a_workshop_is_ready_to_use(name: str) -> None:
    page = workshop(name)
    assert workshop_problems(page) == []
    assert all(row["進行役の一言"].startswith("「") for row in plan(page))
    assert len(re.findall(r"^\d\. ", page.section("ねらい"), re.MULTILINE)) == 3
    assert page.section("前と後の一問").lstrip().startswith("> ")
    assert "ネットワーク" in page.section("部屋と席")
    assert "[[urgent]]" in page.section("部屋と席")


def test_no_case_is_used_twice_in_all_the_workshops() -> None:
    used = [
        id_ for name in WORKSHOPS for key in ("cases", "spare") for id_ in workshop(name).meta.get(key, [])
    ]
    assert sorted(used) == sorted(set(used))


def test_the_last_half_hour_of_the_meeting_is_training() -> None:
    page = workshop("yotaikyo-kenshu")
    minutes = {
        part: sum(int(row["分"]) for row in plan(page) if row["場面"] == part) for part in ("協議", "研修")
    }
    assert minutes == {"協議": 60, "研修": page.meta["training"]} == {"協議": 60, "研修": 30}
    parts = [row["場面"] for row in plan(page)]
    assert parts == sorted(parts, key=["協議", "研修"].index)


def test_every_role_of_the_role_play_has_its_card() -> None:
    page = workshop("shuko-roleplay")
    groups, cards = (tables(page.section(heading))[0] for heading in ("班ごとの事例", "役の札"))
    assert [row["班"] for row in groups] == [row["班"] for row in cards]
    assert all(row["断るときの言葉"].startswith("「") for row in cards)


@pytest.mark.parametrize(
    ("written", "spoilt", "named"),
    [
        ("| 0:05 | 5 |", "| 0:05 | 6 |", "91 minutes"),
        ("| 0:18 | 14 |", "| 0:19 | 14 |", "0:19 should be 0:18"),
        ("| C | [[c0040]] |", "| C | [[c0071]] |", "c0071 twice"),
        ("| D | [[c0007]] | 小学生 |", "| D | [[c0007]] | 中学生 |", "is 小学生"),
        ("| 封筒 | 0 | 1 | 0 | 4 |", "| 封筒 | 0 | 1 | 0 | 5 |", "封筒: 5, not 4"),
        ("| 箱（答えを入れる） | 0 | 0 | 1 | 1 |\n", "", "箱 is used and not listed"),
        ("| 1:24 | 6 | 後の一問に答え、", "| 1:24 | 6 | ", "no question at the end"),
        ("| 前の一問に、名前を", "| 名前を", "no question before reading"),
    ],
)
def test_a_workshop_that_went_wrong_is_named(written: str, spoilt: str, named: str) -> None:
    assert named in "; ".join(workshop_problems(changed(workshop("jirei-90"), written, spoilt)))


def test_a_case_too_long_for_the_time_is_named() -> None:
    page = workshop("yotaikyo-kenshu")
    longer = {**page.meta, "cases": ["c0033", *page.meta["cases"][1:]]}
    spoilt = Page(Path(page.path), longer, page.body.replace("[[c0043]] | 小学生", "[[c0033]] | 乳児期"))
    assert "c0033 needs 25" in "; ".join(workshop_problems(spoilt))
