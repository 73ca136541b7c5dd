"""`anonymize --batch`: lines in, lines out, and one sentence where a line cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conference.cli import main


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
def test_a_line_that_cannot_be_read(
    line: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anonymize", "--batch", _written(tmp_path, '{"id": 1, "text": "良好"}', line)]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert told.err.startswith("2行目")


def test_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anonymize"]) == 1
    assert "--batch" in capsys.readouterr().err
