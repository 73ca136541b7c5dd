"""The people of the tests: who may do what, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from conference.people.models import Person, Role
from conference.people.passwords import hash_password
from tests.fakes import A_SATURDAY

PASSWORD = "umi to yama to kawa"


@dataclass(frozen=True)
class Actor:
    login: str
    name: str
    role: Role
    agency: str
    is_newcomer: bool = False


SATO = Actor("sato", "佐藤 恵", Role.COORDINATOR, "こども家庭センター")
"""統括支援員: makes the roster and runs the conference (owner)."""
SUZUKI = Actor("suzuki", "鈴木 花", Role.CHILD, "児童福祉係")
"""児童福祉: writes in the same rosters (colleague)."""
INUI = Actor("inui", "乾 真由", Role.MATERNAL, "母子保健係")
"""母子保健: likewise."""
TANAKA = Actor("tanaka", "田中 修", Role.PARTICIPANT, "さつき野小学校")
"""会議参加者(外部): only rows shared with him, reading only (outsider)."""
TAKAGI = Actor("takagi", "高木 誠", Role.DIRECTOR, "こども家庭センター")
"""センター長: sees everything, asks who saw what."""
NISHIMURA = Actor("nishimura", "西村 香", Role.TRAINER, "人材育成担当")
"""研修担当: 知恵袋 only, no named record."""
KANRI = Actor("kanri", "管理 太郎", Role.ADMIN, "情報政策課")
"""システム管理者: accounts, backups, the trail; no named record."""
KURAMOCHI = Actor("kuramochi", "倉持 拓", Role.CHILD, "児童福祉係", is_newcomer=True)
"""新任: a worker of 児童福祉 in the first year."""

CAST = (SATO, SUZUKI, INUI, TANAKA, TAKAGI, NISHIMURA, KANRI, KURAMOCHI)


@cache
def _one_hash() -> str:
    return hash_password(PASSWORD)  # argon2 takes its time: once for everybody


def enter(session: Session, actor: Actor) -> Person:
    """This actor's account, made when it is not there yet."""
    found = session.query(Person).filter_by(login=actor.login).one_or_none()
    if found is not None:
        return found
    made = Person(
        login=actor.login, name=actor.name, role=actor.role, agency=actor.agency,
        is_newcomer=actor.is_newcomer, password_hash=_one_hash(), created_at=A_SATURDAY,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made
