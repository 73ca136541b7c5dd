"""Pages written by hand pass the same gate: nothing that names a person, a family's place or a number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from conference.anonymize import gate
from conference.anonymize.said import strings
from search.pages import case, point
from search.passages import ASKED
from tests.kb.content import KB

EXCEPTED: list[dict[str, object]] = yaml.safe_load(
    (Path(__file__).parent / "gate_exceptions.yml").read_text(encoding="utf-8")
)
WORDS = frozenset(str(word) for group in EXCEPTED for word in group["words"])  # type: ignore[attr-defined]
CASES = sorted((KB / "cases").glob("*.md"))
OTHERS = sorted(
    path for path in KB.rglob("*.md") if "_site" not in path.parts and path.parent.name != "cases"
)
INVENTED = {"日付"}  # a day nobody lived points at nobody
OF_A_PERSON = {"人の名前", "生年月日", "住所", "電話番号", "メール", "番号", "車のナンバー"}
"""Other pages cite laws, offices and municipalities with their days and addresses on the web."""


def _found(path: Path, parts: Iterator[tuple[str, str]]) -> list[str]:
    texts = [(f"{number}:{where}", text) for number, (where, text) in enumerate(parts)]
    said = dict(texts)
    return [
        f"{path.stem} {finding.where} {finding.kind}: {said[finding.where][finding.start : finding.end]}"
        for finding in gate.handwritten(texts, WORDS)
        if finding.kind not in INVENTED and (path in CASES or finding.kind in OF_A_PERSON)
    ]


def _of_case(path: Path) -> Iterator[tuple[str, str]]:
    """The keys as one text: hundreds of short strings cost more than they tell."""
    parts = list(strings(case.parse(path.read_text(encoding="utf-8"))))
    yield "見出し情報", "\n".join(text for where, text in parts if where in ("題名", "見出し情報", "見出し"))
    yield from (part for part in parts if part[0] not in ("題名", "見出し情報", "見出し"))


def _of_other(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    yield "本文", text.split("---\n", 2)[-1]
    if path.parent.name == "points" and path.stem != "index":
        yield from ((ASKED, line) for line in point.parse(text).asked)


@pytest.mark.parametrize("tens", range(0, len(CASES), 20))
def test_cases_name_nobody(tens: int) -> None:
    assert [line for path in CASES[tens : tens + 20] for line in _found(path, _of_case(path))] == []


def test_other_pages_name_nobody() -> None:
    assert [line for path in OTHERS for line in _found(path, _of_other(path))] == []


def test_every_exception_has_its_reason() -> None:
    assert [
        group for group in EXCEPTED if not str(group.get("reason", "")).strip() or not group["words"]
    ] == []


def test_a_name_in_a_page_by_hand_is_refused() -> None:
    found = list(gate.handwritten([("概要", "山田花子さんは090-1234-5678にかけた。")], WORDS))
    assert {"人の名前", "電話番号"} <= {finding.kind for finding in found}
