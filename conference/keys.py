"""Working keys: each purpose gets its own, derived from the one key file."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask

COOKIE, AUDIT = "cookie", "audit"


def derive(key: bytes, purpose: str) -> bytes:
    """32 bytes that say nothing about the key or about another purpose's bytes."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"chiebukuro/{purpose}".encode()).derive(key)


def init_app(app: Flask) -> None:
    key: bytes = app.extensions["key"]
    app.extensions["cookie_key"] = derive(key, COOKIE)
    app.secret_key = derive(key, COOKIE)
