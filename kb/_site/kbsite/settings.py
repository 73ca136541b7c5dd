"""Where the site is built from and to, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from search.config import read_env_file

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class SiteSettings:
    """Folders are absolute; `today` decides what is overdue."""

    kb_dir: Path
    office_dir: Path
    assets_dir: Path
    site_dir: Path
    nearest_file: Path
    offline: bool
    today: date

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> SiteSettings:
        """Settings from the environment, then from `.env`, then the defaults."""
        values = {**read_env_file(ROOT / ".env"), **(os.environ if environ is None else environ)}
        return cls(
            kb_dir=_folder(values, "KB_DIR", "kb"),
            office_dir=_folder(values, "OFFICE_KB_DIR", "var/kb"),
            assets_dir=_folder(values, "ASSETS_DIR", "var/assets/node_modules"),
            site_dir=_folder(values, "SITE_DIR", "var/site"),
            nearest_file=ROOT / "var" / "nearest.json",
            offline=values.get("SITE_OFFLINE", "").lower() in ("1", "true", "yes"),
            today=date.today(),
        )

    def for_copying(self) -> SiteSettings:
        """The copy for a shared folder lies beside the site that the app serves."""
        return replace(self, offline=True, site_dir=self.site_dir.with_name(self.site_dir.name + "-offline"))


def _folder(values: Mapping[str, str], name: str, default: str) -> Path:
    return (ROOT / (values.get(name, "").strip() or default)).resolve()
