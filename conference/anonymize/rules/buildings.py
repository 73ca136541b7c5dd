"""Buildings with a name, their rooms, and houses said by their town alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming
from conference.anonymize.rules.blocks import COUNTS, KANJI
from conference.anonymize.spans import Label, Span

_D = f"[0-9{KANJI}]"
_WING = r"(?:[ ]?(?:[0-9]{1,2}街区|[0-9A-Z一二三四五六七八九十]{1,2}号?棟|[東西南北]棟)の?){1,2}"
_DOOR = (
    rf"[ ]?[-ー]?[ ]?(?:[A-Z][-ー]?)?{_D}{{1,4}}(?:[-ー]{_D}{{1,4}}|の{_D}{{1,4}}(?!階))?(?:[-ー]?[A-Z](?![A-Za-z]))?"
    rf"[ ]?(?:号室|号|室|階(?!段)|F(?![A-Za-z]))?(?![0-9{COUNTS}]|か[月所国]|棟|[-ー][0-9])"
)
_ROOM = rf"(?:{_WING}(?:{_DOOR})?|{_DOOR})"
_BUILDING_WORD = r"(?:メゾン|コーポ|ハイツ|レジデンス|アパート|マンション|ハイム|パレス|グラン[ァ-ヶー]*|ヴィラ|サンハイツ|シャトー|カーサ|エステート|プラザ|ビラ|フラット|レオパレス|アーバン|グリーン|コート|テラス|ガーデン|ドミール|ドミトリー|ルネ|ライオンズ|サンライズ|サニー|ヴィレッジ|ビレッジ|ロイヤル|ニュー|クレスト|フォレスト|シティ|タウン|ヒルズ|パーク|荘|団地|住宅|ビル|寮|社宅|官舎)"
_KANA_BUILDING = r"(?:メゾン|コーポ|ハイツ|レジデンス|ハイム|パレス|グラン|ヴィラ|シャトー|カーサ|ドミール|サンハイツ|サンハイム|レオパレス|サンコーポ|グリーンハイツ|エステート|ライオンズ|エクセル|パークサイド|ヴィレッジ|フォレスト|シャルム)"
_PUBLIC = r"(?:県営|市営|都営|町営|府営|公営|県住|市住|町住|道営|公社)"
_LETTERS = r"[一-龠々ァ-ヶーヶケ]"
_BUILDING_ALONE = re.compile(
    rf"(?P<x>{_KANA_BUILDING}(?:[ ・]?[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・]{{1,12}})(?:{_ROOM}|の[0-9]{{3,4}}(?![0-9円人]))?"
    rf"|{_PUBLIC}[ ]?(?!住宅|団地|バス|地下鉄|プール)(?:{_LETTERS}{{1,8}}(?:住宅|団地|アパート)?|[ぁ-ん一-龠々ァ-ヶー]{{2,8}}(?:住宅|団地|アパート))(?:{_ROOM})?"
    rf"|{_PUBLIC}(?:住宅|団地)?[一-龠々ァ-ヶーヶケぁ-ん]{{0,6}}?(?:{_WING}(?:{_DOOR})?|[ ]?[0-9A-Z]{{1,2}}[-ー][0-9]{{2,4}}(?:号室|号|室)?)"
    rf"|{_KANA_BUILDING}[一-龠々ァ-ヶーⅠⅡⅢ・]{{0,12}}(?:の|[ ])?[0-9]{{1,4}}(?:-?[A-Z](?![A-Za-z]))?(?=[はのにでへが、。)）」]|号|$)"
    rf"|(?<![一-龠々ァ-ヶー])(?!病)[一-龠々ァ-ヶーA-ZⅠⅡⅢ・]{{3,14}}[ ]?[0-9]{{1,4}}号室)"
)
_NAMED_AFTER = re.compile(
    r"パークハイツ|グランドハイツ|ハイツ|コーポ|マンション|アパート|団地|荘|ハイム|レジデンス|パレス|コート|ビル|住宅|ニュータウン|タウン|社宅|長屋|パークハイツ|ヒルズ"
)
_BLOCK_OF_FLATS = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{1,2}|[A-Z])(?:号棟(?:[ ]?の?[0-9]{2,4}(?:号室|号|室)?)?|棟[ ]?の?[0-9]{3,4}(?:号室|号|室)?)"
)
# What a town and its house are called where nobody knows the number.
_HOUSE = re.compile(
    r"の(?:(?:角|裏|奥|隣|はずれ|外れ|端|手前)の)?(?:(?:県営|市営|町営|公営|県公社|公社|賃貸|古い|木造|二軒|三軒|分譲|新築|文化)?"
    rf"(?:アパート|マンション|団地|住宅|社宅|借家|貸家|長屋|一軒家|平屋|空き家|官舎|教員住宅|戸建て|ハイツ|コーポ))(?:{_ROOM}|の[0-9{KANJI}]{{1,2}}階)?"
)
_CHARACTERS = r"一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・"
_FOLLOWS = re.compile(
    rf"(?P<gap>[ 、]?)(?P<name>(?:第[0-9{KANJI}]{{1,2}})?[{_CHARACTERS}ぁ-ん]{{0,5}}[{_CHARACTERS}]{{1,14}}?)(?P<room>[ ]?{_ROOM})"
)
_NAMED = re.compile(
    rf"[ ]?(?:第[0-9{KANJI}]{{1,2}})?[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・ぁ-ん]{{0,12}}?{_BUILDING_WORD}[一-龠々ァ-ヶー]{{0,8}}"
)
_NAMED_IN_KANA = re.compile(
    rf"[ ]?{_KANA_BUILDING}[ぁ-ん]{{2,6}}(?:{_ROOM})(?=[にのでへをはが、。)）」\n ]|から|$)|[ ][ぁ-んァ-ヶー一-龠々]{{2,8}}ハウス(?:{_ROOM})?"
)
_PARTICLE = re.compile(r"[ぁ-ん](?=[一-龠々ァ-ヶー])")
_FOREIGN = re.compile(r"[ァ-ヶー・]{3,}")
_ROOM_ALONE = re.compile(
    rf"[ ]{_WING}(?:{_DOOR})?|-[0-9]{{3,4}}号室|(?<=号)-[A-Z][0-9]{{1,3}}|[ ][0-9]{{1,2}}-[0-9]{{3,4}}(?![0-9\-])|、[0-9]{{2,4}}号室?(?!線|車)|"
    r"[ ]?[-ー]?[ ]?(?:[A-Z][-ー]?)?[0-9]{1,4}[ ]?(?:号室|号棟|号|室|階(?!段)|棟|F(?![A-Za-z]))"
    r"|[ ](?:[A-Z][-ー]?)?[0-9]{3,4}(?=[にへでのはをが、。)）」\n]|から|$)"
)
_ROOM_BEHIND = re.compile(r"(?<=[荘寮ツポンスムトル地])の[0-9]{3,4}(?=[にへではをが、。)）」\n]|から|$)")
_HOST = re.compile(r"[ ]?[(（]?[一-龠々]{1,4}[ ]?(?:様|さん)?方(?![一-龠々])[)）]?")


def after(reading: Reading, at: int) -> int:
    """Where the building, the room and the host that follow the numbers of an address end."""
    end = _building_after(reading, at)
    host = _HOST.match(reading.text, end)
    return host.end() if host else end


def _building_after(reading: Reading, at: int) -> int:
    named = _NAMED_IN_KANA.match(reading.text, at)
    if named:
        return named.end()
    found = _FOLLOWS.match(reading.text, at)
    if found and _is_building(found):
        return found.end()
    if named := _NAMED.match(reading.text, at):
        at = named.end() if not _PARTICLE.search(named[0]) else at
    room = _ROOM_BEHIND.match(reading.text, at) or _ROOM_ALONE.match(reading.text, at)
    return house(reading, room.end() if room else at)


def _is_building(found: re.Match[str]) -> bool:
    """By its word for a building, or behind a gap by what only a room has."""
    if re.search(_BUILDING_WORD, found["name"]):
        return True
    if not found["gap"] or re.search("電話|携帯|番号|TEL|FAX", found["name"]):
        return False
    if re.search(r"号室|棟|[0-9]F", found["room"]):
        return not re.search(r"[はがをにで][一-龠々ァ-ヶー]", found["name"])
    strange = _FOREIGN.search(found["name"])
    return bool(
        strange
        and strange[0] not in lists.katakana_words()
        and re.search(rf"{_D}{{3}}|[0-9]-[A-Z]", found["room"])
    )


def house(reading: Reading, at: int) -> int:
    """Over 「のアパート」 and the like, where that follows a town or a block."""
    found = _HOUSE.match(reading.text, at)
    return found.end() if found else at


def find(reading: Reading) -> Iterator[Span]:
    for found in _BUILDING_ALONE.finditer(reading.text):
        yield reading.span(*found.span("x"), Label.ADDRESS, "建物の名前です")
    yield from _foreign_buildings(reading)
    for found in _BLOCK_OF_FLATS.finditer(reading.text):
        yield reading.span(*found.span(), Label.ADDRESS, "建物の番号です")
    for kind in _NAMED_AFTER.finditer(reading.text):
        start = naming.start_before(reading, kind.start())
        if start is not None:
            yield reading.span(start, _end(reading, kind.end()), Label.ADDRESS, "建物の名前です")


# A name in katakana that is no word, perhaps with a town, and what only a room has behind it.
_FOREIGN_ROOM = re.compile(
    r"(?<![一-龠々ァ-ヶーA-Za-z])(?P<name>[ァ-ヶー・]{3,12})[一-龠々]{0,4}(?:[ ]?[0-9]{3,4}(?:号室|号)?(?=[はのにでへ、。)）」]|から|$)|[ ]?[0-9]{1,3}-[A-Z](?![A-Za-z]))"
)


def _foreign_buildings(reading: Reading) -> Iterator[Span]:
    for found in _FOREIGN_ROOM.finditer(reading.text):
        words = reading.words[reading.covering[found.start()]]
        if found["name"] not in lists.katakana_words() and (words.unknown or words.proper):
            yield reading.span(*found.span(), Label.ADDRESS, "建物の名前と部屋です")


_ROOM_HERE = re.compile(_ROOM)
_TAIL = re.compile(r"[一-龠々ァ-ヶーⅠⅡⅢA-Z]{0,6}(?:[ ]?[0-9A-Z]{1,2}(?:号)?棟)?")


def _end(reading: Reading, at: int) -> int:
    if room := _ROOM_HERE.match(reading.text, at):
        return room.end()
    tail = _TAIL.match(reading.text, at)
    return tail.end() if tail and re.search(r"棟|[ⅠⅡⅢ]", tail[0]) else at
