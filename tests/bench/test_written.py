"""The queries written for pages: each names pages there are, and none of them is a judged one."""

from __future__ import annotations

import json

import pytest

from search.config import SearchConfig
from tests.bench.bench_quality import WRITTEN, Row, judged


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in WRITTEN.read_text("utf-8").splitlines()]


def test_each_names_pages_there_are(rows: list[Row]) -> None:
    known = {path.stem for path in SearchConfig().kb_dirs[0].glob("[cp]*s/*.md")}
    assert [row["query"] for row in rows if not known.issuperset(row["pages"])] == []


def test_none_is_written_twice_and_none_is_judged(rows: list[Row]) -> None:
    asked = [row["query"] for row in rows]
    assert len(set(asked)) == len(asked)
    assert {row["query"] for row in judged()}.isdisjoint(asked)
