"""Schemes, municipalities, forms, resources and the urgent page: all there, with their sources, saying what is known."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from search.pages.chart import chart_from
from tests.kb import content
from tests.kb.content import KB, Page, numbers, plain

Facts = dict[str, Any]
MUNICIPALITIES: list[Facts] = yaml.safe_load(
    (Path(__file__).parent / "municipalities.yml").read_text(encoding="utf-8")
)
URGENT: dict[str, list[dict[str, Any]]] = yaml.safe_load((KB / "urgent.yml").read_text(encoding="utf-8"))
SCHEMES = {
    "osaka-kodomo-support-net": "S0",
    "osaka-nishi": "S1",
    "sakai-kita": "S2",
    "sakai-higashi": "S3",
    "juyo-torikumi-sheet": "S2",
}
FORMS = {
    "kizuki-check": "気づきのチェックシート",
    "case-gaiyo": "一目でわかるケース概要",
    "yakuwari-mochiyori": "会議の役割と持ち寄りメモ",
    "plan-setsumei": "プランの説明と、気になることを聞く紙",
    "shuko-junbi": "手交前の準備と当日のふりかえり",
    "shigen-kikitori": "地域資源の聞き取り",
    "godo-shinkohyo": "合同ケース会議の進行表",
    "furikaeri-seiko-shippai": "事例をふりかえる（成功の要因／うまくいかなかった原因と次の手）",
}
RESOURCE_KEYS = ["name", "kind", "area", "for_whom", "days", "cost", "contact", "how_to_connect"]


def test_every_page_says_what_it_is_and_when_it_is_read_again() -> None:
    lacking = [
        f"{page.path.name}: {key}"
        for page in content.every()
        for key in ("id", "title", "kind", "sources", "reviewed_on", "review_by")
        if key not in page.meta
    ]
    assert lacking == []
    assert {page.meta["kind"] for page in content.every()} <= content.KINDS


def test_no_two_pages_share_an_id() -> None:
    ids = Counter(page.meta["id"] for page in content.every())
    ids.update(path.stem for folder in ("cases", "points") for path in (KB / folder).glob("*.md"))
    assert [id_ for id_, times in ids.items() if times > 1] == []


def test_every_link_leads_somewhere() -> None:
    known = {page.meta["id"] for page in content.every()}
    known |= {path.stem for folder in ("cases", "points") for path in (KB / folder).glob("*.md")}
    assert [line for page in content.every() for line in dead_links(page, known)] == []


def dead_links(page: Page, known: set[str]) -> list[str]:
    marks = [mark for mark in re.findall(r"\[\[([^\]|]+)", page.body) if mark not in known]
    files = [
        target
        for target in re.findall(r"\]\(([^)#:]+)", page.body)
        if not (page.path.parent / target).resolve().is_file()
    ]
    return [
        f"{page.path.name}: {one}" for one in [*marks, *files, *(set(page.meta.get("points", [])) - known)]
    ]


def test_a_dead_link_is_named() -> None:
    page = content.parse(KB / "forms" / "x.md", "---\npoints: [p9-8]\n---\n[[p9-9]] と [様式](nowhere.md)\n")
    assert dead_links(page, {"p4-1"}) == ["x.md: p9-9", "x.md: nowhere.md", "x.md: p9-8"]


def test_charts_can_be_drawn_and_say_what_the_page_says() -> None:
    for page in content.every():
        for raw in page.meta.get("charts", []):
            items = chart_from(raw).items
            assert {f"{item.value:g}" if item.value else "0" for item in items} <= numbers(page.body), (
                page.path.name
            )


# Municipalities


def municipality_problems(facts: Facts, page: Page) -> list[str]:
    keys = ("name", "prefecture", "population", "population_on", "children", "children_on", "chapters_marked")
    wrong = [key for key in keys if page.meta.get(key) != facts[key]]
    if page.meta.get("points") != [one["point"] for one in facts["examples"]]:
        wrong.append("points")
    return wrong + size_problems(facts, page) + account_problems(facts, page)


def size_problems(facts: Facts, page: Page) -> list[str]:
    rows = [
        f"| 人口 | {facts['population']:,}人 | {facts['population_on']} | S4 p5 |",
        f"| 0～18歳未満 | {facts['children']:,}人 | {facts['children_on']} | S4 p5 |",
    ]
    allowed = numbers("".join(rows))
    others = page.body.replace(page.section("していること"), "")
    odd = [f"{one} is no fact of the checklist" for one in sorted(numbers(others) - allowed)]
    return [row for row in rows if row not in page.section("まちの大きさ")] + odd


def account_problems(facts: Facts, page: Page) -> list[str]:
    told = [line for line in page.section("していること").splitlines() if line.startswith("- ")]
    if len(told) != len(facts["examples"]) or "唯一の正解ではありません" not in page.section("していること"):
        return [f"tells {len(told)} examples of {len(facts['examples'])}, or not that there are other ways"]
    return [
        problem
        for one, line in zip(facts["examples"], told, strict=True)
        for problem in line_problems(facts, one, line)
    ]


def line_problems(facts: Facts, example: Facts, line: str) -> list[str]:
    """The account of one example: its link and source, every figure of the checklist and no other number."""
    values = [figure["value"] for figure in facts["figures"] if figure["point"] == example["point"]]
    pieces = [piece for value in values for piece in re.split(r"[/+・()]", value) if piece]
    cited = f"[[{example['point']}]]" in line and line.endswith(f"（出所：S4 p{example['page']}）")
    problems = [] if cited else [f"{example['point']} has no link and source"]
    problems += [
        f"{example['point']}: {piece} is missing" for piece in pieces if plain(piece) not in plain(line)
    ]
    odd = numbers(line) - {one for value in values for one in numbers(value)}
    return problems + [f"{example['point']}: {one} is no fact of the checklist" for one in sorted(odd)]


def test_the_checklist_of_municipalities_is_whole() -> None:
    assert [len(MUNICIPALITIES), sum(len(one["examples"]) for one in MUNICIPALITIES)] == [12, 56]
    names = {path.stem for path in (KB / "municipalities").glob("*.md")} - {"index"}
    assert names == {one["file"] for one in MUNICIPALITIES}


@pytest.mark.parametrize("facts", MUNICIPALITIES, ids=lambda facts: facts["file"])
def test_a_municipality_says_the_checklist_and_nothing_else(facts: Facts) -> None:
    assert municipality_problems(facts, content.read(KB / "municipalities" / f"{facts['file']}.md")) == []


@pytest.mark.parametrize(
    ("written", "spoilt", "named"),
    [
        ("5,931人", "5,913人", "5913"),  # figures changed places
        ("計14名", "計15名", "計14名"),  # a figure of an example
        ("令和6年8月1日", "令和6年4月1日", "0～18歳未満"),  # counted on another day
        ("（出所：S4 p36）", "（出所：S4 p35）", "p2-5 has no link and source"),  # the wrong page
        (
            "職員が日々顔を出します",
            "職員が週2日、計7人で顔を出します",
            "7 is no fact",
        ),  # a number nobody gave
        ("唯一の正解ではありません", "手本です", "not that there are other ways"),
    ],
)
def test_a_wrong_number_is_named(written: str, spoilt: str, named: str) -> None:
    path = KB / "municipalities" / "achi.md"
    text = path.read_text(encoding="utf-8")
    assert written in text
    assert named in "; ".join(
        municipality_problems(MUNICIPALITIES[0], content.parse(path, text.replace(written, spoilt)))
    )


def test_the_table_of_municipalities_holds_every_size_in_order() -> None:
    index = content.read(KB / "municipalities" / "index.md")
    rows = [line for line in index.section("数字").splitlines() if line.startswith("| [")]
    wanted = [
        f"| [{one['name']}]({one['file']}.md)（{one['prefecture']}） | {one['population']:,} | {one['children']:,} "
        f"| {'・'.join(map(str, one['chapters_marked']))} |"
        for one in MUNICIPALITIES
    ]
    assert [row[: len(want)] for row, want in zip(rows, wanted, strict=True)] == wanted
    charts = [[[one["name"], one[key]] for one in MUNICIPALITIES] for key in ("population", "children")]
    assert [chart["items"] for chart in index.meta["charts"]] == charts


# Schemes


@pytest.mark.parametrize(("name", "source"), SCHEMES.items())
def test_a_scheme_names_its_source_in_every_table_of_facts(name: str, source: str) -> None:
    page = content.read(KB / "schemes" / f"{name}.md")
    assert page.meta["kind"] == "scheme"
    assert source in [one["id"] for one in page.meta["sources"]]
    assert len(re.findall(rf"出所：{source}", page.body)) >= 3


def results() -> list[list[int]]:
    with (KB / "schemes" / "osaka-kodomo-support-net.csv").open(encoding="utf-8-sig", newline="") as file:
        return [[int(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:]]


@pytest.mark.parametrize("row", results())
def test_the_yearly_table_adds_up(row: list[int]) -> None:
    pupils, children, reached, *rest = row
    school, ward, effect = rest[:4], rest[4:8], rest[-6:]
    assert len(row) == 30
    assert children < pupils
    assert sum(school) == sum(ward) == sum(effect) == children  # how the slipped heading was put right
    assert school[0] + school[2] == reached


def test_the_page_shows_the_yearly_table_whole_and_marks_what_is_inferred() -> None:
    page = content.read(KB / "schemes" / "osaka-kodomo-support-net.md")
    lines = page.section("数字").splitlines()
    for row, label in zip(results(), ("令和元年度・7区", "令和2年度・7区", "令和2年度・24区"), strict=True):
        cells = [cell for line in lines if line.startswith(f"| {label} |") for cell in line.split("|")[2:-1]]
        assert [int(cell.replace(",", "")) for cell in cells] == row
    assert "拒否（推定）" in page.section("数字")
    assert "推定です" in page.section("表の読み方")


# Forms


@pytest.mark.parametrize(("name", "title"), FORMS.items())
def test_a_form_and_its_fields_say_the_same(name: str, title: str) -> None:
    page = content.read(KB / "forms" / f"{name}.md")
    sheet = page.section("様式")
    assert (page.meta["kind"], page.meta["title"]) == ("form", title)
    assert [
        words for field in page.meta["fields"] for words in field_words(field) if words not in sheet
    ] == []
    assert sheet.count("□") == sum(len(field.get("choices", [])) for field in page.meta["fields"])
    assert page.section("何のために").strip()
    assert page.section("使い方").strip()


def field_words(field: dict[str, Any]) -> list[str]:
    """The words of one field: its label, then choices, column heads, row heads."""
    assert set(field) <= {"label", "lines", "choices", "columns", "rows"}
    assert ("columns" in field) == ("rows" in field) != ("lines" in field or "choices" in field)
    rows = field.get("rows", [])
    return [
        field["label"],
        *field.get("choices", []),
        *field.get("columns", []),
        *(rows if isinstance(rows, list) else []),
    ]


def test_the_list_of_forms_leads_to_each() -> None:
    index = (KB / "forms" / "index.md").read_text(encoding="utf-8")
    assert [name for name in FORMS if f"]({name}.md)" not in index] == []


# Resources


def test_the_examples_of_resources_are_marked_and_filled_in() -> None:
    entries = [page for page in content.of("resources") if page.meta["kind"] == "resource"]
    assert len(entries) == 6
    for page in entries:
        entry = page.meta["resource"]
        assert list(entry) == RESOURCE_KEYS
        assert page.meta["example"] is True
        assert entry["name"].startswith("記入例：")
        assert [str(value) for value in entry.values() if str(value) not in page.body] == []
        assert set(re.findall(r"\d+-\d+-\d+", page.body)) == {"000-0000-0000"}  # nobody's telephone


# Urgent


def test_the_urgent_page_shows_the_contacts_of_the_list() -> None:
    section = content.read(KB / "urgent.md").section("連絡先")
    rows = [f"| {one['who']} | {one['number']} | {one['when']} |" for one in URGENT["contacts"]]
    rows += [f"| {one['number']} | {one['who']} | {one['when']} |" for one in URGENT["national"]]
    assert [row for row in rows if row not in section] == []
    assert {one["number"] for one in URGENT["contacts"]} == {"この職場の番号を書く"}
    assert "補足：全国" in section


def test_every_group_of_words_has_its_place_on_the_page() -> None:
    body = content.read(KB / "urgent.md").body
    headings = [f"### {group['heading']} {{ #{group['anchor']} }}" for group in URGENT["words"]]
    assert headings == re.findall(r"^### .*$", body, re.MULTILINE)
    for part in re.split(r"^### .*$", body, flags=re.MULTILINE)[1:]:
        assert [label for label in ("最初の1分", "だれに", "しないこと") if f"**{label}**" not in part] == []


def groups_for(query: str) -> list[str]:
    return [group["anchor"] for group in URGENT["words"] if any(word in query for word in group["words"])]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("腕にあざがある小2", ["u-injury"]),
        ("中2が死にたいと言った", ["u-suicide"]),
        ("家に帰りたくないと泣く", ["u-home"]),
        ("義父に触られたと話した", ["u-sexual"]),
        ("赤ちゃんがぐったりしている", ["u-infant"]),
        ("母から殺してしまいそうと電話", ["u-parent"]),
        ("転入後ずっと所在不明の児童", ["u-missing"]),
        ("夫から逃げたい母と子", ["u-dv"]),
        ("ガスが止まった家に乳児", ["u-lifeline"]),
        ("夜、子どもだけで留守番", ["u-alone"]),
        ("未受診の妊婦が破水した", ["u-birth"]),
        ("転入届が出ていない家庭", []),  # 「届けが」「助けが」 hold the letters of けが
        ("助けが要ると言えない母", []),
        ("合同ケース会議を短くしたい", []),
        ("家事の手伝いで勉強できない中学生", []),
        ("妊娠届の面接で聞くこと", []),
    ],
)
def test_words_bring_up_their_place_and_ordinary_questions_do_not(query: str, wanted: list[str]) -> None:
    assert groups_for(query) == wanted
