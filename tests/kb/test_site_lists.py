"""Lists that an office fills in: what the neighbourhood offers, and whom to call when it must not wait."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.kb import site_factory as make

from kbsite import resources, urgent  # isort: skip

build = make.builder()
ENTRY = """---
id: {id}
title: {name}
kind: resource
{example}resource: {{name: {name}, kind: 学習, area: 南, for_whom: 小学生}}
---
{body}
"""
CALL = """contacts:
  - {id: boss, who: 上司, number: この職場の番号を書く, when: 最初に}
  - {id: night, who: 夜の当番, number: この職場の番号を書く, when: 夜}
words:
  - {anchor: u-injury, heading: あざ・外傷, words: [あざ]}
"""
PAGE = """---
title: まず上司へ：待ってはいけないとき
---
## 連絡先

| だれに | 番号 | どんなとき |
|---|---|---|
| 上司 | この職場の番号を書く | 最初に |
| 夜の当番 | この職場の番号を書く | 夜 |

## 場面ごとに

### あざ・外傷 { #u-injury }
すぐ言う。
"""


def entry(folder: Path, id: str, name: str, *, example: bool = False, body: str = "") -> None:
    path = folder / "resources" / f"{id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = ENTRY.format(id=id, name=name, example="example: true\n" if example else "", body=body)
    path.write_text(text, "utf-8")


def texts(html: str, where: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in BeautifulSoup(html, "html.parser").select(where)]


def test_examples_stand_in_the_list_until_the_office_has_its_own(tmp_path: Path) -> None:
    kb, office = tmp_path / "kb", tmp_path / "office"
    entry(kb, "a", "記入例：たとえばの塾", example=True)
    alone, _ = resources.collect(kb, office)
    assert texts(resources.listing(alone), "tr[data-filter] th") == ["記入例たとえばの塾"]
    entry(office, "minami", "南の塾")
    both, _ = resources.collect(kb, office)
    assert texts(resources.listing(both), "tr[data-filter] th") == ["南の塾"]
    assert texts(resources.listing(both), "details th a") == ["たとえばの塾"]


def test_the_office_has_the_last_word_on_a_page_of_the_same_name(tmp_path: Path) -> None:
    entry(tmp_path / "kb", "a", "前の名前")
    entry(tmp_path / "office", "a", "今の名前")
    found, odd = resources.collect(tmp_path / "kb", tmp_path / "office")
    assert [(one.name, one.office) for one in found] == [("今の名前", True)]
    assert odd == []


@pytest.mark.parametrize("text", ["", "---\nkind: [\n---\n", "本文だけ"])
def test_an_entry_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "office" / "resources").mkdir(parents=True)
    (tmp_path / "office" / "resources" / "odd.md").write_text(text, "utf-8")
    found, odd = resources.collect(tmp_path / "kb", tmp_path / "office")
    assert found == ()
    assert "odd.md" in odd[0]


def test_names_from_an_office_are_text_not_markup() -> None:
    shown = resources.listing(
        [resources.Resource(Path("a.md"), {"name": '<b>"塾'}, office=True, example=False)]
    )
    assert "<b>" not in shown
    assert texts(shown, "tbody a") == ['<b>"塾']


def test_an_office_writes_its_numbers_and_words(tmp_path: Path) -> None:
    settings = make.settings(tmp_path)
    (settings.kb_dir / "urgent.yml").write_text(CALL, "utf-8")
    (settings.kb_dir / "urgent.md").write_text(PAGE, "utf-8")
    (settings.kb_dir / "resources").mkdir()
    (settings.kb_dir / "resources" / "index.md").write_text(
        "---\ntitle: 一覧\nfilter: true\n---\n{{resources}}\n", "utf-8"
    )
    entry(settings.office_dir, "minami", "南の塾", body="静かに学べる。")
    own = "contacts: [{id: boss, number: 内線12}, {who: 病院, number: 00-00}]\nwords: [{anchor: u-injury, words: [こぶ]}]\n"
    (settings.office_dir / "urgent.yml").write_text(own, "utf-8")
    assert build.run(settings, strict=True) == 0
    page = (settings.site_dir / "urgent.html").read_text("utf-8")
    assert texts(page, "h1") == ["まず上司へ：待ってはいけないとき"]
    assert texts(page, "td:nth-child(2)") == ["内線12", "この職場の番号を書く", "00-00"]
    assert texts(page, ".kb-chips a[href='#u-injury']") == ["あざ・外傷"]
    script = (settings.site_dir / "search" / "urgent.js").read_text("utf-8")
    told = json.loads(script.removeprefix("var kbUrgent = ").rstrip(";\n"))
    assert told == {
        "words": [["u-injury", "あざ・外傷", ["あざ", "こぶ"]]],
        "numbers": [["上司", "内線12"], ["病院", "00-00"]],
    }
    shown = BeautifulSoup((settings.site_dir / "resources" / "minami.html").read_text("utf-8"), "html.parser")
    facts = shown.select_one(".kb-facts")
    assert isinstance(facts, Tag)
    assert "小学生" in facts.get_text()


def test_without_numbers_the_page_says_who_can_write_them(tmp_path: Path) -> None:
    (tmp_path / "urgent.yml").write_text(CALL, "utf-8")
    ours = urgent.load(tmp_path, tmp_path / "office")
    assert "まだ書かれていません" in ours.page(PAGE)
    assert ours.line() == ""


@pytest.mark.parametrize("text", ["- [", "contacts: 1", "contacts: [{number: 1}]", "words: [{}]", "\udcff"])
def test_an_office_list_that_cannot_be_read_is_named_and_ours_stands(tmp_path: Path, text: str) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "urgent.yml").write_text(CALL, "utf-8")
    (tmp_path / "office" / "urgent.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    found = urgent.load(tmp_path, tmp_path / "office")
    assert [one["who"] for one in found.contacts] == ["上司", "夜の当番"]
    assert "urgent.yml" in found.odd
