"""Build the site, only when something it is made of has changed.

    python kb/_site/build.py              the site that the app serves at /kb/
    python kb/_site/build.py --offline    a copy for a shared folder, opened without a server
    python kb/_site/build.py --strict     any remark stops the build (for CI)

Readers keep the old site until the new one is whole. Exit status: 0 done or nothing to do, 1 built, but
pages were left out or remarks were made, 2 not built.
"""

from __future__ import annotations

import argparse
import fcntl
import gc
import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
for folder in (str(HERE), str(ROOT)):
    if folder not in sys.path:
        sys.path.insert(0, folder)
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # an advertisement for another tool, not about this site

from kbsite.assets import AssetsMissing, collect  # noqa: E402 - the folder is known only now
from kbsite.settings import SiteSettings  # noqa: E402

STAMP = ".built-from"
REVIEW_BY = re.compile(rb"^review_by: *(\d{4}-\d\d-\d\d)", re.MULTILINE)


@dataclass
class Remarks(logging.Handler):
    """Counts what MkDocs has to say, and says it on standard error."""

    count: int = 0

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
        print(record.getMessage(), file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="build.py", description="知恵袋のサイトを作ります。")
    parser.add_argument("--offline", action="store_true", help="共有フォルダーに置ける写しを作る")
    parser.add_argument("--strict", action="store_true", help="気になる点が一つでもあれば作らない")
    parser.add_argument("--force", action="store_true", help="変わっていなくても作り直す")
    options = parser.parse_args(arguments)
    settings = SiteSettings.from_environment()
    if options.offline:
        settings = settings.for_copying()
    if settings.site_dir.exists() and not options.strict:
        find_neighbours()
    return run(settings, strict=options.strict, force=options.force)


def find_neighbours() -> None:
    """Bring var/nearest.json up to date; a first build does not wait for it, and the site stands without it."""
    subprocess.run([sys.executable, str(HERE / "nearest.py")], check=False)  # noqa: S603 - its model goes with it


def run(settings: SiteSettings, *, strict: bool = False, force: bool = False) -> int:
    """Build into a new folder and put it in the place of the old one."""
    try:
        collect(settings.assets_dir)
    except AssetsMissing as problem:
        print(problem, file=sys.stderr)
        return 2
    with _alone(settings.site_dir):
        wanted = fingerprint(settings)
        if not force and not strict and _built_from(settings.site_dir) == wanted:
            return 0
        return _rebuild(settings, wanted, strict)


def fingerprint(settings: SiteSettings) -> str:
    """Everything the site is made of: pages, theme, drawings, versions, and what is overdue today."""
    digest = hashlib.sha256(f"{version('mkdocs')} {version('mkdocs-material')} {settings.offline}".encode())
    today = settings.today.isoformat().encode()
    for path in _sources(settings):
        content = path.read_bytes()
        late = (found := REVIEW_BY.search(content)) is not None and found[1] < today
        digest.update(f"{path}\0{late}\0".encode() + content)
    return digest.hexdigest()


def _sources(settings: SiteSettings) -> Iterator[Path]:
    yield ROOT / "mkdocs.yml"
    folders = (settings.kb_dir, settings.office_dir, HERE, ROOT / "search" / "pages")
    found = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    yield from sorted(path for path in found if "__pycache__" not in path.parts)
    if settings.nearest_file.is_file():
        yield settings.nearest_file


def _built_from(site_dir: Path) -> str:
    stamp = site_dir / STAMP
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def _rebuild(settings: SiteSettings, wanted: str, strict: bool) -> int:
    fresh = settings.site_dir.with_name(f".{settings.site_dir.name}.{os.getpid()}")
    try:
        remarks = _mkdocs(settings, fresh)
        if strict and remarks:
            print(f"気になる点が{remarks}件あったため、サイトを入れ替えませんでした。", file=sys.stderr)
            return 2
        (fresh / STAMP).write_text(wanted, encoding="utf-8")
        _switch(fresh, settings.site_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return 1 if remarks else 0


def _mkdocs(settings: SiteSettings, target: Path) -> int:
    from mkdocs.commands.build import build  # a second to import: only when there is something to do
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    gc.set_threshold(
        50_000, 20, 100
    )  # thousands of pages are held at once; looking through them costs a tenth
    remarks = Remarks()
    log = logging.getLogger("mkdocs")
    log.addHandler(remarks)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(settings.kb_dir), site_dir=str(target))
        config.extra["site_settings"] = settings
        build(config)
    except (MkDocsException, Abort) as problem:
        raise SystemExit(f"サイトを作れませんでした。前のサイトはそのまま残っています。{problem}") from None
    finally:
        log.removeHandler(remarks)
    return remarks.count


def _switch(fresh: Path, site_dir: Path) -> None:
    """Two renames: readers see the old site or the new one."""
    old = site_dir.with_name(f".{site_dir.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site_dir.exists():
        site_dir.rename(old)
    fresh.rename(site_dir)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(site_dir: Path) -> Iterator[None]:
    """Two builds at once wait for each other; the second then finds nothing to do."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with site_dir.with_name(f".{site_dir.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
