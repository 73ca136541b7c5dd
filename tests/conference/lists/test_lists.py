"""The lists: whose lines, in which group, with which count and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from conference.lists.service import sheet
from conference.lists.sheets import Asked, Sheet
from tests import cast, factories

TODAY = date(2026, 11, 21)
ASKED = Asked(TODAY)


def _figures(found: Sheet) -> dict[str, int]:
    return {figure.label: figure.count for figure in found.figures}


def _groups(found: Sheet) -> dict[str, list[str]]:
    return {group.heading: [line.household.name for line in group.lines] for group in found.groups}


def _why(found: Sheet) -> list[str]:
    return [line.cells[-1].text for line in found.lines]


def _decided(session: Session, name: str, held_on: date = date(2026, 10, 22), **given: object) -> object:
    seen = given.pop("seen", None)
    household = factories.a_household(
        session,
        name=name,
        lead_worker=given.pop("worker", "鈴木"),
        lead_function=given.pop("function", "児童福祉"),
    )
    row = factories.a_row(
        session, factories.a_conference(session, held_on=held_on), household=household, last_seen_on=seen
    )
    return factories.a_decision(session, row, **given)


def test_plans_overdue_first_then_month_by_month_then_without(session: Session) -> None:
    _decided(session, "過ぎた", plan_review_on=date(2026, 11, 9))
    _decided(session, "今月末", plan_review_on=date(2026, 11, 30))
    _decided(session, "来年", plan_review_on=date(2027, 1, 8))
    _decided(session, "ない", plan_review_on=None)
    _decided(session, "終わった", kind="終結", closure_kind="支援終結")
    found = sheet(session, "plans", ASKED)
    assert _groups(found) == {
        "過ぎている": ["過ぎた"],
        "令和8年11月": ["今月末"],
        "令和9年1月": ["来年"],
        "一度も日付のない世帯": ["ない"],
    }
    assert _figures(found) == {
        "過ぎている": 1,
        "今月": 1,
        "来月から": 1,
        "取り消したまま": 0,
        "一度もない": 1,
    }
    assert _why(found) == ["超過12日", "", "", "10/22の会議でも日付なし"]


def test_calls_per_worker(session: Session) -> None:
    _decided(session, "来月", plan_review_on=date(2026, 12, 25), worker="乾")
    _decided(session, "再来月", plan_review_on=date(2027, 1, 1))
    _decided(session, "過ぎた", plan_review_on=date(2026, 11, 20))
    _decided(session, "だれも", plan_review_on=date(2026, 11, 21), worker="")
    found = sheet(session, "calls", ASKED)
    assert _groups(found) == {"乾": ["来月"], "鈴木": ["過ぎた"], "担当未定": ["だれも"]}
    assert _why(found) == ["来月が更新月", "超過1日", "今月が更新月"]


def test_roles_per_person_most_overdue_first(session: Session) -> None:
    suzuki = cast.enter(session, cast.SUZUKI)
    decision = _decided(session, "春野")
    factories.an_assignment(session, decision, who="乾", what="電話", due_on=TODAY + timedelta(days=3))
    factories.an_assignment(session, decision, person=suzuki, what="訪問", due_on=TODAY - timedelta(days=2))
    factories.an_assignment(session, decision, side="学校", who="担任", what="朝の声かけ", due_on=None)
    factories.an_assignment(session, decision, what="済んだ", state="済")
    found = sheet(session, "roles", ASKED)
    assert [group.heading for group in found.groups] == ["鈴木 花", "乾", "担任"]
    assert _figures(found) == {"期限が過ぎている": 1, "7日のうち": 1, "その先": 0, "期限未定": 1}
    by_agency = sheet(session, "roles", Asked(TODAY, by="agency"))
    assert [group.heading for group in by_agency.groups] == ["児童福祉係", "学校（担任）", "児童福祉側"]


@pytest.mark.parametrize(
    ("who", "person", "hers"),
    [
        ("鈴木", False, True),
        ("鈴木 花", False, True),
        ("鈴木町の民生委員", False, False),
        ("乾", False, False),
        ("なんでも", True, True),
    ],
)
def test_her_own_roles(session: Session, who: str, person: bool, hers: bool) -> None:
    suzuki = cast.enter(session, cast.SUZUKI)
    factories.an_assignment(session, _decided(session, "春野"), who=who, person=suzuki if person else None)
    assert bool(sheet(session, "roles", Asked(TODAY, worker=suzuki)).lines) is hers


@pytest.mark.parametrize(
    ("days_ago", "kind", "roles", "group", "reason"),
    [
        (30, "継続", [("", -1)], "期限が過ぎて済がない", "a deadline passed"),
        (30, "継続", [("", -1), ("済", -1)], None, "something was done"),
        (30, "継続", [("", 5)], None, "there is time"),
        (31, "継続", [("未", None)], "一か月たって済がない", "no deadline, a month has passed"),
        (30, "継続", [("未", None)], None, "not yet a month"),
        (1, "継続", [], "役割が決まっていない", "nobody was named"),
        (1, "共有", [], None, "there was nothing to do"),
        (0, "継続", [], None, "the conference is today"),
        (60, "終結", [("", -1)], None, "the family left"),
    ],
)  # fmt: skip
def test_decisions_nobody_acted_on(
    session: Session,
    days_ago: int,
    kind: str,
    roles: list[tuple[str, int | None]],
    group: str | None,
    reason: str,
) -> None:
    decision = _decided(session, "春野", TODAY - timedelta(days=days_ago), kind=kind)
    for state, days in roles:
        factories.an_assignment(
            session, decision, state=state, due_on=None if days is None else TODAY + timedelta(days=days)
        )
    found = sheet(session, "still", ASKED)
    assert list(_groups(found)) == ([group] if group else []), reason


def test_households_nobody_has_met(session: Session) -> None:
    _decided(session, "ずっと", seen=date(2026, 4, 1))
    _decided(session, "三か月ちょうど", seen=date(2026, 8, 21))
    _decided(session, "一度も")
    _decided(session, "終わった", kind="終結", closure_kind="支援終結")
    found = sheet(session, "unseen", ASKED)
    assert _groups(found) == {"3か月より前": ["ずっと"], "会った日の記録がない": ["一度も"]}
    assert _figures(found)["会えている"] == 1
    assert _groups(sheet(session, "unseen", Asked(TODAY, months=2)))["2か月より前"] == [
        "ずっと",
        "三か月ちょうど",
    ]


def test_four_kinds_are_counted_apart_and_by_fiscal_year(session: Session) -> None:
    _decided(session, "外した", kind="終結", closure_kind="名簿から外す")
    _decided(session, "転出", kind="終結", closure_kind="転出・移管")
    _decided(session, "種類なし", kind="終結")
    _decided(session, "前の年度", date(2026, 3, 31), kind="終結", closure_kind="支援終結")
    found = sheet(session, "closed", ASKED)
    assert _figures(found) == {
        "名簿から外す": 1, "要対協の進行管理終結": 0, "支援終結": 0, "転出・移管": 1, "種類が選ばれていない": 1,
    }  # fmt: skip
    assert _groups(sheet(session, "closed", Asked(TODAY, year=2025))) == {"支援終結": ["前の年度"]}


def test_one_that_came_back_is_said(session: Session) -> None:
    decision = _decided(session, "春野", date(2026, 5, 28), kind="終結", closure_kind="名簿から外す")
    factories.a_row(session, factories.a_conference(session), household=decision.row.household)  # type: ignore[attr-defined]
    assert _why(sheet(session, "closed", ASKED)) == ["11/26の名簿に戻った"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (ASKED, ["母子の", "鈴木の", "だれもいない"]),
        (Asked(TODAY, function="母子保健"), ["母子の"]),
        (Asked(TODAY, without_worker=True), ["だれもいない"]),
    ],
)
def test_narrowing(session: Session, asked: Asked, names: list[str]) -> None:
    _decided(session, "鈴木の")
    _decided(session, "母子の", function="母子保健", worker="乾")
    _decided(session, "だれもいない", worker="")
    assert {line.household.name for line in sheet(session, "unseen", asked).lines} == set(names)
