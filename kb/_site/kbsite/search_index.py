"""The theme's search index, written as plain characters: half the size of escaped ones."""

from __future__ import annotations

import json
from pathlib import Path


def compact(site_dir: Path, *, offline: bool) -> None:
    """Rewrite the index. A copied folder can only load scripts, so there the JSON file goes."""
    path = site_dir / "search" / "search_index.json"
    if not path.is_file():
        return
    text = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":"))
    if offline:
        path.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
