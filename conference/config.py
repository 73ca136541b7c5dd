"""Settings: read once from the environment and an optional .env, frozen, loud when wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from conference.errors import SettingWrong

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
FEATURES = ("all", "library")
LEAST = {
    "backup_keep": 1,
    "idle_minutes": 1,
    "session_hours": 1,
}  # with none, no copy or no sign-in would stay


@dataclass(frozen=True)
class Settings:
    """Every setting of the conference; the README's table lists the same names."""

    database_url: str = "sqlite:///var/conference.db"
    """Where the records live; the default is the embedded encrypted SQLite file."""
    key_file: Path = Path("var/secret.key")
    """32 random bytes in a 0600 file: opens the database, signs sessions and the audit chain."""
    kb_dir: Path = Path("kb")
    """The casebook shipped with the product; read-only."""
    office_kb_dir: Path = Path("var/kb")
    """What this office publishes; same shape as kb_dir."""
    index_dir: Path = Path("var/index")
    """The search index; built here, never restored from a backup."""
    site_dir: Path = Path("var/site")
    """The built 知恵袋, served at /kb/."""
    assets_dir: Path = Path("var/assets/node_modules")
    """Third-party browser files, installed by the lock file."""
    backup_dir: Path = Path("var/backups")
    """Where the daily encrypted copies go; another disk is better."""
    backup_keep: int = 30
    """How many daily copies are kept."""
    host: str = "127.0.0.1"
    """Address the server listens on."""
    port: int = 8000
    """Port the server listens on."""
    features: str = "all"
    """`all`, or `library` for 知恵袋 and training without any named data."""
    phones_see_names: bool = False
    """True lets phones open pages with names too; tablets always may."""
    demo: bool = False
    """Demonstration office and accounts; refused when HOST is not loopback."""
    demo_records: bool = True
    """With DEMO: two years of invented meetings too; False leaves the practice office empty."""
    https: bool = False
    """True behind the HTTPS recipe: cookies become Secure with the __Host- prefix."""
    idle_minutes: int = 60
    """A signed-in person is asked again after this long without doing anything."""
    session_hours: int = 12
    """A sign-in ends after this long whatever happens."""

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, **said: str) -> Settings:
        """Read the settings (what is `said` on the command line goes first).

        Raises SettingWrong with the name of the setting and what it may be.
        """
        values = {**(_environment() if environ is None else environ), **said}
        given = {f.name: _read(f.name, f.type, values) for f in fields(cls) if f.name.upper() in values}
        settings = cls(**given)
        settings._check()
        return settings

    def _check(self) -> None:
        if self.features not in FEATURES:
            raise SettingWrong("FEATURES", self.features, "all か library を書いてください。")
        if not 1 <= self.port <= 65535:
            raise SettingWrong("PORT", str(self.port), "1 から 65535 の数を書いてください。")
        for name, least in LEAST.items():
            if getattr(self, name) < least:
                raise SettingWrong(
                    name.upper(), str(getattr(self, name)), f"{least} 以上の数を書いてください。"
                )
        if self.demo and not self.is_loopback:
            raise SettingWrong(
                "HOST", self.host, "練習用の利用者は、この機械の中（127.0.0.1）だけで使えます。"
            )
        if not self.database_url.removeprefix("sqlite:///").strip() or not self.database_url.startswith(
            "sqlite:///"
        ):
            advice = "sqlite:/// のあとにファイルの場所を書いてください。"
            raise SettingWrong("DATABASE_URL", self.database_url, advice)


def _environment() -> dict[str, str]:
    written = {k: v for k, v in dotenv_values(".env").items() if v is not None}
    return {**written, **os.environ}


def _read(name: str, kind: Any, values: Mapping[str, str]) -> Any:
    text = values[name.upper()].strip()
    try:
        return _READERS[str(kind)](text)
    except ValueError as problem:
        raise SettingWrong(name.upper(), text, str(problem)) from problem


def _whole_number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("数字で書いてください。")
    return int(text)


def _yes_or_no(text: str) -> bool:
    if text.lower() not in {"1", "0", "true", "false", "yes", "no"}:
        raise ValueError("1 か 0 で書いてください。")
    return text.lower() in {"1", "true", "yes"}


def _path(text: str) -> Path:
    if not text:
        raise ValueError("場所を書いてください。")
    return Path(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "int": _whole_number,
    "bool": _yes_or_no,
    "Path": _path,
}
