"""Rosters as files, invented: a title, two heading rows, rows given as dicts."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

HEADINGS = {
    "case_number": "番号",
    "household": "世帯",
    "name": "児童（続柄）",
    "birth_date": "生年月日",
    "affiliation": "所属・学年",
    "lead_function": "主たる担当機能",
    "category": "区分",
    "concern": "主訴",
    "situation": "現在の状況",
    "last_policy": "前回の方針",
    "workers": "担当者",
    "review_on": "見直し予定日",
}
USUAL = {
    "case_number": "R8-201",
    "household": "深見",
    "name": "深見 灯（長女）、深見 樹（長男）",
    "birth_date": "H29.6.14",
    "affiliation": "みなと小 3年",
    "lead_function": "児童福祉",
    "category": "要支援",
    "concern": "登校しぶり",
    "situation": "9月から欠席が週に2日ほど続く。",
    "last_policy": "学校と週1回の電話",
    "workers": "児福 鈴木／保健師 乾",
    "review_on": "R8.12.10",
}


def a_line(**given: str) -> dict[str, str]:
    return USUAL | given


def a_roster(lines: Sequence[Mapping[str, str]], title: str = "令和8年11月 合同ケース会議 名簿") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(list(HEADINGS.values()))
    for line in lines:
        sheet.append([line.get(field, "") for field in HEADINGS])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
