from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from search.cli import main
from search.config import SearchConfig
from tests.search.factories import a_case, write


@pytest.fixture(autouse=True)
def _twin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCH_MODEL", "hashing")


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_query_prints_json_alone(built: SearchConfig, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "玄関で足が止まる", "--index", str(built.index_dir), "--limit", "1", "--json"]) == 0
    (answer,) = lines(capsys.readouterr().out)
    assert {"results", "total", "ms"} <= answer.keys()
    assert {"id", "kind", "title", "score", "snippet", "reasons", "url"} <= answer["results"][0].keys()  # type: ignore[index]


def test_a_batch_answers_line_by_line(
    built: SearchConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.jsonl"
    rows = [
        {"id": "q1", "query": "口腔内"},
        {"id": 2, "query": "\ud800"},
        {"id": "q3", "query": "為替の見通し"},
    ]
    asked.write_text("\ufeff" + "\n".join(map(json.dumps, rows)) + "\n\n", "utf-8")
    assert main(["query", "--batch", str(asked), "--index", str(built.index_dir), "--limit", "2"]) == 0
    answers = lines(capsys.readouterr().out)
    assert [answer["id"] for answer in answers] == ["q1", 2, "q3"]
    assert [set(answer) for answer in answers] == [{"id", "results", "ms"}] * 3
    assert answers[0]["results"][0]["id"] == "c0003"  # type: ignore[index]
    assert answers[2]["results"] == []


def test_a_line_that_cannot_be_read_keeps_its_place(
    built: SearchConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"id": 1, "query": "朝"}\nこわれた行\n{"id": 3, "query": "夜"}\n', "utf-8")
    assert main(["similar", "--batch", str(asked), "--index", str(built.index_dir)]) == 1
    said = capsys.readouterr()
    assert [answer["id"] for answer in lines(said.out)] == [1, None, 3]
    assert "2 行目" in said.err


def test_similar_gives_cases_alone(
    built: SearchConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(
        json.dumps({"id": 1, "query": "児童相談所と会議の前に、玄関で足が止まる子の話をした。" * 150}),
        "utf-8",
    )
    assert main(["similar", "--batch", str(asked), "--index", str(built.index_dir)]) == 0
    (answer,) = lines(capsys.readouterr().out)
    assert all(str(found["id"]).startswith("c") for found in answer["results"])  # type: ignore[attr-defined,index]


def test_evaluate_gives_figures(
    built: SearchConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = tmp_path / "judged.jsonl"
    rows = [
        {"id": "1", "type": "keyword", "query": "口腔内", "relevant": {"c0003": 3}},
        {"id": "2", "type": "case", "query": "夜に泣き声が続き眠れない母", "relevant": {"c0002": 3}},
    ]
    judged.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert main(["evaluate", "--queries", str(judged), "--index", str(built.index_dir), "--json"]) == 0
    (figures,) = lines(capsys.readouterr().out)
    assert figures["all"] == {"queries": 2, "ndcg@10": 1.0, "recall@10": 1.0, "mrr": 1.0}


def test_build_names_what_it_could_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kb, index = write(tmp_path / "kb", a_case(themes=("知らないもの",))), tmp_path / "index"
    (kb / "cases" / "c0002.md").write_text("---\nid: c0002\n", "utf-8")
    assert main(["build", "--kb", str(kb), "--index", str(index)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "c0002.md の 1 行目" in said.err
    assert "知らないもの" in said.err
    (kb / "cases" / "c0002.md").unlink()
    assert main(["build", "--kb", str(kb), "--index", str(index)]) == 0


REFUSED = [
    (["query", "朝", "--index", "{tmp}/none"], "search build", "no index"),
    (["query", "", "--index", "{index}"], "入れてください", "an empty question"),
    (["query", "--batch", "{tmp}/none", "--index", "{index}"], "読めません", "no file"),
    (["query", "--batch", "{tmp}", "--index", "{index}"], "読めません", "a folder for a file"),
    (["evaluate", "--queries", "{tmp}/none", "--index", "{index}"], "読めません", "no judgements"),
    (["build", "--kb", "{tmp}/none", "--index", "{tmp}/i"], "見つかりません", "no pages"),
]


@pytest.mark.parametrize(("arguments", "said", "why"), REFUSED)
def test_a_refusal_is_one_line_in_japanese(
    built: SearchConfig,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
    why: str,
) -> None:
    filled = [argument.format(tmp=tmp_path, index=built.index_dir) for argument in arguments]
    assert main(filled) == 1, why
    printed = capsys.readouterr()
    assert said in printed.err
    assert len(printed.err.strip().splitlines()) == 1


WRONG = [
    [],
    ["find"],
    ["query"],
    ["query", "朝", "--batch", "f"],
    ["query", "朝", "--limit", "0"],
    ["query", "朝", "--limit", "x"],
    ["query", "朝", "--kind", "row"],
    ["evaluate"],
]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("使い方: python -m search")
    assert "使い方が違います。" in said.err


@pytest.mark.parametrize("command", [[], ["build"], ["query"], ["similar"], ["evaluate"]])
def test_the_help_is_japanese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    lines = [line for line in told.splitlines()[1:] if line and not line.startswith(" " * 20)]
    assert all(re.search("[ぁ-んァ-ヶ一-龠]", line) for line in lines), told
    assert not re.search("usage|options|arguments|show this", told)


def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEARCH_DTYPE", "int3")
    assert main(["query", "朝"]) == 1
    assert "SEARCH_DTYPE" in capsys.readouterr().err


def test_as_a_command_in_a_plain_locale(built: SearchConfig) -> None:
    """What arrives as bytes that are no UTF-8 is a question like any other."""
    command = [
        sys.executable,
        "-m",
        "search",
        "query",
        b"\xe6\x9c\x9d\xff\xfe",
        "--index",
        str(built.index_dir),
        "--json",
    ]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}, check=False
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert json.loads(done.stdout)["total"] >= 0


def test_what_nobody_thought_of_is_no_traceback(
    built: SearchConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("search.question.read", lambda *_: 1 / 0)
    assert main(["query", "朝", "--index", str(built.index_dir)]) == 1
    assert "ページはそのまま" in capsys.readouterr().err
