"""What the practice office is getting ready: the coming monthly roster, a weekly one, and what workers wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.demo.courses import Course
from conference.demo.stories import Mood, pick
from conference.demo.timetable import Meeting, coming, coming_weekly
from conference.invitations.models import ReadMark, RowComment, RowQuestion
from conference.people.models import Person
from conference.rosters import triage
from conference.rosters.models import Conference, ConferenceState, Rhythm, Row, RowShare
from conference.rosters.schedule import series_of
from conference.series import service as series_service
from conference.series.seats import Seat

SEATS = (
    ("tokatsu", "進行"), ("centercho", ""), ("jifuku", "記録"), ("hokenshi", ""), ("shinnin", ""), ("sanka", "助言"),
)  # fmt: skip
BRIEFS = {
    "泉谷": ("妹の家の一間に寝ている", "動きはよく感じると話す", "お金の話になると声が小さい", "妹が毎朝電話をかける", "出産の夜の付き添い", 55),
    "卯月": ("伯母の家と行き来", "姉は弟の分まで用意する", "夜勤の疲れが抜けない", "母から先に話してくれる", "夜の二番目の大人", 50),
    "小夜川": ("実家の二階", "授業の話を楽しそうにする", "父は言葉が少ないが送り迎えをする", "本人のしたいことがはっきりしている", "出席の数え方", 65),
    "潮見台": ("父と二人、夕方は一人のことがある", "荷物をまとめて待つ", "仕事の表が直前まで決まらない", "園の先生に本人が何でも話す", "夕方の見守りをだれが続けるか", 45),
    "羽田野": ("友人の部屋", "", "連絡は夜だけ", "名前を考えている", "生まれたあとに最初に会う人", 55),
    "牧ノ原": ("伯母の家から通学", "母の話になると黙る", "泣いて言いすぎたと話す", "伯母と本人の仲がよい", "帰る日をだれと決めるか", 50),
    "園部田": ("母と子の三人", "学校では変わりなく見える", "会えていない", "伯父が月に一度来る", "家に会いに行く別の人", 40),
    "水無瀬": ("団地の三階、荷ほどき中", "休み時間は図書室", "まだ会えていない", "前の町の担当を信頼している", "母に最初に会う人", None),
}  # fmt: skip
LINES = ("life", "child", "guardian", "strengths", "to_discuss")
DRAFTS = {
    "卯月": (
        "弟の健診を口実にせず、夕方に訪ねて寝る前の様子を聞く",
        "伯母に夜の二番目の大人を頼めるかを母と話す",
    ),
    "潮見台": ("", "夕方の見守りを園とひろばで曜日に分ける"),
    "水無瀬": ("前の町の保健師に電話し、母に会う日を三人で決める", "転入先の学校で図書室の先生に最初に会う"),
}
FELL, LOW = 15, 50
SAID = {
    "卯月": ("保護者", (60, 50, 40)),
    "小夜川": ("本人", (70, 60)),
    "潮見台": ("本人", (65, 65, 50, 45)),
    "泉谷": ("本人", (45, 40)),
    "牧ノ原": ("保護者", (35,)),
}
"""本人・家族の点数, the newest first: whoever says it is asked now and then."""
QUESTIONS = (
    ("霧島田", "着替えの日の様子を、養護教諭から聞いておいてください。"),
    ("卯月", "伯母のほかに頼れる大人がいるか、二つの係で出し合います。"),
)
SCHOOL_SCORES = (65, 75, 70)
COMMENT = "月曜の朝は、わたしが校門に立つ日です。二人のことはそこで声をかけられます。"


@dataclass(frozen=True)
class Prepared:
    monthly: Conference
    weekly: Conference


def make(session: Session, courses: list[Course], people: dict[str, Person], today: date) -> Prepared:
    monthly = _conference(session, Rhythm.MONTHLY, coming(today), people)
    monthly.state = ConferenceState.SENT
    rows = _rows(monthly, courses, today)
    session.add_all(rows.values())
    session.flush()
    _briefs(session, rows)
    triage.sort(session, monthly)
    _invited(session, monthly, rows, people, today)
    weekly = _conference(session, Rhythm.WEEKLY, coming_weekly(today), people)
    return Prepared(monthly, weekly)


def _conference(session: Session, rhythm: Rhythm, held_on: date, people: dict[str, Person]) -> Conference:
    """With the usual seats, which later meetings have too."""
    series = series_of(session, rhythm)
    seats = SEATS if rhythm is Rhythm.MONTHLY else SEATS[:1] + SEATS[2:5]
    usual = [Seat(people[login].agency, people[login].name, role) for login, role in seats]
    series_service.set_members(session, series, usual)
    return series_service.start(session, series, held_on, last=None)


def _rows(conference: Conference, courses: list[Course], today: date) -> dict[str, Row]:
    """Everybody still with the office, but whom the last meeting put off; by name and case number."""
    meeting = Meeting(conference.held_on, True, 0)
    made: dict[str, Row] = {}
    for course in courses:
        if course.story.until or course.story.mood is Mood.PUT_OFF:
            continue
        row = course.enter(conference, meeting, len(made) + 1)
        _written(row, course, today)
        made[course.story.name if course.story.name not in made else course.household.case_number or ""] = row
    return made


def _written(row: Row, course: Course, today: date) -> None:
    """What the lead worker entered the day before, or did not."""
    mood = course.story.mood
    row.change = {
        Mood.CALM: "なし", Mood.UNWRITTEN: "", Mood.UNSURE: "未確認", Mood.UNSEEN: "なし", Mood.OVERDUE: "なし",
    }.get(mood, "あり")  # fmt: skip
    row.last_seen_on = today - timedelta(days=1 + pick(12, course.story.name))
    if mood is Mood.UNSEEN and course.last:
        row.last_seen_on = row.conference.held_on - timedelta(days=130)
    if mood in (Mood.UNWRITTEN, Mood.NEW, Mood.UNSURE):
        row.last_seen_on = None


def _briefs(session: Session, rows: dict[str, Row]) -> None:
    """概要 of the rows that will be talked about; where it fell, the last meeting's mark was higher."""
    for name, (*lines, safety) in BRIEFS.items():
        row = rows[name]
        maternal, child = DRAFTS.get(name, ("", ""))
        written = dict(zip(LINES, lines, strict=True), maternal_draft=maternal, child_draft=child)
        session.add(Brief(row_id=row.id, safety=safety, **written))
        if row.carried_from and safety is not None and safety < LOW:
            session.add(Brief(row_id=row.carried_from.id, safety=safety + FELL))
    session.flush()
    for name, (by, scores) in SAID.items():
        _said(session, rows[name], by, scores)


