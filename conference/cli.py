"""The commands: read the line, do one thing, and answer 0, 1 (with one sentence) or 2 (wrong usage)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from conference import commands
from conference.errors import ConferenceError
from conference.people.models import Role

ROLE_NAMES = [role.value for role in Role]


class _Usage(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Japanese."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("formatter_class", _Usage)
        super().__init__(**given, add_help=False)
        self._positionals.title, self._optionals.title = "命令と対象", "選べること"
        self.add_argument("-h", "--help", action="help", help="この説明を出す")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's own words are English
        self.print_usage(sys.stderr)
        print("使い方が違います。--help で説明を見られます。", file=sys.stderr)
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    made = _Parser(prog="python -m conference", description="知恵袋とケース会議")
    what = made.add_subparsers(required=True, metavar="命令", parser_class=_Parser)
    _add_serve(_add(what, "serve", commands.serve, "準備をして、画面を開けるようにする"))
    _add(what, "migrate", commands.migrate, "記録の入れ物を新しい形にする")
    _add(what, "backup", commands.backup, "控えを作る").add_argument("file", help="作る控えの名前")
    _add(what, "restore", commands.restore, "控えから戻す").add_argument("file", help="戻す控えの名前")
    _add_audit(_group(what, "audit", "見た記録"))
    _add_key(_group(what, "key", "鍵"))
    _add_users(_group(what, "users", "利用者"))
    _add_roster(_group(what, "roster", "名簿"))
    _add(what, "anonymize", commands.anonymize, "文から名前などを見つけて置き換える").add_argument(
        "--batch", metavar="FILE"
    )
    return made


def _add_serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--demo", action="store_true", help="練習用の利用者を作る（この機械の中だけ）")
    serve.add_argument("--host", help="待つ場所（設定 HOST の代わり）")
    serve.add_argument("--port", help="待つ番号（設定 PORT の代わり）")


def _add_audit(audit: Any) -> None:
    _add(audit, "verify", commands.audit_verify, "見た記録が書き換えられていないか確かめる")


def _add_key(key: Any) -> None:
    _add(key, "show", commands.key_show, "金庫に保管する鍵を画面に出す")
    _add(key, "set", commands.key_set, "保管してある鍵を入れ直す")


def _add_users(users: Any) -> None:
    for name, does, told in (
        ("create-admin", commands.create_admin, "システム管理者を加える"),
        ("add", commands.add_person, "利用者を加える"),
    ):
        command = _add(users, name, does, told)
        command.add_argument("login", help="利用者名")
        command.add_argument("name", help="名前")
    command.add_argument("--role", choices=ROLE_NAMES, required=True, help="役割")
    command.add_argument("--agency", default="", help="所属")
    command.add_argument("--newcomer", action="store_true", help="新任")
    _add(users, "list", commands.list_people, "利用者の一覧")
    _add(users, "reset-password", commands.reset_password, "パスワードを作り直す").add_argument("login")
    _add(users, "deactivate", commands.deactivate, "利用を止める").add_argument("login")


def _add_roster(roster: Any) -> None:
    check = _add(roster, "check", commands.roster_check, "名簿のファイルがどう読めるか確かめる")
    check.add_argument("file")
    check.add_argument("--json", action="store_true", help="JSON で出す")


def _group(what: Any, name: str, told: str) -> Any:
    return what.add_parser(name, help=told).add_subparsers(
        required=True, metavar="命令", parser_class=_Parser
    )


def _add(
    what: Any, name: str, does: Callable[[argparse.Namespace], int], told: str
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = what.add_parser(name, help=told, description=told)
    made.set_defaults(does=does)
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; no traceback reaches the person."""
    given = parser().parse_args(words)
    try:
        return int(given.does(given))
    except ConferenceError as problem:
        return _refuse(problem.sentence)
    except KeyboardInterrupt:
        return _refuse("途中で止めました。")
    except OSError as problem:
        return _refuse(
            f"ファイル（{problem.filename or '名前なし'}）を読み書きできません。場所と許可を確かめてください。"
        )
    except Exception as problem:
        return _refuse(f"思わぬことで止まりました（{type(problem).__name__}）。記録はそのままです。")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
