"""The index of the theme's search: one entry for a page, one for each of its sections.

The theme's own indexer costs a second for every thousand pages and twice the bytes; entries have its shape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from kbsite.sections import Section, cut

_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r'id="([^"]+)"')
_SPACE = re.compile(r"\s+")


def entries(url: str, title: str, html: str, leave_out: Iterable[str] = ()) -> list[dict[str, str]]:
    """What can be found of one page; sections named in `leave_out` cannot."""
    hidden = set(leave_out)
    parts = [part for part in cut(html) if part.title not in hidden]
    lead = " ".join(_plain(part.body) for part in parts if not part.title)
    return [
        _entry(url, title, lead),
        *(_entry(_address(url, p), p.title, _plain(p.body)) for p in parts if p.title),
    ]


def write(site_dir: Path, docs: list[dict[str, str]], *, offline: bool) -> None:
    """Add the entries to the theme's file. A copied folder can only load scripts, so there it becomes one."""
    path = site_dir / "search" / "search_index.json"
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [*index["docs"], *docs]
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    if offline:
        path.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


def _entry(url: str, title: str, text: str) -> dict[str, str]:
    return {"location": url, "title": title, "text": text}


def _address(url: str, part: Section) -> str:
    found = _ID.search(part.heading)
    return f"{url}#{found[1]}" if found else url


def _plain(html: str) -> str:
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip().replace("<", "&lt;")
