"""Only what is new in a point is judged, and every page of the product can be written anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conference.anonymize import gate, point_rules
from conference.anonymize.point_rules import PointPapers
from conference.point_edits import compare
from search.pages import point
from tests.house.source import ROOT

KEY = bytes(range(32))
POINTS = sorted((ROOT / "kb" / "points").glob("p*.md"))
BASE = POINTS[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("path", POINTS, ids=lambda path: path.stem)
def test_every_shipped_point_passes_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rendered = point.render(point.parse(text))
    assert point_rules.ID.fullmatch(path.stem)
    assert point_rules.findings(rendered, PointPapers(text, author=1, approver=2)) == ()


def test_a_passed_point_opens_again_as_a_point() -> None:
    text = point.render(point.parse(BASE))
    passed = gate.examine_point(text, PointPapers(BASE, author=1, approver=2), KEY)
    assert gate.reopen(passed.text, passed.seal, KEY).page == point.parse(text)


@pytest.mark.parametrize(("approver", "why"), [(None, "nobody approved"), (1, "the author approved")])
def test_a_second_person_is_needed(approver: int | None, why: str) -> None:
    papers = PointPapers(BASE, author=1, approver=approver)
    with pytest.raises(gate.DoesNotPass):
        gate.examine_point(point.render(point.parse(BASE)), papers, KEY)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"id": "p9-9"}, "another number"),
        ({"sources": ()}, "without its sources"),
        ({"extra": {"charts": []}}, "an unknown key"),
        ({"title": "あ" * 41}, "a long title"),
    ],
)
def test_only_title_and_words_may_change(changed: dict[str, object], why: str) -> None:
    text = point.render(replace(point.parse(BASE), **changed))  # type: ignore[arg-type]
    assert point_rules.findings(text, PointPapers(BASE, author=1, approver=2))


def test_side_by_side_marks_the_new_words_alone() -> None:
    before = point.parse(BASE)
    (first, *rest) = before.sections
    after = replace(before, sections=(replace(first, body=first.body + "\n足した行です。"), *rest))
    changed = [each for each in compare.pages(before, after) if each.is_changed]
    assert [each.heading for each in changed] == [first.heading]
    new = [words for line in changed[0].lines for words, is_new in line.after if is_new]
    assert new == ["足した行です。"]
