"""Signed-in browsers: a random token in the cookie, its hash in the table, two clocks."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conference.people.models import Person, SignIn

RENEW_AFTER = timedelta(seconds=60)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def start(session: Session, person: Person, now: datetime) -> str:
    """A new sign-in; returns the token for the cookie, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(SignIn(token_hash=hash_of(token), person_id=person.id, created_at=now, last_seen_at=now))
    return token


def find(session: Session, token: str, now: datetime, idle: timedelta, longest: timedelta) -> SignIn | None:
    """The sign-in of this token while both clocks allow it and its person is active."""
    found = session.scalar(select(SignIn).where(SignIn.token_hash == hash_of(token)))
    if found is None or not found.person.active:
        return None
    if now - found.last_seen_at > idle or now - found.created_at > longest:
        return None
    return found


def renew(session: Session, sign_in_id: int, now: datetime) -> None:
    found = session.get(SignIn, sign_in_id)
    if found is not None:
        found.last_seen_at = now


def end(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_hash == hash_of(token)))


def end_all(session: Session, person: Person) -> None:
    """Every browser of this person has to sign in again."""
    session.execute(delete(SignIn).where(SignIn.person_id == person.id))


def forget_old(session: Session, now: datetime, longest: timedelta) -> None:
    session.execute(delete(SignIn).where(SignIn.created_at < now - longest))
