"""Pages to an index: only what changed is read and embedded, and readers see the old index or the new one."""

from __future__ import annotations

import fcntl
import hashlib
import secrets
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np

from search import catalogue, generation, segments, threads
from search.catalogue import Entry
from search.config import SearchConfig
from search.embedding import Embedder, open_embedder
from search.errors import IndexBusy, IndexTampered, IndexUnwritable, ModelUnavailable
from search.floors import floors
from search.late import Axes
from search.lexical import LexicalIndex
from search.planning import BuildReport, Plan
from search.previous import NOTHING, Previous
from search.segments import AXES, SEEN, Listed
from search.semantic import VectorBlock, VectorIndex
from search.vectorizing import KeptPassage, Key, Progress, vectorize

WAIT_SECONDS = 600


def build_index(
    config: SearchConfig,
    progress: Callable[[Progress], None] | None = None,
    embedder: Embedder | None = None,
    only: Collection[str] | None = None,
) -> BuildReport:
    """Brings the index up to date with the pages; `embedder` stands in for the one of the settings.

    Whoever knows the ids of all pages that may have changed names them as `only`: no other file is looked at, and
    the cost does not grow with the pages there are. Where there is nothing to build on, every file is.
    Raises `IndexBusy` where another build goes on, `IndexUnwritable` where the disk refuses.
    """
    try:
        config.index_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(config):
            return _build(config, progress or (lambda _: None), embedder, only)
    except OSError as error:
        raise IndexUnwritable(config.index_dir, error.strerror or type(error).__name__) from error


def _build(
    config: SearchConfig,
    progress: Callable[[Progress], None],
    given: Embedder | None,
    only: Collection[str] | None,
) -> BuildReport:
    threads.one_a_product()  # sums in another order would give other axes from build to build
    embedder, notice = (given, None) if given else _embedder(config)
    try:
        before = Previous.open(config, code_stamp())
        return _brought(config, before, only, embedder, notice, progress)
    except IndexTampered:  # what was refused is built again from the pages
        return _brought(config, NOTHING, None, embedder, notice, progress)


def _brought(
    config: SearchConfig,
    before: Previous,
    only: Collection[str] | None,
    embedder: Embedder | None,
    notice: str | None,
    progress: Callable[[Progress], None],
) -> BuildReport:
    """Up to date. Raises `IndexTampered` where what was there before is not to be trusted."""
    plan = Plan.of(before, config.kb_dirs, only if before.is_of_this_code else None)
    model_id = embedder.model_id if embedder else ""
    if plan.is_nothing and before.model_id == model_id:
        if plan.found.seen is not None:
            before.check()
        return plan.report(notice)
    try:
        _write(config, plan, embedder, progress)
    except ModelUnavailable as error:
        notice = str(error)
        _write(config, plan, None, progress)
    return plan.report(notice)


def _write(
    config: SearchConfig, plan: Plan, embedder: Embedder | None, progress: Callable[[Progress], None]
) -> None:
    """A new index, by adding to the one before where little changed and the vectors are of the same model."""
    model_id = embedder.model_id if embedder else ""
    if plan.is_little and plan.before.model_id == model_id:
        _add(config, plan, embedder, progress)
    else:
        _write_anew(config, plan, embedder, progress)


def _add(
    config: SearchConfig, plan: Plan, embedder: Embedder | None, progress: Callable[[Progress], None]
) -> None:
    """What was added becomes a segment, together with the last small ones; the others are taken over."""
    before = plan.before
    staying = before.without(plan.gone)
    count = segments.absorbed(staying, len(plan.added))
    taken_over, absorbed = staying[: len(staying) - count], staying[len(staying) - count :]
    entries = [*before.entries(absorbed), *plan.added]
    vectors = None
    if embedder and entries:
        vectors, _ = vectorize(entries, embedder, before.kept_passages(absorbed), before.axes, progress)
    folder = generation.create(config)
    linked = before.link(taken_over, folder)
    new = [_segment(folder, entries, vectors)] if entries else []
    linked |= _note_seen(folder, plan)
    about = {**before.about, "segments": [segment.as_json() for segment in (*taken_over, *new)]}
    generation.publish(config, folder, about, linked)


def _write_anew(
    config: SearchConfig, plan: Plan, embedder: Embedder | None, progress: Callable[[Progress], None]
) -> None:
    """Everything as one segment; passages that were read by the same model before are not read again."""
    before = plan.before
    entries = _ordered([*before.entries(before.without(plan.gone)), *plan.added])
    folder = generation.create(config)
    about: dict[str, object] = {"model_id": embedder.model_id if embedder else "", "floors": [0.0, 0.0]}
    vectors, axes = None, None
    if embedder and entries:
        vectors, axes = vectorize(entries, embedder, *_known(before, embedder), progress)
        segments.save(folder / AXES, axes.array())
    new = _segment(folder, entries, vectors)
    if embedder and vectors and axes:
        about["floors"] = floors(*_opened(folder, new, vectors, axes), embedder)
    about |= {"code": code_stamp(), "recipe": catalogue.RECIPE, "segments": [new.as_json()]}
    generation.publish(config, folder, about, _note_seen(folder, plan))


def _note_seen(folder: Path, plan: Plan) -> dict[str, str]:
    """How the files looked; checksums of what was taken over, where not all of them were looked at."""
    if plan.found.seen is None:
        return plan.before.link_seen(folder)
    (folder / SEEN).write_text(plan.found.seen.dump(), encoding="utf-8")
    return {}


def _segment(folder: Path, entries: Sequence[Entry], vectors: VectorBlock | None) -> Listed:
    name = secrets.token_hex(6)
    segments.write(folder / name, entries, vectors)
    return Listed(name, len(entries))


def _ordered(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.kind, entry.id))


def _known(before: Previous, embedder: Embedder) -> tuple[Mapping[Key, KeptPassage], Axes | None]:
    """What the same model read of passages that are cut as today."""
    if before.model_id != embedder.model_id or before.about.get("recipe") != catalogue.RECIPE:
        return {}, None
    return before.kept_passages(before.segments), before.axes


def _opened(folder: Path, new: Listed, vectors: VectorBlock, axes: Axes) -> tuple[VectorIndex, LexicalIndex]:
    """A segment that was just written, as a search would see it."""
    pages = np.arange(new.size)
    places = np.stack([np.zeros_like(pages), pages], axis=1)
    postings = segments.postings_of(folder / new.name)
    return VectorIndex([vectors], places, axes), LexicalIndex([postings], [pages], new.size)


@lru_cache(maxsize=1)
def code_stamp() -> str:
    """Changes when the code that turns pages into terms does: an index of older code is built anew."""
    files = [
        "analysis.py",
        "catalogue.py",
        "lexical.py",
        "postings.py",
        "normalize.py",
        "passages.py",
        "vocabulary.py",
        "late.py",
        "products.py",
        "floors.py",
        "semantic.py",
        "pages/case.py",
        "pages/front_matter.py",
        "off_field.yml",
    ]
    return hashlib.sha256(b"".join((Path(__file__).parent / name).read_bytes() for name in files)).hexdigest()


def _embedder(config: SearchConfig) -> tuple[Embedder | None, str | None]:
    try:
        return open_embedder(config), None
    except ModelUnavailable as error:
        return None, str(error)


@contextmanager
def _alone(config: SearchConfig) -> Iterator[None]:
    """One build at a time; the lock is the system's, so it ends with the process that held it."""
    with (config.index_dir / ".lock").open("w") as lock:
        end = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > end:
                    raise IndexBusy from error
                time.sleep(0.1)
        yield
