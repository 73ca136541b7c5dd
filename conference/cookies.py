"""The page cookie (CSRF token and notices): encrypted, because a notice may hold a name."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from flask import Flask
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature


class _Sealed:
    """Stands where Flask expects its signing serializer."""

    def __init__(self, key: bytes) -> None:
        self._box = Fernet(base64.urlsafe_b64encode(key))
        self._json = TaggedJSONSerializer()

    def dumps(self, value: Any) -> str:
        return self._box.encrypt(self._json.dumps(value).encode()).decode()

    def loads(self, text: str, max_age: int | None = None) -> Any:
        try:
            return self._json.loads(self._box.decrypt(text, ttl=max_age).decode())
        except (InvalidToken, UnicodeError, json.JSONDecodeError) as problem:
            raise BadSignature("not a cookie of ours") from problem


class SealedCookies(SecureCookieSessionInterface):
    def get_signing_serializer(self, app: Flask) -> Any:
        return _Sealed(app.extensions["cookie_key"])
