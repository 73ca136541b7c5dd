"""Conferences as an iCalendar file (RFC 5545): day, time, place, series and who is on turn; no household.

Our own forty lines: a library would bring three packages for six fixed properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone

from conference.rosters.models import Conference, ConferenceState

JST = timezone(timedelta(hours=9))  # Japan keeps no summer time: UTC is enough, no time zone table
LONGEST_LINE = 75  # octets, RFC 5545 3.1
USUAL = timedelta(hours=2)


def calendar_file(
    conferences: Iterable[Conference], now: datetime, turns: Mapping[int, str] | None = None
) -> bytes:
    """One event per conference; whole-day where no time is set.  `turns`: whose turn, by the conference's number."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//chiebukuro//conference//JA", "CALSCALE:GREGORIAN"]
    for conference in conferences:
        lines += _event(conference, now, (turns or {}).get(conference.id, ""))
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(conference: Conference, now: datetime, turn: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:conference-{conference.id}@chiebukuro.invalid"
    yield f"DTSTAMP:{_utc(now)}"
    yield from _times(conference)
    yield f"SEQUENCE:{int(now.replace(tzinfo=JST).timestamp()) // 60}"  # a later file replaces an earlier one
    if conference.state == ConferenceState.CALLED_OFF:
        yield "STATUS:CANCELLED"
    yield f"SUMMARY:{escaped(_title(conference))}"
    if turn:
        yield f"DESCRIPTION:{escaped(f'当番　{turn}')}"
    if conference.place:
        yield f"LOCATION:{escaped(conference.place)}"
    yield "END:VEVENT"


def _title(conference: Conference) -> str:
    is_off = conference.state == ConferenceState.CALLED_OFF
    return f"【見送り】{conference.title}" if is_off else conference.title


def _times(conference: Conference) -> Iterator[str]:
    starts, ends = _at(conference.held_on, conference.starts_at), _at(conference.held_on, conference.ends_at)
    if starts is None:
        yield f"DTSTART;VALUE=DATE:{conference.held_on:%Y%m%d}"
        return
    yield f"DTSTART:{_utc(starts)}"
    yield f"DTEND:{_utc(ends if ends and ends > starts else starts + USUAL)}"


def _at(day: date, written: str) -> datetime | None:
    try:
        return datetime.combine(day, time.fromisoformat(written))
    except ValueError:
        return None


def _utc(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=JST).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """RFC 5545 3.3.11: backslash, semicolon, comma and line breaks."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no letter cut in two."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
