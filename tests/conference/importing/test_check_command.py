"""`roster check`: JSON alone on standard output, a refusal in one line on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conference.importing.check_command import DONE, REFUSED, run
from tests.conference.importing.books import HEADINGS, ROW, TODAY, xlsx


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(xlsx(HEADINGS, ROW))
    return path


def test_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(book, json=True, today=TODAY)
    said = capsys.readouterr()

    assert (status, said.err) == (DONE, "")
    assert list(json.loads(said.out)) == ["rows", "columns", "warnings"]


def test_in_words(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(book, today=TODAY) == DONE
    assert "1行を読みました。注意は0件です。" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_a_refusal_is_one_line_and_no_json(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    status = run(tmp_path / "x.xlsx", json=True)
    said = capsys.readouterr()

    assert (status, said.out, said.err.count("\n")) == (REFUSED, "", 1)


@pytest.mark.parametrize("name", ["ない.xlsx", "."])
def test_a_missing_file_is_refused_in_a_sentence(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / name, json=True) == REFUSED
    assert "開けません" in capsys.readouterr().err
