"""One built index on disk: files, their checksums, and a signature checked before anything is opened.

Every build writes a folder of its own and then moves the word `current` to it in one rename, so a reader sees
the old index or the new one. What a build takes over from the one before is linked, not copied: no file is ever
changed once it is written. The checksums are signed with a key that lies outside the folder: a file that was
changed, added or brought from elsewhere is refused before Whoosh, which would run code from it, sees it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import mmap
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.config import SearchConfig
from search.errors import IndexMissing, IndexTampered

CURRENT, MANIFEST, FOLDER = "current", "manifest.json", "generations"
FORMAT = 8
KEPT = 2  # the one in use and the one before, which a reader may still be opening
_NAME = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True)
class Generation:
    """An index whose list of files is signed; `sums` are their checksums by path, checked as each file is read."""

    name: str
    about: Mapping[str, Any]
    folder: Path
    sums: Mapping[str, str]

    def read(self, path: str) -> bytes:
        """The very bytes that were checked. Raises `IndexTampered`."""
        data = (self.folder / path).read_bytes()
        _must_match(path, data, self.sums)
        return data

    def array(self, path: str) -> NDArray[Any]:
        """An array as it lies on the disk, checked once and then paged in as it is used. Raises `IndexTampered`."""
        with (self.folder / path).open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            _must_match(path, mapped, self.sums)
            np.lib.format.read_magic(file)
            shape, _, dtype = np.lib.format.read_array_header_1_0(file)
            return np.ndarray(shape, dtype, buffer=mapped, offset=file.tell())

    def below(self, folder: str) -> list[str]:
        """The paths of the files in one subfolder."""
        return [path for path in self.sums if path.startswith(f"{folder}/")]

    def check(self) -> None:
        """Every file. Raises `IndexTampered`."""
        for path, known in self.sums.items():
            if not hmac.compare_digest(_sum(self.folder / path), known):
                raise _changed(path)


def current_name(config: SearchConfig) -> str:
    """The name of the index in use; cheap enough to ask before every search. Raises `IndexMissing`."""
    try:
        name = (config.index_dir / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexMissing(config.index_dir) from error
    if not _NAME.fullmatch(name):
        raise IndexTampered("使用中の索引の名前が読めません")
    return name


def open_current(config: SearchConfig, *, check: bool = True) -> Generation:
    """The index in use; without `check` its files are only checked as they are read.

    Raises `IndexMissing` or `IndexTampered`.
    """
    for _ in range(3):  # a build may clear an old folder away between the name and the files
        name = current_name(config)
        try:
            return _open(config, name, check)
        except FileNotFoundError:
            continue
        except PermissionError as error:
            raise IndexTampered("読む権限がありません") from error
    raise IndexMissing(config.index_dir)


def create(config: SearchConfig) -> Path:
    """A private, empty folder for a new index."""
    config.index_dir.mkdir(parents=True, exist_ok=True)
    config.index_dir.chmod(0o700)
    folder = config.index_dir / FOLDER / secrets.token_hex(12)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def link(before: Generation, paths: Iterable[str], folder: Path) -> dict[str, str]:
    """Files of an earlier index into the folder of a new one, whatever their size in no time; their checksums."""
    linked = list(paths)
    for path in linked:
        (folder / path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(before.folder / path, folder / path)
        except FileNotFoundError:
            raise
        except OSError:  # a disk that knows no links
            shutil.copyfile(before.folder / path, folder / path)
    return {path: before.sums[path] for path in linked}


def publish(config: SearchConfig, folder: Path, about: Mapping[str, Any], linked: Mapping[str, str]) -> None:
    """Signs the folder's files and makes it the index in use, in one rename; clears older ones away.

    `linked` are checksums of files that were taken over, and need not be read again.
    """
    content = {"format": FORMAT, "name": folder.name, "about": dict(about), "files": _sums(folder, linked)}
    signature = _sign(_key(config, create=True), content)
    _write(folder / MANIFEST, json.dumps({**content, "signature": signature}, ensure_ascii=False))
    beside = config.index_dir / f".{CURRENT}.{folder.name}"
    _write(beside, folder.name)
    os.replace(beside, config.index_dir / CURRENT)
    clear_old(config, folder.name)


def clear_old(config: SearchConfig, name: str) -> None:
    """Removes all but the newest folders and what an interrupted build left behind."""
    folders = sorted((config.index_dir / FOLDER).iterdir(), key=lambda path: path.stat().st_mtime_ns)
    for old in [path for path in folders if path.name != name][: -(KEPT - 1)]:
        shutil.rmtree(old, ignore_errors=True)


def _open(config: SearchConfig, name: str, check: bool) -> Generation:
    _must_be_private(config.index_dir)
    folder = config.index_dir / FOLDER / name
    content = _manifest(folder, _key(config))
    if content.get("format") != FORMAT or content.get("name") != name:
        raise IndexTampered("索引の版が違います")
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()} - {MANIFEST}
    if found != set(content["files"]):
        raise IndexTampered("ファイルが増えたか減っています")
    opened = Generation(name, content["about"], folder, content["files"])
    if check:
        opened.check()
    return opened


def _manifest(folder: Path, key: bytes) -> dict[str, Any]:
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        signature = content.pop("signature")
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise IndexTampered("目録が読めません") from error
    if not hmac.compare_digest(str(signature).encode(), _sign(key, content).encode()):
        raise IndexTampered("署名が合いません")
    return dict(content)


def _must_match(path: str, data: bytes | mmap.mmap, sums: Mapping[str, str]) -> None:
    if not hmac.compare_digest(hashlib.sha256(data).hexdigest(), sums.get(path, "")):
        raise _changed(path)


def _changed(path: str) -> IndexTampered:
    return IndexTampered(f"{Path(path).name} の中身が違います")


def _sums(folder: Path, known: Mapping[str, str]) -> dict[str, str]:
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: known.get(name) or _sum(path) for name, path in files.items()}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sign(key: bytes, content: Mapping[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()


def _key(config: SearchConfig, *, create: bool = False) -> bytes:
    path = config.key_file
    if create and not _is_private(path):
        _write(path, secrets.token_hex(32))  # a key others could read signs nothing any more
    if not path.exists():
        raise IndexTampered("署名の鍵がありません")
    _must_be_private(path)
    return path.read_bytes()


def _must_be_private(path: Path) -> None:
    """Ours alone: whoever can write here could have the index run code."""
    if not path.exists():
        raise IndexMissing(path)
    if not _is_private(path):
        raise IndexTampered(f"{path.name} をほかの人も開ける状態です")


def _is_private(path: Path) -> bool:
    try:
        state = path.stat()
    except FileNotFoundError:
        return False
    return state.st_uid == os.getuid() and not stat.S_IMODE(state.st_mode) & 0o077


def _write(path: Path, text: str) -> None:
    """A 0600 file whose content is on disk before it gets its name."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
