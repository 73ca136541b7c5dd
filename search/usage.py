"""The command line's words: argparse that speaks Japanese."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

WRONG_USAGE = 2
MOST = 1_000


class _Usage(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose own words are Japanese; wrong usage ends with `WRONG_USAGE`."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("formatter_class", _Usage)
        super().__init__(**given, add_help=False)
        self._positionals.title, self._optionals.title = "命令と対象", "選べること"
        self.add_argument("-h", "--help", action="help", help="この説明を出す")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 argparse's own words are English
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, "使い方が違います。--help で説明を見られます。\n")


def command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str
) -> argparse.ArgumentParser:
    """One command, with what all of them take."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    made.add_argument("--index", type=Path, metavar="フォルダ", help="索引のフォルダ")
    made.set_defaults(run=run)
    return made


def question(command: argparse.ArgumentParser) -> None:
    """What is asked, one question or many."""
    asked = command.add_mutually_exclusive_group(required=True)
    asked.add_argument("text", nargs="?", metavar="ことば", help="さがすことばや文")
    asked.add_argument("--batch", type=Path, metavar="ファイル", help="1行に1つの JSON（id と query）")
    command.add_argument(
        "--limit", type=_positive, default=10, metavar="件数", help=f"出す数（1 から {MOST:,}、ふつうは 10）"
    )
    as_json(command)


def as_json(command: argparse.ArgumentParser) -> None:
    """For other programs."""
    command.add_argument("--json", action="store_true", help="JSON で出す")


def _positive(written: str) -> int:
    number = int(written)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(str(number))
    return number
