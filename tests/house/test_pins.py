"""What `make run` installs is said beforehand: every dependency has one version, and so has what it brings."""

from __future__ import annotations

import os
import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"chiebukuro", "pip", "setuptools", "wheel"}


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return {_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def test_every_dependency_of_the_product_is_pinned_the_same_twice() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = dict(
        map(lambda line: (_name(line.partition("==")[0]), line.partition("==")[2]), project["dependencies"])
    )

    pins = _pins()

    assert {
        name: (version, pins.get(name)) for name, version in wanted.items() if version != pins.get(name)
    } == {}


@pytest.mark.skipif("CI" not in os.environ, reason="a developer's own tools may stand beside the product's")
def test_nothing_is_installed_that_has_no_pin() -> None:
    installed = {_name(d.metadata["Name"]) for d in distributions(path=[str(_packages())])}

    missing = installed - _pins().keys() - OURS

    assert set() == missing, "add their versions to constraints.txt (pip freeze)"


def _packages() -> Path:
    import flask

    return Path(flask.__file__).parents[1]
