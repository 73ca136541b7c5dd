"""Desks and wards part a house from who works there, and name nobody."""

from __future__ import annotations

import pytest

from conference.anonymize import Label
from conference.anonymize.spans import Span
from conference.anonymize.units import apart

PARTED = (
    # what one finding covered, its label, what is left of it, reason
    ("汐凪総合病院NICU仁平", Label.FACILITY, ["汐凪総合病院", "仁平"], "a ward and who works there"),
    (
        "稲科総合医療センター地域連携室 小比類巻",
        Label.FACILITY,
        ["稲科総合医療センター", " 小比類巻"],
        "a desk and a gap",
    ),
    ("幌舟市総合福祉センター会議室", Label.FACILITY, ["幌舟市総合福祉センター"], "a room"),
    ("児童福祉係尾形", Label.FACILITY, ["尾形"], "a desk without its house"),
    ("朝見西小特支学級", Label.SCHOOL, ["朝見西小"], "a class of a school"),
    ("南浜中央署少年係", Label.FACILITY, ["南浜中央署"], "a desk of the police"),
    ("きりがせ整形外科", Label.FACILITY, ["きりがせ整形外科"], "a practice is called after its department"),
    ("ＡＢＣ㈱", Label.FACILITY, ["ＡＢＣ㈱"], "a name without any desk"),
    ("相談室つむぎの糸", Label.FACILITY, ["相談室つむぎの糸"], "a house that is a room by name"),
    ("地域連携室", Label.PERSON, ["地域連携室"], "persons are not looked at"),
)


@pytest.mark.parametrize(("said", "label", "left", "reason"), PARTED, ids=[row[3] for row in PARTED])
def test_parted(said: str, label: Label, left: list[str], reason: str) -> None:
    text = f"今日、{said}から"
    parts = list(apart(text, [Span(3, 3 + len(said), label, "")]))
    assert [text[part.start : part.end] for part in parts] == left


def test_who_stands_behind_a_desk_is_a_person() -> None:
    text = "汐凪総合病院NICU仁平"
    assert [part.label for part in apart(text, [Span(0, len(text), Label.FACILITY, "")])] == [
        Label.FACILITY,
        Label.PERSON,
    ]
