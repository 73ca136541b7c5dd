"""Buildings with a name, their rooms, and houses said by their town alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize.context import Reading
from conference.anonymize.rules import naming
from conference.anonymize.spans import Label, Span

_ROOM = re.compile(
    r"[ ]?(?:[A-Za-z]棟)?[ ]?(?:[0-9A-Z]{1,2}号棟(?:[ ]?[0-9]{2,4}号?室?)?|[0-9]{1,2}(?:階|F)(?:[ ]?[0-9]{3,4}号?室?)?|[0-9]{1,2}[-ー][0-9]{1,4}(?:号室|号|室)?|(?:[A-Z][-ー]?)?[0-9]{1,4}[ ]?(?:号室|号|室)?)(?![年月日歳人回時分%円万点か件世棟0-9])"
)
_BUILDING_WORD = r"(?:メゾン|コーポ|ハイツ|レジデンス|アパート|マンション|ハイム|パレス|グラン[ァ-ヶー]*|ヴィラ|サンハイツ|シャトー|カーサ|エステート|プラザ|ビラ|フラット|レオパレス|アーバン|グリーン|コート|テラス|ガーデン|ドミール|ルネ|ライオンズ|サンライズ|サニー|ヴィレッジ|ビレッジ|ロイヤル|ニュー|クレスト|フォレスト|シティ|タウン|ヒルズ|パーク|荘|団地|住宅|ビル|寮)"
_KANA_BUILDING = r"(?:メゾン|コーポ|ハイツ|レジデンス|ハイム|パレス|グラン|ヴィラ|シャトー|カーサ|ドミール|サンハイツ|サンハイム|レオパレス|サンコーポ|グリーンハイツ|エステート|ライオンズ|エクセル|パークサイド|ヴィレッジ|フォレスト|シャルム)"
_PUBLIC = r"(?:県営|市営|都営|町営|府営|公営|県住|市住|町住|道営)"
_ROOM_AFTER = r"(?:[ ]?(?:[A-Z]棟|[0-9A-Z]{1,2}号棟))?(?:[ ]?[-ー]?[ ]?(?:[A-Z][-ー]?)?[0-9]{1,4}(?:[-ー][0-9]{2,4})?(?:号室|号|室)?)?(?![年月日歳人回時分%円万点0-9])"
_BUILDING_ALONE = re.compile(
    rf"(?P<x>{_KANA_BUILDING}(?:[ ・]?[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・]{{1,12}}){_ROOM_AFTER}"
    rf"|{_PUBLIC}[ ]?(?!住宅|団地|バス|地下鉄|プール)(?:[一-龠々ァ-ヶーヶケ]{{1,8}}(?:住宅|団地|アパート)?|[ぁ-ん一-龠々ァ-ヶー]{{2,8}}(?:住宅|団地|アパート)){_ROOM_AFTER}"
    rf"|{_PUBLIC}(?:住宅|団地)?[一-龠々ァ-ヶーヶケぁ-ん]{{0,6}}?[ ]?[0-9A-Z]{{1,2}}(?:号?棟[ ]?(?:[0-9]{{2,4}}(?:号室|号|室)?)?|[-ー][0-9]{{2,4}}(?:号室|号|室)?))"
)
_NAMED_AFTER = re.compile(
    r"パークハイツ|グランドハイツ|ハイツ|コーポ|マンション|アパート|団地|荘|ハイム|レジデンス|パレス|コート|ビル|住宅|ニュータウン|タウン|社宅|長屋|パークハイツ|ヒルズ"
)
_BLOCK_OF_FLATS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{1,2}|[A-Z])号棟(?:[ ]?[0-9]{2,4}(?:号室|号|室)?)?")
# What a town and its house are called where nobody knows the number.
_HOUSE = re.compile(
    r"の(?:(?:県営|市営|町営|公営|賃貸|古い|木造|二軒|三軒|分譲|新築)?(?:アパート|マンション|団地|住宅|社宅|借家|貸家|長屋|一軒家|平屋|空き家|官舎|教員住宅|戸建て|ハイツ|コーポ))(?:[ ]?[0-9A-Z]{1,2}(?:[-ー][0-9A-Z]{1,4}){1,2}(?![0-9]))?"
)
_FOLLOWS = re.compile(
    r"[ 、]?(?P<x>[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・ぁ-ん]{0,3}[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・]{1,14}[ ]?(?:[A-Z0-9]{1,2}(?:号)?棟)?[ ]?(?:[A-Z][-ー]?)?[0-9]{1,4}(?:[-ー][0-9]{1,4})?[ ]?(?:号室|号|室)?)(?![年月日歳人回時分円%0-9])"
)
_NAMED = re.compile(
    rf"[ ]?[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・]{{0,12}}(?:{_BUILDING_WORD}|社宅)[一-龠々ァ-ヶー]{{0,8}}"
)
_ROOM_ALONE = re.compile(r"[ ]?[-ー]?[ ]?(?:[A-Z][-ー]?)?[0-9]{1,4}[ ]?(?:号室|号棟|号|室|階|棟)")


def after(reading: Reading, at: int) -> int:
    """Where the building and the room that follow the numbers of an address end."""
    found = _FOLLOWS.match(reading.text, at)
    if found and re.search(_BUILDING_WORD + "|社宅|官舎", found[0]):
        return found.end()
    if named := _NAMED.match(reading.text, at):
        at = named.end()
    room = _ROOM_ALONE.match(reading.text, at)
    return house(reading, room.end() if room else at)


def house(reading: Reading, at: int) -> int:
    """Over 「のアパート」 and the like, where that follows a town or a block."""
    found = _HOUSE.match(reading.text, at)
    return found.end() if found else at


def find(reading: Reading) -> Iterator[Span]:
    for found in _BUILDING_ALONE.finditer(reading.text):
        yield reading.span(*found.span("x"), Label.ADDRESS, "建物の名前です")
    for found in _BLOCK_OF_FLATS.finditer(reading.text):
        yield reading.span(*found.span(), Label.ADDRESS, "建物の番号です")
    for kind in _NAMED_AFTER.finditer(reading.text):
        start = naming.start_before(reading, kind.start())
        if start is not None:
            yield reading.span(start, _end(reading, kind.end()), Label.ADDRESS, "建物の名前です")


def _end(reading: Reading, at: int) -> int:
    if room := _ROOM.match(reading.text, at):
        return room.end()
    tail = re.compile(r"[一-龠々ァ-ヶーⅠⅡⅢA-Z]{0,6}(?:[ ]?[0-9A-Z]{1,2}(?:号)?棟)?").match(reading.text, at)
    return tail.end() if tail and re.search(r"棟|[ⅠⅡⅢ]", tail[0]) else at
