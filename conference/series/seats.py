"""Usual seats as lines of text: 所属：名前（役割).  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ROLE = re.compile(r"^(?P<rest>.*?)[（(](?P<role>[^（）()]{1,32})[）)]\s*$")
_BETWEEN = re.compile(r"[：:]")
MOST_SEATS = 40


@dataclass(frozen=True)
class Seat:
    """An agency, or a person of one; `role` is what they do at the table."""

    agency: str
    name: str = ""
    role: str = ""


def read_seats(text: str) -> list[Seat]:
    """One seat a line; empty lines are left out."""
    return [seat for line in text.split("\n") if (seat := read_seat(line)) is not None]


def read_seat(line: str) -> Seat | None:
    """教育委員会 / 児童福祉係：鈴木 花 / こども家庭センター：佐藤 恵（進行）; None for an empty line."""
    found = _ROLE.match(line.strip())
    rest, role = (found["rest"], found["role"].strip()) if found else (line, "")
    agency, _, name = _BETWEEN.sub("：", rest, count=1).partition("：")
    seat = Seat(agency.strip()[:64], name.strip()[:64], role)
    return seat if seat.agency or seat.name else None


def seat_line(seat: Seat) -> str:
    """The line that reads back as this seat."""
    between = "：" if seat.name or seat.role else ""
    return f"{seat.agency}{between}{seat.name}{f'（{seat.role}）' if seat.role else ''}"


def lines_of(texts: Iterable[str]) -> str:
    return "\n".join(texts)
