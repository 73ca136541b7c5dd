"""Lines of the board as people write them: 「団体：こと（連絡 名前）」, or three columns of a sheet.  Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conference.errors import ConferenceError

GROUP, TEXT, CONTACT = 64, 120, 64
MOST_LINES = 100
_BETWEEN = re.compile(r"(?<![0-9０-９])[：:]|[：:](?![0-9０-９])")  # not the colon of 9:30
_CONTACT = re.compile(r"^(?P<rest>.*)[（(]連絡(?:先|の相手)?[\s　：:]*(?P<contact>[^（）()]+)[）)]\s*$")


class NothingWritten(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__("何も書かれていません。1行に一つずつ書いてください。何も足していません。")


class TooManyLines(ConferenceError):
    status = 422

    def __init__(self, lines: int) -> None:
        super().__init__(
            f"一度に足せるのは{MOST_LINES}行までです。いま{lines:,}行あります。分けて足してください。"
        )


class LineTooLong(ConferenceError):
    """Which of several lines (0: the one on the page), and which of its parts."""

    status = 422

    def __init__(self, line: int, part: str, most: int) -> None:
        which = f"{line}行目の" if line else ""
        super().__init__(f"{which}{part}が{most}字より長いです。短くしてください。{_unchanged(line)}")


class NoText(ConferenceError):
    status = 422

    def __init__(self, line: int) -> None:
        which = f"{line}行目に、" if line else ""
        super().__init__(f"{which}できること・助けてほしいことが書かれていません。{_unchanged(line)}")


def _unchanged(line: int) -> str:
    return "何も足していません。" if line else "まだ直していません。"


@dataclass(frozen=True)
class Words:
    """The three parts of a line; no group means this office."""

    group: str
    text: str
    contact: str = ""

    @property
    def state(self) -> str:
        return "\t".join((self.group, self.text, self.contact))


def read(pasted: str) -> list[Words]:
    """Each line once, in order; raises NothingWritten, TooManyLines, LineTooLong, NoText."""
    lines = [(number, line) for number, line in enumerate(pasted.splitlines(), start=1) if line.strip()]
    if not lines:
        raise NothingWritten
    if len(lines) > MOST_LINES:
        raise TooManyLines(len(lines))
    return list(dict.fromkeys(checked(read_line(line), number) for number, line in lines))


def read_line(line: str) -> Words:
    """A tab parts the columns of a sheet; else the first colon, and （連絡 …） at the end."""
    if "\t" in line:
        group, text, contact = (*map(_tidy, line.split("\t")), "", "")[:3]
        return Words(group, text, contact)
    found = _CONTACT.match(line)
    rest, contact = (found["rest"], found["contact"]) if found else (line, "")
    parts = _BETWEEN.split(rest, maxsplit=1)
    group, text = parts if len(parts) == 2 else ("", rest)
    return Words(_tidy(group), _tidy(text), _tidy(contact))


def checked(words: Words, line: int = 0) -> Words:
    """`line`: its number among several; raises NoText, LineTooLong."""
    if not words.text:
        raise NoText(line)
    for part, given, most in (
        ("団体の名前", words.group, GROUP),
        ("文", words.text, TEXT),
        ("連絡の相手", words.contact, CONTACT),
    ):
        if len(given) > most:
            raise LineTooLong(line, part, most)
    return words


def _tidy(text: str) -> str:
    return " ".join(text.split())
