"""The built 知恵袋 at /kb/: files of the site folder, for signed-in people, under the site's own policy."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from flask import Blueprint, current_app, render_template, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_signed_in
from conference.config import Settings
from conference.errors import NotYours
from conference.publishing import hiding

INDEX = "search/search_index.json"


class SiteBlueprint(Blueprint):
    """Its pages are files and start a search worker; `security` reads the policy here."""

    response_policy = "site"


pages = SiteBlueprint("site", __name__)


@pages.get("/kb/", defaults={"path": ""})
@pages.get("/kb/<path:path>")
@allow_signed_in
def page(path: str) -> Response:
    settings: Settings = current_app.extensions["settings"]
    closed = hiding.closed(db.session())
    if closed and path == INDEX:
        return _index_without(settings.site_dir / INDEX, closed)
    key = hiding.key_of(_file(path))
    if path.endswith(".html") and key in closed:
        return Response(
            render_template("page_reports/closed.html", state=closed[key]), 410, mimetype="text/html"
        )
    try:
        return send_from_directory(settings.site_dir.resolve(), _file(path))
    except NotFound as missing:
        raise NotYours() from missing


def _index_without(index: Path, closed: Collection[str]) -> Response:
    """The list that the site's own search reads, without what nobody is shown; the next build leaves it out itself."""
    if not index.is_file():
        raise NotYours
    read = json.loads(index.read_text(encoding="utf-8"))
    read["docs"] = [each for each in read["docs"] if hiding.key_of(each["location"]) not in closed]
    return Response(json.dumps(read, ensure_ascii=False), mimetype="application/json")


def _file(path: str) -> str:
    """The file that an address names; a folder is its index."""
    return f"{path}index.html" if not path or path.endswith("/") else path
