"""Around the practice office: what groups can do and need, and whose turn the staff meeting is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from conference.demo.timetable import open_from
from conference.groups.models import GroupLine, GroupPair, GroupSide
from conference.invitations.models import Invitation
from conference.notes.models import ConferenceNote
from conference.people.models import Person
from conference.rosters.models import Conference, ConferenceState, Series
from conference.series.kinds import BY_ID
from conference.series.seats import Seat
from conference.series.service import from_kind, set_members, start
from conference.turns.models import Turn
from conference.turns.service import fill

NEEDS = (
    ("こども食堂の会", "夏休みの昼ごはんを作る場所がほしい", "代表"),
    ("みなみ町の学習室", "中学生の勉強を見てくれる人をさがしている", ""),
    ("北サロン", "赤ちゃん連れの親に、来てもらうきっかけがほしい", "世話役"),
    ("こども食堂の会", "届いた食材を運ぶ車がない", "代表"),
    ("", "訪問の日に、きょうだいを見ていてくれる人がほしい", ""),
    ("外国につながる親の会", "園のお便りを訳すのが追いつかない", ""),
)
OFFERS = (
    ("中央公民館", "調理室を土曜の午前に貸せる", "窓口"),
    ("社会福祉協議会", "軽トラックと運転する人を出せる", "地域係"),
    ("大学のボランティア部", "学生を週一回紹介できる", "部長"),
    ("助産師会", "月に一度、集まりで相談にのれる", ""),
    ("国際交流の会", "英語とやさしい日本語でお便りを書きかえられる", "事務局"),
    ("", "会議室を夜も使えるようにできる", ""),
)
JOINED = ((3, 1, "三宅", False), (5, 4, "乾", True))
"""Need, offer, who follows up, whether it is done."""
STAFF = ("jifuku", "hokenshi", "shinnin", "tokatsu")
AGENDA = "会えない家庭への声のかけ方\n次の月の予定"
AGREED = "手紙の言葉を三つ持ち寄る"


def make(session: Session, people: dict[str, Person], today: date) -> None:
    _board(session, people, today)
    _turns(session, [people[login] for login in STAFF], today)


def _board(session: Session, people: dict[str, Person], today: date) -> None:
    at = datetime.combine(today - timedelta(days=30), time(10))
    made: dict[GroupSide, list[GroupLine]] = {}
    for side, said in ((GroupSide.NEED, NEEDS), (GroupSide.OFFER, OFFERS)):
        made[side] = [
            GroupLine(
                side=side, group_name=group, text=text, contact=contact, at=at, made_by_id=people["hokenshi"].id
            )
            for group, text, contact in said
        ]  # fmt: skip
        session.add_all(made[side])
    for need, offer, who, is_done in JOINED:
        pair = GroupPair(need=made[GroupSide.NEED][need], offer=made[GroupSide.OFFER][offer], who=who, at=at)
        pair.done_at = at + timedelta(days=9) if is_done else None
        session.add(pair)
    session.flush()


def _turns(session: Session, staff: list[Person], today: date) -> None:
    """The staff meeting was held some weeks ago; from then on the round goes on."""
    series = from_kind(session, BY_ID["staff"])
    set_members(session, series, [Seat(each.agency, each.name) for each in staff])
    held_on = open_from(today - timedelta(days=25))
    session.add(Turn(series=series, on=held_on, who=staff[-1].name, person=staff[-1]))
    _held(session, series, held_on, staff[-1])
    fill(session, series, [each.name for each in staff], today, 6)


def _held(session: Session, series: Series, held_on: date, writer: Person) -> Conference:
    """Whose turn it is leads the meeting and writes its memo."""
    made = start(session, series, held_on, last=None)
    ended = datetime.combine(held_on, time(17, 15))
    made.state, made.closed_at, made.confirmed_at = ConferenceState.CONFIRMED, ended, ended
    leads = next(each for each in made.attendances if each.person_id == writer.id)
    session.add(Invitation(attendance_id=leads.id, role="進行"))
    session.add_all(
        ConferenceNote(
            conference_id=made.id, field=field, number=1, value=text, person_id=writer.id, at=ended
        )
        for field, text in (("agenda", AGENDA), ("agreed", AGREED))
    )
    session.flush()
    return made
