"""One group of the file changed, every other line left as somebody wrote it (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from conference.wordbook.errors import GroupChanged, WordbookDamaged

_HEAD = re.compile(r"^same:\s*(?:\[\s*\]|null|~)?\s*(#.*)?$")
_GROUP = re.compile(r"^(\s*)-\s+(\[.*?\])(\s*(?:#.*)?)$")
INDENT = "  "
NEW = "# この職場の言葉。1行が一つの意味で、どの言葉でさがしても同じページが見つかります。\nsame:\n"


def groups_in(text: str) -> list[list[str]]:
    """The groups of a file's text. Raises WordbookDamaged."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise WordbookDamaged from problem
    if content is None:
        return []
    groups = (content.get("same") or []) if isinstance(content, dict) else None
    if not isinstance(groups, list) or not all(_is_group(group) for group in groups):
        raise WordbookDamaged
    return [[str(name) for name in group] for group in groups]


def changed(text: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The text with one group put in, replaced or taken out (an empty list stands for none).

    Raises GroupChanged where `before` no longer stands there, WordbookDamaged where the file is not written
    one group a line, so that nothing is lost by writing it anew.
    """
    expected = groups_in(text)
    if before and list(before) not in expected:
        raise GroupChanged
    made = _replaced(text, before, after) if before else _added(text or NEW, after)
    if before:
        expected.remove(list(before))
    if after:
        expected.append(list(after))
    if sorted(groups_in(made)) != sorted(expected):
        raise WordbookDamaged
    return made


def _replaced(text: str, before: Sequence[str], after: Sequence[str]) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _GROUP.match(line)
        if found and _names(found[2]) == list(before):
            lines[number : number + 1] = [f"{found[1]}- {_written(after)}{found[3]}"] if after else []
            return "\n".join(lines)
    raise WordbookDamaged


def _added(text: str, after: Sequence[str]) -> str:
    """After the last group of the list, or under a heading of its own."""
    lines = text.rstrip("\n").split("\n")
    head = next((number for number, line in enumerate(lines) if _HEAD.match(line)), None)
    if head is None:
        if any(line.startswith("same:") for line in lines):
            raise WordbookDamaged  # a list in one line: written by hand, kept by hand
        lines, head = [*lines, "same:"], len(lines)
    lines[head] = re.sub(r"^same:\s*(?:\[\s*\]|null|~)", "same:", lines[head])
    last, indent = head, INDENT
    for number in range(head + 1, len(lines)):
        if re.match(r"^[^\s#-]", lines[number]):
            break
        if found := _GROUP.match(lines[number]):
            last, indent = number, found[1]
    lines.insert(last + 1, f"{indent}- {_written(after)}")
    return "\n".join(lines) + "\n"


def _names(flow: str) -> list[str]:
    try:
        found = yaml.safe_load(flow)
    except yaml.YAMLError:
        return []
    return [str(name) for name in found] if _is_group(found) else []


def _written(names: Sequence[str]) -> str:
    flow: str = yaml.safe_dump(list(names), allow_unicode=True, default_flow_style=True, width=10_000)
    return flow.strip()


def _is_group(group: object) -> bool:
    return isinstance(group, list) and all(isinstance(name, str | int | float) for name in group)
