"""出席・欠席・供覧: who gets the papers, and who reads the record later."""

from __future__ import annotations

import pytest

from conference.rosters.attending import AttendanceKind


@pytest.mark.parametrize(
    ("said", "gets_papers", "reads_later", "reason"),
    [
        ("出席", True, False, "in the room"),
        ("欠席", False, True, "not there, and reads what was decided"),
        ("供覧", True, True, "not there; the papers are passed round before and after"),
    ],
)
def test_what_each_kind_gets(said: str, gets_papers: bool, reads_later: bool, reason: str) -> None:
    kind = AttendanceKind(said)
    assert (kind.gets_papers, kind.reads_later) == (gets_papers, reads_later), reason
