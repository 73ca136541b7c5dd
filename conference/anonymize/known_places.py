"""Schools, agencies, birth dates, addresses and telephone numbers that the record knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import fold, kana_key
from conference.anonymize.record import Known, unique
from conference.anonymize.rules import dates
from conference.anonymize.spans import Label, Span
from conference.anonymize.surroundings import kanji, places, weak

_TO_SCHOOL = re.compile(
    r"(?:に(?:は|も|連|電|通|行|問|確|預|迎|在|着)|へ|で(?:は|の)|から|より|側|の(?:先生|担任|園長|校長|主任|職員|保育|[一-龠]{2,3}(?:先生|主任|園長|保育士|教諭)))"
)
_SCHOOL_END = re.compile(
    r"(?:義務教育学校|特別支援学校|高等学校|小学校|中学校|高校|認定こども園|こども園|幼稚園|保育園|保育所|学童クラブ|学童保育|児童クラブ|学童|学園|支援学校|クラブ)$"
)
_SCHOOL_FRONT = re.compile(
    r"^(?:.{1,8}?[市町村区県]立|.{1,6}?[市町村区](?=.{2,}(?:学校|園))|私立|公立|学校法人|認定こども園|放課後児童クラブ|学童保育|学童クラブ|学童)[ ]?"
)
_SHORT_KIND = {
    "小学校": "小",
    "中学校": "中",
    "高等学校": "高",
    "高校": "高",
    "幼稚園": "幼",
    "保育園": "保",
    "保育所": "保",
    "こども園": "園",
    "認定こども園": "園",
}
_AGENCY_SHORT = {
    "児童相談所": "児相",
    "小学校": "小",
    "中学校": "中",
    "高等学校": "高",
    "保育園": "保",
    "幼稚園": "幼",
}
_MUNICIPALITY = re.compile(
    r"(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)?(?P<x>.{1,7}?(?:市|郡.{1,5}?[町村]|[町村](?=.{2,}))(?:.{1,4}区)?|.{1,4}区)"
)
_ANY_DASH = r"[ ]?(?:丁目の?|番地?の?|号室?|条|[-ー・のノ])?[ ]?"


def find(reading: Reading, known: Known) -> Iterator[Span]:
    yield from _schools(reading, known)
    yield from _agencies(reading, known)
    yield from _births(reading, known)
    yield from _addresses(reading, known)
    yield from _phones(reading, known)


# --- schools and agencies


def school_forms(name: str) -> tuple[str, ...]:
    """さつき野小学校 → also さつき野小, さつき野; 鶴見小学校 → also 鶴小."""
    whole = fold(name).text.strip()
    bare = _SCHOOL_FRONT.sub("", whole) or whole
    kind = _SCHOOL_END.search(bare)
    core = bare[: kind.start()] if kind else bare
    short = _SHORT_KIND.get(kind[0], "") if kind else ""
    if "第" in core:
        return unique([*school_forms(whole.replace("第", "")), whole, bare, core, core + short])
    forms = [whole, bare, core + short if short else "", core if len(core) > 1 else ""]
    if short and len(core) > 1:
        forms += [core[0] + short, core[:2] + short]
    return unique(forms)


def _schools(reading: Reading, known: Known) -> Iterator[Span]:
    for school in known.school:
        for form in school_forms(school):
            for start, end in places(reading.key, kana_key(form)):
                if _school_here(reading, start, end, form):
                    yield reading.span(start, end, Label.SCHOOL, "通う学校・園の名前です")


def _school_here(reading: Reading, start: int, end: int, form: str) -> bool:
    said = reading.key[start:end]
    other = lists.not_the_name().get(said)
    if (other and other.match(reading.text, end)) or reading.within_term(start, end):
        return False
    core = _SCHOOL_END.search(form) is None and not form.endswith(("小", "中", "高", "保", "幼", "園"))
    if core and weak(reading, said, start, end):
        return bool(_TO_SCHOOL.match(reading.text, end))
    if len(form) <= 3:
        return not (kanji(reading.text[start - 1 : start]) and kanji(form[0])) and not _cuts(reading, end)
    return True


def _cuts(reading: Reading, end: int) -> bool:
    last = reading.words[reading.covering[end - 1]]
    return last.end > end and not last.proper


def _agencies(reading: Reading, known: Known) -> Iterator[Span]:
    for agency in known.agencies:
        for form in _agency_forms(agency):
            for start, end in places(reading.key, kana_key(form)):
                if not reading.within_term(start, end) and not (len(form) < 4 and _cuts(reading, end)):
                    yield reading.span(start, end, _agency_label(agency), "関係機関の名前です")


def _agency_forms(name: str) -> tuple[str, ...]:
    whole = fold(name).text.strip()
    bare = _SCHOOL_FRONT.sub("", whole) or whole
    forms = [whole, bare]
    for long, short in _AGENCY_SHORT.items():
        if bare.endswith(long) and len(bare) > len(long):
            forms.append(bare.removesuffix(long) + short)
    return unique(form for form in forms if form not in lists.field_terms())


def _agency_label(name: str) -> Label:
    return Label.SCHOOL if _SCHOOL_END.search(name) else Label.FACILITY


# --- dates, addresses, numbers


def _births(reading: Reading, known: Known) -> Iterator[Span]:
    for one in dates.dates(reading):
        if one.day in known.birth_date:
            yield reading.span(one.start, one.end, Label.BIRTHDATE, "この世帯の人の生年月日です")


def _addresses(reading: Reading, known: Known) -> Iterator[Span]:
    for address in known.address:
        for pattern in _address_patterns(fold(address).text.strip()):
            for found in pattern.finditer(reading.text):
                yield reading.span(*found.span(), Label.ADDRESS, "この世帯の住所です")


@cache
def _address_patterns(address: str) -> tuple[re.Pattern[str], ...]:
    """The whole, the municipality, the town with its numbers in any writing, the building."""
    found = [re.compile(_loose(address))]
    place = _MUNICIPALITY.match(address)
    rest = address[place.end() :] if place else address
    if place:
        found.append(re.compile(re.escape(place["x"])))
    town = re.match(r"[^0-9]{2,}", rest)
    if town:
        name = town[0].strip(" -ー第")
        if len(name) > 1:
            found += [
                re.compile(re.escape(name) + rf"(?:{_ANY_DASH}[0-9]+){{0,4}}(?:[ ]?(?:号室?|番地?|丁目))?"),
                re.compile(re.escape(name)),
            ]
    building = re.search(
        r"[ 　]?(?P<x>[^0-9\- ]{2,}?)[ ]?(?P<room>[0-9]{2,4})?(?:号室|号)?$",
        rest[town.end() :] if town else "",
    )
    if building and len(building["x"]) > 2 and not re.fullmatch(r"(?:番地?|号|丁目)+", building["x"]):
        found.append(re.compile(re.escape(building["x"]) + r"(?:[ ]?[A-Z]?[0-9]{1,4}(?:号室|号)?)?"))
    return tuple(found)


def _loose(address: str) -> str:
    parts = [re.escape(part) for part in re.split(r"(?:丁目|番地?の?|号室?|[-ー ])+", address) if part]
    return (_ANY_DASH + r"[ ]?").join(parts) + r"(?:[ ]?(?:号室?|番地?))?"


def _phones(reading: Reading, known: Known) -> Iterator[Span]:
    for phone in known.phone:
        digits = re.sub(r"\D", "", phone)
        if len(digits) < 6:
            continue
        for number in unique([digits, digits[-8:]]):
            pattern = re.compile(r"(?<![0-9])\(?" + r"[ \-ー()・.の]{0,3}".join(number) + r"(?![0-9])")
            for found in pattern.finditer(reading.text):
                yield reading.span(*found.span(), Label.PHONE, "この世帯の電話番号です")