def _said(session: Session, row: Row, by: str, scores: Sequence[int]) -> None:
    """On this row and those before it, beside what stands there."""
    at: Row | None = row
    for score in scores:
        if at is None:
            return
        brief = session.get(Brief, at.id) or Brief(row_id=at.id)
        brief.family_score, brief.family_score_by = score, by
        session.add(brief)
        at = at.carried_from


def _invited(
    session: Session, conference: Conference, rows: dict[str, Row], people: dict[str, Person], today: date
) -> None:
    """The school sees its own children on the council's ground; one line each of what people asked and wrote."""
    school, at = people["sanka"], datetime.combine(today - timedelta(days=1), time(16, 20))
    for row in rows.values():
        schools = {member.affiliation for member in row.household.members}
        if school.agency in schools and row.household.members[0].category == "要保護":
            session.add(RowShare(row_id=row.id, person_id=school.id))
    session.add_all(RowQuestion(row_id=rows[name].id, text=text, at=at) for name, text in QUESTIONS)
    _school_said(session, rows["卯月"], school, at)
    session.add(ReadMark(conference_id=conference.id, person_id=people["jifuku"].id, at=at))
    session.flush()


def _school_said(session: Session, row: Row, school: Person, now: datetime) -> None:
    """Its number on this row and those before it; words only on this one."""
    at: Row | None = row
    for score in SCHOOL_SCORES:
        if at is None:
            return
        day = now if at is row else datetime.combine(at.conference.held_on - timedelta(days=1), now.time())
        text = COMMENT if at is row else ""
        session.add(
            RowComment(
                row_id=at.id, person_id=school.id, text=text, agency=school.agency, safety=score, at=day
            )
        )
        at = at.carried_from
