"""How soon a published page is found: `python -m tests.bench.bench_publishing [--times N]`.

The shipped pages and one more, the settings' model, one process as in the server. From the commit to
the file on disk, and from there to the first answer that has the page. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from conference import search_port
from conference.config import Settings
from conference.publishing import writer
from search import Searcher
from tests.conference.anonymize.pages import a_page, examined

TITLE = "朝の玄関で立ち止まる子、{}回目"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        given = Settings.from_environment()
        settings = replace(given, office_kb_dir=Path(folder) / "kb", index_dir=Path(folder) / "index")
        if given.index_dir.is_dir():  # what is embedded already need not be again
            shutil.copytree(given.index_dir, settings.index_dir)
        searcher = Searcher(search_port.config_of(settings))
        searcher.refresh()
        searcher.warm()
        measured = [_publish(searcher, settings, number) for number in range(times)]
    for name, seconds in zip(
        ("gate", "file", "index", "first answer", "in all"), zip(*measured, strict=True), strict=True
    ):
        print(f"{name}: median {statistics.median(seconds):.3f} s, most {max(seconds):.3f} s")


def _publish(searcher: Searcher, settings: Settings, number: int) -> tuple[float, ...]:
    page = a_page(id=f"o{number:08x}", title=TITLE.format("一二三四五六七八九十"[number % 10]))
    begun = time.perf_counter()
    passed = examined(page)
    marks = [time.perf_counter()]
    writer.write(settings.office_kb_dir, passed)
    marks.append(time.perf_counter())
    searcher.refresh()
    marks.append(time.perf_counter())
    found = [hit.id for hit in searcher.search(page.title).hits]
    marks.append(time.perf_counter())
    if page.id not in found:
        raise SystemExit("the published page is not found")
    parts = [after - before for before, after in zip([begun, *marks], marks, strict=False)]
    return (*parts, marks[-1] - begun)


if __name__ == "__main__":
    main()
