"""What the records already know of a household, in the shape the layer `known` wants.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from conference.anonymize.normalize import fold
from conference.era import parse_date

_PARTS = re.compile(r"[ ・･,、]+")
_TITLE = re.compile(
    r"(?:さん|様|先生|保健師|助産師|看護師|相談員|支援員|課長|係長|主査|主任|教諭|校長|教頭|園長|保育士|医師|担任|CW|SSW|SC|児童福祉司|福祉司|心理司|主任児童委員|民生委員|児童委員)$"
)


@dataclass(frozen=True)
class Known:
    """Names and places of one household and of the office; every part may be empty."""

    family_name: str = ""
    given_names: tuple[str, ...] = ()
    kana: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    birth_date: tuple[date, ...] = ()
    address: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: Mapping[str, object] | None) -> Known:
        """From the mapping of the contract; a text stands for a list of one, what is not text is left out."""
        given = said or {}
        many = {key: _texts(given.get(key)) for key in _MANY}
        days = [parse_date(one) for one in _texts(given.get("birth_date"))]
        family = " ".join(_texts(given.get("family_name")))
        return cls(family_name=family, birth_date=tuple(day for day in days if day), **many)

    @property
    def families(self) -> tuple[str, ...]:
        """Family names, the mother's former one too where it is given (青葉（旧姓 森）)."""
        return tuple(part for part in re.split(r"[ ・,、/()（）]+|旧姓", self.family_name) if part)

    @property
    def readings(self) -> tuple[str, ...]:
        """Parts of the readings: family and given, in hiragana or katakana as written."""
        return unique(part for one in self.kana for part in _PARTS.split(one) if part)

    @property
    def worker_names(self) -> tuple[str, ...]:
        return unique(_TITLE.sub("", one).strip() for one in self.workers)


_MANY = ("given_names", "kana", "nicknames", "school", "address", "phone", "workers", "agencies")


def unique(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return _texts(value.get("name"))
    if isinstance(value, list | tuple):
        return unique(text for one in value for text in _texts(one))
    if isinstance(value, date):
        return (value.isoformat(),)
    return (fold(value).text.strip(),) if isinstance(value, str) and value.strip() else ()
