"""Guessing passwords is slowed down per account and per address, without locking out bystanders."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from conference.errors import ConferenceError
from conference.people.models import SignInAttempt

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 50


class TooManyTries(ConferenceError):
    status = 429

    def __init__(self) -> None:
        super().__init__(
            "違うパスワードが続いたため、少しの間止めています。15分ほど待ってから、もう一度入れてください。"
        )


def claim_try(session: Session, login: str, address: str, now: datetime) -> None:
    """Count this try before the password is looked at, so that parallel guesses cannot pass together."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - WINDOW))
    on_account = _count(session, SignInAttempt.login == login)
    # A crowded address stops only accounts that were guessed at: a colleague behind it still signs in.
    if on_account >= TRIES_PER_ACCOUNT or (
        on_account and _count(session, SignInAttempt.address == address) >= TRIES_PER_ADDRESS
    ):
        raise TooManyTries()
    session.add(SignInAttempt(login=login, address=address, at=now))


def forgive(session: Session, login: str) -> None:
    """The right password came: the account's count starts again."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.login == login))


def _count(session: Session, which: object) -> int:
    return session.scalar(select(func.count()).select_from(SignInAttempt).where(which)) or 0  # type: ignore[arg-type]
