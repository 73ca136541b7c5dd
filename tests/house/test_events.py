"""Every line written into the audit trail is declared, carries its fields, and every declared one is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from conference.audit.events import EVENTS
from tests.house.source import ROOT, modules

PLACE_OF_ACTION = {"record": 2, "viewed": 1, "shown": 1}


def _written(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    """(where, event, fields) of each audit.record, audit.viewed and audit.shown in a module."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in PLACE_OF_ACTION and ast.unparse(node.func.value) == "audit":
            action = node.args[PLACE_OF_ACTION[node.func.attr]]
            fields = {word.arg for word in node.keywords if word.arg}
            for constant in ast.walk(action):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    yield f"{path}:{node.lineno}", constant.value, fields


WRITTEN = [line for path in modules("conference") for line in _written(path)]


def test_what_is_written_is_declared_with_its_fields() -> None:
    wrong = [
        f"{where}: {action} with {sorted(fields)}"
        for where, action, fields in WRITTEN
        if action not in EVENTS or EVENTS[action].fields != fields
    ]
    assert wrong == [], "declare the event and exactly its fields in conference/audit/events.py"


def test_what_is_declared_is_written() -> None:
    idle = EVENTS.keys() - {action for _, action, _ in WRITTEN}
    assert idle == set(), "take these out of conference/audit/events.py, or write them"


def test_no_event_carries_words_of_a_case() -> None:
    telling = {"text", "value", "name", "household", "situation", "policy", "query", "login"}
    assert {name: event.fields & telling for name, event in EVENTS.items() if event.fields & telling} == {}
