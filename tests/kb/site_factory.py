"""A small knowledge base and browser files of one byte: enough to build the whole site quickly."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "kb" / "_site"
if str(SITE) not in sys.path:
    sys.path.insert(0, str(SITE))

from kbsite.assets import FONTS, SHIM  # noqa: E402 - the site's own folder is no package
from kbsite.settings import SiteSettings  # noqa: E402

CASE = """---
id: {id}
title: {title}
themes: [不登校, ひとり親]
stage: 小学生
origin: {origin}
lesson: 成功
outcome: 好転
functions: [児童福祉]
services: [子育て世帯訪問支援事業]
points: [{points}]
minutes: 15
reviewed_on: 2026-04-01
review_by: {review_by}
{more}---
## 概要
玄関で足が止まる朝が続いた。{words}

## 会議で決めたこと
朝の訪問を週二回にする。

## 少数意見
訪問より電話がよい。

## 進行役メモ
研修の人だけが読む覚え書き。
"""
FAMILY = """family:
  members: [{id: a, label: 本人, sex: f, age: 小3, index: true}, {id: m, label: 母, sex: f}]
  unions: [{of: [m], children: [a]}]
  household: [a, m]
timeline:
  - {when: 9月, what: 朝の訪問を始める, turning: true}
"""
POINT = """---
id: p4-2
title: 合同ケース会議では何を決める？
chapter: 4
sources: [{{id: S4, pages: "64-65"}}]
guideline_pages: ["P19"]
charts: [{{kind: bars, title: 会い方, unit: "%", source: S4 p61, items: [[同行, 67], [書面, 12]]}}]
reviewed_on: 2026-04-01
review_by: 2027-04-01
---
## まず30秒で
だれが、いつまでに、を決めます。{words}

## なぜそうするか
覚えているうちに書くためです。

出所：S4 p64

## 数字
くらべます。
"""


def case(id: str = "c0001", **changes: str) -> str:
    values = {
        "title": "玄関で足が止まる朝",
        "origin": "fictional",
        "points": "p4-2",
        "review_by": "2027-04-01",
        "more": FAMILY,
        "words": "",
    }
    return CASE.format(id=id, **{**values, **changes})


def point(words: str = "") -> str:
    return POINT.format(words=words)


def settings(folder: Path, **pages: str) -> SiteSettings:
    """Settings for a build inside `folder`; `pages` are texts by id, the office's with `office_` in front."""
    for name, text in pages.items():
        office = name.startswith("office_")
        id = name.removeprefix("office_").replace("_", "-")
        path = (
            folder
            / ("office" if office else "kb")
            / ("points" if id.startswith("p") else "cases")
            / f"{id}.md"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    kb = folder / "kb"
    kb.mkdir(exist_ok=True)
    (kb / "themes.yml").write_text(
        "- {id: a, label: 不登校, group: 学校}\n- {id: b, label: いじめ, group: 学校}\n", "utf-8"
    )
    (kb / "index.md").write_text(
        '# 知恵袋\n\n<div id="kb-home-search"></div>\n\n{{stages}}\n{{themes}}\n{{chapters}}\n{{counts}}\n',
        "utf-8",
    )
    (kb / "start").mkdir(exist_ok=True)
    for door in ("newcomer", "facilitator", "trainer"):
        (kb / "start" / f"{door}.md").write_text(f"# {door}\n\n{{{{short 15}}}}\n{{{{outcomes}}}}\n", "utf-8")
    return SiteSettings(
        kb_dir=kb,
        office_dir=folder / "office",
        assets_dir=browser_files(folder / "assets"),
        site_dir=folder / "site",
        nearest_file=folder / "nearest.json",
        offline=False,
        today=date(2026, 11, 21),
    )


def real_pages(folder: Path) -> SiteSettings:
    """The product's own pages, built into `folder`."""
    return replace(settings(folder), kb_dir=ROOT / "kb", office_dir=folder / "office")


def browser_files(folder: Path) -> Path:
    for name in {**FONTS, **SHIM}.values():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b" ")
    return folder


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kb_site_build", SITE / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["kb_site_build"] = module
    spec.loader.exec_module(module)
    return module
