"""Whose account a written name means: one person's or nobody's."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from conference.people.models import Role
from conference.people.written_names import account_named
from tests import cast


@pytest.mark.parametrize(
    ("written", "login", "reason"),
    [
        ("鈴木", "suzuki", "family name"),
        ("鈴木 花", "suzuki", "full name"),
        ("鈴木花", "suzuki", "without the space"),
        ("山田", None, "nobody here is called that"),
        ("", None, "nothing written"),
    ],
)
def test_account_named(session: Session, written: str, login: str | None, reason: str) -> None:
    found = account_named(session, written)
    assert (found.login if found else None) == login, reason


def test_two_of_one_family_name_are_nobody(session: Session) -> None:
    factories_twin = cast.Actor("suzuki2", "鈴木 一郎", Role.MATERNAL, "母子保健係")
    cast.enter(session, factories_twin)
    assert account_named(session, "鈴木") is None


@pytest.mark.parametrize(
    ("written", "login", "reason"),
    [
        ("鈴木 花", "suzuki", "as it is spelled"),
        ("鈴木花", "suzuki", "without the space"),
        ("鈴木", None, "a family name is not whole"),
        ("佐藤 恵", None, "two of one name: whoever is meant, not simply the first"),
    ],
)
def test_where_only_the_whole_name_counts(
    session: Session, written: str, login: str | None, reason: str
) -> None:
    cast.enter(session, cast.Actor("sato2", "佐藤 恵", Role.MATERNAL, "母子保健係"))
    found = account_named(session, written, whole=True)
    assert (found.login if found else None) == login, reason


@pytest.mark.parametrize(
    ("written", "outside_by_family", "login", "reason"),
    [
        ("田中", True, "tanaka", "somebody outside, by the family name"),
        ("田中", False, None, "not where only the office is meant"),
        ("田中 修", False, "tanaka", "but by the whole name"),
    ],
)
def test_a_family_name_of_somebody_outside(
    session: Session, written: str, outside_by_family: bool, login: str | None, reason: str
) -> None:
    cast.enter(session, cast.TANAKA)
    found = account_named(session, written, outside_by_family=outside_by_family)
    assert (found.login if found else None) == login, reason
