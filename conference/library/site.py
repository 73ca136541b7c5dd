"""The built 知恵袋 at /kb/: files of the site folder, for signed-in people, under the site's own policy."""

from __future__ import annotations

from flask import Blueprint, current_app, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from conference.access import allow_signed_in
from conference.config import Settings
from conference.errors import NotYours


class SiteBlueprint(Blueprint):
    """Its pages are files and start a search worker; `security` reads the policy here."""

    response_policy = "site"


pages = SiteBlueprint("site", __name__)


@pages.get("/kb/", defaults={"path": ""})
@pages.get("/kb/<path:path>")
@allow_signed_in
def page(path: str) -> Response:
    settings: Settings = current_app.extensions["settings"]
    try:
        return send_from_directory(settings.site_dir.resolve(), _file(path))
    except NotFound as missing:
        raise NotYours() from missing


def _file(path: str) -> str:
    """The file that an address names; a folder is its index."""
    return f"{path}index.html" if not path or path.endswith("/") else path
