from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import PageUnreadable
from search.pages import case, point
from search.pages.case import STAGES, CasePage
from search.pages.front_matter import Section, sections
from search.pages.load import load_pages
from search.pages.point import PointPage, Source
from tests.search.factories import a_case, a_point, write

BARE = "---\nid: c0001\ntitle: 題\nthemes: [不登校]\nstage: 小学生\n---\n"
UNREADABLE = [
    ("", 1, "an empty file"),
    ("# 見出しだけ", 1, "no front matter"),
    ("---\nid: c0001\n", 1, "front matter without an end"),
    ("---\nid: c0001\ntitle: [\n---\n", 4, "YAML that does not close"),
    ("---\n- id\n---\n", 2, "a list for front matter"),
    ("---\nid: c0001\ntitle: 題\nthemes: []\nstage: 小学生\n---\n", 2, "no theme"),
    ("---\nid: c0001\nday: 2026-13-45\n---\n", 2, "a day that is none"),
    ("---\na: &a [*a]\n---\n", 2, "a list that holds itself"),
]
line = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
word = line.map(str.strip).filter(bool)
body = st.lists(
    line.filter(lambda text: not text.startswith("##") and "`" not in text and "~" not in text), max_size=4
)
parts = st.lists(
    st.builds(
        Section,
        word.filter(lambda text: not text.endswith("#")),
        body.map("\n".join).map(lambda text: text.strip("\n")),
    ),
    max_size=3,
)
values = st.one_of(
    word,
    st.integers(-9, 9),
    st.booleans(),
    st.none(),
    st.lists(word, max_size=3),
    st.dictionaries(word, word, max_size=2),
)
cases = st.builds(
    CasePage,
    id=word,
    title=word,
    themes=st.lists(word, min_size=1, max_size=3).map(tuple),
    stage=st.sampled_from(STAGES),
    lesson=st.sampled_from(["", "成功", "途中"]),
    services=st.lists(word, max_size=2).map(tuple),
    minutes=st.one_of(st.none(), st.integers(0, 90)),
    asked=st.lists(word, max_size=2).map(tuple),
    review_by=st.one_of(st.none(), st.dates()),
    extra=st.dictionaries(word.map(lambda name: f"x-{name}"), values, max_size=3),
    sections=parts.map(tuple),
)


@given(cases)
def test_a_case_survives_being_written_and_read(page: CasePage) -> None:
    assert case.parse(case.render(page)) == page


def test_a_point_survives_being_written_and_read() -> None:
    page = a_point(
        chapter="4",
        sources=(Source("S4", "30-32"),),
        guideline_pages=("P17",),
        examples=("海辺の市",),
        review_by=date(2027, 11, 21),
        asked=("同行 断られた",),
        extra={"charts": [{"kind": "bars", "items": [["同行", 67]]}]},
    )
    assert point.parse(point.render(page)) == page


def test_the_required_keys_are_enough() -> None:
    page = case.parse(BARE)
    assert (page.id, page.themes, page.stage, page.origin, page.sections) == (
        "c0001",
        ("不登校",),
        "小学生",
        "fictional",
        (),
    )


@pytest.mark.parametrize("heading", ["概要", "考えてみよう", "知らない見出し"])
def test_any_section_is_enough(heading: str) -> None:
    assert case.parse(f"{BARE}## {heading}\n本文。\n").section(heading) == "本文。"


def test_unknown_keys_are_kept() -> None:
    family = {"members": [{"id": "a", "sex": "f"}], "household": ["a"]}
    page = a_case(extra={"family": family, "later": None})
    assert case.parse(case.render(page)).extra == {"family": family, "later": None}


@pytest.mark.parametrize(("text", "where", "why"), UNREADABLE)
def test_what_cannot_be_read_says_where(text: str, where: int, why: str) -> None:
    with pytest.raises(PageUnreadable) as problem:
        case.parse(text, "cases/c0001.md")
    assert problem.value.line == where, why
    assert "cases/c0001.md" in str(problem.value)


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    text = "\ufeff" + (BARE + "## 概要\n朝。\n").replace("\n", "\r\n")
    assert case.parse(text).section("概要") == "朝。"


def test_a_heading_inside_a_fence_is_text() -> None:
    found = sections(["## 例", "```", "## 中", "```", "## 次", "終わり"])
    assert [part.heading for part in found] == ["例", "次"]


def test_one_word_may_stand_for_a_list() -> None:
    assert case.parse(BARE.replace("[不登校]", "不登校")).themes == ("不登校",)


def test_a_library_names_what_it_left_out(tmp_path: Path) -> None:
    kb = write(tmp_path / "kb", a_case("c0001"), a_point("p4-1"))
    (kb / "cases" / "c0002.md").write_text("なにもない", "utf-8")
    (kb / "cases" / "c0003.md").write_bytes(BARE.encode("cp932"))
    (kb / "cases" / "c0009.md").write_text(BARE, "utf-8")
    library = load_pages([kb, tmp_path / "absent"])
    assert [page.id for page in library.pages] == ["c0001", "p4-1"]
    assert [(problem.path.name, problem.line) for problem in library.problems] == [
        ("c0002.md", 1),
        ("c0003.md", 3),
        ("c0009.md", 2),
    ]


def test_an_office_page_with_a_taken_id_is_named(tmp_path: Path) -> None:
    ours, office = write(tmp_path / "kb", a_case("c0001")), write(tmp_path / "office", a_case("c0001"))
    library = load_pages([ours, office])
    assert len(library.pages) == 1
    assert "重なって" in library.problems[0].reason


WARNED: list[tuple[dict[str, Any], str]] = [
    ({"themes": ("知らないテーマ",)}, "知らないテーマ"),
    ({"title": "長" * 41}, "40字"),
    ({"stage": "大学生"}, "大学生"),
]


@pytest.mark.parametrize(("changes", "said"), WARNED)
def test_a_doubt_is_a_warning_and_the_page_stays(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    library = load_pages([write(tmp_path / "kb", a_case(**changes))])
    assert len(library.cases) == 1
    assert [warning for warning in library.warnings if said in warning.reason]


def test_points_and_cases_are_told_apart(tmp_path: Path) -> None:
    library = load_pages([write(tmp_path / "kb", a_case(), a_point())])
    assert isinstance(library.points[0], PointPage)
    assert library.cases[0].url == "/kb/cases/c0001.html"
    assert library.points[0].url == "/kb/points/p4-1.html"
    assert library.themes[0].label == "不登校"
