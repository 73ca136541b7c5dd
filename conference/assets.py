"""Third-party browser files, served by name from the folder the lock file filled."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, send_from_directory

from conference.access import public
from conference.errors import NotYours

FILES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "hx-sse.js": "htmx.org/dist/ext/hx-sse.min.js",
    "sortable.js": "sortablejs/Sortable.min.js",
    "udp-400.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-japanese-400-normal.woff2",
    "udp-700.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-japanese-700-normal.woff2",
    "udp-latin-400.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-latin-400-normal.woff2",
    "udp-latin-700.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-latin-700-normal.woff2",
    "ud-latin-400.woff2": "@fontsource/biz-udgothic/files/biz-udgothic-latin-400-normal.woff2",
    "ud-latin-700.woff2": "@fontsource/biz-udgothic/files/biz-udgothic-latin-700-normal.woff2",
}
pages = Blueprint("assets", __name__)


@pages.get("/assets/<name>")
@public
def file(name: str) -> Response:
    if name not in FILES:
        raise NotYours()
    folder = current_app.extensions["settings"].assets_dir.resolve()
    return send_from_directory(folder, FILES[name], max_age=86400)


def init_app(app: Flask) -> None:
    app.register_blueprint(pages)
