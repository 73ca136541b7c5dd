"""YAML front matter and `##` sections of a Markdown page, to text and back (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from search.errors import PageUnreadable

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^##[ \t]+(.*?)[ \t]*#*[ \t]*$")


@dataclass(frozen=True)
class Section:
    """One `##` section; `heading` is empty for text before the first heading. `body` carries no outer blank lines."""

    heading: str
    body: str


def split(text: str, path: str = "") -> tuple[dict[str, Any], tuple[Section, ...]]:
    """Front matter and sections of a page.

    Raises `PageUnreadable` with the line in the file.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != "---":
        raise PageUnreadable(path, 1, "先頭に --- で始まる見出し情報がありません。")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise PageUnreadable(path, 1, "見出し情報の終わりの --- がありません。")
    return _keys("\n".join(lines[1:end]), path), sections(lines[end + 1 :])


def join(keys: Mapping[str, Any], parts: tuple[Section, ...]) -> str:
    """The page as text; the inverse of `split`."""
    head = yaml.dump(dict(keys), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    bodies = [f"## {part.heading}\n{part.body}\n" if part.heading else f"{part.body}\n" for part in parts]
    return f"---\n{head}---\n" + "\n".join(bodies)


def sections(lines: list[str]) -> tuple[Section, ...]:
    """Lines cut at `##` headings; a heading inside a fenced block is text."""
    found: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        heading = None if fence else _HEADING.match(line)
        if heading and heading.group(1):
            found.append((heading.group(1), []))
            continue
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence):
            fence = ""
        found[-1][1].append(line)
    parts = (Section(heading, "\n".join(body).strip("\n")) for heading, body in found)
    return tuple(part for part in parts if part.heading or part.body.strip())


def words(value: object) -> tuple[str, ...]:
    """A list of words, however it was written: a YAML list, one word, or nothing."""
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    return tuple(str(item).strip() for item in items if str(item).strip())


def day(value: object) -> date | None:
    """A date, or None where there is none that can be read."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _keys(head: str, path: str) -> dict[str, Any]:
    try:
        keys = yaml.load(head, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PageUnreadable(
            path, mark.line + 2 if mark else 2, "見出し情報の書き方を読み取れません。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise PageUnreadable(path, 2, "見出し情報の値を読み取れません。") from error
    if not isinstance(keys, dict):
        raise PageUnreadable(path, 2, "見出し情報が「名前: 値」の形ではありません。")
    return {str(name): value for name, value in keys.items()}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML, by libyaml where it is there."""


class _Dumper(yaml.SafeDumper):
    """Lists of plain values on one line, as the pages are written by hand."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def _one_line_where_plain(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    plain = all(isinstance(item, str | int) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=plain)


_Dumper.add_representer(list, _one_line_where_plain)
