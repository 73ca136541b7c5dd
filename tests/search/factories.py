"""Small invented pages and indexes, with keyword defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from search.config import HASHING, SearchConfig
from search.pages import case, point
from search.pages.case import CasePage
from search.pages.front_matter import Section
from search.pages.point import PointPage

THEMES = """\
- {id: school_refusal, label: 不登校, group: 学校と育ち, about: 休みが続く}
- {id: isolation, label: 孤立・転入, group: くらし, about: 頼る人がいない}
- {id: young_carer, label: ヤングケアラー, group: 家族の形と役割, about: 世話を担う}
"""


def a_case(id: str = "c0001", **changes: Any) -> CasePage:
    """A case page; `sections` may be given as a mapping of headings to bodies."""
    sections = changes.pop(
        "sections",
        {"概要": "朝の支度に時間がかかる。", "経過と結果": "声をかける人が変わってから、外に出た。"},
    )
    values: dict[str, Any] = {"title": "朝の長い家", "themes": ("不登校",), "stage": "小学生", **changes}
    return CasePage(id=id, sections=as_sections(sections), **values)


def a_point(id: str = "p4-1", **changes: Any) -> PointPage:
    """A practice point page."""
    sections = changes.pop("sections", {"まず30秒で": "会議の前に、聞きたいことを一行で書きます。"})
    return PointPage(
        id=id, title=changes.pop("title", "会議の前に何をする？"), sections=as_sections(sections), **changes
    )


def as_sections(bodies: Mapping[str, str]) -> tuple[Section, ...]:
    """Sections from headings and bodies."""
    return tuple(Section(heading, body) for heading, body in bodies.items())


def write(kb: Path, *pages: CasePage | PointPage) -> Path:
    """Pages into a knowledge base folder, with its themes; returns the folder."""
    for page in pages:
        folder = kb / ("cases" if isinstance(page, CasePage) else "points")
        folder.mkdir(parents=True, exist_ok=True)
        text = case.render(page) if isinstance(page, CasePage) else point.render(page)
        (folder / f"{page.id}.md").write_text(text, encoding="utf-8")
    kb.mkdir(parents=True, exist_ok=True)
    (kb / "themes.yml").write_text(THEMES, encoding="utf-8")
    return kb


def a_config(tmp_path: Path, **changes: Any) -> SearchConfig:
    """Settings over a temporary folder, with the quiet twin for a model."""
    values = {"kb_dirs": (tmp_path / "kb",), "index_dir": tmp_path / "index", "model_dir": tmp_path / "model"}
    return SearchConfig(**{**values, "model": HASHING, **changes})


def a_small_library() -> list[CasePage | PointPage]:
    """Seven pages that differ in what they tell of."""
    return [
        a_case(
            "c0001",
            title="くつが重い朝",
            services=("子育て短期支援事業",),
            sections={
                "概要": "小4の女の子は玄関で足が止まり、教室に入れない日が続いた。母は早番で家を出る。",
                "見立て": "妹を園へ送り出すと力を使い切っている。",
                "経過と結果": "はじめは担任が迎えに行った。拠点で朝食をとるようになり、ひとりで鍵をかける朝がなくなった。冬には半分の日に来た。",
                "会議で決めたこと": "登校の日数を目標にしない。",
                "進行役メモ": "黒板に時刻表を写す。",
            },
        ),
        a_case(
            "c0002",
            title="夜の電話",
            themes=("孤立・転入",),
            stage="乳児期",
            sections={
                "概要": "転入してきた母は頼る人がなく、生後二か月の子の泣き声に眠れない夜が続いた。",
                "経過と結果": "産後ケアを使い、昼に眠れた日から電話の声が変わった。",
            },
        ),
        a_case(
            "c0003",
            title="歯の痛み",
            themes=("ネグレクト",),
            stage="幼児期",
            sections={
                "概要": "三歳児健診で口腔内の傷みが多く、受診の約束が三度流れた。",
                "経過と結果": "保健師が受診に付きそった。",
            },
        ),
        a_case(
            "c0004",
            title="家庭内のきまり",
            themes=("不登校",),
            stage="中学生",
            sections={
                "概要": "家庭内のきまりが多く、校内でも話さない。内気だと言われてきた。",
                "経過と結果": "きまりを一つ減らした。",
            },
        ),
        a_case(
            "c0005",
            title="祖母の台所",
            themes=("ヤングケアラー",),
            stage="中学生",
            sections={
                "概要": "中2の子が祖母の介護と夕食づくりを担い、部活をやめた。ヤングケアラーの研修で担任が気づいた。",
                "経過と結果": "ヘルパーが入り、部活に戻った。",
            },
        ),
        a_point(
            "p7-4",
            title="児童相談所とどう組む？",
            sections={"まず30秒で": "児童相談所とは、役割の違う対等な相手として話します。"},
        ),
        a_point("p4-1"),
    ]
