from __future__ import annotations

from pathlib import Path

import pytest

from search.config import ROOT, SearchConfig
from search.errors import SettingInvalid


def test_every_setting_has_a_default() -> None:
    config = SearchConfig.from_environment({}, None)
    assert config.kb_dirs == (ROOT / "kb", ROOT / "var" / "kb")
    assert config.model == "bundled"


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("# 設定\nSEARCH_MODEL=none\nexport SEARCH_DTYPE='float32'\n", "utf-8")
    config = SearchConfig.from_environment({"SEARCH_MODEL": "hashing"}, env)
    assert (config.model, config.dtype) == ("hashing", "float32")


WRONG = [
    ("KB_DIR", "/nowhere/at/all", "a folder that is not there"),
    ("INDEX_DIR", __file__, "a file for a folder"),
    ("OFFICE_KB_DIR", __file__, "a file for a folder"),
    ("SEARCH_MODEL", "/nowhere/model", "a model that is not there"),
    ("SEARCH_DTYPE", "int3", "a kind of number nobody knows"),
    ("KB_DIR", "a\0b", "NUL"),
]


@pytest.mark.parametrize(("name", "value", "why"), WRONG)
def test_a_wrong_value_names_its_setting(name: str, value: str, why: str) -> None:
    with pytest.raises(SettingInvalid) as problem:
        SearchConfig.from_environment({name: value}, None)
    assert name in str(problem.value), why


def test_the_key_lies_outside_the_index(tmp_path: Path) -> None:
    config = SearchConfig(index_dir=tmp_path / "index")
    assert config.index_dir not in config.key_file.parents
