"""A practice office: its accounts and its series, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.people.models import Person, Role
from conference.people.passwords import hash_password
from conference.rosters.models import Rhythm, Series
from conference.series.kinds import kind_of
from conference.series.service import set_checks

PASSWORD = "renshu-no-heya-2026"  # noqa: S105 - printed at every start, works on this machine only


@dataclass(frozen=True)
class Account:
    login: str
    name: str
    role: Role
    agency: str
    is_newcomer: bool = False


ACCOUNTS = (
    Account("tokatsu", "佐藤 恵", Role.COORDINATOR, "こども家庭センター"),
    Account("centercho", "高木 誠", Role.DIRECTOR, "こども家庭センター"),
    Account("jifuku", "三宅 直子", Role.CHILD, "児童福祉係"),
    Account("hokenshi", "乾 真由", Role.MATERNAL, "母子保健係"),
    Account("shinnin", "倉持 拓", Role.CHILD, "児童福祉係", is_newcomer=True),
    Account("sanka", "田中 修", Role.PARTICIPANT, "さつき野小学校"),
    Account("kenshu", "西村 香", Role.TRAINER, "人材育成担当"),
    Account("kanri", "管理 太郎", Role.ADMIN, "情報政策課"),
)


def make_office(session: Session) -> None:
    """Fill an empty database; one that has people in it is left as it is."""
    if session.scalar(select(func.count()).select_from(Person)):
        return
    people = [_person(account) for account in ACCOUNTS]
    session.add_all(people)
    for series in _series():
        session.add(series)
        session.flush()
        set_checks(session, series, kind_of(series).checks)


def _person(account: Account) -> Person:
    return Person(
        login=account.login,
        name=account.name,
        role=account.role,
        agency=account.agency,
        is_newcomer=account.is_newcomer,
        password_hash=hash_password(PASSWORD),
        created_at=datetime.now(),
    )


def _series() -> list[Series]:
    return [
        Series(
            name="合同ケース会議", rhythm=Rhythm.WEEKLY, place="相談室2", starts_at="09:00", ends_at="10:30"
        ),
        Series(
            name="合同ケース会議 全体",
            rhythm=Rhythm.MONTHLY,
            place="2階会議室",
            starts_at="13:30",
            ends_at="15:30",
        ),
        Series(
            name="合同ケース会議 随時",
            rhythm=Rhythm.AD_HOC,
            place="相談室1",
            starts_at="10:00",
            ends_at="10:30",
        ),
    ]
