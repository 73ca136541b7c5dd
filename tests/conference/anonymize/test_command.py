"""`anonymize --batch`: lines in, lines out, and one sentence where a line cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conference.anonymize.tagger import opened
from conference.cli import main


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command with the layer that is silent: no model is loaded."""
    monkeypatch.setenv("SEARCH_MODEL", "hashing")
    opened.cache_clear()
    yield
    opened.cache_clear()


def _written(where: Path, *lines: str) -> str:
    path = where / "notes.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_lines_come_out_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = json.dumps({"id": "a", "text": "😀ﾊﾞﾊﾞ、湊くん", "known": {"given_names": ["湊"]}})
    assert main(["anonymize", "--batch", _written(tmp_path, first, '{"id": 2, "text": ""}')]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {
        "id": "a",
        "spans": [{"start": 6, "end": 7, "label": "PERSON"}],
        "text": "😀ﾊﾞﾊﾞ、Aくん",
        "risks": [],
    }
    assert lines[1] == {"id": 2, "spans": [], "text": "", "risks": []}


UNREADABLE = (
    ("{", "no JSON"),
    ("[]", "no object"),
    ('{"id": 1}', "no text"),
    ('{"id": 1, "text": 5}', "a number for a text"),
    ('{"id": 1, "text": "a", "known": []}', "a list for the record"),
)


@pytest.mark.parametrize(("line", "reason"), UNREADABLE, ids=[row[1] for row in UNREADABLE])
def test_a_line_that_cannot_be_read_stops_no_other(
    line: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = ('{"id": 1, "text": "良好"}', '{"id": 3, "text": "佐藤さん"}')
    assert main(["anonymize", "--batch", _written(tmp_path, good[0], line, good[1])]) == 1
    told = capsys.readouterr()
    assert [json.loads(one)["id"] for one in told.out.splitlines()] == [1, 3]
    assert told.err.startswith("2行目（1行）")


def test_bytes_that_are_no_text_stop_no_other_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_bytes(b'{"id": 1, "text": "\xff\xfe"}\n{"id": 2, "text": ""}\n')
    assert main(["anonymize", "--batch", str(path)]) == 1
    told = capsys.readouterr()
    assert [json.loads(one)["id"] for one in told.out.splitlines()] == [2]
    assert told.err.startswith("1行目")


def test_many_unreadable_lines_are_named_in_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anonymize", "--batch", _written(tmp_path, *["{"] * 7)]) == 1
    assert capsys.readouterr().err.startswith("1・2・3・4・5行目など（7行）")


def test_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anonymize"]) == 1
    assert "--batch" in capsys.readouterr().err
