"""Every page of the knowledge base from its folders, with what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from search.errors import PageUnreadable
from search.pages import case, point
from search.pages.case import STAGES, CasePage
from search.pages.point import PointPage

Page = CasePage | PointPage
_PARSERS: dict[str, Callable[[str, str], Page]] = {"cases": case.parse, "points": point.parse}
TITLE_LIMIT = 40
HIDDEN = ".hidden"
"""In a folder of pages: ids, one a line, that are shown nowhere for now."""


@dataclass(frozen=True)
class Theme:
    """One theme of `themes.yml`; pages carry `label`."""

    id: str
    label: str
    group: str = ""
    about: str = ""


@dataclass(frozen=True)
class Problem:
    """A page that was left out: where and why, for the person who wrote it."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path} の {self.line} 行目: {self.reason}"


@dataclass(frozen=True)
class Source:
    """A page file that was read: its page, its text and the folder it came from."""

    page: Page
    text: str
    path: Path


@dataclass(frozen=True)
class Library:
    """What the folders hold; `problems` were left out, `warnings` were not."""

    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    themes: tuple[Theme, ...] = ()

    @property
    def pages(self) -> tuple[Page, ...]:
        """Cases first, then points, each by id."""
        return tuple(source.page for source in self.sources)

    @property
    def cases(self) -> tuple[CasePage, ...]:
        """The case pages."""
        return tuple(page for page in self.pages if isinstance(page, CasePage))

    @property
    def points(self) -> tuple[PointPage, ...]:
        """The practice points."""
        return tuple(page for page in self.pages if isinstance(page, PointPage))


def load_pages(folders: Iterable[Path]) -> Library:
    """Every page below the folders' `cases/` and `points/`.

    A page that cannot be read is left out and named in `problems`; a folder that is not there is empty.
    """
    folders = [Path(folder) for folder in folders]
    themes = load_themes(folders)
    read: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in page_files(folders):
        try:
            source = read_page(path)
            if source.page.id in read:
                raise twice(source, read[source.page.id].path)
            read[source.page.id] = source
        except PageUnreadable as problem:
            problems.append(Problem(path, problem.line, problem.reason))
    ordered = tuple(sorted(read.values(), key=lambda source: (source.page.kind, source.page.id)))
    known = {theme.label for theme in themes}
    warnings = tuple(warning for source in ordered for warning in warnings_of(source, known))
    return Library(ordered, tuple(problems), warnings, themes)


def read_page(path: Path) -> Source:
    """One page file. Raises `PageUnreadable`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PageUnreadable(path, line, "UTF-8 の文字として読めません。") from error
    except OSError as error:
        raise PageUnreadable(path, 1, "ファイルを開けません。") from error
    page = _PARSERS[path.parent.name](text, str(path))
    if page.id != path.stem:
        raise PageUnreadable(path, 2, f"id {page.id} がファイル名 {path.stem} と違います。")
    return Source(page, text, path)


def load_themes(folders: Iterable[Path]) -> tuple[Theme, ...]:
    """The themes of every folder's `themes.yml`; the first of a label counts."""
    found: dict[str, Theme] = {}
    for folder in folders:
        for item in _theme_items(folder / "themes.yml"):
            theme = Theme(*(str(item.get(key) or "") for key in ("id", "label", "group", "about")))
            found.setdefault(theme.label, theme)
    return tuple(found.values())


def _theme_items(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    try:
        items = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return []
    return [item for item in items or [] if isinstance(item, dict) and item.get("label")]


def page_files(folders: Iterable[Path], only: Collection[str] | None = None) -> Iterator[Path]:
    """The files of pages, in the order in which the first of an id counts; of `only` these ids, if given.

    A practice point that a later folder has too is that folder's: an office's own text of it.
    """
    folders = list(folders)
    left_out = hidden(folders)
    for place, folder in enumerate(folders):
        later = {path.stem for each in folders[place + 1 :] for path in _files(each / "points", only)}
        for kind in _PARSERS:
            passed = left_out | later if kind == "points" else left_out
            paths = [path for path in _files(folder / kind, only) if path.stem not in passed]
            yield from sorted(path for path in paths if not path.name.startswith((".", "_", "index.")))


def _files(folder: Path, only: Collection[str] | None) -> list[Path]:
    if only is None:
        return list(folder.glob("*.md"))
    return [path for path in (folder / f"{id}.md" for id in only) if path.is_file()]


def hidden(folders: Iterable[Path]) -> frozenset[str]:
    """Ids (and addresses of other pages, `schemes/kochi`) that any of the folders keeps out of sight."""
    files = [folder / HIDDEN for folder in folders]
    return frozenset(
        line for file in files if file.is_file() for line in file.read_text(encoding="utf-8").split()
    )


def twice(source: Source, first: Path) -> PageUnreadable:
    """What is wrong with a page whose id another has."""
    return PageUnreadable(source.path, 2, f"id {source.page.id} は {first} と重なっています。")


def warnings_of(source: Source, known: Collection[str]) -> Iterator[Problem]:
    """Doubts about a page that was read; `known` are the labels of `themes.yml`."""
    page = source.page
    if len(page.title) > TITLE_LIMIT:
        yield Problem(source.path, _line(source, "title"), f"題名が{TITLE_LIMIT}字を超えています。")
    if not isinstance(page, CasePage):
        return
    for theme in page.themes:
        if known and theme not in known:
            yield Problem(source.path, _line(source, "themes"), f"themes.yml にないテーマ「{theme}」です。")
    if page.stage not in STAGES:
        yield Problem(source.path, _line(source, "stage"), f"決められていない時期「{page.stage}」です。")


def _line(source: Source, key: str) -> int:
    lines = source.text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 2)
