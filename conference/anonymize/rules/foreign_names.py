"""Foreign names, names in Latin letters and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import titles
from conference.anonymize.rules.spelling import person
from conference.anonymize.spans import Span

_FOREIGN = re.compile(r"[ァ-ヶー]{2,}(?:[ ]?[・=＝･][ ]?[ァ-ヶー]+)+")
_FOREIGN_SPACED = re.compile(
    r"(?<![ァ-ヶー・])(?P<x>[ァ-ヶー]{2,8} [ァ-ヶー]{2,10}(?: [ァ-ヶー]{2,10})?)(?=さん|ちゃん|くん|君|氏|様|[(（、。はがのもをに]|$)"
)
_INITIALS = (
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z][.．・･][ ]?[A-Z][.．]?)(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z]\.)(?=さん|ちゃん|くん|君|氏|様|の|、|は)"),
    re.compile(
        r"(?<![A-Za-z0-9.])(?P<x>[A-Z]{1,2})(?=さん|ちゃん|くん|君|氏|ママ|パパ|先輩|後輩|先生|保健師|助産師|教諭|保育士|相談員|医師|Dr)"
    ),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z][子男美太])(?![一-龠])"),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z])(?=[(（](?:長|次|三|二|本|父|母|姉|兄|弟|妹|[0-9]))"),
    re.compile(
        rf"(?:{titles.BEFORE}|パートナー|彼氏|彼女|交際相手|友人|子)(?:の|は)?(?P<x>[A-Z])(?=[はがものをにと、。)）」]|$)(?!の?[型判])"
    ),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z])(?=世帯|宅)"),
    re.compile(r"[0-9]年[A-D0-9]組の(?P<x>[A-Z]{2})(?=[とがはにをへも、。])"),
    re.compile(r"(?:イニシャル|頭文字)[はがの:： 「]{0,2}(?P<x>[A-Z](?:[.．・ ]?[A-Z])?\.?)"),
)
_NOT_INITIALS = frozenset(
    [
        "SC",
        "SV",
        "CW",
        "SW",
        "PT",
        "OT",
        "ST",
        "DV",
        "IQ",
        "DQ",
        "PC",
        "TV",
        "OK",
        "NG",
        "QR",
        "ID",
        "PHN",
        "CM",
        "WG",
        "HP",
    ]
)
_ROMAN = re.compile(
    r"(?<![A-Za-z0-9@._/\-])(?P<x>[A-Z][a-zà-ÿ]{1,}(?:[ ,\-]{1,2}(?:[A-Z][a-zà-ÿ]+|[A-Z]{2,}|de|da|van|bin|dos))+|[A-Z]{3,} [A-Z]{3,}(?: [A-Z]{2,})*)(?![A-Za-z0-9@_])"
)
_NOT_ROMAN = re.compile(
    r"Microsoft|Teams|Zoom|Google|Word|Excel|Windows|Covid|Web|Line|Wi|Switch|Nintendo|You|Tube",
    re.IGNORECASE,
)
_WITH_WEIGHT = re.compile(
    r"(?:(?<![ァ-ヶー])(?P<x>[ァ-ヶー]{2,8})|(?:(?<=[。、\n 「・/])|^)(?P<y>[ぁ-ん]{2,6}))(?=[ ]?[0-9],?[0-9]{3}g)"
)
_WITH_AGE = re.compile(
    r"(?:(?<![ァ-ヶー])(?P<x>[ァ-ヶー]{2,10})|(?:(?<=[。、\n 「・/])|^)(?P<y>[ぁ-ん]{2,6}))(?=[ ]?[(（](?:小|中|高|年[少中長]|[0-9]{1,2}(?:歳|才|か月|ヶ月|か|m)))"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _foreign(reading)
    yield from _initials(reading)


def _foreign(reading: Reading) -> Iterator[Span]:
    for found in _FOREIGN.finditer(reading.text):
        if not reading.within_term(*found.span()) and not _ordinary_katakana(found[0]):
            yield person(reading, *found.span(), "外国の名前の書き方です")
    for found in _FOREIGN_SPACED.finditer(reading.text):
        if not _ordinary_katakana(found["x"]):
            yield person(reading, *found.span("x"), "片仮名の姓名の書き方です")
    for found in _WITH_AGE.finditer(reading.text):
        if found[0] not in lists.katakana_nouns() and found[0] not in titles.NOT_NAMES:
            yield person(reading, *found.span(), "年齢や学年の前の名前です")
    for found in _WITH_WEIGHT.finditer(reading.text):
        if kana_key(found[0]) in lists.given_readings():
            yield person(reading, *found.span(), "体重の前の名前です")
    for found in _ROMAN.finditer(reading.text):
        if not _NOT_ROMAN.search(found["x"]):
            yield person(reading, *found.span("x"), "ローマ字の姓名の書き方です")


def _ordinary_katakana(said: str) -> bool:
    parts = re.split(r"[ ・=＝･]+", said)
    return all(part in lists.katakana_nouns() for part in parts) or sum(
        part in lists.katakana_nouns() for part in parts
    ) * 2 > len(parts)


def _initials(reading: Reading) -> Iterator[Span]:
    for pattern in _INITIALS:
        for found in pattern.finditer(reading.text):
            if found["x"] not in _NOT_INITIALS:
                yield person(reading, *found.span("x"), "名前の頭文字です")
