"""What must not wait: whom to call, with the numbers of this office, and the words that bring it up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml

NAME = "urgent.yml"
PAGE = "urgent.md"
UNWRITTEN = "この職場の番号を書く"
CONTACTS, SCENES = "## 連絡先", "## 場面ごとに"
ASK = (
    '<p class="kb-note">この職場の番号が、まだ書かれていません。知恵袋を動かしている人が、'
    "職場のページの置き場所（OFFICE_KB_DIR）の urgent.yml に書くと、この表と最初のページに出ます。</p>"
)
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Urgent:
    """`rows` pairs a line of the page's table with the office's; `odd` says why the office's list was left out."""

    contacts: tuple[Item, ...] = ()
    words: tuple[Item, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    odd: str = ""

    @property
    def known(self) -> list[Item]:
        """Contacts whose number somebody has written."""
        return [one for one in self.contacts if one.get("number") not in (None, "", UNWRITTEN)]

    def page(self, markdown: str) -> str:
        """The page's text with the office's numbers in its table."""
        for row, better in self.rows:
            markdown = markdown.replace(row, better)
        if self.contacts and not self.known:
            markdown = markdown.replace(f"{CONTACTS}\n", f"{CONTACTS}\n\n{ASK}\n", 1)
        return markdown.replace(f"{SCENES}\n", f"{SCENES}\n\n{self._scenes()}\n", 1)

    def _scenes(self) -> str:
        links = "".join(f'<li><a href="#{g["anchor"]}">{escape(g["heading"])}</a></li>' for g in self.words)
        return f'<ul class="kb-chips">{links}</ul>' if links else ""

    def line(self) -> str:
        """The first numbers, for the box of the front page; nothing where none is written."""
        shown = "　".join(
            f"{escape(str(one['who']))} <strong>{escape(str(one['number']))}</strong>"
            for one in self.known[:3]
        )
        return f'<span class="kb-urgent__numbers">{shown}</span>' if shown else ""

    def script(self) -> str:
        """What the search box has to know."""
        data = {
            "words": [[g["anchor"], g["heading"], g["words"]] for g in self.words],
            "numbers": [[one["who"], str(one["number"])] for one in self.known[:3]],
        }
        return f"var kbUrgent = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def load(kb_dir: Path, office_dir: Path) -> Urgent:
    """The product's list, with what the office's own says instead or beside it."""
    ours = _read(kb_dir / NAME)
    try:
        office = _read(office_dir / NAME)
        contacts = _merged(_items(ours, "contacts"), _items(office, "contacts"), "id")
        words = _more_words(_items(ours, "words"), _items(office, "words"))
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError):
        odd = (
            f"{office_dir / NAME} を読み取れないため、職場の番号を出していません。書き方を見直してください。"
        )
        return Urgent(_items(ours, "contacts"), _items(ours, "words"), odd=odd)
    return Urgent(contacts, words, _rows(_items(ours, "contacts"), contacts))


def _read(path: Path) -> Item:
    return yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {} if path.is_file() else {}


def _items(found: Item, key: str) -> tuple[Item, ...]:
    return tuple(found.get(key) or ())


def _merged(ours: tuple[Item, ...], office: tuple[Item, ...], key: str) -> tuple[Item, ...]:
    theirs = {one.get(key) or one["who"]: one for one in office}
    kept = [{**one, **theirs.pop(one[key], {})} for one in ours]
    return (*kept, *({"when": "", **one} for one in theirs.values()))


def _more_words(ours: tuple[Item, ...], office: tuple[Item, ...]) -> tuple[Item, ...]:
    more = {one["anchor"]: list(one.get("words") or ()) for one in office}
    return tuple({**group, "words": [*group["words"], *more.get(group["anchor"], ())]} for group in ours)


def _rows(ours: tuple[Item, ...], contacts: tuple[Item, ...]) -> tuple[tuple[str, str], ...]:
    """Each row of the page's table with the office's in its place; the last brings the added ones along."""
    if not ours:
        return ()
    better = [_row(one) for one in contacts]
    at = len(ours) - 1
    better[at:] = ["\n".join(better[at:])]
    return tuple((_row(was), now) for was, now in zip(ours, better, strict=True))


def _row(one: Item) -> str:
    return f"| {one['who']} | {one['number']} | {one['when']} |"
