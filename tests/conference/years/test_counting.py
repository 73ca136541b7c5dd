"""一年の数 against a count by hand: every row and seat of a small office looked at one by one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.edits import Editor
from conference.households import merging
from conference.households.models import Household, HouseholdMerge
from conference.rosters.models import Conference, ConferenceState, Row
from conference.series.kinds import kind_of
from conference.years.counting import CLOSURES, is_held
from conference.years.meetings import series_year
from conference.years.office import Figures, office_year
from tests import cast, factories
from tests.conference.years.offices import a_meeting, an_office
from tests.fakes import A_SATURDAY

TODAY = date(2026, 11, 22)
YEARS = (2024, 2025, 2026)


def _in_year(day: date, year: int) -> bool:
    return date(year, 4, 1) <= day <= date(year + 1, 3, 31)


def _was_held(meeting: Conference) -> bool:
    if meeting.state in ("開催中", "記録確認中", "確定"):
        return True
    return meeting.state != "見送り" and meeting.held_on < TODAY and not kind_of(meeting.series).has_roster


def _family(session: Session, row: Row) -> int:
    """The household it belongs to today."""
    household = row.household
    while merge := session.get(HouseholdMerge, household.id):
        household = merge.kept
    return household.id


def _is_first(session: Session, row: Row, rows: list[Row]) -> bool:
    """No begun meeting before this one had the household, and nobody spoke of a policy from before."""
    mine = [
        each
        for each in rows
        if _family(session, each) == _family(session, row)
        and each.conference.state in ("開催中", "記録確認中", "確定")
    ]
    first = min(mine, key=lambda each: (each.conference.held_on, each.conference_id, each.id), default=None)
    return first is row and not row.last_policy


def _by_hand(session: Session, year: int, series_id: int | None) -> Figures:
    meetings = [
        each
        for each in session.scalars(select(Conference))
        if _in_year(each.held_on, year) and _was_held(each) and series_id in (None, each.series_id)
    ]
    everything = list(session.scalars(select(Row)))
    rows = [row for meeting in meetings for row in meeting.rows]
    ends = [
        row.decision.closure_kind or "種類なし"
        for row in rows
        if row.decision and row.decision.kind == "終結" and row.status in ("決定", "一括確認済")
    ]
    came = [
        {
            each.agency or each.name
            for each in meeting.attendances
            if each.kind == "出席" and each.name != "本人・家族"
        }
        for meeting in meetings
    ]
    return Figures(
        len(meetings), len(rows), len({_family(session, row) for row in rows}),
        sum(_is_first(session, row, everything) for row in rows),
        {kind: ends.count(kind) for kind in CLOSURES}, sum(map(len, came)),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_office_adds_up_as_by_hand(session: Session, seed: int) -> None:
    an_office(session, seed)
    for year in YEARS:
        counted = office_year(session, year, TODAY)
        assert counted.this == _by_hand(session, year, None), year
        assert counted.last == _by_hand(session, year - 1, None), year
        for line in counted.lines:
            assert line.this == _by_hand(session, year, line.series.id), (year, line.series.kind)
            assert line.last == _by_hand(session, year - 1, line.series.id)
        assert all(line.this.meetings + line.last.meetings for line in counted.lines)
        assert sum(line.this.new for line in counted.lines) == counted.this.new
    session.rollback()


@pytest.mark.parametrize("seed", [0, 3])
def test_a_series_says_what_the_office_says(session: Session, seed: int) -> None:
    """Meeting by meeting, and the total under them."""
    an_office(session, seed)
    for line in office_year(session, 2025, TODAY).lines:
        shown = series_year(session, line.series, 2025, TODAY)
        assert sum(each.is_held for each in shown.meetings) == line.this.meetings
        assert [each.conference.held_on for each in shown.meetings] == sorted(
            each.conference.held_on for each in shown.meetings
        )
        if shown.total is None:
            continue
        assert (shown.total.rows, shown.total.new, shown.total.closed) == (
            line.this.rows, line.this.new, line.this.closed,
        )  # fmt: skip
        for meeting in shown.meetings:
            _check_meeting(meeting.conference, meeting.roster)
    session.rollback()


def _check_meeting(conference: Conference, found: object) -> None:
    if not _was_held(conference):
        assert found is None
        return
    roles = [role for row in conference.rows if row.decision for role in row.decision.roles]
    tracks = [row.track for row in conference.rows]
    assert (found.rows, found.roles, found.roles_done, found.decided, found.tracks) == (  # type: ignore[attr-defined]
        len(tracks), len(roles), sum(role.state == "済" for role in roles),
        sum(row.status in ("決定", "一括確認済") for row in conference.rows),
        {track: tracks.count(track) for track in ("一括確認", "協議", "重点")},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "state", "held_on", "counts", "reason"),
    [
        ("joint_monthly", ConferenceState.CONFIRMED, date(2026, 10, 1), True, "over"),
        ("joint_monthly", ConferenceState.IN_SESSION, TODAY, True, "going on"),
        ("joint_monthly", ConferenceState.PREPARING, date(2026, 10, 1), False, "a roster nobody opened"),
        ("joint_monthly", ConferenceState.CALLED_OFF, date(2026, 10, 1), False, "見送り"),
        (
            "study",
            ConferenceState.PREPARING,
            date(2026, 10, 1),
            True,
            "without a roster it need not be begun",
        ),
        ("study", ConferenceState.PREPARING, TODAY, False, "its day is not over"),
        ("study", ConferenceState.CALLED_OFF, date(2026, 10, 1), False, "見送り"),
    ],
)
def test_which_meetings_were_held(
    session: Session, kind: str, state: ConferenceState, held_on: date, counts: bool, reason: str
) -> None:
    assert is_held(a_meeting(session, kind, held_on, state=state), TODAY) is counts, reason
    session.rollback()


def test_a_household_in_two_kinds_of_meeting_is_one(session: Session) -> None:
    family = factories.a_household(session)
    for kind, month in (("joint_monthly", 5), ("management", 6), ("joint_monthly", 7)):
        meeting = a_meeting(session, kind, date(2026, month, 1), state=ConferenceState.CONFIRMED)
        factories.a_row(session, meeting, household=family)
    counted = office_year(session, 2026, TODAY)
    assert (counted.this.rows, counted.this.households, counted.this.new) == (3, 1, 1)
    assert [(line.this.households, line.this.new) for line in counted.lines] == [(1, 1), (1, 0)]
    session.rollback()


def _a_roster(session: Session, month: int, *families: Household, year: int = 2026) -> Conference:
    meeting = a_meeting(session, "joint_monthly", date(year, month, 1), state=ConferenceState.CONFIRMED)
    for each in families:
        factories.a_row(session, meeting, household=each)
    return meeting


def _put_together(session: Session, kept: Household, *gone: Household) -> None:
    editor = Editor(cast.enter(session, cast.SATO), A_SATURDAY)
    for each in gone:
        merging.merge(session, editor, kept, each)


def test_a_family_that_was_two_households_is_counted_once(session: Session) -> None:
    """One row of the shell could not move: both stood on the roster of May."""
    kept, gone, other = (factories.a_household(session) for _ in range(3))
    _a_roster(session, 5, gone, kept, other)
    _a_roster(session, 7, gone)
    _put_together(session, kept, gone)
    this = office_year(session, 2026, TODAY).this
    assert (this.rows, this.households, this.new) == (4, 2, 2)
    session.rollback()


def test_a_family_is_not_new_where_its_shell_was_there_before(session: Session) -> None:
    kept, gone, last = (factories.a_household(session) for _ in range(3))
    _a_roster(session, 3, gone, kept)  # the fiscal year before
    _a_roster(session, 5, gone, kept)
    _a_roster(session, 6, last, kept)
    _put_together(session, kept, gone)
    _put_together(session, last, kept)
    counted = office_year(session, 2026, TODAY)
    assert (counted.this.rows, counted.this.households, counted.this.new) == (4, 1, 0)
    assert (counted.last.rows, counted.last.households, counted.last.new) == (2, 1, 1)
    assert counted.this == _by_hand(session, 2026, None), "as counted one by one"
    session.rollback()


@pytest.mark.parametrize(
    ("status", "closed", "reason"),
    [
        ("決定", 1, "decided"),
        ("一括確認済", 1, "confirmed together with others"),
        ("未協議", 0, "chosen in preparation, not spoken of"),
        ("協議中", 0, "chosen, not decided yet"),
        ("次回へ", 0, "put off: nothing was decided"),
    ],
)
def test_only_what_was_decided_is_an_end(session: Session, status: str, closed: int, reason: str) -> None:
    meeting = _a_roster(session, 5, factories.a_household(session))
    row = meeting.rows[0]
    row.status = status
    factories.a_decision(session, row, kind="終結", closure_kind="支援終結")
    assert office_year(session, 2026, TODAY).this.closed["支援終結"] == closed, reason
    shown = series_year(session, meeting.series, 2026, TODAY)
    assert shown.total is not None
    assert shown.total.closed["支援終結"] == closed, reason
    session.rollback()
