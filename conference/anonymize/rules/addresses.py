"""Addresses from the town to the room, postcodes, and places that have a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming, titles
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span
from conference.anonymize.tokens import Word

_N = r"(?:[0-9]{1,5}|[一二三四五六七八九十百〇]{1,5})"
_J = r"[ ]?[-ーのノ之・][ ]?"
_BLOCK = re.compile(
    rf"(?P<x>{_N}[ ]?丁目(?:[ ]?{_N}[ ]?(?:番地?の?{_N}?(?:[ ]?[-ー・のノ][ ]?{_N})*[ ]?号?|(?:{_J}{_N}){{0,3}}号?))?"
    rf"|{_N}[ ]?番(?:地|街|町)?(?:(?:[ ]?の?[ ]?{_N})(?:{_J}{_N})?[ ]?号?(?:室)?|[ ]?号)?(?![目茶])"
    rf"|[一二三四五六七八九十]{{1,3}}[ー\-の][一二三四五六七八九十]{{1,4}}(?:[ー\-の][一二三四五六七八九十]{{1,4}})?"
    rf"|[0-9]{{1,4}}{_J}[0-9]{{1,4}}(?:{_J}[0-9]{{1,4}}){{0,2}}(?![0-9]|{_J}[0-9])"
    rf"|[0-9]{{1,5}}(?=[、。 \n（(]|$|に|の|番|号))"
)
_CERTAIN_BLOCK = re.compile(r"丁目|番地?")
_ROOM = re.compile(
    r"[ ]?(?:[A-Za-z]棟)?[ ]?(?:[A-Z]?[-ー]?[0-9]{1,4}[ ]?(?:号室|号|室)?|[0-9]{1,2}(?:階|F)(?:[ ]?[0-9]{3,4}号?室?)?)(?![年月日歳人回時分%円万点か])"
)
_BUILDING_WORD = r"(?:メゾン|コーポ|ハイツ|レジデンス|アパート|マンション|ハイム|パレス|グラン[ァ-ヶー]*|ヴィラ|サンハイツ|シャトー|カーサ|エステート|プラザ|ビラ|フラット|レオパレス|アーバン|グリーン|コート|テラス|ガーデン|ドミール|ルネ|ライオンズ|サンライズ|サニー|ヴィレッジ|ビレッジ|ロイヤル|ニュー|クレスト|フォレスト|シティ|タウン|ヒルズ|パーク|荘|団地|住宅|ビル|寮)"
_BUILDING = re.compile(
    rf"(?P<x>(?:[一-龠々ぁ-んァ-ヶーA-Za-zⅠⅡⅢ・]{{0,12}}?{_BUILDING_WORD}[ 　]?[一-龠々ァ-ヶーA-Za-z・]{{0,10}}|(?:県営|市営|都営|町営|府営|公営)[一-龠々ぁ-んァ-ヶー]{{1,8}})(?:[ ]?第?[A-Z0-9]{{1,2}}(?:号)?棟)?[ -]?(?:[A-Z]?[0-9]{{2,4}}[ ]?(?:号室|号|室)?|[0-9]{{1,2}}階))"
)
_BUILDING_ALONE = re.compile(
    r"(?P<x>(?:メゾン|コーポ|ハイツ|レジデンス|ハイム|パレス|グラン|ヴィラ|シャトー|カーサ|ドミール|サンハイツ|レオパレス|サンコーポ|グリーンハイツ|エステート)(?:[ ・]?[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ]{1,10})(?:[ ]?(?:[A-Z]棟|[0-9]{1,2}号棟))?(?:[ ]?[A-Z]?[0-9]{2,4}(?:号室|号|室)?)?"
    r"|(?:県営|市営|都営|町営|府営|公営)(?!住宅|団地|バス|地下鉄|プール)[一-龠々ァ-ヶーヶケ]{1,8}(?:住宅|団地|アパート)?(?:[ ]?[A-Z0-9]{1,2}(?:号)?棟)?(?:[ ]?[0-9]{2,4}(?:号室|号|室)?)?)"
)
_NAMED_AFTER = re.compile(
    r"ハイツ|コーポ|マンション|アパート|団地|荘|ハイム|レジデンス|パレス|コート|ビル|住宅|ニュータウン|タウン"
)
_PLACES = re.compile(
    r"駅前|駅|停留所|インター|商店街|銀座通り|通り|街道|交差点|踏切|公園|緑地|運動場|グラウンド|神社|八幡宮|稲荷|大社|寺|川|橋|峠|海岸|海水浴場|浜|港|漁港|湖|池|山|岳|島|半島|城|トンネル|団地|ニュータウン|地区|自治会|町内会|集落|部落|地域|学区|校区|中学校区|線|バイパス|ダム|スキー場|動物園|水族館|テーマパーク|ランド"
)
_POST = (
    rule(Label.ADDRESS, "郵便番号です", r"〒[ ]?[0-9]{3}[ ]?[-ー]?[ ]?[0-9]{4}(?![0-9])"),
    rule(Label.ADDRESS, "郵便番号です", r"郵便番号[はが:： ]*(?P<x>[0-9]{3}[ ]?[-ー]?[ ]?[0-9]{4})(?![0-9])"),
    rule(Label.ADDRESS, "郵便番号の形です", r"(?<![0-9\-])[0-9]{3}-[0-9]{4}(?![0-9\-])"),
    rule(
        Label.PLACE,
        "バス停の名前です",
        r"(?P<x>(?:バス停|停留所)(?:名)?[は:：の ]?[「『]?[一-龠々ァ-ヶー0-9]{2,12}(?:[ぁ-ん]{1,4}[一-龠]{1,4})?[」』]?)(?=[でにのまかへをはがとま、。 ]|$)",
    ),
    rule(Label.PLACE, "バス停の名前です", r"[「『]?(?P<x>[一-龠々ァ-ヶー0-9]{2,12})[」』]?(?:の)?バス停"),
    rule(
        Label.ADDRESS,
        "条の住所です",
        r"[東西南北]?[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?条[ ]?[東西南北]?[ ]?[0-9]{1,3}(?:丁目)?(?:[ ]?[-ー][ ]?[0-9]+)*(?:[ ]?[一-龠々ァ-ヶーA-Za-z]{2,10}[ ]?[一-龠々ァ-ヶー]{0,6}[ ]?[0-9]{1,4}(?:F|階|号室|号)?)?",
    ),
    rule(
        Label.PLACE,
        "場所の名前です",
        r"(?P<x>(?:第[ ]?[0-9一二三四五六]+)(?:駐輪場|駐車場|公園|団地|グラウンド))",
    ),
    rule(
        Label.PLACE,
        "場所の名前です",
        r"(?P<x>(?:市役所|区役所|役場|駅|学校|小学校|病院|公民館|郵便局)前の(?:交差点|公園|バス停|信号))",
    ),
)
_MUNICIPAL = re.compile(r"[市区町村郡県府都道]$")
_SPELLED = re.compile(r"(?<![一-龠々ヶケ])(?P<x>[一-龠々ヶケノの]{1,5}?[一-龠々ヶケ][市町村])(?!町)")
_NOT_MUNICIPAL = lists.words("not_municipalities.txt")
_COUNTED = re.compile(r"[一二三四五六七八九十][本方駅戸回人]$")
_NOT_TOWN = lists.words("not_towns.txt")


def find(reading: Reading) -> Iterator[Span]:
    yield from apply(_POST, reading)
    yield from _blocks(reading)
    yield from _buildings(reading)
    yield from _places(reading)
    yield from _towns(reading)
    yield from _spelled_municipalities(reading)


def _blocks(reading: Reading) -> Iterator[Span]:
    for block in _BLOCK.finditer(reading.text):
        start = _town_start(reading, block.start())
        certain = bool(_CERTAIN_BLOCK.search(block[0]))
        if start is None and not (certain and re.search(r"丁目[0-9一-十ー-]|番地", block[0])):
            continue
        if start is not None and not certain and not _town_like(reading, start, block.start()):
            continue
        begin = start if start is not None else block.start()
        yield reading.span(begin, _with_building(reading, block.end()), Label.ADDRESS, "住所です")


def _town_start(reading: Reading, at: int) -> int | None:
    """Over every word of the town, the municipality and the prefecture in front of the numbers."""
    if at and reading.text[at - 1] == " ":
        at -= 1
    start, number = None, reading.ending.get(at)
    if number is None:
        spelled = re.compile(r"[一-龠々ヶケ]{1,6}(?:が[丘崎浜原谷台岡])?$").search(
            reading.text, max(0, at - 8), at
        )
        return spelled.start() if spelled else None
    while number is not None and number >= 0:
        word = reading.words[number]
        hill = (
            word.surface in {"が", "の"}
            and reading.text[word.end : word.end + 1] in set("丘崎浜原谷台岡窪瀬森里")
            and start is not None
        )
        if word.surface in _NOT_TOWN or not (_town_word(word) or hill):
            break
        start = word.start
        number -= 1
    return start


def _town_word(word: Word) -> bool:
    if word.surface in {
        "ヶ",
        "ケ",
        "ノ",
        "大字",
        "字",
        "小字",
        "中央",
        "東",
        "西",
        "南",
        "北",
        "中",
        "上",
        "下",
        "本",
        "新",
        "元",
    }:
        return True
    if word.proper:
        return True
    if word.surface in naming.generic() and not _MUNICIPAL.search(word.surface):
        return False
    return (
        word.kind[0] in {"名詞", "接尾辞", "接頭辞"}
        and word.kind[1] != "数詞"
        and word.kind[2] not in {"助数詞可能", "サ変可能", "副詞可能"}
    )


def _town_like(reading: Reading, start: int, at: int) -> bool:
    """Before bare numbers there must be a town: a place, or a word that ends as towns do."""
    said = reading.text[start:at].strip()
    inside = [word for word in reading.words if start <= word.start < at]
    if any(word.country for word in inside):
        return False
    return any(word.place for word in inside) or bool(
        re.search(r"[一-龠ぁ-ん](?:町|村|台|丘|野|区|市|条|字|浜|崎|新田)$", said)
    )


def _with_building(reading: Reading, at: int) -> int:
    """Take the building and the room that follow the numbers."""
    found = re.compile(
        r"[ 、]?(?P<x>[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・ぁ-ん]{0,3}[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・]{1,14}[ ]?(?:[A-Z0-9]{1,2}(?:号)?棟)?[ ]?[A-Z]?[0-9]{2,4}[ ]?(?:号室|号|室)?)(?![年月日歳人回時分円%])"
    ).match(reading.text, at)
    if found and re.search(_BUILDING_WORD, found[0]):
        return found.end()
    named = re.compile(
        rf"[ ]?[一-龠々ァ-ヶーA-Za-zⅠⅡⅢ・]{{0,12}}{_BUILDING_WORD}[一-龠々ァ-ヶー]{{0,8}}"
    ).match(reading.text, at)
    if named:
        at = named.end()
    room = re.compile(r"[ ]?[-ー]?[ ]?[A-Z]?[0-9]{1,4}[ ]?(?:号室|号棟|号|室|階|棟)").match(reading.text, at)
    return room.end() if room else at


def _buildings(reading: Reading) -> Iterator[Span]:
    for found in _BUILDING_ALONE.finditer(reading.text):
        yield reading.span(*found.span("x"), Label.ADDRESS, "建物の名前です")
    for kind in _NAMED_AFTER.finditer(reading.text):
        start = naming.start_before(reading, kind.start())
        if start is None:
            continue
        room = _ROOM.match(reading.text, kind.end())
        tail = re.compile(r"[一-龠々ァ-ヶーⅠⅡⅢA-Z]{0,6}(?:[ ]?[0-9A-Z]{1,2}(?:号)?棟)?").match(
            reading.text, kind.end()
        )
        end = room.end() if room else (tail.end() if tail and re.search(r"棟|[ⅠⅡⅢ]", tail[0]) else kind.end())
        yield reading.span(start, end, Label.ADDRESS, "建物の名前です")


def _places(reading: Reading) -> Iterator[Span]:
    for kind in _PLACES.finditer(reading.text):
        if kind.end() not in reading.ending:
            continue
        start = naming.start_before(reading, kind.start())
        if start is None:
            continue
        inside = {reading.covering[at] for at in range(start, kind.start())}
        if re.fullmatch(r"[一二三四五六七八九十0-9]+", reading.text[start : kind.start()]):
            continue
        if any(reading.words[one].proper or reading.words[one].unknown for one in inside) or (
            kind[0] in {"駅", "駅前", "自治会", "町内会", "商店街"} and start < kind.start()
        ):
            yield reading.span(start, kind.end(), Label.PLACE, "場所の名前です")


def _towns(reading: Reading) -> Iterator[Span]:
    """Runs of place names, with the municipality they belong to."""
    run: int | None = None
    for number, word in enumerate(reading.words):
        if (
            word.place
            and word.surface not in naming.generic()
            and len(word.surface) > 1
            and not _COUNTED.match(word.surface)
        ):
            run = number if run is None else run
        elif (
            run is not None
            and word.surface
            in {"市", "区", "町", "村", "郡", "県", "府", "都", "地区", "方面", "地域", "管内"}
            and word.surface not in {"方面", "地域", "管内"}
        ):
            continue
        else:
            if run is not None:
                yield _run(reading, run, _noun_run(reading, number))
            run = None
    if run is not None:
        yield _run(reading, run, len(reading.words))


def _noun_run(reading: Reading, number: int) -> int:
    """A place and the nouns that go on with it name one thing (青波|海浜公園), unless they are callings or terms."""
    end = number
    while end < len(reading.words) and end - number < 4:
        word = reading.words[end]
        goes_on = (
            word.common
            and word.kind[2] == "一般"
            and word.surface not in naming.generic() | lists.beside()
            and len(word.surface) > 1
        )
        if (
            not goes_on
            or reading.within_term(word.start, word.end)
            or word.surface in titles.NOT_NAMES
            or titles.AFTER.fullmatch(word.surface)
        ):
            break
        end += 1
    return end


def _spelled_municipalities(reading: Reading) -> Iterator[Span]:
    """X市, X町, X村 that Sudachi cut differently (瀬田|野|町)."""
    for found in _SPELLED.finditer(reading.text):
        said = found["x"]
        word = reading.words[reading.covering[found.start("x")]]
        whole = word.start == found.start("x") and word.end >= found.end("x")
        last = reading.words[reading.covering[found.end("x") - 1]]
        if len(last.surface) > 1 and not last.place:
            continue
        if (
            said in _NOT_MUNICIPAL
            or (whole and word.common)
            or reading.words[reading.covering[found.end("x") - 1]].end > found.end("x")
        ):
            continue
        yield reading.span(*found.span("x"), Label.PLACE, "市区町村の名前です")


def _run(reading: Reading, first: int, after: int) -> Span:
    return reading.span(reading.words[first].start, reading.words[after - 1].end, Label.PLACE, "地名です")
