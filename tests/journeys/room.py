"""A meeting of thirty households and twelve people, made ready: the roster on disk, and colleagues who follow it live."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from conference import db
from conference.demo import PASSWORD, make_office
from conference.migrations import upgrade
from conference.people.models import Person, Role
from conference.rosters.models import Attendance, Conference, ConferenceState, Rhythm, Row, RowStatus, Track
from conference.rosters.schedule import series_of
from tests.conftest import settings_in
from tests.factories import a_conference, a_decision, a_household, a_member, a_row, an_assignment

ROWS, TALKED_ABOUT = 30, 10
COLLEAGUES = (
    "centercho", "jifuku", "hokenshi", "shinnin", "kakari1", "kakari2", "kakari3", "hoken1", "hoken2", "hoken3", "sodan1",
)  # fmt: skip
GIVEN = ("いつき", "こはる", "そう", "みお", "りく", "あかり")


@dataclass(frozen=True)
class Room:
    """The meeting that is about to begin."""

    conference_id: int
    talked_about: list[int]
    """Ids of the rows that wait to be talked about, in the order of the roster."""


def prepare(folder: Path) -> Room:
    """An office of twelve with thirty households, all decided a month ago; twenty have nothing new."""
    settings = settings_in(folder)
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    upgrade(engine)
    with db.writing(engine) as session:
        make_office(session)
        people = _staff(session)
        room = _meetings(session, people)
        session.commit()
    engine.dispose()
    return room


def _staff(session: Session) -> list[Person]:
    first = session.query(Person).filter_by(login="tokatsu").one()
    known = {person.login for person in session.query(Person)}
    for number, login in enumerate(each for each in COLLEAGUES if each not in known):
        role = Role.MATERNAL if login.startswith("hoken") else Role.CHILD
        name = f"{['青木', '赤井', '白石', '黒田', '緑川', '紺野', '茶谷'][number]} 某"
        session.add(
            Person(
                login=login, name=name, role=role, password_hash=first.password_hash, created_at=first.created_at
            )
        )  # fmt: skip
    session.flush()
    return [session.query(Person).filter_by(login=login).one() for login in ("tokatsu", *COLLEAGUES)]


def _meetings(session: Session, people: list[Person]) -> Room:
    today = date.today()
    before = a_conference(
        session,
        held_on=today - timedelta(days=28),
        state=ConferenceState.CONFIRMED,
        series=series_of(session, Rhythm.MONTHLY),
    )
    now = a_conference(session, held_on=today, state=ConferenceState.SENT, series=before.series)
    now.attendances = [Attendance(person_id=each.id, name=each.name, agency=each.agency) for each in people]
    rows = [_household(session, before, now, number) for number in range(1, ROWS + 1)]
    session.flush()
    return Room(now.id, [row.id for row in rows if row.track == Track.DISCUSS])


def _household(session: Session, before: Conference, now: Conference, number: int) -> Row:
    """Every third household has news; the others said the day before that all was done."""
    talks = number % (ROWS // TALKED_ABOUT) == 0
    household = a_household(
        session,
        name=f"{number}月野",
        lead_worker="三宅" if number % 2 else "乾",
        members=[a_member(name=GIVEN[number % len(GIVEN)])],
    )
    earlier = a_row(
        session, before, household=household, status=RowStatus.DECIDED, situation=f"前の月の様子 {number}"
    )
    decision = a_decision(session, earlier, policy=f"方針{number}を続ける。", family_told_by="三宅")
    role = an_assignment(
        session, decision, who="三宅", what=f"電話 {number}", due_on=now.held_on - timedelta(days=7)
    )
    role.state = "" if talks else "済"
    return a_row(
        session,
        now,
        household=household,
        position=number,
        track=Track.DISCUSS if talks else Track.TOGETHER,
        change="あり" if talks else "なし",
        last_seen_on=now.held_on - timedelta(days=3),
        last_policy=decision.policy,
        last_policy_state="" if talks else "済",
        situation=f"この月の様子 {number}",
        carried_from=earlier,
    )


@dataclass
class Colleague:
    """Somebody signed in elsewhere whose screen follows the meeting, and who may type in it."""

    url: str
    login: str
    heard: list[dict[str, Any]] = field(default_factory=list)
    following: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def sign_in(self) -> None:
        form = {"login": self.login, "password": PASSWORD, "csrf_token": self._token("/sign-in")}
        self._ask("/sign-in", urlencode(form).encode())
        self._csrf = self._token("/password")

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrf(?:_token|-token)" (?:value|content)="([^"]+)"', self._ask(path))
        assert found is not None, f"{self.login} is given no token at {path}"
        return found[1]

    def _ask(self, path: str, sent: bytes | None = None, **headers: str) -> str:
        asked = urllib.request.Request(self.url + path, sent, headers)  # noqa: S310 - our own server
        with self._open.open(asked, timeout=60) as answer:
            return str(answer.read().decode())

    def read(self, path: str) -> str:
        return self._ask(path)

    def follow(self) -> None:
        """Hear the meeting until the server says no more."""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            with self._open.open(self.url + "/events", timeout=120) as stream:
                self.following.set()
                for line in stream:
                    if line.startswith(b"data: "):
                        self.heard.append(json.loads(line[6:]))
        except OSError:
            return  # the server has stopped

    def type(self, row_id: int, name: str, text: str) -> None:
        sent = json.dumps({"field": name, "value": text, "base": 0, "page": f"p{self.login}"}).encode()
        kept = {"X-CSRFToken": self._csrf, "Content-Type": "application/json"}
        self._ask(f"/rows/{row_id}/save", sent, **kept)

    def rows_heard(self, what: str) -> set[int]:
        return {each["row"] for each in self.heard if each.get("what") == what and "row" in each}


def everybody(url: str, logins: Iterable[str] = COLLEAGUES) -> list[Colleague]:
    """Signed in and following."""
    people = [Colleague(url, login) for login in logins]
    for each in people:
        each.sign_in()
        each.follow()
    assert all(each.following.wait(60) for each in people)
    return people
