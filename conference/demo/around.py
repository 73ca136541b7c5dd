"""Around the meetings of the practice office: proposals, rechecks, readings, a family picture, unanswered searches."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from conference import clock
from conference.advice.models import Advice, AdviceReading
from conference.case_drafts import service as case_drafts
from conference.confirmations.models import MinutesReading, Recheck
from conference.demo import visits
from conference.demo.courses import Course
from conference.demo.preparing import Prepared
from conference.households.models import Household, Relative
from conference.people.models import Person
from conference.proposals.models import Answer, Proposal
from conference.rosters.models import Conference, Rhythm, Row
from conference.unfound.models import UnfoundSearch
from conference.whiteboards.models import Whiteboard

PROPOSALS = (
    ("根岸田", "jifuku", "c1", "園の先生から、また泣き声の話が出たと電話があった。", "先に家へ行くか、園で会うか", "若葉幼稚園", 4, None),
    ("風早", "shinnin", "b1", "面会の日が冬休みに重なる。去年は前の晩に吐いた。", "冬休みの前に一度話したい", "", 2, None),
    ("島ノ内", "hokenshi", "m1", "二歳の相談で、父がまた一人で抱えていると話した。", "", "", 1, None),
    ("水無瀬", "jifuku", "c1 b2", "転入の書類だけでは、どこまで心配かが分からない。", "最初に会う人を決めたい", "", 6, Answer.TAKE),
    ("望月野", "hokenshi", "m2 b1", "泊まる所が決まっていない。", "住まいの窓口はどこからが早いか", "", 5, Answer.TAKE),
    ("平ノ木", "shinnin", "c2", "歯が終わったことを皆に知らせたい。", "", "", 9, Answer.OTHERWISE),
)  # fmt: skip
ANSWERS = {Answer.TAKE: "今度の月例で話す。", Answer.OTHERWISE: "会議では話さず、担任に電話で知らせる。"}
PICTURES = {
    "卯月": (("母", "同居"), ("父", "離婚"), ("母方の祖母", "別居")),
    "時任田": (("母", "同居"), ("継父・母の夫", "同居"), ("父", "離婚"), ("母方の祖母", "別居")),
    "西ノ浦": (("母", "別居"), ("母方の祖母", "同居")),
}
RECHECKS = ("", "訪問の回数を週一回に改めた。", "", "")
UNFOUND = ("通訳 夜の電話", "歯科 土曜 診療", "制服 ゆずりあい")
BOARD = (
    "夕方5時から6時に大人がいない\n発作の時の順番が決まっていない",
    "父と薬の日を決める\n園に順番の紙を渡す",
)
ADVICE = (
    (
        "泉谷",
        "tokatsu",
        2,
        "出産の夜の順番を、妹と先に書いておく。お金の話は、会って二回目からにする。",
        False,
    ),
    ("潮見台", "centercho", 3, "夕方の見守りは、父の次の勤務表が出る前に園と決める。", True),
    ("水無瀬", "tokatsu", 5, "母に会う前に、前の町の担当と電話で順番をそろえる。", False),
)
FINISHED, BEGUN = "天野原", "坂ノ上"


def make(
    session: Session,
    courses: list[Course],
    people: dict[str, Person],
    held: list[Conference],
    prepared: Prepared,
) -> None:
    by_name = {course.story.name: course for course in courses}
    households = {name: course.household for name, course in by_name.items()}
    today = clock.today()
    for proposal in PROPOSALS:
        session.add(_proposal(proposal, households, people, prepared.monthly, today))
    last = [each for each in held if each.series.rhythm == Rhythm.MONTHLY][-1]
    _confirmed(session, last, people)
    earlier = [each for each in held if each.held_on < last.held_on]
    session.execute(
        insert(Recheck), [line for each in earlier for line in _rechecks(each, people["tokatsu"])]
    )
    _pictures(session, households)
    asthma = next(row for row in last.rows if row.household.name == "藤ヶ谷")
    session.add(Whiteboard(row_id=asthma.id, board_issues=BOARD[0], board_policy=BOARD[1]))
    session.execute(insert(UnfoundSearch), _unfound(today))
    visits.make(session, people, prepared.monthly, today)
    session.add_all(_advice(said, households, people, today) for said in ADVICE)
    case_drafts.start(session, households[BEGUN], people["jifuku"])
    session.flush()


def _proposal(
    said: tuple[str, str, str, str, str, str, int, Answer | None],
    households: dict[str, Household],
    people: dict[str, Person],
    conference: Conference,
    today: date,
) -> Proposal:
    name, login, criteria, why, question, school, days, answer = said
    at = datetime.combine(today - timedelta(days=days), time(9, 40))
    made = Proposal(
        household=households[name],
        conference=conference,
        proposed_by=people[login],
        proposed_at=at,
        criteria=criteria,
        why=why,
        question=question,
    )
    if school:
        _from_school(made, school, people[login], today)
    if answer:
        made.answer, made.answer_why = answer, ANSWERS[answer]
        made.answered_by, made.answered_at = people["tokatsu"], at + timedelta(hours=6)
    return made


def _from_school(made: Proposal, school: str, person: Person, today: date) -> None:
    """It asked by telephone and has waited since yesterday."""
    made.channel, made.received_from, made.ground = "電話", school, "要対協"
    made.received_by, made.received_by_id = person.name, person.id
    made.reply_on = today - timedelta(days=1)


def _confirmed(session: Session, last: Conference, people: dict[str, Person]) -> None:
    """受理・支援方針会議 has looked at the first rows; one of those who were away has read."""
    day = last.held_on + timedelta(days=4)
    at = datetime.combine(day, time(10))
    rows: list[Row] = [row for row in last.rows if row.decision][: len(RECHECKS)]
    session.add_all(
        Recheck(row_id=row.id, held_on=day, difference=words, person=people["tokatsu"], at=at)
        for row, words in zip(rows, RECHECKS, strict=True)
    )
    session.add(MinutesReading(conference_id=last.id, person=people["centercho"], at=at))


def _rechecks(conference: Conference, person: Person) -> list[dict[str, object]]:
    """Everything older has been looked at, and stayed as it was decided."""
    day = conference.held_on + timedelta(days=4)
    at = datetime.combine(day, time(10))
    return [
        {"row_id": row.id, "held_on": day, "difference": "", "person_id": person.id, "at": at}
        for row in conference.rows
        if row.decision
    ]


def _pictures(session: Session, households: dict[str, Household]) -> None:
    for name, relatives in PICTURES.items():
        household = households[name]
        for member in household.members:
            relation = "本人" if member is household.members[0] else "弟"
            session.add(Relative(household=household, member=member, relation=relation, standing="同居"))
        session.add_all(
            Relative(household=household, name=relation, relation=relation, standing=standing)
            for relation, standing in relatives
        )


def _unfound(today: date) -> list[dict[str, object]]:
    """Asked by three people each, so that their words may be read."""
    return [
        {"words": words, "mark": f"{number:064}", "month": today.replace(day=1), "settled": False}
        for words in UNFOUND
        for number in range(3)
    ]


def _advice(
    said: tuple[str, str, int, str, bool],
    households: dict[str, Household],
    people: dict[str, Person],
    today: date,
) -> Advice:
    """What the worker has read, she read the next day."""
    name, login, days, text, is_read = said
    at = datetime.combine(today - timedelta(days=days), time(17, 10))
    made = Advice(household=households[name], person=people[login], text=text, at=at)
    readers = [each.person for each in households[name].workers] if is_read else []
    made.readings = [AdviceReading(person=each, at=at + timedelta(hours=16)) for each in readers]
    return made
