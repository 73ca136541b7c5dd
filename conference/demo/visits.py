"""Visits of the practice office's year: planned, done, and what was heard on them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from conference.decisions.edits import Editor
from conference.demo.timetable import open_before, open_from
from conference.era import fiscal_year
from conference.people.models import Person
from conference.rosters.models import Conference
from conference.visits import hearing, telling
from conference.visits.batches import TERMS
from conference.visits.models import Visit, VisitAnswer, VisitKind

PLANNED = (
    (VisitKind.ROUND, "さつき野小学校", 4, 18, "佐藤・三宅", "養護教諭が窓口。保健室の朝の様子を聞いた。"),
    (VisitKind.ROUND, "若葉幼稚園", 4, 22, "倉持", "送りの時間が遅い家庭を先生が覚えている。"),
    (VisitKind.ROUND, "みどり台中学校", 5, 9, "佐藤", "別室の開く時間を確かめた。"),
    (VisitKind.TOGETHER, "1歳6か月児健診", 2, 4, "三宅が同席", ""),
    (VisitKind.ASKING, "訪問看護の事業所", 6, 27, "佐藤", "夕方の枠が二つ空くと聞いた。秋にもう一度。"),
    (VisitKind.RESOURCE, "こども食堂の会", 9, 6, "保健師", "代表が替わった。"),
    (VisitKind.RESOURCE, "学習支援の会", 3, 6, "保健師", ""),
)
SCHOOLS = ("さつき野小学校", "みどり台中学校", "若葉幼稚園")
IN_TERMS = ((6, 12), (11, 13), (2, 5))
TERM_WORDS = ("夏休みの過ごし方を一緒に見た。", "運動会のあとの欠席を一緒に見た。", "")
ANSWERS = {
    "offers": "月に二回、土曜の昼。だれでも来られて、小学生までは無料。",
    "users": "小学生が多い。夕方まで残る子が数人いて、片づけを手伝って帰る。",
    "lacking": "送り迎えの人。冬は暗くなるのが早く、遠い団地の子が来られない。",
    "wishes": "気になる子がいたとき、だれに電話すればよいか紙で知りたい。",
}
BEFORE = (
    ("さつき野小学校", 6, "三宅"), ("若葉幼稚園", 5, "倉持"), ("みどり台中学校", 4, "佐藤"),
    ("ひばり保育園", 0, ""), ("川辺こども園", 0, ""),
)  # fmt: skip
WHOLE = "二学期から養護教諭が二人になった。木曜の朝は話しやすい。"
HEARD = (
    ("さつき野小学校", "卯月", "月曜は弟の支度をしてから来る。給食のおかわりが増えた。", True),
    ("さつき野小学校", "春日野", "遅刻は週に一日。兄が妹の連絡帳を書いている。", False),
    ("若葉幼稚園", "丘野", "朝の送りが父の日は着替えがそろっている。", False),
)
"""The first stands in 状況 already; the others wait for one press."""


def make(session: Session, people: dict[str, Person], conference: Conference, today: date) -> None:
    session.add_all([*_planned(today), *_terms(today)])
    before = {place: _before(conference, place, days, who, today) for place, days, who in BEFORE}
    session.add_all(before.values())
    session.flush()
    heard_on = open_before(today - timedelta(days=4))
    editor = Editor(people["jifuku"], datetime.combine(heard_on, time(16, 30)))
    hearing.save_answer(session, editor, before["さつき野小学校"], "whole", WHOLE, 0)
    rows = {row.household.name: row for row in conference.rows}
    for place, name, text, is_told in HEARD:
        heard = hearing.save_heard(session, editor, before[place], rows[name], text, 0)
        if is_told:
            telling.into_situation(session, editor, heard, rows[name])


def _planned(today: date) -> list[Visit]:
    """What lies behind is done; the group that was asked has answered."""
    made = [
        _visit(kind, place, _day(month, day, today), who, word, today)
        for kind, place, month, day, who, word in PLANNED
    ]
    for each in made:
        if each.kind == VisitKind.RESOURCE and each.done_at:
            at = each.done_at + timedelta(hours=1)
            each.answers = [
                VisitAnswer(field=field, text=text, number=1, at=at) for field, text in ANSWERS.items()
            ]
    return made


def _terms(today: date) -> list[Visit]:
    made = []
    for term, (month, day), word in zip(TERMS, IN_TERMS, TERM_WORDS, strict=False):
        for place in SCHOOLS:
            each = _visit(VisitKind.TERM, place, _day(month, day, today), "三宅", word, today)
            each.term = term
            made.append(each)
    return made


def _visit(kind: VisitKind, place: str, on: date, who: str, word: str, today: date) -> Visit:
    done = datetime.combine(on, time(16)) if on < today else None
    return Visit(
        year=fiscal_year(today),
        kind=kind,
        place=place,
        on=on,
        who=who,
        word=word if done else "",
        done_at=done,
    )


def _day(month: int, day: int, today: date) -> date:
    return open_from(date(fiscal_year(today) + (month < 4), month, day))


def _before(conference: Conference, place: str, days: int, who: str, today: date) -> Visit:
    """Some of the round before the coming meeting are behind."""
    on = open_before(today - timedelta(days=days)) if days else None
    done = datetime.combine(on, time(16)) if on else None
    return Visit(
        year=fiscal_year(conference.held_on), kind=VisitKind.BEFORE, conference=conference,
        place=place, on=on, who=who, done_at=done,
    )  # fmt: skip
