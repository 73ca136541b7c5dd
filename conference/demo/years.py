"""Meetings of the practice office that write lines or memos: three kinds, as far as this year has come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.edits import Editor
from conference.demo.timetable import open_from
from conference.growth import fiscal_year
from conference.notes import service as notes
from conference.people.models import Person
from conference.rosters.models import Conference, ConferenceState, Series
from conference.series import service
from conference.series.kinds import BY_ID
from conference.years import writing

KINDS = ("representatives", "school_social", "undertakings")
SCHOOLS = {
    "さつき野小学校": (("7", "4"), ("7", "5"), ("8", "6"), ("8", "6"), ("8", "8"), ("9", "8"), ("9", "9")),
    "みどり台中学校": (("3", "6"), ("4", "6"), ("5", "7"), ("5", "7"), ("7", "7"), ("7", "8"), ("8", "8")),
    "梅の木小学校": (("2", "2"), ("2", "2"), ("2", "3"), ("2", "3"), ("3", "3"), ("3", "3"), ("3", "4")),
}
SCHOOL_MONTHS = (4, 5, 6, 7, 9, 10, 11, 12, 1, 2, 3)
SCHOOLS_AGREED = "SSW：みどり台中学校の一人を、次の名簿の会議に提案する"
TERMS = (
    (
        7,
        {
            "学校訪問": ("12回", "12回"),
            "関係機関との会議": ("4回", "3回"),
            "居場所の朝": ("週2回（6月から）", "週1回（7月から）"),
        },
        "前期の取組を計画と並べる",
        "三宅：会議の日を年度の初めに決めておく",
        "居場所は、開く人が一人だと続かない。",
    ),
    (
        11,
        {
            "学校訪問": ("12回", "9回"),
            "関係機関との会議": ("4回", "4回"),
            "居場所の朝": ("週2回", "週2回"),
        },
        "中期の取組を計画と並べる",
        "佐藤：三学期の訪問を先に入れる 12/20まで",
        "訪問は学校の行事の前を避けると話しやすい。",
    ),
)
HEADS_AGENDA = "前の年度の実績\nそれぞれの機関で困っていること"
HEADS_AGREED = "警察：夜の連絡先を1か月のうちに知らせる\n教育委員会：校長会で一枚の紙を配る"
HEADS_LOOKED_BACK = "数字のあとに現場の声を一つ聞くと、話が進んだ。"


def make(session: Session, people: dict[str, Person], today: date) -> None:
    """This fiscal year and the one before; only days that lie behind."""
    for year in (fiscal_year(today) - 1, fiscal_year(today)):
        _heads(session, people["tokatsu"], year, today)
        _schools(session, people["jifuku"], year, today)
        _terms(session, people["tokatsu"], year, today)
    _confirm(session, today)


def _heads(session: Session, person: Person, year: int, today: date) -> None:
    meeting = _meeting(session, "representatives", _day(year, 6, 3), today)
    if meeting:
        _write(session, person, meeting, HEADS_AGENDA, HEADS_AGREED, HEADS_LOOKED_BACK)


def _schools(session: Session, person: Person, year: int, today: date) -> None:
    """Month by month; before this year the office began with the last two numbers."""
    for at, month in enumerate(SCHOOL_MONTHS):
        meeting = _meeting(session, "school_social", _day(year, month, 11), today)
        if meeting is None:
            continue
        found = {school: numbers[min(at, len(numbers) - 1)] for school, numbers in SCHOOLS.items()}
        _paste(session, person, meeting, found)
        _write(session, person, meeting, "", SCHOOLS_AGREED if at == 0 else "", "")


def _terms(session: Session, person: Person, year: int, today: date) -> None:
    for month, lines, agenda, agreed, looked_back in TERMS:
        meeting = _meeting(session, "undertakings", _day(year, month, 17), today)
        if meeting:
            _paste(session, person, meeting, lines)
            _write(session, person, meeting, agenda, agreed, looked_back)


def _day(year: int, month: int, day: int) -> date:
    return open_from(date(year + (month < 4), month, day))


def _meeting(session: Session, kind: str, held_on: date, today: date) -> Conference | None:
    """Held, its record still open; None: still to come."""
    if held_on >= today:
        return None
    series = session.scalar(select(Series).where(Series.kind == kind)) or service.from_kind(
        session, BY_ID[kind]
    )
    meeting = service.start(session, series, held_on, last=None)
    ended = datetime.combine(held_on, time.fromisoformat(series.ends_at))
    meeting.state, meeting.closed_at = ConferenceState.REVIEWING, ended
    return meeting


def _confirm(session: Session, today: date) -> None:
    """Records of the last two weeks are still being written."""
    question = select(Conference).join(Conference.series).where(Series.kind.in_(KINDS))
    for meeting in session.scalars(question):
        if meeting.held_on < today - timedelta(days=14) and meeting.closed_at:
            meeting.state, meeting.confirmed_at = (
                ConferenceState.CONFIRMED,
                meeting.closed_at + timedelta(days=1),
            )


def _paste(session: Session, person: Person, meeting: Conference, lines: dict[str, tuple[str, str]]) -> None:
    text = "\n".join("\t".join((name, *texts)) for name, texts in lines.items())
    writing.paste(session, _at(person, meeting), meeting, text)


def _write(session: Session, person: Person, meeting: Conference, *texts: str) -> None:
    """議題, 決まったこと, ふりかえり; an empty one is not written."""
    for field, text in zip((notes.AGENDA, notes.AGREED, notes.LOOKED_BACK), texts, strict=True):
        if text:
            notes.keep(session, _at(person, meeting), meeting, field, text)


def _at(person: Person, meeting: Conference) -> Editor:
    return Editor(person, datetime.combine(meeting.held_on, time(15, 40)))
