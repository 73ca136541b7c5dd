"""Which household a household of the file is: a table with a reason per row."""

from __future__ import annotations

from datetime import date

import pytest

from conference.importing.households import ImportedHousehold, group_households
from conference.importing.roster import read_roster
from conference.roster_import.matching import Known, find_match, propose
from conference.tables import households, rosters
from tests.conference.roster_import.sheets import a_line, a_roster

TODAY = date(2026, 11, 21)


def imported(**given: str) -> ImportedHousehold:
    return group_households(read_roster(a_roster([a_line(**given)]), today=TODAY).rows)[0]


def known(case_number: str | None = "R8-201", **member: object) -> households.Household:
    person = {"name": "深見 灯", "birth_date": date(2017, 6, 14), "relation": "長女"} | member
    return households.Household(
        id=7, case_number=case_number, name="深見", lead_function="児童福祉", lead_worker="児福 鈴木／保健師 乾",
        members=[households.Member(**person)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("household", "given", "why"),
    [
        (known(), {}, "ケース番号が同じ"),
        (known("Ｒ８－２０１"), {}, "ケース番号が同じ"),  # width is no difference
        (known("R7-099"), {}, "名前と生年月日が同じ"),  # renumbered in the new year
        (known(None, name="深見　灯"), {"case_number": ""}, "名前と生年月日が同じ"),  # full-width blank
        (known(None, birth_date=None), {"case_number": ""}, ""),  # a name alone is not enough
        (known("R7-099", birth_date=date(2018, 6, 14)), {}, ""),  # another child of that name
    ],
)
def test_a_household_is_found_again(household: households.Household, given: dict[str, str], why: str) -> None:
    match, said = find_match(imported(**given), [household])

    assert (household if why else None, why) == (match, said)


def test_an_equal_family_name_is_offered_not_taken() -> None:
    household = known("R7-099", name="深見 渚", birth_date=date(2010, 1, 1))

    proposal = propose(0, imported(), Known([household], {}), ())

    assert (None, (household,), "新しい") == (proposal.match, proposal.candidates, proposal.kind)


def test_only_what_the_file_says_otherwise_is_a_difference() -> None:
    row = rosters.Row(
        id=1, household_id=7, concern="登校しぶり", situation="古い状況", last_policy="学校と週1回の電話",
        review_on=date(2026, 12, 10), plan_review_on=date(2027, 2, 1),
    )  # fmt: skip
    household = known(affiliation="みなと小 3年", category="要支援")

    proposal = propose(0, imported(), Known([household], {7: row}), ())

    assert {
        ("世帯員", "", "深見 樹"),
        ("現在の状況", "古い状況", "9月から欠席が週に2日ほど続く。"),
    } == {(d.label, d.before, d.after) for d in proposal.differences}
