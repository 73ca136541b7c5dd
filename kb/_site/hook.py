"""MkDocs events of the site: what they do is in kbsite/."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import Any

from kbsite import assets, browse, case_page, home, links, point_page, search_index, sections
from kbsite.settings import SiteSettings
from kbsite.shelf import Shelf, fill
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from search.pages.case import TRAINERS_ONLY, CasePage
from search.pages.point import PointPage

log = logging.getLogger("mkdocs.hooks.kb")


class Site:
    """What one build knows; MkDocs calls the events of a build one after the other."""

    settings: SiteSettings
    shelf: Shelf


site = Site()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    site.settings = config.extra.get("site_settings") or SiteSettings.from_environment()
    offline = config.plugins.get("material/offline")
    if site.settings.offline and offline is not None:
        offline.config.enabled = True
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site.shelf = fill(Path(config.docs_dir), site.settings.office_dir, site.settings.nearest_file)
    for path, reason in site.shelf.unreadable.items():
        log.warning("読めないページを除きました。%s", reason)
        file = files.get_file_from_path(f"{path.parent.name}/{path.name}")
        if file is not None and file.abs_src_path == str(path):
            files.remove(file)
    _add_office_pages(files, config)
    for source, text in browse.pages(site.shelf).items():
        files.append(File.generated(config, source, content=text))
    _add_browser_files(files, config)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    top = "../" * page.file.src_uri.count("/")
    page.meta["hide"] = ["navigation", *([] if _item(page) else ["toc"])]
    text, dead = links.resolve(home.fill_in(markdown, site.shelf, top), site.shelf, top)
    case = _item(page)
    if isinstance(case, CasePage):
        dead += links.missing(case.points, site.shelf)
    for id in dict.fromkeys(dead):
        log.warning("%s の [[%s]] は、どのページにもつながりません。", page.file.src_uri, id)
    return text


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    return sections.keep_from_index(html, TRAINERS_ONLY) if _item(page) else html


@event_priority(-50)  # after the theme's search has read the plain sections
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:  # noqa: ARG001
    entry = site.shelf.entries.get(Path(page.file.src_uri).stem)
    item = _item(page)
    if entry is None or item is None:
        return context
    today = site.settings.today
    if isinstance(item, CasePage):
        furnish = partial(case_page.furnish, entry, item)
    else:
        furnish = partial(point_page.furnish, entry, item)
    page.content, odd = furnish(page.content or "", site.shelf, today)
    for line in odd:
        log.warning("%s: %s", page.file.src_uri, line)
    return context


@event_priority(-150)  # after the theme has written its index
def on_post_build(config: MkDocsConfig) -> None:
    search_index.compact(Path(config.site_dir), offline=site.settings.offline)


def _item(page: Page) -> CasePage | PointPage | None:
    """The case or point behind a page; None for pages to browse by."""
    entry = site.shelf.entries.get(Path(page.file.src_uri).stem)
    return entry.page if entry is not None and entry.source == page.file.src_uri else None


def _add_office_pages(files: Files, config: MkDocsConfig) -> None:
    for entry in site.shelf.entries.values():
        if entry.office:
            files.append(File.generated(config, entry.source, abs_src_path=str(entry.path)))


def _add_browser_files(files: Files, config: MkDocsConfig) -> None:
    try:
        found = assets.collect(site.settings.assets_dir)
    except assets.AssetsMissing as problem:
        raise PluginError(str(problem)) from None
    for url, path in found.items():
        files.append(File.generated(config, url, abs_src_path=str(path)))
