"""Another name of the same make for each marked word: what turns one written note into many.  Seeded, pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from conference.anonymize import lists
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import facilities, schools

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_KANJI = re.compile(r"[一-龠々ヶ𠀀-𯿿]+")
_PLACE_END = re.compile(r"(?:駅前?|[市区町村県]|川|橋|海岸|公園|団地|地区|通り|台|坂|温泉|池|山)$")
_AFTER = facilities.KIND_AFTER
_AHEAD = facilities.KIND_AHEAD
_SCHOOL_END = re.compile(
    r"(?:市立|町立|県立)?(?:義務教育学校|特別支援学校|高等学校|小学校|中学校|高校|こども園|幼稚園|保育園|保育所|乳児保育園|学童クラブ|児童クラブ|学童|学園|学級|幼児園|[小中高保幼組園商工農])$"
)
_ORDINALS = ("一", "二", "三", "四", "五", "東", "西", "南", "北", "第一", "第二", "第三")


def another(label: str, said: str, random: Random) -> str:
    """A word to stand where `said` stands; the same one where nothing better is known."""
    return _MAKERS[label](said, random) if label in _MAKERS else said


# --- persons


def _person(said: str, random: Random) -> str:
    for joint in (" ", "\u3000", "・"):
        if joint in said:
            return joint.join(_name(part, random, first=not at) for at, part in enumerate(said.split(joint)))
    return _name(said, random, first=True)


def _name(said: str, random: Random, *, first: bool) -> str:
    key = kana_key(said)
    if re.fullmatch(r"[A-Z](?:[.・][A-Z])?\.?", said):
        return re.sub(r"[A-Z]", lambda _: random.choice("ABCDEFGHIJKLMNOPRSTUWY"), said)
    if re.fullmatch(r"[ァ-ヶー]+", said):
        return _katakana(key, random)
    if re.fullmatch(r"[ぁ-んー]+", said):
        return _hiragana(key, random)
    if _KANJI.fullmatch(said):
        return _kanji(key, random, first=first)
    family = re.match(r"([一-龠々ヶ]{1,3})([ぁ-んァ-ヶー]{2,})$", said)
    return _kanji(family[1], random, first=True) + _name(family[2], random, first=False) if family else said


def _katakana(key: str, random: Random) -> str:
    if key in lists.surname_readings() and random.random() < 0.7:
        return random.choice(_surname_kana()).translate(_TO_KATAKANA)
    if random.random() < 0.5:
        return random.choice(sorted(lists.words("../training/foreign.txt")))
    return random.choice(_given_kana()).translate(_TO_KATAKANA)


def _hiragana(key: str, random: Random) -> str:
    if len(key) == 1:
        return random.choice("あかさたなはまやらわいきしちにひみりうくすつぬふむゆるえけこと")
    if key in lists.surname_readings() and key not in lists.given_readings():
        return random.choice(_surname_kana())
    made = random.choice(_given_kana())
    if len(key) == 2 and random.random() < 0.6:
        return made[:2]
    return made if random.random() < 0.9 else made[:2] + random.choice(("りん", "ぽん", "っち", "たん", "ぴ"))


def _kanji(key: str, random: Random, *, first: bool) -> str:
    cut = next((at for at in range(len(key) - 1, 0, -1) if _is_full(key, at)), 0)
    if cut and len(key) >= 3 and key not in lists.surnames() and key not in lists.given_names():
        return _surname(random) + _given(random)
    if key in lists.surnames() and (first or key not in lists.given_names()):
        return _surname(random)
    return _given(random) if key in lists.given_names() or not first else _surname(random)


def _is_full(key: str, at: int) -> bool:
    return key[:at] in lists.surnames() and key[at:] in lists.given_names()


def _surname(random: Random) -> str:
    names = _surnames()
    return names[int(len(names) * random.random() ** 2)]  # the list begins with the frequent ones


def _given(random: Random) -> str:
    names = _one_letter() if random.random() < 0.2 else _givens()
    return random.choice(names)


@cache
def _surnames() -> list[str]:
    return [name for name in reversed(lists.surnames()) if _KANJI.fullmatch(name)]


@cache
def _givens() -> list[str]:
    return sorted(name for name in lists.given_names() if _KANJI.fullmatch(name) and 1 < len(name) < 4)


@cache
def _one_letter() -> list[str]:
    return sorted(name for name in lists.given_names() if len(name) == 1 and _KANJI.fullmatch(name))


@cache
def _given_kana() -> list[str]:
    return sorted(name for name in lists.given_readings() if 2 <= len(name) <= 5)


@cache
def _surname_kana() -> list[str]:
    return sorted(name for name in lists.surname_readings() if 2 <= len(name) <= 5)


# --- addresses, places, schools, facilities

_TOWN = re.compile(
    r"^([一-龠々]{1,4}[市区郡])?([一-龠々ヶがノ]{2,6}?)(?=町|村|台|丘|[0-9一二三四五六七八九十の字大])"
)
_NAMED_HOUSE = re.compile(
    r"(?P<kind>コーポ|ハイツ|メゾン|サンハイム|コート|パレス|ハイム)(?P<core>[一-龠々ァ-ヶー]{1,6})"
)
_HOUSE_NAMED = re.compile(r"[一-龠々ァ-ヶー]{1,5}(?=荘|団地|ハイツ|コーポ|マンション|アパート|社宅|寮)")


def _address(said: str, random: Random) -> str:
    """Another town, other numbers, another house; how it is written stays."""
    city = random.choice(_cities())
    told = _TOWN.sub(lambda found: (city if found[1] else "") + random.choice(_towns()), said)
    told = _NAMED_HOUSE.sub(lambda found: found["kind"] + _core(random), told)
    if told == said or random.random() < 0.5:
        told = _HOUSE_NAMED.sub(lambda _: _core(random), told, count=1)
    return re.sub(r"[1-9]", lambda _: random.choice("123456789"), told)


def _place(said: str, random: Random) -> str:
    end = _PLACE_END.search(said)
    town = random.choice(_towns() if random.random() < 0.7 else _cities())
    if end is None or town.endswith(end[0]):
        return town
    return _PLACE_END.sub("", town) + end[0] if len(town) > 2 else town + end[0]


@cache
def _towns() -> list[str]:
    return sorted(name for name in lists.words("towns.txt") if 2 <= len(name) <= 4)


@cache
def _cities() -> list[str]:
    return sorted(lists.words("municipalities.txt"))


@cache
def _cores() -> list[str]:
    return sorted(lists.words("../training/cores.txt"))


def _core(random: Random) -> str:
    draw = random.random()
    if draw < 0.45:
        return random.choice(_cores())
    if draw < 0.7:
        return random.choice(_towns())
    return _surname(random) if draw < 0.9 else random.choice(_given_kana())


def _school(said: str, random: Random) -> str:
    end = _SCHOOL_END.search(said)
    if end is None or end.start() == 0:
        ahead = schools.CLUB_AHEAD.match(said)
        return ahead[0] + _core(random) if ahead and ahead.end() < len(said) else said
    front = said[: end.start()]
    if front in _ORDINALS:
        return random.choice(_ORDINALS) + end[0]
    core = random.choice(_towns()) if random.random() < 0.6 else _core(random)
    if end[0] in set("小中高商工農") and random.random() < 0.3:
        core = core[0]
    return core + ("".join(part for part in _ORDINALS if front.endswith(part))[-1:]) + end[0]


def _facility(said: str, random: Random) -> str:
    ahead = _AHEAD.match(said)
    if ahead and ahead.end() < len(said):
        return ahead[0] + _core(random)
    ends = [found for found in _AFTER.finditer(said) if found.end() == len(said) and found.start()]
    if ends:
        return _core(random) + ends[0][0]
    return said if random.random() < 0.5 else _core(random)


_MAKERS: dict[str, Callable[[str, Random], str]] = {
    "ADDRESS": _address,
    "PERSON": _person,
    "PLACE": _place,
    "SCHOOL": _school,
    "FACILITY": _facility,
}
