"""The layer that knows: names, schools, dates, addresses and numbers from the household's record.

A short name counts only where its surroundings say so: the family 森 does not swallow 森林公園,
さくら the girl is not 桜 the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import fold, kana_key
from conference.anonymize.record import Known, unique
from conference.anonymize.rules import dates, titles
from conference.anonymize.spans import Label, Span

_FAMILY_SIGN = re.compile(rf"[ ]?(?:{titles.FOND}|{titles.POLITE}|{titles.OFFICE})|の?(?:家|宅|世帯|一家|夫妻|夫婦|きょうだい|兄弟|姉妹|親子|母子|母|父|祖母|祖父|姉|兄|妹|弟|児|両親|ママ|パパ)|ん[家ち]|方|[(（、。・]")
_SUBJECT = re.compile(
    r"(?:は|が|も|に|と(?!し|い)|へ|から|より|です|あて|宛|、|を(?:抱|保護|迎|預|連れ|叱|叩|置|見て|起こ|寝かせ))|の(?:母|父|祖|様子|弟|妹|兄|姉|こと|件|服|靴|体重|身長|顔|腕|足|手|爪|声|話|登校|迎|担任|ランドセル|発達|健診|表情|状態|欠席|面会|保育|部屋|ため|ほう|分|お|通院|受診|検査|就学|気持|出生|誕生|泣|言葉|席|頭|髪|体|背|首|目|連絡|入園|入学|進路|通帳|通知|保護|将来|名前|家|薬|世話|送迎|育児|養育|きょうだい)"
)
_TO_SCHOOL = re.compile(r"(?:に(?:は|も|連|電|通|行|問|確|預|迎|在|着)|へ|で(?:は|の)|から|より|側|の(?:先生|担任|園長|校長|主任|職員|保育|[一-龠]{2,3}(?:先生|主任|園長|保育士|教諭)))")
_STAFF_FOLLOWS = re.compile(r"[がはもへとに](?!な[っいり])|から|より|あて|宛|です|[。、)」：:\n ]|$")
_SCHOOL_END = re.compile(r"(?:義務教育学校|特別支援学校|高等学校|小学校|中学校|高校|認定こども園|こども園|幼稚園|保育園|保育所|学童クラブ|学童保育|児童クラブ|学童|学園|支援学校|クラブ)$")
_SCHOOL_FRONT = re.compile(r"^(?:.{1,8}?[市町村区県]立|.{1,6}?[市町村区](?=.{2,}(?:学校|園))|私立|公立|学校法人|認定こども園|放課後児童クラブ|学童保育|学童クラブ|学童)[ ]?")
_SHORT_KIND = {"小学校": "小", "中学校": "中", "高等学校": "高", "高校": "高", "幼稚園": "幼", "保育園": "保", "保育所": "保", "こども園": "園", "認定こども園": "園"}
_AGENCY_SHORT = {"児童相談所": "児相", "小学校": "小", "中学校": "中", "高等学校": "高", "保育園": "保", "幼稚園": "幼"}
_MUNICIPALITY = re.compile(r"(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)?(?P<x>.{1,7}?(?:市|郡.{1,5}?[町村]|[町村](?=.{2,}))(?:.{1,4}区)?|.{1,4}区)")
_NUMBERS = re.compile(r"[0-9]+")
_ANY_DASH = r"[ ]?(?:丁目の?|番地?の?|号室?|条|[-ー・のノ])?[ ]?"


def find(reading: Reading, known: Known) -> Iterator[Span]:
    yield from _names(reading, known)
    yield from _schools(reading, known)
    yield from _births(reading, known)
    yield from _addresses(reading, known)
    yield from _phones(reading, known)
    yield from _agencies(reading, known)


# --- names


def _names(reading: Reading, known: Known) -> Iterator[Span]:
    for said, why, source in _written(known):
        for start, end in places(reading.key, kana_key(said)):
            if _is_the_name(reading, start, end, source):
                yield reading.span(start, end, Label.PERSON, why)
    yield from _full(reading, known)


def _written(known: Known) -> list[tuple[str, str, str]]:
    """(name, reason, whose)."""
    family = [(one, "この世帯の姓です", "family") for one in known.families]
    given = [(part, "この世帯の人の名前です", "given") for one in known.given_names for part in one.split()]
    kana = [(one, "この世帯の人の名前の読みです", "kana") for one in known.readings]
    kana += [(re.sub(r"[ ・]", "", one), "この世帯の人の名前の読みです", "kana") for one in known.kana]
    nick = [(form, "呼び名です", "nick") for one in known.nicknames for form in (one, _plain(one))]
    staff = [(part, "担当者の名前です", "staff") for one in known.worker_names for part in _worker_parts(one)]
    return [row for row in dict.fromkeys([*family, *given, *kana, *nick, *staff]) if row[0]]


def _plain(nickname: str) -> str:
    return re.sub(rf"(?<=..)(?:{titles.FOND}|{titles.POLITE})$", "", nickname)


def _worker_parts(name: str) -> tuple[str, ...]:
    parts = name.split()
    if len(parts) > 1:
        return unique([name, "".join(parts), *parts])
    key = kana_key(name)
    cut = next((at for at in range(len(name) - 1, 0, -1) if key[:at] in lists.surnames() and len(name) > 2), 0)
    return unique([name, name[:cut], name[cut:] if cut and len(name) - cut > 1 else ""])


def _full(reading: Reading, known: Known) -> Iterator[Span]:
    """Family and given name together, with anything small between."""
    readings = known.readings
    firsts = unique([*known.families, *readings[:1], *[one.split()[0] for one in known.kana]])
    seconds = unique([part for one in known.given_names for part in one.split()] + [one.split()[-1] for one in known.kana])
    for first in firsts:
        for second in seconds:
            if first == second:
                continue
            for start, end in _side_by_side(reading.key, kana_key(first), kana_key(second)):
                yield reading.span(start, end, Label.PERSON, "この世帯の人の姓名です")


def _side_by_side(text: str, first: str, second: str) -> Iterator[tuple[int, int]]:
    for start, end in places(text, first):
        at = end + (text[end : end + 1] in {" ", "・", ",", "、"})
        if text.startswith(second, at):
            yield start, at + len(second)


def places(text: str, said: str) -> Iterator[tuple[int, int]]:
    at = text.find(said) if said else -1
    while at >= 0:
        yield at, at + len(said)
        at = text.find(said, at + 1)


def _is_the_name(reading: Reading, start: int, end: int, source: str) -> bool:
    """Whether these letters are the name here, and no part or meaning of another word."""
    said = reading.key[start:end]
    other = lists.not_the_name().get(said)
    if other and other.match(reading.text, end):
        return False
    if titles.AFTER.match(reading.text, end) and _starts_here(reading, start, end):
        return True
    if reading.within_term(start, end) or inside_a_longer_word(reading, start, end):
        return False
    if len(said) == 1 and not _kanji(said):
        return False
    if not weak(reading, said, start, end) or (source == "nick" and len(said) > 2):
        return True
    if source == "given" and said not in lists.everyday() and _word_alone(reading, start, end):
        return True
    return evidence(reading, start, end) or (source == "staff" and _alone(reading, start, end))


def _word_alone(reading: Reading, start: int, end: int) -> bool:
    """One kanji that is no everyday word, a word of its own, with a particle after it."""
    before = reading.text[start - 1 : start]
    return start in reading.starting and end in reading.ending and not _kanji(before) and bool(re.match(r"[はがもをにと](?!し)|の(?!木|花|実)", reading.text[end:]))


def weak(reading: Reading, said: str, start: int, end: int) -> bool:
    """A name that is a word as well: one letter, on the list, or an ordinary word of the dictionary."""
    if len(said) == 1 or said in lists.everyday():
        return True
    word = reading.words[reading.covering[start]]
    return word.start == start and word.end == end and not word.person and not word.unknown and not word.place


def evidence(reading: Reading, start: int, end: int) -> bool:
    """Signs of a person: title, relation or role beside it, or a clause that begins with it as its subject."""
    text = reading.text
    if _FAMILY_SIGN.match(text, end) or titles.AHEAD.search(text[max(0, start - 14) : start]):
        return True
    if text[start - 1 : start] in {"「", "(", "『"} and text[end : end + 1] in {"」", ")", "』"}:
        return True
    begins = start == 0 or text[start - 1] in "。、\n 「『(・/:→>,.】]" or text[:start].endswith(("子の", "児の", "弟の", "妹の", "兄の", "姉の", "は", "に", "と"))
    return begins and bool(_SUBJECT.match(text, end))


def _alone(reading: Reading, start: int, end: int) -> bool:
    """Neighbours that are no kanji, and a particle that follows people: how workers write of each other."""
    before, after = reading.text[start - 1 : start], reading.text[end : end + 1]
    return not _kanji(before) and not _kanji(after) and bool(_STAFF_FOLLOWS.match(reading.text, end))


def _starts_here(reading: Reading, start: int, end: int) -> bool:
    """Before a title: the letters begin a word, or a run of another script begins with them."""
    return start in reading.starting or _edge(reading.text, start) or len(reading.key[start:end]) >= 4


def inside_a_longer_word(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.words[reading.covering[start]], reading.words[reading.covering[end - 1]]
    if first.start < start or last.end > end:
        if last.end > end and last.kind[0] in {"動詞", "形容詞", "副詞", "形状詞", "連体詞"} and not _kana(reading.text[start:end]):
            return True  # 奏でる, 恵まれる: the kanji is the stem of another word
        if first is last and not first.person and not first.unknown:
            return not (_edge(reading.text, start) and _edge(reading.text, end)) or _kanji(first.surface)
        if _kana(reading.text[start:end]):
            return not (_edge(reading.text, start) or first.start == start) or (not (_edge(reading.text, end) or last.end == end) and not _particle(reading, end))
        return last.end > end and last.start < end and len(last.surface) > end - last.start and last.common and not _kanji_boundary(reading, end)
    follows = reading.covering[end] if end < len(reading.text) else None
    if follows is not None and end - start == 1 and _kanji(reading.text[end]) and reading.words[follows].kind[0] == "名詞":
        return not reading.words[follows].surface.startswith(tuple(titles.RELATIVE.split("|")))
    return False


def _particle(reading: Reading, at: int) -> bool:
    return reading.text[at : at + 1] in tuple("はがをにのともへでや")


def _kanji_boundary(reading: Reading, at: int) -> bool:
    return not _kanji(reading.text[at : at + 1])


def _edge(text: str, at: int) -> bool:
    """Between two letters of different script, or at an end."""
    if at <= 0 or at >= len(text):
        return True
    return _script(text[at - 1]) != _script(text[at])


def _script(letter: str) -> str:
    if "ぁ" <= letter <= "ゖ":
        return "ひ"
    if "ァ" <= letter <= "ヺ" or letter == "ー":
        return "カ"
    return "漢" if _kanji(letter) else letter


def _kanji(text: str) -> bool:
    return bool(text) and all("一" <= letter <= "龠" or letter == "々" or letter > "\U00020000" for letter in text)


def _kana(text: str) -> bool:
    return all(_script(letter) in "ひカ" for letter in text)


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
        return not (_kanji(reading.text[start - 1 : start]) and _kanji(form[0])) and not _cuts(reading, start, end)
    return True


def _cuts(reading: Reading, start: int, end: int) -> bool:
    last = reading.words[reading.covering[end - 1]]
    return last.end > end and not last.proper


def _agencies(reading: Reading, known: Known) -> Iterator[Span]:
    for agency in known.agencies:
        for form in _agency_forms(agency):
            for start, end in places(reading.key, kana_key(form)):
                if not reading.within_term(start, end) and not (len(form) < 4 and _cuts(reading, start, end)):
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
            found += [re.compile(re.escape(name) + rf"(?:{_ANY_DASH}[0-9]+){{0,4}}(?:[ ]?(?:号室?|番地?|丁目))?"), re.compile(re.escape(name))]
    building = re.search(r"[ 　]?(?P<x>[^0-9\- ]{2,}?)[ ]?(?P<room>[0-9]{2,4})?(?:号室|号)?$", rest[town.end() :] if town else "")
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
