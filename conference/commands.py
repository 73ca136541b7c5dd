"""What each command does; a sentence on standard error tells what was done."""

from __future__ import annotations

import hashlib
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.orm import Session

from conference import audit, db
from conference.audit import service as trail
from conference.backups import copies, restoring
from conference.backups.errors import CopyInTheWay
from conference.config import Settings
from conference.errors import ConferenceError
from conference.migrations import upgrade
from conference.people import service
from conference.people.models import Person, Role

DONE, REFUSED = 0, 1


class NotThereYet(ConferenceError):
    def __init__(self, what: str) -> None:
        super().__init__(f"{what}は、まだこの版にはありません。")


class KeyWrong(ConferenceError):
    """What was typed is not a key as `key show` prints it."""

    def __init__(self) -> None:
        super().__init__("鍵の文字が違います。保管してある紙のとおりに、もう一度入れてください。")


class NeedsATerminal(ConferenceError):
    def __init__(self) -> None:
        super().__init__("鍵は画面の前でだけ扱えます。ファイルや別の命令には渡せません。")


class NobodyCalled(ConferenceError):
    def __init__(self, login: str) -> None:
        super().__init__(f"利用者名「{login}」は見つかりません。users list で確かめてください。")


@contextmanager
def office() -> Iterator[Session]:
    """A writing session on the present database, brought to its newest shape."""
    settings = Settings.from_environment()
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    try:
        upgrade(engine)
        with db.writing(engine) as session:
            yield session
            session.commit()
    finally:
        engine.dispose()


def serve(given: Namespace) -> int:
    said = {"HOST": given.host, "PORT": given.port, "DEMO": "1" if given.demo else None}
    settings = Settings.from_environment(**{name: value for name, value in said.items() if value})
    return int(import_module("conference.serving").serve(settings))


def migrate(_: Namespace) -> int:
    with office():
        return _done("記録の入れ物は新しい形です。")


def backup(given: Namespace) -> int:
    settings, target = Settings.from_environment(), Path(given.file)
    if target.exists():
        raise CopyInTheWay(given.file)
    database = db.database_path(settings)
    copies.make(database, db.read_key(settings.key_file), target)
    with office() as session:
        audit.record(session, None, "backup_made")
    return _done(f"控え（{target}）を作り、開けることを確かめました。鍵の写しは別の場所に保管してください。")


def restore(given: Namespace) -> int:
    aside = restoring.restore(Settings.from_environment(), Path(given.file))
    kept = f"今までの記録は「{aside}」に残しました。" if aside else ""
    return _done(f"控えから戻しました。{kept}控えのあとに止めた利用者がいれば、もう一度止めてください。")


def audit_verify(_: Namespace) -> int:
    with office() as session:
        found = trail.verify(session)
    if found.is_whole:
        return _done(f"見た記録{found.lines}件は、書かれたままです。")
    numbers = "、".join(map(str, found.broken[:10]))
    told = [
        f"{len(found.broken)}か所（{numbers}番）が書き換えられています。" if found.broken else "",
        "終わりの部分が消されています。" if found.end_missing else "",
        "最後の番号を書いたファイル（audit.head）がありません。" if found.head_missing else "",
    ]
    print("".join(told), file=sys.stderr)
    return REFUSED


def key_show(_: Namespace) -> int:
    if not sys.stdout.isatty():
        raise NeedsATerminal()
    print(written_key(db.read_key(Settings.from_environment().key_file)))
    return _done("紙に写し、控えとは別の場所に保管してください。この鍵がないと、記録も控えも開けません。")


def key_set(_: Namespace) -> int:
    if not sys.stdin.isatty():
        raise NeedsATerminal()
    file = Settings.from_environment().key_file
    if file.exists():
        raise CopyInTheWay(str(file))
    db.write_key(file, typed_key(getpass("鍵: ")))
    return _done(f"鍵を {file} に入れました。")


def written_key(key: bytes) -> str:
    """Sixteen groups of four, and a seventeenth that finds a slip of the pen."""
    letters = key.hex() + hashlib.sha256(key).hexdigest()[:4]
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def typed_key(text: str) -> bytes:
    try:
        key = bytes.fromhex("".join(text.split())[:64])
    except ValueError:
        raise KeyWrong() from None
    if len(key) != 32 or written_key(key) != " ".join(text.split()).lower():
        raise KeyWrong()
    return key


def create_admin(given: Namespace) -> int:
    return _add(given, Role.ADMIN, "", False)


def add_person(given: Namespace) -> int:
    return _add(given, Role(given.role), given.agency, given.newcomer)


def _add(given: Namespace, role: Role, agency: str, is_newcomer: bool) -> int:
    with office() as session:
        made, handed = service.add(
            session, login=given.login, name=given.name, role=role, agency=agency, is_newcomer=is_newcomer
        )
        audit.record(session, None, "person_added", made, role=made.role)
    print(handed)
    return _done(f"{made.name}さん（{role.label}）を加えました。上のパスワードは最初の一度だけ使えます。")


def list_people(_: Namespace) -> int:
    with office() as session:
        for who in service.everyone(session):
            print(f"{who.login}\t{who.name}\t{who.kind.label}\t{'使える' if who.active else '止めている'}")
    return DONE


def reset_password(given: Namespace) -> int:
    with office() as session:
        who = _called(session, given.login)
        handed = service.reset_password(session, who)
        audit.record(session, None, "password_reset", who)
    print(handed)
    return _done(f"{who.name}さんのパスワードを作り直しました。上のパスワードは最初の一度だけ使えます。")


def deactivate(given: Namespace) -> int:
    with office() as session:
        who = _called(session, given.login)
        service.deactivate(session, who)
        audit.record(session, None, "person_deactivated", who)
    return _done(f"{who.name}さんの利用を止めました。")


def _called(session: Session, login: str) -> Person:
    found = service.by_login(session, login)
    if found is None:
        raise NobodyCalled(login)
    return found


def roster_check(given: Namespace) -> int:
    return int(import_module("conference.importing.check_command").run(Path(given.file), given.json))


def anonymize(given: Namespace) -> int:
    if find_spec("conference.anonymize") is None or find_spec("conference.anonymize.command") is None:
        raise NotThereYet("名前などの置き換え")
    return int(import_module("conference.anonymize.command").run(given.batch))


def _done(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return DONE
