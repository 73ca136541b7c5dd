"""Every setting stands in the README's table with its default, and a wrong value is told by name."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from conference.config import Settings
from conference.errors import SettingWrong
from tests.house.source import ROOT

ROW = re.compile(r"^\|\s*`([A-Z_]+)`\s*\|\s*`?([^|`]*?)`?\s*\|", re.MULTILINE)
NAMES = [field.name.upper() for field in fields(Settings)]


def _listed() -> dict[str, str]:
    return dict(ROW.findall((ROOT / "README.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_listed_with_its_default(name: str) -> None:
    default = getattr(Settings(), name.lower())
    shown = ("1" if default else "0") if isinstance(default, bool) else str(default)
    assert _listed().get(name) == shown, f"README's table: | `{name}` | `{shown}` | … |"


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_explained(field: object) -> None:
    source = (ROOT / "conference" / "config.py").read_text(encoding="utf-8")
    assert re.search(rf'    {field.name}: .*\n    """', source), "a line under the setting says what it is"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "x", "not a number"),
        ("PORT", "0", "no such port"),
        ("PORT", "８０８０円", "not only digits"),
        ("FEATURES", "some", "neither all nor library"),
        ("DEMO", "maybe", "neither yes nor no"),
        ("HTTPS", "", "nothing"),
        ("KEY_FILE", " ", "no place"),
        ("DATABASE_URL", "postgresql://x", "not the embedded database"),
        ("DATABASE_URL", "sqlite:///", "no file"),
        ("BACKUP_KEEP", "-1", "less than none"),
        ("BACKUP_KEEP", "0", "the copy just made would go"),
        ("IDLE_MINUTES", "0", "nobody would stay signed in"),
        ("SESSION_HOURS", "0", "nobody would stay signed in"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, reason: str) -> None:
    with pytest.raises(SettingWrong, match=f"設定 {name} の値"):
        Settings.from_environment({name: value})


def test_practice_accounts_stay_on_this_machine() -> None:
    with pytest.raises(SettingWrong, match="この機械の中"):
        Settings.from_environment({"DEMO": "1", "HOST": "0.0.0.0"})  # noqa: S104
    assert Settings.from_environment({"DEMO": "1"}).demo


def test_the_command_line_goes_first() -> None:
    assert Settings.from_environment({"PORT": "8001"}, PORT="8002").port == 8002
