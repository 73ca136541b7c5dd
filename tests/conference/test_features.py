"""Every tool and way of working that the sources tell of has screens, words on them and a test that proves it."""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from tests.house.route_table import declared
from tests.house.source import ROOT

Row = dict[str, Any]
FEATURES: dict[int, Row] = yaml.safe_load(
    (Path(__file__).parent / "features.yml").read_text(encoding="utf-8")
)
SCREENS = {line for row in FEATURES.values() for line in row["screens"]}
UNSEEN = {"anonymize", "demo", "migrations"}  # words nobody meets on a screen of an office


def problems(row: Row, screens: Collection[str]) -> list[str]:
    """Screens that are not there, words that no file says, tests that nobody wrote."""
    lost = [f"no screen {line}" for line in row["screens"] if line not in screens]
    silent = [] if any(row["says"] in text for text in texts()) else [f"no file says {row['says']}"]
    unproven = [f"no test {proof}" for proof in row["proof"] if not is_test(proof)]
    return [*lost, *silent, *unproven]


@cache
def texts() -> tuple[str, ...]:
    """The templates and the Python files of the conference."""
    folder = ROOT / "conference"
    paths = [*folder.rglob("*.py"), *(folder / "templates").rglob("*.html")]
    seen = [path for path in paths if path.relative_to(folder).parts[0] not in UNSEEN]
    return tuple(path.read_text(encoding="utf-8") for path in seen)


def is_test(proof: str) -> bool:
    path, _, name = proof.partition("::")
    return name.startswith("test_") and name in functions_of(path)


@cache
def functions_of(path: str) -> frozenset[str]:
    """Read, not imported: some of them open a browser."""
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_the_table_is_whole() -> None:
    assert len(FEATURES) == 70
    assert list(FEATURES) == sorted(FEATURES)
    assert [number for number, row in FEATURES.items() if not (row["screens"] and row["proof"])] == []


def test_what_is_lacking_is_one_sentence() -> None:
    lacking = {number: row["lacks"] for number, row in FEATURES.items() if "lacks" in row}
    assert [number for number, text in lacking.items() if text.count(".") != 1 or text[-1] != "."] == []


def test_every_feature_is_there(app: Flask) -> None:
    screens = {route.line for route in declared(app)}
    assert [
        f"{number} {row['what']}: {one}" for number, row in FEATURES.items() for one in problems(row, screens)
    ] == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"screens": ["GET /nowhere"]}, "no screen GET /nowhere"),  # a screen that was taken out
        ({"says": "だれも書かなかった言葉"}, "no file says"),  # a label that was written anew
        ({"proof": ["tests/conference/test_gone.py::test_it"]}, "no test tests/conference/test_gone.py"),
        ({"proof": ["tests/conference/test_features.py::test_gone"]}, "::test_gone"),  # a test renamed
        ({"proof": ["tests/conference/test_features.py::problems"]}, "::problems"),  # no test at all
    ],
)
def test_a_loss_is_named(change: Row, named: str) -> None:
    assert problems(FEATURES[1], SCREENS) == []
    assert named in "; ".join(problems({**FEATURES[1], **change}, SCREENS))
