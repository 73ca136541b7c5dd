"""OFFICE_KB_DIR/synonyms.yml: read, and changed by one group at a time; it stands there whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from conference import whole_file
from conference.wordbook.errors import WordbookDamaged, WordbookUnwritable
from conference.wordbook.lines import changed, groups_in

NAME = "synonyms.yml"
_alone = Lock()  # one process serves: two people never write over each other


def groups(folder: Path) -> list[list[str]]:
    """The office's own groups; none where there is no file. Raises WordbookDamaged."""
    return groups_in(_text(folder / NAME))


def change(folder: Path, before: Sequence[str], after: Sequence[str]) -> None:
    """One group put in, replaced or taken out. Raises WordbookDamaged, GroupChanged, WordbookUnwritable."""
    with _alone:
        made = changed(_text(folder / NAME), before, after)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            whole_file.put(folder / NAME, made.encode())
        except OSError as problem:
            raise WordbookUnwritable from problem


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as problem:
        raise WordbookDamaged from problem
