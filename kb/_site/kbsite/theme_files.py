"""Names of the theme's own files, which carry a checksum that changes with its version."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

OWN = Path(__file__).resolve().parents[1] / "theme"
WANTED = {
    "theme_css": "assets/stylesheets/main.*.min.css",
    "theme_js": "assets/javascripts/bundle.*.min.js",
    "theme_worker": "assets/javascripts/workers/search.*.min.js",
}


def names(folders: Iterable[str]) -> dict[str, str]:
    """Address in the site of each file, looked for in the theme's folders."""
    roots = [Path(folder) for folder in folders]
    return {
        key: next(path.relative_to(root).as_posix() for root in roots for path in sorted(root.glob(pattern)))
        for key, pattern in WANTED.items()
    }


def version(*made: str) -> str:
    """A mark that changes with our style and scripts: browsers keep these for a day."""
    files = sorted(path for kind in ("css", "js") for path in (OWN / kind).iterdir())
    return f"{crc32(b''.join(path.read_bytes() for path in files) + ''.join(made).encode()):08x}"
