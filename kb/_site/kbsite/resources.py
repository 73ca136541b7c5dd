"""What the neighbourhood offers: the office's own entries first, the product's examples after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from kbsite import furniture
from search.errors import PageUnreadable
from search.pages import front_matter

FACTS = {
    "name": "名前",
    "kind": "種類",
    "area": "地域",
    "for_whom": "使える人",
    "days": "曜日と時間",
    "cost": "費用",
    "contact": "連絡先",
    "how_to_connect": "つなぎ方",
}
LISTED = ("kind", "area", "for_whom", "cost", "contact")
EXAMPLE = "記入例"


@dataclass(frozen=True)
class Resource:
    """One place, group or service; `facts` has a text for each key of FACTS that is filled in."""

    path: Path
    facts: dict[str, str]
    office: bool
    example: bool

    @property
    def source(self) -> str:
        return f"resources/{self.path.name}"

    @property
    def name(self) -> str:
        return self.facts.get("name") or self.path.stem


def collect(kb_dir: Path, office_dir: Path) -> tuple[tuple[Resource, ...], list[str]]:
    """Entries of both folders, and a line for each page that cannot be read."""
    found: dict[str, Resource] = {}
    odd: list[str] = []
    for folder in (office_dir, kb_dir):
        for path in sorted((folder / "resources").glob("*.md")):
            try:
                one = _read(path, office=folder == office_dir)
            except (PageUnreadable, UnicodeDecodeError) as problem:
                odd.append(
                    f"読めないページを除きました。{problem if isinstance(problem, PageUnreadable) else path}"
                )
                continue
            if one is not None:
                found.setdefault(path.name, one)
    return tuple(found.values()), odd


def listing(entries: Sequence[Resource]) -> str:
    """The filter and the table; examples are folded away once the office has entries of its own."""
    own = [one for one in entries if not one.example]
    examples = [one for one in entries if one.example]
    if not own:
        return _filter(examples) + _table(examples) if examples else "<p>まだ載せたものがありません。</p>"
    fold = f'<details class="kb-fold kb-screen"><summary>書き方の記入例を見る（架空）</summary><div class="kb-fold__body">{_table(examples, sift=False)}</div></details>'
    return _filter(own) + _table(own) + (fold if examples else "")


def facts(raw: object) -> str:
    """The entry's facts for its own page, where its writer left them to the keys."""
    return furniture.facts((label, escape(_facts(raw).get(key, ""))) for key, label in FACTS.items())


def _read(path: Path, *, office: bool) -> Resource | None:
    keys, _ = front_matter.split(path.read_text(encoding="utf-8-sig"), str(path))
    if keys.get("kind") != "resource":
        return None
    known = _facts(keys.get("resource"))
    known.setdefault("name", str(keys.get("title") or path.stem))
    return Resource(path, known, office, keys.get("example") is True)


def _facts(raw: object) -> dict[str, str]:
    keys: dict[str, Any] = raw if isinstance(raw, dict) else {}
    return {key: str(keys[key]).strip() for key in FACTS if keys.get(key) not in (None, "")}


def _filter(entries: Sequence[Resource]) -> str:
    choices = {key: (FACTS[key], _values(entries, key)) for key in ("kind", "area")}
    return furniture.filter_box(
        "名前・使える人など", "例：小学生、食べ物、南", len(entries), choices, can_print=True
    )


def _values(entries: Iterable[Resource], key: str) -> list[str]:
    return sorted({one.facts[key] for one in entries if key in one.facts})


def _table(entries: Sequence[Resource], *, sift: bool = True) -> str:
    head = "".join(f'<th scope="col">{FACTS[key]}</th>' for key in ("name", *LISTED))
    rows = "".join(_row(one, sift) for one in entries)
    return f'<div class="kb-scroll"><table class="kb-table kb-resources"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(one: Resource, sift: bool) -> str:
    marks = "".join(f' data-{key}="{escape(one.facts.get(key, ""), quote=True)}"' for key in ("kind", "area"))
    words = f' data-filter="{escape(one.name, quote=True)}"{marks}' if sift else ""
    badge = furniture.badge(EXAMPLE, "fictional") if one.example else ""
    name = escape(one.name.removeprefix(f"{EXAMPLE}：") if one.example else one.name)
    link = f'<a href="{escape(Path(one.path.name).stem, quote=True)}.html">{name}</a>'
    cells = "".join(f"<td>{escape(one.facts.get(key, ''))}</td>" for key in LISTED)
    return f'<tr{words}><th scope="row">{badge}{link}</th>{cells}</tr>'
