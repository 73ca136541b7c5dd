"""Every template compiles, imports nothing it does not use, and lets nothing through unescaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.house.source import ROOT

FOLDER = ROOT / "conference" / "templates"
TEMPLATES = sorted(
    path.relative_to(FOLDER) for path in FOLDER.rglob("*.*") if path.suffix in {".html", ".txt"}
)
IMPORT = re.compile(r'{%-?\s*from\s+"([^"]+)"\s+import\s+([^%]+?)(\s+with context)?\s*-?%}')


def _text(path: Path) -> str:
    return (FOLDER / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_it_compiles(app: Flask, path: Path) -> None:
    app.jinja_env.get_template(path.as_posix())


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_what_it_imports_is_there_and_used(path: Path) -> None:
    text = _text(path)
    for source, names, _ in IMPORT.findall(text):
        rest = IMPORT.sub("", text)
        for name in re.split(r"\s*,\s*", names.strip()):
            assert f"macro {name.split()[0]}(" in _text(Path(source)), f"{source} has no macro {name}"
            assert re.search(rf"\b{name.split()[-1]}\(", rest), f"{name} is imported and not used"


MACROS = {
    name: path
    for path in TEMPLATES
    if path.parts[0] == "components"
    for name in re.findall(r"macro ([a-z]\w*)\(", _text(path))
}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_what_it_uses_it_imports_itself(path: Path) -> None:
    """An included piece that leans on its page's imports breaks when the page tidies them."""
    text = _text(path)
    own = {
        name.split()[-1]
        for _, names, _ in IMPORT.findall(text)
        for name in re.split(r"\s*,\s*", names.strip())
    }
    own |= set(re.findall(r"macro (\w+)\(", text))
    used = set(re.findall(r"(?:\{\{-?|\{%-?\s*call|~)\s*(\w+)\(", text))
    assert (used & MACROS.keys()) - own == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_nothing_passes_unescaped(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", _text(path)), (
        "mark text safe in Python, where its source is seen"
    )


@pytest.mark.parametrize("path", [path for path in TEMPLATES if not path.name.startswith("_")], ids=str)
def test_pages_stand_in_the_frame(path: Path) -> None:
    if path.parts[0] == "components" or path.name == "base.html" or path.suffix != ".html":
        return
    assert re.search(r'{%-?\s*extends "', _text(path)), (
        "a piece of a page is called _name.html; a page extends base.html"
    )
