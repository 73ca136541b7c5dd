"""Usual seats as lines of text: 所属：名前（役割） 電話.  Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_ROLE = re.compile(r"^(?P<rest>.*?)[（(](?P<role>[^（）()]{1,32})[）)]\s*$")
_BETWEEN = re.compile(r"[：:]")
_PHONE = re.compile(
    r"^(?P<rest>.*?)[\s　]*(?:電話|TEL|Tel|℡)?[\s　:：]*(?P<phone>[+0-9０-９][-0-9０-９()（）ー－‐―]{7,20}[0-9０-９])\s*$"
)
_DASHES = str.maketrans("ー－‐―", "----")
MOST_SEATS = 40


@dataclass(frozen=True)
class Seat:
    """An agency, or a person of one; `role` is what they do at the table."""

    agency: str
    name: str = ""
    role: str = ""
    phone: str = ""


def read_seats(text: str) -> list[Seat]:
    """One seat a line; empty lines are left out."""
    return [seat for line in text.split("\n") if (seat := read_seat(line)) is not None]


def read_seat(line: str) -> Seat | None:
    """教育委員会 / 児童福祉係：鈴木 花 / 児童相談所：佐藤 恵（助言） 03-1234-5678; None for an empty line."""
    told = _PHONE.match(line.strip())
    line, phone = (told["rest"], _phone(told["phone"])) if told else (line, "")
    found = _ROLE.match(line.strip())
    rest, role = (found["rest"], found["role"].strip()) if found else (line, "")
    agency, _, name = _BETWEEN.sub("：", rest, count=1).partition("：")
    seat = Seat(agency.strip()[:64], name.strip()[:64], role, phone)
    return seat if seat.agency or seat.name else None


def _phone(written: str) -> str:
    return unicodedata.normalize("NFKC", written.translate(_DASHES))


def seat_line(seat: Seat) -> str:
    """The line that reads back as this seat."""
    between = "：" if seat.name or seat.role else ""
    return f"{seat.agency}{between}{seat.name}{f'（{seat.role}）' if seat.role else ''}{f' {seat.phone}' if seat.phone else ''}"


def lines_of(texts: Iterable[str]) -> str:
    return "\n".join(texts)
