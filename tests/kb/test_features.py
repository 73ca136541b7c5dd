"""Every tool and way of working that the sources tell of has a page where a reader finds it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kb.content import KB

Row = dict[str, Any]
FEATURES: dict[int, Row] = yaml.safe_load(
    (Path(__file__).parent / "features.yml").read_text(encoding="utf-8")
)


def problems(row: Row) -> list[str]:
    """Pages that are not there, and a word that stands on none of them."""
    paths = [KB / f"{page}.md" for page in row["pages"]]
    there = [path for path in paths if path.is_file()]
    lost = [f"no page {path.stem}" for path in paths if path not in there]
    told = any(row["says"] in path.read_text(encoding="utf-8") for path in there)
    return lost if told else [*lost, f"no page says {row['says']}"]


def test_the_table_is_whole() -> None:
    assert len(FEATURES) == 80
    assert list(FEATURES) == sorted(FEATURES)
    assert [number for number, row in FEATURES.items() if not row["pages"]] == []


def test_every_feature_is_found_on_its_pages() -> None:
    assert [
        f"{number} {row['what']}: {one}" for number, row in FEATURES.items() for one in problems(row)
    ] == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"pages": ["points/p9-9"]}, "no page p9-9"),  # a page that was renamed
        ({"says": "だれも書かなかった言葉"}, "no page says"),  # a passage that was cut
    ],
)
def test_a_loss_is_named(change: Row, named: str) -> None:
    assert named in "; ".join(problems({**FEATURES[17], **change}))
