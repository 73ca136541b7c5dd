"""Ask the search which cases are like each case, for the foot of its page.

    python kb/_site/nearest.py          only what is new or changed since the last time
    python kb/_site/nearest.py --all    every case again

Writes var/nearest.json. Nothing is asked while the index is the same. Exit status: 0 done or nothing to do,
1 no usable index (the site stands without neighbours), 3 more is left than one run takes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

HERE = Path(__file__).resolve().parent
for folder in (str(HERE), str(HERE.parents[1])):
    if folder not in sys.path:
        sys.path.insert(0, folder)

from kbsite.settings import SiteSettings  # noqa: E402 - the folder is known only now

from search import generation  # noqa: E402
from search.config import SearchConfig  # noqa: E402
from search.errors import SearchError  # noqa: E402
from search.pages.case import CasePage  # noqa: E402
from search.pages.load import load_pages  # noqa: E402
from search.results import Hit  # noqa: E402

SHOWN = 3
KNOWN_BY = 2  # more that name this case from their side: new cases come onto older pages without asking again
SECONDS = 240.0
Near = list[dict[str, str]]
Ask = Callable[[CasePage], Sequence[Hit]]


@dataclass
class Known:
    """What was found before: `near` by id, `asked` the mark of the case it was found for, `index` whose answer."""

    near: dict[str, Near] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    index: str = ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="nearest.py", description="似た事例を、事例のページのために調べます。"
    )
    parser.add_argument("--all", action="store_true", help="すべての事例を調べ直す")
    options = parser.parse_args(arguments)
    path = SiteSettings.from_environment().nearest_file
    try:
        config = SearchConfig.from_environment()
        name = generation.current_name(config)
        known = Known() if options.all else read(path)
        return 0 if known.index == name else _refresh(path, known, name, config)
    except SearchError:
        return 1


def _refresh(path: Path, known: Known, name: str, config: SearchConfig) -> int:
    from search.searcher import open_searcher  # loads the model: only when there is something to ask

    searcher = open_searcher(config)
    cases = load_pages(config.kb_dirs).cases

    def ask(case: CasePage) -> Sequence[Hit]:
        return searcher.similar_to(case.section("概要"), SHOWN + 1, case.stage, case.themes).hits

    whole = update(known, cases, ask, SECONDS)
    known.index = name if whole else ""
    write(path, known)
    return 0 if whole else 3


def update(known: Known, cases: Sequence[CasePage], ask: Ask, seconds: float) -> bool:
    """Ask for each case that is new or changed; False where time ran out before all were asked."""
    marks = {case.id: mark(case) for case in cases}
    for id in [id for id in known.asked if known.asked[id] != marks.get(id)]:
        del known.asked[id]
        known.near.pop(id, None)
    _forget_gone(known, marks)
    earlier = set(known.asked)
    until = monotonic() + seconds
    for case in cases:
        if case.id in known.asked:
            continue
        if monotonic() > until:
            return False
        near = [_near(hit) for hit in ask(case) if hit.id != case.id][:SHOWN]
        known.near[case.id], known.asked[case.id] = near, marks[case.id]
        _tell_neighbours(known, case, near, earlier)
    return True


def mark(case: CasePage) -> str:
    """Changes when what the search is asked changes."""
    asked = "\0".join((case.title, case.stage, *case.themes, case.section("概要")))
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def read(path: Path) -> Known:
    """What the last run left; nothing where it cannot be read."""
    try:
        near = json.loads(path.read_text(encoding="utf-8"))
        about = json.loads(_about(path).read_text(encoding="utf-8"))
        return Known(dict(near), dict(about["asked"]), str(about["index"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Known()


def write(path: Path, known: Known) -> None:
    """Each file in one rename; what was asked comes last, so that a broken run asks again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, dict(sorted(known.near.items())))
    _put(_about(path), {"index": known.index, "asked": dict(sorted(known.asked.items()))})


def _put(path: Path, content: Mapping[str, Any]) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    fresh.replace(path)


def _about(path: Path) -> Path:
    return path.with_name(f"{path.stem}.asked{path.suffix}")


def _near(hit: Hit) -> dict[str, str]:
    told = [reason.text for reason in hit.reasons if reason.kind != "turning_point"]  # it would tell the end
    return {"id": hit.id, "title": hit.title, "reason": "　".join(told[:2])}


def _forget_gone(known: Known, ids: Mapping[str, str]) -> None:
    known.near = {
        id: [one for one in near if one["id"] in ids] for id, near in known.near.items() if id in ids
    }


def _tell_neighbours(known: Known, case: CasePage, near: Near, earlier: set[str]) -> None:
    """Those asked in an earlier run learn of the new case; the reason holds from both sides."""
    for one in near:
        theirs = known.near.get(one["id"], [])
        is_new = one["id"] in earlier and all(other["id"] != case.id for other in theirs)
        if is_new and len(theirs) < SHOWN + KNOWN_BY:
            theirs.append({"id": case.id, "title": case.title, "reason": one["reason"]})


if __name__ == "__main__":
    os.nice(5)  # the server and its searches come first
    sys.exit(main())
