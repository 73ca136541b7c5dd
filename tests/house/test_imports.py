"""Who may import whom, read from the source; each failure says which way it should go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.source import imports, modules, name_of

WEB = ("flask", "werkzeug", "flask_wtf", "wtforms", "jinja2")
DATABASE = ("sqlalchemy", "sqlcipher3", "alembic")
FENCES = [
    (
        "search",
        (*WEB, *DATABASE, "conference"),
        "search is a library: it knows no web, no database, no conference",
    ),
    ("conference/importing", (*WEB, *DATABASE, "conference.db"), "reading a spreadsheet is pure"),
    ("conference/anonymize", (*WEB, *DATABASE, "conference.db"), "anonymizing is pure"),
    ("conference/era.py", (*WEB, *DATABASE), "dates are pure"),
    ("conference/audit/chain.py", (*WEB, *DATABASE), "the chain's arithmetic is pure"),
]
OPENS_THE_APP = {"conference.serving", "conference.cli", "conference.commands"}


def _under(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def _files(place: str) -> list[Path]:
    return [Path(place)] if place.endswith(".py") else modules(place)


@pytest.mark.parametrize(("place", "forbidden", "reason"), FENCES, ids=[fence[0] for fence in FENCES])
def test_fences(place: str, forbidden: tuple[str, ...], reason: str) -> None:
    over = [f"{path}: {name}" for path in _files(place) for name in imports(path) if _under(name, forbidden)]
    assert over == [], reason


def test_views_are_imported_by_nobody() -> None:
    """A page may call any feature's service; only create_app reaches views (and a feature its own)."""
    over = []
    for path in modules("conference"):
        for name in imports(path):
            parts = name.split(".")
            if "views" in parts and parts[0] == "conference" and parts[1] != path.parts[1]:
                over.append(f"{path}: {name}")
    assert over == []


def test_models_and_services_know_no_requests() -> None:
    """`flask.Flask` and blueprints belong to views; what is asked and answered is passed in."""
    asking = {
        "flask.request",
        "flask.g",
        "flask.redirect",
        "flask.render_template",
        "flask.session",
        "flask.abort",
    }
    reason = "audit.viewed guards its own use"
    over = [
        f"{path}: {name}"
        for path in modules("conference")
        if path.name in {"models.py", "service.py"} and path.parts[1] != "audit"
        for name in imports(path)
        if name in asking
    ]
    assert over == [], reason


def test_nobody_imports_the_application() -> None:
    """`create_app` imports every part; a part that imports it back makes a knot."""
    over = [
        f"{path}: {name}"
        for path in modules("conference")
        if name_of(path) not in OPENS_THE_APP
        for name in imports(path)
        if name == "conference.create_app"
    ]
    assert over == []


def test_no_grab_bags() -> None:
    bags = [
        str(path)
        for path in modules("search", "conference")
        if path.stem in {"utils", "helpers", "misc", "common"}
    ]
    assert bags == [], "name the subject, not the drawer"


def test_every_test_folder_is_a_package() -> None:
    """Without __init__.py a folder tests/search would hide the real search."""
    folders = {path.parent for path in modules("tests")}
    assert [str(folder) for folder in sorted(folders) if folder / "__init__.py" not in modules("tests")] == []
