"""Passwords: what is asked of a new one, and how they are kept (argon2id)."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from conference.errors import ConferenceError

SHORTEST, LONGEST = 12, 128
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look like another
_hasher = PasswordHasher()


class PasswordTooWeak(ConferenceError):
    """The new password would be guessed; the sentence says what to change."""


def check_new(password: str, login: str) -> None:
    """Length and the common list; no forced mixture, no forced rotation (NIST SP 800-63B)."""
    if len(password) < SHORTEST:
        raise PasswordTooWeak(
            f"パスワードは{SHORTEST}文字以上にしてください。言葉をいくつか並べると覚えやすくなります。"
        )
    if len(password) > LONGEST:
        raise PasswordTooWeak(f"パスワードは{LONGEST}文字までにしてください。")
    if login and login.lower() in password.lower():
        raise PasswordTooWeak("パスワードに利用者名が入っています。別の言葉にしてください。")
    if password.lower() in common() or len(set(password)) < 5:
        raise PasswordTooWeak("よく使われるパスワードです。別の言葉にしてください。")


@cache
def common() -> frozenset[str]:
    listed = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password fits; without a hash it takes the same time and says no."""
    try:
        return _hasher.verify(password_hash or _nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_hex(16))


def one_time() -> str:
    """A password to hand over on paper: four groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
