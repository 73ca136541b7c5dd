"""Lines of a meeting: typed, pasted, taken off, carried to the next; no text is ever lost."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.edits import Editor, RecordConfirmed, WrittenMeanwhile
from conference.decisions.fields import FieldUnknown, TextTooLong
from conference.errors import CalledOff
from conference.rosters.models import Conference, ConferenceState
from conference.years import versions, writing
from conference.years.errors import LineHasMore, NoLines, OnlyHeadings, TooManyLines
from conference.years.lines import Line, lines_at
from conference.years.models import LineText
from conference.years.ruled import table_for
from conference.years.side_by_side import grid_of, table_at
from tests import cast
from tests.conference.years.offices import a_meeting

AT = datetime.combine(date(2026, 11, 22), time(10, 30))
SCHOOLS = "さつき野小学校\t12\t9\n緑ヶ丘中学校\t5\t8"


@pytest.fixture
def editor(session: Session) -> Editor:
    return Editor(cast.enter(session, cast.SUZUKI), AT, "page:p1")


@pytest.fixture
def other(session: Session) -> Editor:
    return Editor(cast.enter(session, cast.INUI), AT, "page:p2")


def _months(session: Session, *months: int, kind: str = "school_social") -> list[Conference]:
    return [a_meeting(session, kind, date(2026, month, 16)) for month in months]


def _said(lines: list[Line]) -> list[tuple[str, str, str]]:
    return [(line.name, line.first, line.second) for line in lines]


def _line(session: Session, meeting: Conference, name: str) -> Line:
    return next(line for line in lines_at(session, meeting) if line.name == name)


def test_before_anybody_adds_a_school_there_is_one_line(session: Session, editor: Editor) -> None:
    (may,) = _months(session, 5)
    assert _said(lines_at(session, may)) == [("全体", "", "")]
    assert writing.save(session, editor, may, "all:first", "17", 0).number == 1
    writing.paste(session, editor, may, "さつき野小学校")
    assert _said(lines_at(session, may)) == [("全体", "17", ""), ("さつき野小学校", "", "")], (
        "it is written: it stays"
    )
    session.rollback()


def test_the_empty_line_of_the_whole_makes_room(session: Session, editor: Editor) -> None:
    (may,) = _months(session, 5)
    writing.paste(session, editor, may, "さつき野小学校")
    assert _said(lines_at(session, may)) == [("さつき野小学校", "", "")]
    session.rollback()


def test_a_line_stands_ready_at_the_next_meeting(session: Session, editor: Editor) -> None:
    may, june, july = _months(session, 5, 6, 7)
    writing.paste(session, editor, may, SCHOOLS)
    assert _said(lines_at(session, june)) == [("さつき野小学校", "", ""), ("緑ヶ丘中学校", "", "")]
    assert [line.before["first"] for line in lines_at(session, june)] == ["12", "5"], (
        "beside what stood last time"
    )
    key = _line(session, june, "緑ヶ丘中学校").key
    writing.save(session, editor, june, f"{key}:name", "緑が丘中学校", 0)
    names = [[line.name for line in lines_at(session, each)] for each in (may, june, july)]
    assert names == [
        ["さつき野小学校", "緑ヶ丘中学校"],
        ["さつき野小学校", "緑が丘中学校"],
        ["さつき野小学校", "緑が丘中学校"],
    ], "a new name holds from its meeting on"
    session.rollback()


def test_taken_off_it_is_gone_from_here_on_and_comes_back(session: Session, editor: Editor) -> None:
    may, june, july = _months(session, 5, 6, 7)
    writing.paste(session, editor, may, SCHOOLS)
    key = _line(session, june, "さつき野小学校").key
    writing.save(session, editor, june, f"{key}:first", "11", 0)
    before = versions.newest_id(session)
    with pytest.raises(LineHasMore):
        writing.drop(session, editor, june, key, {"name": 0, "first": 0})
    dropped = writing.drop(session, editor, june, key, {"first": 1})
    assert dropped is not None
    assert [len(lines_at(session, each)) for each in (may, june, july)] == [2, 1, 1], (
        "May keeps what it wrote"
    )
    back = writing.take_back(session, editor, june, before + 1, versions.newest_id(session))
    assert back == writing.TakenBack(2, 0)
    assert _said(lines_at(session, june))[0] == ("さつき野小学校", "11", "")
    assert writing.drop(session, editor, june, "nobody", {}) is None
    session.rollback()


def test_a_paste_fills_what_is_empty_and_leaves_the_rest(session: Session, editor: Editor) -> None:
    may, june = _months(session, 5, 6)
    assert writing.paste(session, editor, may, SCHOOLS) == writing.Pasted(2, 4, 0)
    key = _line(session, june, "さつき野小学校").key
    writing.save(session, editor, june, f"{key}:first", "13", 0)
    done = writing.paste(
        session, editor, june, "さつき野小学校\t14\t10\r\n\r\n 若葉小学校 \t3\n緑ヶ丘中学校\t5\t8\t備考"
    )
    assert done == writing.Pasted(made=1, filled=4, kept=1, beyond=1)
    assert _said(lines_at(session, june)) == [
        ("さつき野小学校", "13", "10"),
        ("緑ヶ丘中学校", "5", "8"),
        ("若葉小学校", "3", ""),
    ]
    assert writing.paste(session, editor, june, "若葉小学校\t3") == writing.Pasted(0, 0, 0)
    session.rollback()


def test_a_cell_of_two_lines_stays_one(session: Session, editor: Editor) -> None:
    (may,), (july,) = _months(session, 5), _months(session, 7, kind="undertakings")
    writing.paste(session, editor, may, '"さつき野\r\n小学校"\t"12\n(うち新規3)"\t9')
    assert _said(lines_at(session, may)) == [("さつき野 小学校", "12 (うち新規3)", "9")]
    writing.paste(session, editor, july, '取組\t計画\t実績\r\n学校訪問\t"4月\r\n7月"\t\r\n合計\t2\t\r\n')
    assert _said(lines_at(session, july)) == [("学校訪問", "4月\n7月", "")], (
        "a place of several lines keeps them"
    )
    session.rollback()


@pytest.mark.parametrize("dropped", [False, True], ids=["out of the way", "taken off"])
def test_the_whole_that_is_pasted_is_no_school(session: Session, editor: Editor, dropped: bool) -> None:
    """全体 is out of the way of the schools, or was taken off: pasted with its numbers it is itself again."""
    (may,) = _months(session, 5)
    if dropped:
        writing.drop(session, editor, may, "all", {})
    writing.paste(session, editor, may, "さつき野小学校\n緑ヶ丘中学校")
    writing.paste(session, editor, may, f"{SCHOOLS}\n全　体\t17\t17")
    whole = [line for line in lines_at(session, may) if "全" in line.name]
    assert [(line.key, line.first) for line in whole] == [("all", "17")]
    table = table_at(session, may)
    assert table is not None
    assert table.rows[-1] == ("合計（両方に数のある行）", "17", "17", "同じ"), "of the schools only"
    session.rollback()


def test_a_whole_with_another_name_is_not_made_twice(session: Session, editor: Editor) -> None:
    (may,) = _months(session, 5)
    writing.save(session, editor, may, "all:name", "市の全体", 0)
    assert writing.paste(session, editor, may, "全体\t17\t17") == writing.Pasted(0, 2, 0)
    assert _said(lines_at(session, may)) == [("市の全体", "17", "17")]
    session.rollback()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ('"緑ヶ丘\n中学校"', "a line break in the cell"),
        ("緑ヶ丘　中学校", "a wide space"),
        ("緑ｹ丘中学校", "a narrow letter"),
    ],
)
def test_a_school_is_met_however_its_name_is_set(
    session: Session, editor: Editor, name: str, reason: str
) -> None:
    (may,) = _months(session, 5)
    writing.paste(session, editor, may, "緑ケ丘中学校" if "ｹ" in name else "緑ヶ丘中学校")
    assert writing.paste(session, editor, may, f"{name}\t5\t8") == writing.Pasted(0, 2, 0), reason
    assert [line.first for line in lines_at(session, may)] == ["5"]
    session.rollback()


def test_a_school_in_two_settings_is_one_of_the_sixty(session: Session, editor: Editor) -> None:
    (may,) = _months(session, 5)
    schools = "\n".join(f"{number}小学校" for number in range(59))
    writing.paste(session, editor, may, schools)
    writing.paste(session, editor, may, f"{schools}\n０ 小学校\n1　小学校\n若葉小学校")
    assert len(lines_at(session, may)) == 60
    session.rollback()


def test_a_paste_is_taken_back_but_not_what_was_written_since(
    session: Session, editor: Editor, other: Editor
) -> None:
    (may,) = _months(session, 5)
    writing.paste(session, editor, may, SCHOOLS)
    last = versions.newest_id(session)
    key = _line(session, may, "さつき野小学校").key
    writing.save(session, other, may, f"{key}:first", "20", 1)
    assert writing.take_back(session, other, may, 1, last) == writing.TakenBack(0, 0), "only one's own"
    assert writing.take_back(session, editor, may, 1, last) == writing.TakenBack(5, 1)
    assert _said(lines_at(session, may)) == [("", "20", "")]
    session.rollback()


@pytest.mark.parametrize(
    ("pasted", "problem", "reason"),
    [
        ("", NoLines, "nothing"),
        (" \n\t\n", NoLines, "blank lines"),
        ("学校\tセンター\tSSW\n合計\t3\t4", OnlyHeadings, "no line among them"),
        ("\n".join(f"{number}小学校" for number in range(61)), TooManyLines, "more than can be looked at"),
        ("校" * 81, TextTooLong, "no name is so long"),
        (f"小学校\t{'9' * 501}", TextTooLong, "no text of a cell either"),
    ],
)
def test_what_cannot_be_pasted(
    session: Session, editor: Editor, pasted: str, problem: type[Exception], reason: str
) -> None:
    (may,) = _months(session, 5)
    with pytest.raises(problem):
        writing.paste(session, editor, may, pasted)
    assert session.scalars(select(LineText)).all() == [], reason
    session.rollback()


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("zzz:first", "no such line"),
        ("all:third", "no such column"),
        ("all", "no column"),
        ("", "nothing"),
        ("all:first:x", "more than a line and a column"),
    ],
)
def test_what_is_no_place(session: Session, editor: Editor, field: str, reason: str) -> None:
    (may,) = _months(session, 5)
    with pytest.raises(FieldUnknown):
        writing.save(session, editor, may, field, "1", 0)
    session.rollback()


def test_a_kind_without_a_table_takes_none(session: Session, editor: Editor) -> None:
    (meeting,) = _months(session, 5, kind="study")
    assert lines_at(session, meeting) == []
    with pytest.raises(FieldUnknown):
        writing.save(session, editor, meeting, "all:first", "1", 0)
    with pytest.raises(FieldUnknown):
        writing.paste(session, editor, meeting, "学校")
    assert table_for("undertakings") is not None
    session.rollback()


@pytest.mark.parametrize(
    ("state", "problem"),
    [(ConferenceState.CONFIRMED, RecordConfirmed), (ConferenceState.CALLED_OFF, CalledOff)],
)
def test_a_closed_meeting_takes_nothing(
    session: Session, editor: Editor, state: ConferenceState, problem: type[Exception]
) -> None:
    (may,) = _months(session, 5)
    writing.save(session, editor, may, "all:first", "3", 0)
    may.state = state
    with pytest.raises(problem):
        writing.save(session, editor, may, "all:first", "4", 1)
    with pytest.raises(problem):
        writing.paste(session, editor, may, "学校")
    with pytest.raises(problem):
        writing.drop(session, editor, may, "all", {"first": 1})
    with pytest.raises(problem):
        writing.take_back(session, editor, may, 1, 9)
    assert _line(session, may, "全体").first == "3"
    session.rollback()


def test_two_people_lose_no_number(session: Session, editor: Editor, other: Editor) -> None:
    (may,) = _months(session, 5)
    writing.save(session, editor, may, "all:first", "12", 0)
    with pytest.raises(WrittenMeanwhile) as told:
        writing.save(session, other, may, "all:first", "14", 0)
    assert (told.value.theirs, told.value.yours) == ("12", "14")
    assert writing.save(session, other, may, "all:first", "12", 0).number == 1, (
        "the same number is no conflict"
    )
    assert writing.save(session, other, may, "all:first", "14", 1).number == 2
    assert writing.save(session, other, may, "all:first", "15", 1).number == 3, "its own lost answer"
    assert writing.save(session, other, may, "all:second", "9", 0).number == 1, (
        "another column is another place"
    )
    assert [each.value for each in session.scalars(select(LineText).order_by(LineText.id))] == [
        "12",
        "14",
        "15",
        "9",
    ]
    session.rollback()


def test_a_meeting_called_off_hands_nothing_on(session: Session, editor: Editor) -> None:
    may, june, july = _months(session, 5, 6, 7)
    writing.paste(session, editor, may, "さつき野小学校")
    writing.paste(session, editor, june, "緑ヶ丘中学校")
    june.state = ConferenceState.CALLED_OFF
    assert [line.name for line in lines_at(session, july)] == ["さつき野小学校"]
    assert [line.name for line in lines_at(session, june)] == ["さつき野小学校", "緑ヶ丘中学校"]
    session.rollback()


def test_the_record_of_one_meeting(session: Session, editor: Editor) -> None:
    (may,) = _months(session, 5)
    assert table_at(session, may) is None, "a table that nobody wrote is no part of the record"
    writing.paste(session, editor, may, SCHOOLS + "\n若葉小学校\t2\n桜小学校")
    table = table_at(session, may)
    assert table is not None
    assert table.headings == ("学校", "センターの把握数", "SSWの把握数", "差")
    assert table.rows == (
        ("さつき野小学校", "12", "9", "センターが3多い"),
        ("緑ヶ丘中学校", "5", "8", "SSWが3多い"),
        ("若葉小学校", "2", "", ""),
        ("合計（両方に数のある行）", "17", "17", "同じ"),
    )
    session.rollback()


def test_months_stand_side_by_side(session: Session, editor: Editor) -> None:
    may, june, july = _months(session, 5, 6, 7)
    writing.save(session, editor, may, "all:first", "17", 0)
    writing.save(session, editor, may, "all:second", "20", 0)
    writing.paste(session, editor, july, SCHOOLS)
    grid = grid_of(session, [may, june, july])
    assert grid is not None
    assert grid.labels == ("5月", "6月", "7月")
    assert [group.name for group in grid.groups] == [
        "全体", "さつき野小学校", "緑ヶ丘中学校", "合計（両方に数のある行）",
    ]  # fmt: skip
    assert grid.groups[0].rows == (
        ("センターの把握数", ("17", "", "")),
        ("SSWの把握数", ("20", "", "")),
        ("差", ("SSWが3多い", "", "")),
    )
    assert grid.groups[-1].rows[0][1] == ("", "", "17"), "全体 is no school among schools"
    session.rollback()


def test_three_terms_stand_side_by_side(session: Session, editor: Editor) -> None:
    terms = _months(session, 7, 11, kind="undertakings")
    assert grid_of(session, terms) is None
    writing.paste(session, editor, terms[0], "学校訪問\t12回\t9回\n居場所「フィット」\t4〜3月")
    key = _line(session, terms[1], "学校訪問").key
    writing.save(session, editor, terms[1], f"{key}:first", "12回", 0)
    grid = grid_of(session, terms)
    assert grid is not None
    assert grid.labels == ("前期", "中期")
    assert grid.groups[0].rows[-1] == ("差", ("計画より3回少ない", "実績はまだ"))
    assert grid.groups[1].rows[-1] == ("差", ("実績はまだ", ""))
    session.rollback()


def test_a_year_of_many_meetings_stands_by_months(session: Session, editor: Editor) -> None:
    """Thirteen: what was written last in the month stands there, side by side, whoever wrote which."""
    days = [date(2026, month, day) for month in (4, 5, 6) for day in (2, 9, 16, 23)] + [date(2027, 3, 4)]
    meetings = [a_meeting(session, "school_social", day) for day in days]
    writing.paste(session, editor, meetings[0], SCHOOLS)
    writing.paste(session, editor, meetings[2], "さつき野小学校\t13")
    writing.paste(session, editor, meetings[5], "若葉小学校\t1\t1")
    key = _line(session, meetings[3], "緑ヶ丘中学校").key
    writing.save(session, editor, meetings[3], f"{key}:name", "緑が丘中学校", 0)
    grid = grid_of(session, meetings)
    assert grid is not None
    assert grid.is_by_month
    assert grid.labels == ("4月", "5月", "6月", "3月")
    assert [[each.held_on.day for each in column] for column in grid.meetings] == [
        [2, 9, 16, 23], [2, 9, 16, 23], [2, 9, 16, 23], [4],
    ]  # fmt: skip
    assert [(group.name, *(texts[:2] for _, texts in group.rows)) for group in grid.groups] == [
        ("さつき野小学校", ("13", ""), ("9", ""), ("センターが4多い", "")),
        ("緑が丘中学校", ("5", ""), ("8", ""), ("SSWが3多い", "")),
        ("若葉小学校", ("", "1"), ("", "1"), ("", "同じ")),
        ("合計（両方に数のある行）", ("18", ""), ("17", ""), ("センターが1多い", "")),
    ]
    session.rollback()


def test_twelve_meetings_stand_each_for_itself(session: Session, editor: Editor) -> None:
    meetings = [a_meeting(session, "school_social", date(2026, 4, 1 + day)) for day in range(12)]
    writing.paste(session, editor, meetings[0], SCHOOLS)
    grid = grid_of(session, meetings)
    assert grid is not None
    assert (grid.is_by_month, len(grid.labels), len(grid.groups[0].rows[0][1])) == (False, 12, 12)
    session.rollback()


@pytest.mark.parametrize(
    ("kind", "months", "labels", "reason"),
    [
        ("undertakings", [7, 11, 3], ["前期", "中期", "後期"], "three terms"),
        ("undertakings", [7], ["前期"], "the year has begun"),
        ("undertakings", [11, 3], ["中期", "後期"], "前期 was called off, or the office began in autumn"),
        (
            "undertakings",
            [4, 7, 8, 11, 12, 3],
            ["前期", "前期 2回め", "中期", "中期 2回め", "後期", "後期 2回め"],
            "the edges",
        ),
        ("undertakings", [6, 9, 12, 3], ["前期", "中期", "後期", "後期 2回め"], "more meetings than terms"),
        ("school_social", [4, 5], ["4月", "5月"], "months have their names"),
    ],
)
def test_what_the_meetings_of_a_year_are_called(
    kind: str, months: list[int], labels: list[str], reason: str
) -> None:
    ruled = table_for(kind)
    assert ruled is not None
    assert ruled.meeting_labels(months) == labels, reason
