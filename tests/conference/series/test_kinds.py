"""The kinds as data: each makes a series; seats are read as written; the next day of every rhythm."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.calendars.rhythm import OwnDay, next_day
from conference.rosters.models import Rhythm, Series
from conference.series import service
from conference.series.kinds import BY_ID, KINDS, MINUTES_FORMS, Kind, kind_of
from conference.series.seats import Seat, read_seat, read_seats, seat_line
from conference.series.shelves import SHELVES, shelves


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_each_kind_makes_a_series(session: Session, kind: Kind) -> None:
    series = service.from_kind(session, kind)
    assert kind_of(series) is kind
    assert series.minutes_form in MINUTES_FORMS
    assert series.numbers_outside, "names leave the two functions only when somebody says so"
    seats = service.seats_of(session, series)
    assert [seat_line(seat) for seat in seats] == list(kind.members)
    assert {each.stage for each in service.checks_of(session, series)} == {"前", "当日", "後"}
    assert max(len(text) for _, text in kind.checks) <= 120


def test_which_meetings_have_no_roster() -> None:
    memo = {
        "study", "casebook", "representatives", "review_reports", "school_social", "supporters", "staff", "undertakings",
    }  # fmt: skip
    assert {kind.id for kind in KINDS if not kind.has_roster} == memo
    assert [kind.id for kind in KINDS if kind.family_seat] == ["individual"]


def test_each_kind_stands_on_one_shelf() -> None:
    offered = [kind.id for _, kinds in shelves() for kind in kinds]
    assert sorted(offered) == sorted(kind.id for kind in KINDS)
    assert {each for ids in SHELVES.values() for each in ids} == BY_ID.keys(), "placed by name, not left over"
    assert shelves()[0][1][0].id == "joint_weekly", "合同ケース会議 first"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_leaves_the_two_functions_asks_for_grounds(kind: Kind) -> None:
    asks = any("共有の根拠" in line for line in kind.before)
    assert asks == (kind.leaves_center and kind.has_roster)


@pytest.mark.parametrize(
    ("kind", "rhythm", "expected", "reason"),
    [
        ("", Rhythm.WEEKLY, "joint_weekly", "a series older than the kinds"),
        ("", Rhythm.QUARTERLY, "joint_monthly", "no 合同ケース会議 has this rhythm: as the monthly one"),
        ("management", Rhythm.MONTHLY, "management", "the office changed the rhythm"),
        ("gone", Rhythm.AD_HOC, "joint_ad_hoc", "a kind of a later version"),
    ],
)
def test_kind_of(kind: str, rhythm: Rhythm, expected: str, reason: str) -> None:
    assert kind_of(Series(name="会議", rhythm=rhythm, kind=kind)) is BY_ID[expected], reason


@pytest.mark.parametrize(
    ("line", "seat"),
    [
        ("教育委員会", Seat("教育委員会")),
        ("児童福祉係：鈴木 花", Seat("児童福祉係", "鈴木 花")),
        (" こども家庭センター : 佐藤 恵（進行）", Seat("こども家庭センター", "佐藤 恵", "進行")),
        ("児童相談所：（助言）", Seat("児童相談所", "", "助言")),
        ("児童相談所：山本 様（助言） 03-1234-5678", Seat("児童相談所", "山本 様", "助言", "03-1234-5678")),
        ("教育委員会　電話：０３（１２３４）５６７８", Seat("教育委員会", "", "", "03(1234)5678")),
        ("第2保健福祉係：内線4021", Seat("第2保健福祉係", "内線4021")),
        ("スーパーバイザー(助言)", Seat("スーパーバイザー", "", "助言")),
        ("：田中 修", Seat("", "田中 修")),
        ("　", None),
        ("（進行）", None),
        ("：", None),
    ],
)
def test_read_seat(line: str, seat: Seat | None) -> None:
    assert read_seat(line) == seat


def test_seats_read_back() -> None:
    seats = read_seats("教育委員会\n\n児童福祉係：鈴木 花（記録）\n児童相談所：（助言） 03-1234-5678")
    assert read_seats("\n".join(map(seat_line, seats))) == seats


@pytest.mark.parametrize(
    ("rhythm", "last", "day", "reason"),
    [
        (Rhythm.BIMONTHLY, date(2026, 11, 26), date(2027, 1, 28), "the fourth Thursday, two months on"),
        (Rhythm.QUARTERLY, date(2026, 11, 26), date(2027, 2, 25), "into the next year"),
        (Rhythm.QUARTERLY, date(2026, 12, 24), date(2027, 3, 25), "December and three"),
        (
            Rhythm.QUARTERLY,
            date(2026, 2, 26),
            date(2026, 11, 26),
            "none in the past: the next turn of its own months",
        ),
    ],
)
def test_rhythms_of_months(rhythm: Rhythm, last: date, day: date, reason: str) -> None:
    found = next_day(rhythm, OwnDay.of(last), date(2026, 11, 21))
    assert found is not None
    assert found[0] == day, reason
