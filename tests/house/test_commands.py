"""The commands: known by name, in Japanese, 0 / 1 with one sentence / 2, never a traceback."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from conference import cli, commands, db
from conference.backups import copies
from conference.commands import KeyWrong, typed_key, written_key

COMMANDS = {
    "serve", "migrate", "backup", "restore", "anonymize", "audit verify", "key show", "key set", "roster check",
    "users create-admin", "users add", "users list", "users reset-password", "users deactivate",
}  # fmt: skip


def _known(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield before.strip()
    for group in groups:
        for name, inner in group.choices.items():
            yield from _known(inner, f"{before} {name}")


def test_the_list() -> None:
    assert set(_known(cli.parser())) == COMMANDS


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty machine: every default path is under a fresh folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "KEY_FILE", "PORT", "HOST", "FEATURES", "DEMO"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_is_japanese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*command.split(), "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert shown.startswith("使い方: python -m conference")
    assert "show this help" not in shown


@pytest.mark.parametrize(
    "words", [[], ["dance"], ["users"], ["backup"], ["users", "add", "a", "b", "--role", "king"]]
)
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert "使い方が違います" in told.err


@pytest.mark.parametrize(
    ("words", "told", "reason"),
    [
        (["restore", "nowhere.db"], "鍵のファイル", "a new machine has no key yet"),
        (["users", "deactivate", "nobody"], "利用者名「nobody」は見つかりません", "unknown login"),
        (["key", "show"], "画面の前でだけ", "not a terminal"),
        (["key", "set"], "画面の前でだけ", "not a terminal"),
        (["backup", "copy.db"], "鍵のファイル", "nothing to copy yet"),
    ],
)
def test_refusals_are_one_sentence(
    place: Path, words: list[str], told: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 1, reason
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert len(shown.err.strip().splitlines()) == 1


def test_an_office_from_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["users", "create-admin", "kanri", "管理 太郎"]) == 0
    handed = capsys.readouterr().out.strip()
    assert len(handed) == 19
    assert cli.main(["users", "add", "suzuki", "鈴木 花", "--role", "child", "--newcomer"]) == 0
    assert cli.main(["users", "deactivate", "suzuki"]) == 0
    assert cli.main(["users", "reset-password", "kanri"]) == 0
    capsys.readouterr()
    assert cli.main(["users", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "kanri\t管理 太郎\tシステム管理者\t使える",
        "suzuki\t鈴木 花\t児童福祉\t止めている",
    ]
    assert cli.main(["audit", "verify"]) == 0


def test_copy_and_restore(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["users", "create-admin", "kanri", "管理 太郎"])
    assert cli.main(["backup", "copy.db"]) == 0
    assert cli.main(["backup", "copy.db"]) == 1  # never over another one
    cli.main(["users", "add", "late", "後 から", "--role", "child"])
    assert cli.main(["restore", "copy.db"]) == 0
    capsys.readouterr()
    cli.main(["users", "list"])
    assert "late" not in capsys.readouterr().out
    assert cli.main(["audit", "verify"]) == 0
    assert len(list((place / "var").glob("*.before-restore-*"))) == 1


def test_a_cut_trail_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["users", "create-admin", "kanri", "管理 太郎"])
    key = db.read_key(place / "var" / "secret.key")
    copies.make(place / "var" / "conference.db", key, place / "early.db")
    cli.main(["users", "add", "late", "後 から", "--role", "child"])
    for part in (place / "var").glob("conference.db*"):
        part.unlink()
    (place / "early.db").replace(place / "var" / "conference.db")
    capsys.readouterr()
    assert cli.main(["audit", "verify"]) == 1
    assert "終わりの部分が消されています" in capsys.readouterr().err


def test_the_written_key_comes_back_and_a_slip_is_found() -> None:
    key = bytes(range(32))
    paper = written_key(key)
    assert typed_key(paper.upper()) == key
    assert typed_key(paper.replace(" ", "\u3000")) == key
    for slip in (paper.replace("0", "1", 1), paper[:-5], "", "鍵", paper + " 0000"):
        with pytest.raises(KeyWrong):
            typed_key(slip)


def test_something_unforeseen_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "migrate", lambda _: 1 / 0)
    assert cli.main(["migrate"]) == 1
    assert capsys.readouterr().err == "思わぬことで止まりました（ZeroDivisionError）。記録はそのままです。\n"
