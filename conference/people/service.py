"""Accounts: signing in, passwords, and what the administrator does with people."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock
from conference.errors import ConferenceError, NotYours
from conference.people import passwords, sign_ins
from conference.people.models import Person, Role


class NameOrPasswordWrong(ConferenceError):
    """Unknown, left, or wrong password: one sentence for all, so that nobody learns who has an account."""

    def __init__(self) -> None:
        super().__init__("名前かパスワードが違います。確かめて、もう一度入れてください。")


class LoginTaken(ConferenceError):
    def __init__(self, login: str) -> None:
        super().__init__(f"利用者名「{login}」は使われています。別の利用者名にしてください。")


class PersonIncomplete(ConferenceError):
    """An account needs a login, a name and a role."""


class LastAdministrator(ConferenceError):
    def __init__(self) -> None:
        super().__init__("管理者がいなくなります。先に、ほかの人をシステム管理者にしてください。")


def by_login(session: Session, login: str) -> Person | None:
    return session.scalar(select(Person).where(Person.login == login))


def person(session: Session, person_id: int) -> Person:
    found = session.get(Person, person_id)
    if found is None:
        raise NotYours()
    return found


def everyone(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).order_by(Person.active.desc(), Person.login)))


def signing_in(session: Session, login: str, password: str) -> Person:
    """The active person whose password this is; raises NameOrPasswordWrong."""
    found = by_login(session, login)
    active = found if found is not None and found.active else None
    if not passwords.fits(password, active.password_hash if active else None) or active is None:
        raise NameOrPasswordWrong()
    return active


def add(
    session: Session,
    *,
    login: str,
    name: str,
    role: Role,
    agency: str = "",
    is_newcomer: bool = False,
    password: str | None = None,
) -> tuple[Person, str]:
    """A new account and the password to hand over; a given password is checked and need not be changed."""
    login, name = login.strip(), name.strip()
    _check_names(session, login, name)
    if password is not None:
        passwords.check_new(password, login)
    handed = password or passwords.one_time()
    made = Person(
        login=login,
        name=name,
        role=role,
        agency=agency.strip(),
        is_newcomer=is_newcomer,
        password_hash=passwords.hash_password(handed),
        must_change_password=password is None,
        active=True,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made, handed


def _check_names(session: Session, login: str, name: str) -> None:
    if not login or not name:
        raise PersonIncomplete("利用者名と名前を書いてください。")
    if len(login) > 64 or len(name) > 64:
        raise PersonIncomplete("利用者名と名前は64文字までにしてください。")
    if by_login(session, login) is not None:
        raise LoginTaken(login)


def change_role(session: Session, who: Person, role: Role) -> None:
    """Another role; every browser of this person signs in again."""
    if who.kind is not role:
        _keep_an_administrator(session, who)
        who.role = role
        sign_ins.end_all(session, who)


def deactivate(session: Session, who: Person) -> None:
    _keep_an_administrator(session, who)
    who.active = False
    sign_ins.end_all(session, who)


def reactivate(who: Person) -> None:
    who.active = True


def reset_password(session: Session, who: Person) -> str:
    """A one-time password, shown once; the person must choose an own one with it."""
    handed = passwords.one_time()
    who.password_hash = passwords.hash_password(handed)
    who.must_change_password = True
    sign_ins.end_all(session, who)
    return handed


def change_password(session: Session, who: Person, old: str, new: str) -> None:
    """The person's own change; other browsers are signed out."""
    if not passwords.fits(old, who.password_hash):
        raise NameOrPasswordWrong()
    if old == new:
        raise passwords.PasswordTooWeak("今と同じパスワードです。別のものにしてください。")
    passwords.check_new(new, who.login)
    who.password_hash = passwords.hash_password(new)
    who.must_change_password = False
    sign_ins.end_all(session, who)


def _keep_an_administrator(session: Session, who: Person) -> None:
    if who.kind is not Role.ADMIN or not who.active:
        return
    others = select(Person).where(Person.role == Role.ADMIN, Person.active, Person.id != who.id)
    if session.scalar(others) is None:
        raise LastAdministrator()
