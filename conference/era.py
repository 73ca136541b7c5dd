"""Dates as offices write them: era names, western forms, Excel serials.

Pure: no Flask, no database, no clock.  This is the one door to everything about dates: writing
them is in `conference.eras`, ages and grades in `conference.growth`, and both come from here too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conference.eras import ERAS as ERAS
from conference.eras import WEEKDAYS as WEEKDAYS
from conference.eras import Era as Era
from conference.eras import era_of as era_of
from conference.eras import format_date as format_date
from conference.eras import format_month_day as format_month_day
from conference.eras import format_short as format_short
from conference.growth import age_label_on as age_label_on
from conference.growth import age_on as age_on
from conference.growth import fiscal_year as fiscal_year
from conference.growth import gestation_on as gestation_on
from conference.growth import grade_on as grade_on
from conference.growth import months_on as months_on

_BY_MARK = {mark: era for era in ERAS for mark in (era.name, era.letter, era.code)}
DAYS_LOOKED_BACK = 90  # a bare 12/10 may be a little overdue, but mostly lies ahead
_EARLIEST_SERIAL, _LATEST_SERIAL = 10_000, 73_415  # 1927 to the end of 2100: outside, a number is no date
_MAC_EPOCH_DAYS = 1462  # Excel's 1904 date system
_LONGEST_DATE = 60
_NOTHING_SAID = frozenset({"", "未定", "なし", "無", "無し", "不明", "未記入", "該当なし", "*", "?", "..."})
_TIME_FOLLOWS = re.compile(r"\s+(?=[0-9]{1,2}[:時][0-9]{2})")  # else 12/3 0:00 would close up to 12/30:00

_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_KANJI_NUMBER = re.compile("[〇零一二三四五六七八九十]+")
_DASHES = re.compile("[ー−‐‑‒–—―ｰ─]")
_NUMBER = r"(元|[0-9]{1,4})"
_ERA_MARK = r"(令和|平成|昭和|大正|[RHST])"
_TAIL = re.compile(
    r"(?:生まれ|生れ|生|まで|迄|予定)?"
    r"(?:\(?満?[0-9]{1,3}(?:[歳才](?:[0-9]{1,2}[かカヶケヵ]月)?|[かカヶケヵ]月)\)?)?"
    r"(?:\(?([月火水木金土日])(?:曜日|曜)?(?:[・,](?:祝|休)日?)?\)?)?"
    r"(?:\(祝\))?T?(?:[0-9]{1,2}[:時][0-9]{2}分?(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
    r"(?:生まれ|生れ|生|まで|迄|予定)?$"
)
_ERA_DATE = re.compile(
    _ERA_MARK + _NUMBER + r"年?(?:\(([0-9]{4})年?\))?年?[./\-・]?([0-9]{1,2})[./\-・月]([0-9]{1,2})日?"
)
_ERA_COMPACT = re.compile(r"(令和|平成|昭和|大正|[RHST2345])([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_WESTERN = re.compile(
    r"([0-9]{4})(?:年?\(" + _ERA_MARK + _NUMBER + r"年?\)年?|[./\-・年])([0-9]{1,2})[./\-・月]([0-9]{1,2})日?"
)
_WESTERN_COMPACT = re.compile(r"((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_MONTH_DAY = re.compile(r"([0-9]{1,2})[./\-・月]([0-9]{1,2})日?")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?$")


@dataclass(frozen=True)
class DateReading:
    """A date, or None; and a sentence for staff where something is doubtful."""

    value: date | None
    note: str | None = None


class _Unreadable(Exception):
    """Carries the sentence that says why."""


def parse_date(cell: object, reference: date | None = None, *, date1904: bool = False) -> date | None:
    """The date a cell says, or None.  See `read_date` for the reason."""
    return read_date(cell, reference, date1904=date1904).value


def read_date(cell: object, reference: date | None = None, *, date1904: bool = False) -> DateReading:
    """Read one cell.

    A month and day alone (12/10) need `reference`: the year is chosen so that the date lies
    between 90 days before it and nine months after.  `date1904` is the workbook's date system.
    """
    if isinstance(cell, datetime):
        return DateReading(cell.date())
    if isinstance(cell, date):
        return DateReading(cell)
    text = _fold(cell)
    if not text.strip("-") or text in _NOTHING_SAID:
        return DateReading(None)
    try:
        return _read_text(text, reference, date1904, is_number=isinstance(cell, float))
    except _Unreadable as reason:
        return DateReading(None, str(reason) or _cannot_read(cell, "12/10" if reference else "R8.12.10"))


def from_serial(serial: float, *, date1904: bool = False) -> date | None:
    """The day of an Excel serial number; None outside 1927–2100, where numbers are rarely dates."""
    days = int(serial) + (_MAC_EPOCH_DAYS if date1904 else 0)
    if not _EARLIEST_SERIAL <= days <= _LATEST_SERIAL:
        return None
    return date(1899, 12, 30) + timedelta(days=days)


def _fold(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFKC", str(cell))
    text = _TIME_FOLLOWS.sub("T", text)
    text = _DASHES.sub("-", "".join(text.split())).upper()
    return _KANJI_NUMBER.sub(lambda found: _kanji_number(found.group()), text)


def _kanji_number(text: str) -> str:
    """十二 → 12, 二十九 → 29, 二〇二〇 → 2020."""
    if "十" not in text:
        return text.translate(_KANJI_DIGITS)
    tens, _, ones = text.partition("十")
    return (tens.translate(_KANJI_DIGITS) or "1") + (ones.translate(_KANJI_DIGITS) or "0")


def _read_text(text: str, reference: date | None, date1904: bool, *, is_number: bool) -> DateReading:
    """`is_number`: Excel turned 12.10 into 12.1, so a number with a point is no month and day."""
    if len(text) > _LONGEST_DATE:
        raise _Unreadable
    if _SERIAL.match(text):
        return _read_serial(text, date1904)
    for pattern, reader in _READERS:
        found = pattern.match(text)
        tail = _TAIL.match(text, found.end()) if found else None
        if found and tail:
            return _with_weekday(reader(found), tail[1])
    found = _MONTH_DAY.match(text)
    tail = _TAIL.match(text, found.end()) if found else None
    if found and tail and reference and not is_number:
        return _with_weekday(_near(int(found[1]), int(found[2]), reference), tail[1])
    raise _Unreadable


def _read_serial(text: str, date1904: bool) -> DateReading:
    day = from_serial(float(text), date1904=date1904)
    if day is None:
        raise _Unreadable
    return DateReading(day)


def _read_era(found: re.Match[str]) -> date:
    return _era_date(found[1], found[2], found[4], found[5], found[3])


def _read_era_compact(found: re.Match[str]) -> date:
    return _era_date(found[1], found[2], found[3], found[4])


def _read_western(found: re.Match[str]) -> date:
    if found[2]:
        return _era_date(found[2], found[3], found[4], found[5], found[1])
    return _day(int(found[1]), found[4], found[5])


def _read_western_compact(found: re.Match[str]) -> date:
    return _day(int(found[1]), found[2], found[3])


_READERS = (
    (_ERA_DATE, _read_era),
    (_ERA_COMPACT, _read_era_compact),
    (_WESTERN, _read_western),
    (_WESTERN_COMPACT, _read_western_compact),
)


def _era_date(mark: str, number: str, month: str, day: str, western: str | None = None) -> date:
    era = _BY_MARK[mark]
    year_number = 1 if number == "元" else int(number)
    year = era.year_of(year_number)
    if year_number < 1 or (western and int(western) != year):
        raise _Unreadable
    value = _day(year, month, day)
    if not era.first <= value <= era.last:
        raise _Unreadable(_outside(era, year_number, value))
    return value


def _day(year: int, month: str, day: str) -> date:
    try:
        return date(year, int(month), int(day))
    except (ValueError, OverflowError) as reason:
        raise _Unreadable from reason


def _near(month: int, day: int, reference: date) -> date:
    """The one year that puts month and day between 90 days back and nine months ahead."""
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if -DAYS_LOOKED_BACK <= (value - reference).days < 366 - DAYS_LOOKED_BACK:
            return value
    raise _Unreadable


def _with_weekday(day: date, said: str | None) -> DateReading:
    right = WEEKDAYS[day.weekday()]
    if said is None or said == right:
        return DateReading(day)
    return DateReading(
        day,
        f"{format_date(day, weekday=False)}は{right}曜日ですが、{said}曜日と書かれています。どちらが正しいか確かめてください。",
    )


def _cannot_read(cell: object, example: str) -> str:
    said = " ".join(str(cell).split())[:30]
    return f"「{said}」を日付として読めません。「{example}」のように書いてください。"


def _outside(era: Era, number: int, value: date) -> str:
    year = "元" if number == 1 else str(number)
    said = f"{era.name}{year}年{value.month}月{value.day}日"
    meant = format_date(value, weekday=False)
    bound = (
        f"始まり（{format_date(era.first, weekday=False)}）より前"
        if value < era.first
        else f"終わり（{format_date(era.last, weekday=False)}）より後"
    )
    return f"「{said}」は{era.name}の{bound}です。{meant}ではありませんか。確かめてください。"
