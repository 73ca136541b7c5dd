"""Pages to an index: only what changed is embedded again, and readers see the old index or the new one."""

from __future__ import annotations

import fcntl
import hashlib
import io
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from search import catalogue, generation, lexical
from search.catalogue import Entry
from search.config import SearchConfig
from search.embedding import Embedder, open_embedder
from search.errors import IndexBusy, IndexMissing, IndexTampered, IndexUnwritable, ModelUnavailable
from search.floors import floors
from search.pages.load import Library, Problem, load_pages
from search.semantic import VectorIndex
from search.snapshot import Snapshot
from search.vectorizing import Progress, vectorize

WAIT_SECONDS = 600
LITTLE = 0.2  # the share of pages up to which the words are updated instead of built


@dataclass(frozen=True)
class BuildReport:
    """What a build did, in pages; `problems` were left out or stand at their last good version."""

    built: int
    kept: int
    removed: int
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notice: str | None = None


def build_index(
    config: SearchConfig, progress: Callable[[Progress], None] | None = None, embedder: Embedder | None = None
) -> BuildReport:
    """Brings the index up to date with the pages; `embedder` stands in for the one of the settings.

    Raises `IndexBusy` where another build goes on, `IndexUnwritable` where the disk refuses.
    """
    try:
        config.index_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(config):
            return _build(config, progress or (lambda _: None), embedder)
    except OSError as error:
        raise IndexUnwritable(config.index_dir, error.strerror or type(error).__name__) from error


def _build(config: SearchConfig, progress: Callable[[Progress], None], given: Embedder | None) -> BuildReport:
    library = load_pages(config.kb_dirs)
    before = _previous(config)
    entries = _entries(library, before)
    embedder, notice = (given, None) if given else _embedder(config)
    model_id = embedder.model_id if embedder else ""
    stamp = _stamp(entries, model_id)
    if before is None or before.about.get("stamp") != stamp:
        try:
            about = _write(config, entries, embedder, before, progress)
        except ModelUnavailable as error:
            notice, model_id = str(error), ""
            about = _write(config, entries, None, before, progress)
        generation.publish(
            config,
            about.folder,
            {
                **about.content,
                "code": code_stamp(),
                "recipe": catalogue.RECIPE,
                "stamp": _stamp(entries, model_id),
            },
        )
    return _report(library, entries, before, notice)


@dataclass(frozen=True)
class _Written:
    folder: Path
    content: dict[str, object]


def _write(
    config: SearchConfig,
    entries: Sequence[Entry],
    embedder: Embedder | None,
    before: Snapshot | None,
    progress: Callable[[Progress], None],
) -> _Written:
    vectors = _vectors(entries, embedder, before, progress) if embedder and entries else None
    folder = generation.create(config)
    (folder / "words").mkdir(mode=0o700)
    _write_words(folder / "words", entries, before)
    (folder / "pages.jsonl").write_text(catalogue.dump(entries), encoding="utf-8")
    content: dict[str, object] = {"model_id": "", "floors": [0.0, 0.0]}
    if vectors and embedder:
        _save(folder, vectors)
        content = {
            "model_id": embedder.model_id,
            "floors": floors(vectors, _opened_words(folder, entries), embedder),
        }
    return _Written(folder, content)


def _opened_words(folder: Path, entries: Sequence[Entry]) -> lexical.LexicalIndex:
    files = {path.name: path.read_bytes() for path in (folder / "words").iterdir()}
    return lexical.LexicalIndex(files, [entry.id for entry in entries])


def _write_words(folder: Path, entries: Sequence[Entry], before: Snapshot | None) -> None:
    """Only what changed, where little did and the code that reads pages is the same; else everything."""
    old = {entry.id: entry.fingerprint for entry in before.entries} if before else {}
    changed = [entry for entry in entries if old.get(entry.id) != entry.fingerprint]
    now = {entry.id for entry in entries}
    removed = [page for page in old if page not in now]
    documents = [lexical.Document(entry.id, entry.words) for entry in changed]
    little = len(changed) + len(removed) <= LITTLE * len(entries)
    if before and little and before.about.get("code") == code_stamp():
        replaced = [entry.id for entry in changed if entry.id in old]
        lexical.update(folder, before.words.files, [*removed, *replaced], documents)
    else:
        lexical.build(folder, (lexical.Document(entry.id, entry.words) for entry in entries))


@lru_cache(maxsize=1)
def code_stamp() -> str:
    """Changes when the code that turns pages into terms does: an index of older code is built anew."""
    files = [
        "analysis.py",
        "catalogue.py",
        "lexical.py",
        "normalize.py",
        "passages.py",
        "vocabulary.py",
        "late.py",
        "floors.py",
        "pages/case.py",
        "pages/front_matter.py",
        "off_field.yml",
    ]
    return hashlib.sha256(b"".join((Path(__file__).parent / name).read_bytes() for name in files)).hexdigest()


def _entries(library: Library, before: Snapshot | None) -> list[Entry]:
    """Every page that can be read, and the last good version of those that cannot be now."""
    entries = {source.page.id: catalogue.entry_of(source) for source in library.sources}
    broken = {(problem.path.parent.name, problem.path.stem) for problem in library.problems}
    for entry in before.entries if before else ():
        if (f"{entry.kind}s", entry.id) in broken and entry.id not in entries:
            entries[entry.id] = entry
    return sorted(entries.values(), key=lambda entry: (entry.kind, entry.id))


def _vectors(
    entries: Sequence[Entry],
    embedder: Embedder,
    before: Snapshot | None,
    progress: Callable[[Progress], None],
) -> VectorIndex:
    same = before is not None and before.model_id == embedder.model_id
    known, axes = before.kept_passages() if before is not None and same else ({}, None)
    return vectorize(entries, embedder, known, axes, progress)


def _save(folder: Path, vectors: VectorIndex) -> None:
    for name, array in vectors.arrays().items():
        buffer = io.BytesIO()
        np.save(buffer, array, allow_pickle=False)
        (folder / f"{name}.npy").write_bytes(buffer.getvalue())


def _previous(config: SearchConfig) -> Snapshot | None:
    """The index in use, or None: one that is refused is built again from the pages."""
    try:
        return Snapshot.open(config)
    except (IndexMissing, IndexTampered):
        return None


def _embedder(config: SearchConfig) -> tuple[Embedder | None, str | None]:
    try:
        return open_embedder(config), None
    except ModelUnavailable as error:
        return None, str(error)


def _stamp(entries: Sequence[Entry], model_id: str) -> str:
    """Equal stamps, equal indexes."""
    parts = [str(generation.FORMAT), code_stamp(), model_id, *(entry.fingerprint for entry in entries)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _report(
    library: Library, entries: Sequence[Entry], before: Snapshot | None, notice: str | None
) -> BuildReport:
    old = {entry.id: entry.fingerprint for entry in before.entries} if before else {}
    now = {entry.id: entry.fingerprint for entry in entries}
    built = sum(old.get(page) != fingerprint for page, fingerprint in now.items())
    removed = len(old.keys() - now.keys())
    return BuildReport(built, len(now) - built, removed, library.problems, library.warnings, notice)


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
