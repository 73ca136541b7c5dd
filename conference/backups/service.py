"""The folder of copies: making one, keeping the newest, telling when the last good one was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from conference import clock, db
from conference.backups import copies
from conference.config import Settings

NAME = "conference-%Y%m%d-%H%M%S.db"
TOO_OLD = timedelta(days=2)


@dataclass(frozen=True)
class Copy:
    """A copy that was proved when it was made: only then it gets its name."""

    path: Path
    made_at: datetime

    @property
    def megabytes(self) -> float:
        return self.path.stat().st_size / 1_000_000


def make_copy(settings: Settings, key: bytes) -> Copy:
    """A new copy in the folder; the oldest beyond `backup_keep` go. Raises CopyNotMade."""
    now = clock.now()
    target = settings.backup_dir / now.strftime(NAME)
    copies.make(db.database_path(settings), key, target)
    for old in kept(settings.backup_dir)[settings.backup_keep :]:
        old.path.unlink(missing_ok=True)
    return Copy(target, now)


def kept(folder: Path) -> list[Copy]:
    """The copies, newest first."""
    found = [Copy(path, made) for path in folder.glob("conference-*.db") if (made := _made_at(path))]
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def last_copy(settings: Settings) -> Copy | None:
    return next(iter(kept(settings.backup_dir)), None)


def is_due(now: datetime, last: datetime | None) -> bool:
    """Every night from 3:00, and at once when the last one is more than a day old."""
    if last is None or now - last > timedelta(hours=24):
        return True
    return now.hour >= 3 and last < now.replace(hour=3, minute=0, second=0, microsecond=0)


def problem(settings: Settings, now: datetime) -> str:
    """A sentence when the office would lose too much today; empty when all is well."""
    last = last_copy(settings)
    if last is None:
        return "控えがまだ一つもありません。"
    if now - last.made_at > TOO_OLD:
        return f"最後の控えは{(now - last.made_at).days}日前です。"
    return ""


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name, NAME)  # noqa: DTZ007 - the office's wall clock
    except ValueError:
        return None
