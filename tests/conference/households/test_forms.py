"""Birth dates and weeks of pregnancy as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from conference.households.forms import BORN_LATER, NO_MEMBER, NO_NAME, Born, HouseholdForm, read_born

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "born", "reason"),
    [
        ("H29.6.3", Born(date(2017, 6, 3)), "an era's letter"),
        ("平成２９年６月３日", Born(date(2017, 6, 3)), "full width"),
        ("2017/6/3", Born(date(2017, 6, 3)), "western"),
        ("妊娠24週", Born(weeks=24), "weeks"),
        ("２４週３日", Born(weeks=24), "weeks and days"),
        ("", Born(), "not known"),
        ("不明", Born(), "said to be not known"),
        ("6/3", None, "no year: no birth date"),
        ("妊娠60週", None, "no pregnancy lasts so long"),
        ("来月", None, "neither"),
    ],
)
def test_read_born(text: str, born: Born | None, reason: str) -> None:
    assert read_born(text, TODAY) == born, reason


def test_what_is_missing_is_said_at_its_field() -> None:
    form = HouseholdForm.read({}, [], TODAY)
    assert (form.problems["name"], form.members[-1].problems["name"]) == (NO_NAME, NO_MEMBER)


def test_nobody_is_born_tomorrow() -> None:
    form = HouseholdForm.read({"name": "春野", "mnew-name": "結", "mnew-born": "R8.11.22"}, [], TODAY)
    assert form.members[-1].problems == {"born": BORN_LATER}
