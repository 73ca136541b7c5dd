"""`conference roster check FILE --json`: how a spreadsheet would be read, without importing it."""

from __future__ import annotations

import json as json_format
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from conference.importing.errors import FileTooLarge, ImportRefused
from conference.importing.reading import LIMITS
from conference.importing.roster import Roster, read_roster

DONE, REFUSED = 0, 1


def run(path: str | Path, json: bool = False, *, today: date | None = None) -> int:
    """Print the roster (JSON, or a summary in words); the exit status."""
    try:
        roster = read_roster(_bytes(Path(path)), today=today or date.today())
    except ImportRefused as reason:
        return _refuse(reason.sentence)
    except OSError:
        return _refuse(f"ファイル「{path}」を開けません。場所と名前を確かめてください。")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows console would stumble over 𠮷
    print(json_format.dumps(roster.to_json(), ensure_ascii=False, indent=2) if json else _summary(roster))
    return DONE


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LIMITS.file_bytes:
        raise FileTooLarge
    return path.read_bytes()


def _refuse(sentence: str) -> int:
    print(sentence.replace("\n", " "), file=sys.stderr)
    return REFUSED


def _summary(roster: Roster) -> str:
    columns = [
        f"{column.letter}列「{column.heading}」 → {column.field or '読まない'}（{column.sure}）"
        for column in roster.columns
    ]
    warnings = [
        f"{warned.row or '-'}行目 {warned.column or ''}: {warned.message}" for warned in roster.warnings
    ]
    return "\n".join(
        [f"{len(roster.rows)}行を読みました。注意は{len(warnings)}件です。", *columns, *warnings]
    )
