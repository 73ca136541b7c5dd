"""MkDocs events of the site: what they do is in kbsite/."""

from __future__ import annotations

import logging
from pathlib import Path

from kbsite import (
    assets,
    browse,
    case_page,
    forms,
    glossary_page,
    guide_page,
    home,
    links,
    point_page,
    resources,
    search_index,
    sections,
    terms,
    theme_files,
    urgent,
)
from kbsite.plain_text import PlainText
from kbsite.settings import SiteSettings
from kbsite.shelf import Entry, Shelf, fill
from kbsite.term_marks import Marker
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from search.pages.case import TRAINERS_ONLY, CasePage
from search.pages.load import hidden

log = logging.getLogger("mkdocs.hooks.kb")
TERM_LIST = "js/term_list.js"
URGENT_WORDS = "search/urgent.js"


class Site:
    """What one build knows; MkDocs calls the events of a build one after the other."""

    settings: SiteSettings
    shelf: Shelf
    found: list[dict[str, str]]
    terms: tuple[terms.Term, ...]
    marker: Marker
    urgent: urgent.Urgent
    lists: dict[str, str]


site = Site()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    site.settings = config.extra.get("site_settings") or SiteSettings.from_environment()
    site.terms = terms.load(Path(config.docs_dir) / "glossary.yml")
    site.marker = Marker(site.terms)
    site.found = glossary_page.found(site.terms)
    config.markdown_extensions.append(PlainText())
    config.nav = [item for item in config.nav or [] if _is_there(item, Path(config.docs_dir))]
    config.extra.update(theme_files.names(config.theme.dirs))
    config.extra["kb_version"] = theme_files.version(glossary_page.script(site.terms))
    return config


def _is_there(item: dict[str, str], docs_dir: Path) -> bool:
    """Entrances of parts that a knowledge base does not hold are left out."""
    made = ("cases/index.md", "points/index.md", *(("glossary.md",) if site.terms else ()))
    return all(path in made or (docs_dir / path).exists() for path in item.values())


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site.shelf = fill(Path(config.docs_dir), site.settings.office_dir, site.settings.nearest_file)
    for path, reason in site.shelf.unreadable.items():
        log.warning("読めないページを除きました。%s", reason)
        file = files.get_file_from_path(f"{path.parent.name}/{path.name}")
        if file is not None and file.abs_src_path == str(path):
            files.remove(file)
    _leave_out_hidden(files, config)
    _add_office_pages(files, config)
    _add_lists(files, config)
    for source, text in browse.pages(site.shelf).items():
        files.append(File.generated(config, source, content=text))
    if site.terms:
        files.append(File.generated(config, "glossary.md", content=glossary_page.page(site.terms)))
        files.append(File.generated(config, TERM_LIST, content=glossary_page.script(site.terms)))
    for url, content in forms.files(Path(config.docs_dir)).items():
        files.append(File.generated(config, url, content=content))
    _add_browser_files(files, config)
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG001
    """Pages of the shelf have been read: their text without the keys at its head."""
    entry = _entry(page)
    return entry.body if entry else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    entry = _entry(page)
    page.meta["search"] = {"exclude": True}
    if entry is not None:
        page.meta["title"] = entry.page.title
    elif _is_entrance(page):
        page.meta["hide"] = ["toc"]
    top = "../" * page.file.src_uri.count("/")
    if page.file.src_uri == urgent.PAGE:
        markdown = site.urgent.page(markdown)
    text, dead = links.resolve(home.fill_in(markdown, site.shelf, top, site.lists), site.shelf, top)
    if entry is not None and isinstance(entry.page, CasePage):
        dead += links.missing(entry.page.points, site.shelf)
    for id in dict.fromkeys(dead):
        log.warning("%s の [[%s]] は、どのページにもつながりません。", page.file.src_uri, id)
    return text


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put cases and points into the index and furnish them; pages to browse by only lead to these."""
    if _is_entrance(page):
        return html
    entry, today = _entry(page), site.settings.today
    title, html = str(page.meta.get("title") or page.title), sections.tables(html)
    site.found += search_index.entries(page.url, title, html, [TRAINERS_ONLY])
    paper, sheet, rest = html.partition('<h2 class="kb-sheet"')  # on a form's paper no word is a link
    html = site.marker.mark(paper, "../" * page.url.count("/")) + sheet + rest
    if entry is None:
        shown, odd = guide_page.furnish(page.meta, title, html, page.url, today)
    elif isinstance(entry.page, CasePage):
        shown, odd = case_page.furnish(entry, entry.page, html, site.shelf, today)
    else:
        shown, odd = point_page.furnish(entry, entry.page, html, site.shelf, today)
    for line in odd:
        log.warning("%s: %s", page.file.src_uri, line)
    return shown


@event_priority(-150)  # after the theme has written its index
def on_post_build(config: MkDocsConfig) -> None:
    search_index.write(Path(config.site_dir), site.found, offline=site.settings.offline)


def _entry(page: Page) -> Entry | None:
    """The case or point behind a page; None for pages to browse by."""
    entry = site.shelf.entries.get(Path(page.file.src_uri).stem)
    return entry if entry is not None and entry.source == page.file.src_uri else None


def _is_entrance(page: Page) -> bool:
    """Pages to browse by lead to others and hold nothing of their own."""
    source = page.file.src_uri
    return source in ("index.md", "cases/index.md", "points/index.md", "glossary.md") or source.startswith(
        ("browse/", "start/")
    )


def _leave_out_hidden(files: Files, config: MkDocsConfig) -> None:
    """Pages that the office keeps out of sight for now; those of the shelf are not on it."""
    left_out = hidden([site.settings.office_dir])
    for file in list(files.documentation_pages()):
        name = Path(file.src_uri).with_suffix("").as_posix()
        if left_out & {name, name.removeprefix("cases/").removeprefix("points/")}:
            files.remove(file)
    config.nav = [item for item in config.nav or [] if _is_kept(item, left_out)]


def _is_kept(item: dict[str, str], left_out: frozenset[str]) -> bool:
    return all(path.removesuffix(".md") not in left_out for path in item.values())


def _add_office_pages(files: Files, config: MkDocsConfig) -> None:
    for entry in site.shelf.entries.values():
        if entry.office:
            if (shipped := files.get_file_from_path(entry.source)) is not None:
                files.remove(shipped)  # a practice point of which the office has its own text
            files.append(File.generated(config, entry.source, abs_src_path=str(entry.path)))


def _add_lists(files: Files, config: MkDocsConfig) -> None:
    """Lists that an office fills in: what the neighbourhood offers, and whom to call."""
    folders = (Path(config.docs_dir), site.settings.office_dir)
    around, odd = resources.collect(*folders)
    site.urgent = urgent.load(*folders)
    site.lists = {"resources": resources.listing(around), "contacts": site.urgent.line()}
    for line in filter(None, [*odd, site.urgent.odd]):
        log.warning(line)
    for one in around:
        if one.office:
            if (ours := files.get_file_from_path(one.source)) is not None:
                files.remove(ours)
            files.append(File.generated(config, one.source, abs_src_path=str(one.path)))
    files.append(File.generated(config, URGENT_WORDS, content=site.urgent.script()))


def _add_browser_files(files: Files, config: MkDocsConfig) -> None:
    try:
        found = assets.collect(site.settings.assets_dir)
    except assets.AssetsMissing as problem:
        raise PluginError(str(problem)) from None
    for url, path in found.items():
        files.append(File.generated(config, url, abs_src_path=str(path)))
