"""Browser files from npm that the site carries along, so that it asks nobody outside."""

from __future__ import annotations

from pathlib import Path

FONTS = {
    "fonts/udp-400.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-japanese-400-normal.woff2",
    "fonts/udp-700.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-japanese-700-normal.woff2",
    "fonts/udp-latin-400.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-latin-400-normal.woff2",
    "fonts/udp-latin-700.woff2": "@fontsource/biz-udpgothic/files/biz-udpgothic-latin-700-normal.woff2",
    "fonts/ud-digits-400.woff2": "@fontsource/biz-udgothic/files/biz-udgothic-latin-400-normal.woff2",
}
SHIM = {"js/iframe-worker-shim.js": "iframe-worker/shim/index.js"}


class AssetsMissing(Exception):
    """Browser files have not been installed; the message is one Japanese line."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"画面の部品がまだ入っていません（{path}）。「make assets」で入れてから、もう一度作ってください。"
        )


def collect(assets_dir: Path) -> dict[str, Path]:
    """Address in the site to the file here. Raises AssetsMissing for the first that is not there."""
    found = {url: assets_dir / name for url, name in {**FONTS, **SHIM}.items()}
    for path in found.values():
        if not path.is_file():
            raise AssetsMissing(path)
    return found
