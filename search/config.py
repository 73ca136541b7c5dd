"""Where the pages, the index and the model are: read once, frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from search.errors import SettingInvalid

ROOT = Path(__file__).resolve().parent.parent
DTYPES = ("auto", "float32", "bfloat16", "int8")
BUNDLED, HASHING, WORDS_ONLY = "bundled", "hashing", "none"


@dataclass(frozen=True)
class SearchConfig:
    """Settings of `search`.

    `kb_dirs` are read in order and shown together; `model` is `bundled`, `hashing` (a quiet twin for
    tests), `none` (words alone), a directory, or a hub name for sentence-transformers.
    """

    kb_dirs: tuple[Path, ...] = (ROOT / "kb", ROOT / "var" / "kb")
    index_dir: Path = ROOT / "var" / "index"
    model: str = BUNDLED
    model_dir: Path = ROOT / "var" / "model"
    dtype: str = "auto"

    @property
    def key_file(self) -> Path:
        """The signing key lies beside the index, so that copying the folder does not copy the key."""
        return self.index_dir.with_name(self.index_dir.name + ".key")

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None, env_file: Path | None = ROOT / ".env"
    ) -> SearchConfig:
        """Settings from the environment, then from `.env`, then the defaults.

        Raises `SettingInvalid` naming the first setting whose value cannot be used.
        """
        values = {**read_env_file(env_file), **(os.environ if environ is None else environ)}
        kb = _folder(values, "KB_DIR", cls.kb_dirs[0], must_exist=True)
        office = _folder(values, "OFFICE_KB_DIR", cls.kb_dirs[1])
        return cls(
            kb_dirs=(kb, office),
            index_dir=_folder(values, "INDEX_DIR", cls.index_dir),
            model=_model(values.get("SEARCH_MODEL", "")),
            dtype=_dtype(values.get("SEARCH_DTYPE", "")),
        )


def read_env_file(path: Path | None) -> dict[str, str]:
    """`NAME=value` lines of an optional file; comments and blank lines are passed over."""
    if path is None or not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.removeprefix("export ").strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _folder(values: Mapping[str, str], name: str, default: Path, *, must_exist: bool = False) -> Path:
    written = values.get(name, "").strip()
    if "\0" in written:
        raise SettingInvalid(name, "使えない文字がはいっています。")
    path = Path(written).expanduser().resolve() if written else default
    if path.exists() and not path.is_dir():
        raise SettingInvalid(name, f"{path} はフォルダではありません。")
    if must_exist and written and not path.exists():
        raise SettingInvalid(name, f"フォルダ {path} が見つかりません。")
    return path


def _model(written: str) -> str:
    name = written.strip() or BUNDLED
    looks_like_path = name.startswith(("/", "./", "../", "~"))
    if looks_like_path and not Path(name).expanduser().is_dir():
        raise SettingInvalid("SEARCH_MODEL", f"モデルのフォルダ {name} が見つかりません。")
    return name


def _dtype(written: str) -> str:
    name = written.strip() or "auto"
    if name not in DTYPES:
        raise SettingInvalid("SEARCH_DTYPE", f"{name} ではなく {'・'.join(DTYPES)} のどれかにしてください。")
    return name
