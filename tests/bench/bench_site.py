"""Build time and size of the site at 200, 1,000 and 5,000 pages: python -m tests.bench.bench_site [pages …]

The pages are the product's own, copied under new ids as an office's. Nothing is asserted.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from tests.kb import site_factory as make

SIZES = (200, 1000, 5000)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    print("pages   CPU s   wall s   site MB   index MB   HTML KB/page   peak MB")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(_row(size, Path(folder)), flush=True)


def _row(size: int, folder: Path) -> str:
    settings = make.real_pages(folder)
    settings = replace(settings, assets_dir=make.ROOT / "var" / "assets" / "node_modules")
    own = sum(1 for kind in ("cases", "points") for _ in (make.ROOT / "kb" / kind).glob("*.md"))
    _copies(folder / "office" / "cases", max(0, size - own))
    cpu, wall = process_time(), perf_counter()
    make.builder().run(settings)
    cpu, wall = process_time() - cpu, perf_counter() - wall
    site = settings.site_dir
    pages = [p.stat().st_size for p in (site / "cases").glob("c*.html")]
    index = (site / "search" / "search_index.json").stat().st_size
    total = sum(p.stat().st_size for p in site.rglob("*") if p.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{size:5}  {cpu:6.1f}  {wall:7.1f}  {total / 1e6:8.1f}  {index / 1e6:9.1f}  "
        f"{sum(pages) / len(pages) / 1e3:13.1f}  {peak:8.0f}"
    )


def _copies(folder: Path, count: int) -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted((make.ROOT / "kb" / "cases").glob("c*.md"))]
    folder.mkdir(parents=True)
    for n in range(count):
        id = f"c{100_000 + n}"
        (folder / f"{id}.md").write_text(
            re.sub(r"(?m)^id: .*$", f"id: {id}", texts[n % len(texts)], count=1), "utf-8"
        )


if __name__ == "__main__":
    main(tuple(int(n) for n in sys.argv[1:]) or SIZES)
