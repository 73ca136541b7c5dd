"""What the server takes and refuses before a page is asked."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.parser import RequestParser

from conference.config import Settings
from conference.errors import SettingWrong
from conference.serving import Server, greeting, require_address, serve


def _read(settings: Settings, question: str) -> str:
    line = f"GET /api/search?q={quote(question)} HTTP/1.1\r\nHost: x\r\n\r\n"
    asked = next(RequestParser(Server(settings, lambda _: None).cfg, iter([line.encode()]), ("127.0.0.1", 1)))
    return str(asked.query)


def test_a_long_question_fits_into_an_address(settings: Settings) -> None:
    assert _read(settings, "あ" * 4000) == f"q={quote('あ' * 4000)}"


def test_an_address_without_end_is_refused(settings: Settings) -> None:
    with pytest.raises(LimitRequestLine):
        _read(settings, "あ" * 5000)


def test_without_the_casebook_it_does_not_start(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match="設定 KB_DIR の値"):
        serve(replace(settings, kb_dir=tmp_path / "nowhere"))


def test_a_taken_port_is_named_before_anything_is_built(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SettingWrong, match="設定 PORT の値"):
            require_address(replace(settings, port=other.getsockname()[1]))


def test_a_host_that_is_no_address_is_named(settings: Settings) -> None:
    with pytest.raises(SettingWrong, match="設定 HOST の値"):
        require_address(replace(settings, host="999.1.1.1"))


def test_an_address_of_the_newer_kind(settings: Settings) -> None:
    newer = replace(settings, host="::1", port=8123)
    assert Server(newer, lambda _: None).cfg.bind == ["[::1]:8123"]
    assert "http://[::1]:8123/" in greeting(newer)
