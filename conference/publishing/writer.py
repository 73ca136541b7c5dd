"""Files of OFFICE_KB_DIR: a page stands there whole or not at all; only what passed the gate is written."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from conference import whole_file
from conference.anonymize import point_rules
from conference.anonymize.gate import AnonymizedPage

CASES, POINTS, GONE, HIDDEN = "cases", "points", ".withdrawn", ".hidden"


def write(office_kb: Path, page: AnonymizedPage) -> bool:
    """The page at `cases/<id>.md` or `points/<id>.md`, on disk before it has its name; False where it stands there already.

    Raises OSError where the disk refuses; then the old page stays.
    """
    if type(page) is not AnonymizedPage:
        raise TypeError("only what the gate made is written")
    target = _path(office_kb, page.page.id)
    data = page.text.encode()
    if page.page.id in withdrawn(office_kb) or (target.is_file() and target.read_bytes() == data):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    whole_file.put(target, data)
    return True


def remove(office_kb: Path, page_id: str) -> bool:
    """Take the page away; False where there is none."""
    target = _path(office_kb, page_id)
    if not target.exists():
        return False
    whole_file.remove(target)
    return True


def note_withdrawn(office_kb: Path, page_ids: Collection[str]) -> None:
    """Kept beside the pages: a copy of the records from before a withdrawal must not bring a page back."""
    known = withdrawn(office_kb)
    if set(page_ids) <= known:
        return
    office_kb.mkdir(parents=True, exist_ok=True)
    whole_file.put(office_kb / GONE, "".join(f"{each}\n" for each in sorted(known | set(page_ids))).encode())


def note_hidden(office_kb: Path, keys: Collection[str]) -> None:
    """What index and site leave out, pages of the product among them; one key a line."""
    file, data = office_kb / HIDDEN, "".join(f"{key}\n" for key in sorted(keys)).encode()
    if (file.read_bytes() if file.is_file() else b"") == data:
        return
    office_kb.mkdir(parents=True, exist_ok=True)
    whole_file.put(file, data)


def withdrawn(office_kb: Path) -> set[str]:
    file = office_kb / GONE
    return set(file.read_text(encoding="utf-8").split()) if file.is_file() else set()


def out_of_sight(office_kb: Path) -> set[str]:
    """Keys of what index and site leave out, and of pages that were withdrawn."""
    file = office_kb / HIDDEN
    return withdrawn(office_kb) | set(file.read_text(encoding="utf-8").split() if file.is_file() else ())


def is_point(page_id: str) -> bool:
    """A practice point's number: the office's text of it stands before the one that came with the product."""
    return point_rules.ID.fullmatch(page_id) is not None


def _path(office_kb: Path, page_id: str) -> Path:
    if not page_id.isascii() or not page_id.replace("-", "").isalnum():
        raise ValueError("a page's number is no file name")
    return office_kb / (POINTS if is_point(page_id) else CASES) / f"{page_id}.md"
