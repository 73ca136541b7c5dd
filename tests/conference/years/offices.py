"""A small office drawn by dice, and meetings of the kinds that write lines."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from conference.decisions.models import ClosureKind
from conference.rosters.models import Attendance, Conference, ConferenceState, Series, Track
from tests import factories

KINDS = ("joint_monthly", "management", "individual", "study", "supporters")
STATES = (*(ConferenceState.CONFIRMED,) * 4, *ConferenceState)
AGENCIES = ("児童福祉係", "母子保健係", "教育委員会", "児童相談所", "")
FIRST_DAY, DAYS = date(2024, 12, 1), 900


def a_series(session: Session, kind: str, name: str = "") -> Series:
    made = factories.a_series(session, name or f"会議 {kind}")
    made.kind = kind
    return made


def a_meeting(session: Session, kind: str, held_on: date, **given: Any) -> Conference:
    made: Conference = factories.a_conference(
        session, series=a_series(session, kind), held_on=held_on, **given
    )
    return made


def an_office(session: Session, seed: int) -> None:
    """Meetings of five kinds over two and a half years, twelve households, every state and end."""
    dice = random.Random(seed)
    households = [factories.a_household(session) for _ in range(12)]
    for number in range(28):
        day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
        meeting = a_meeting(session, dice.choice(KINDS), day, state=dice.choice(STATES))
        for seat in range(dice.randrange(5)):
            _seat(meeting, dice, f"出席者{number}-{seat}")
        for household in dice.sample(households, dice.randrange(6)):
            _row(session, meeting, household, dice)
    session.commit()


def _seat(meeting: Conference, dice: random.Random, name: str) -> None:
    written = dice.choice((name, name, "本人・家族"))
    meeting.attendances.append(
        Attendance(
            name=written, agency=dice.choice(AGENCIES), kind=dice.choice(("出席", "出席", "欠席", "供覧"))
        )
    )


def _row(session: Session, meeting: Conference, household: Any, dice: random.Random) -> None:
    row = factories.a_row(
        session, meeting, household=household, track=dice.choice(list(Track)),
        status=dice.choice(("未協議", "決定", "次回へ", "一括確認済")), last_policy=dice.choice(("", "", "見守る。")),
    )  # fmt: skip
    if dice.random() < 0.7:
        kind = dice.choice(("継続", "変更", "終結"))
        end = dice.choice(("", *(each.value for each in ClosureKind)))
        decision = factories.a_decision(session, row, kind=kind, closure_kind=end)
        for _ in range(dice.randrange(3)):
            factories.an_assignment(
                session, decision, state=dice.choice(("済", "未", "不要", "")), removed=dice.random() < 0.2
            )
