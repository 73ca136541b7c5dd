"""Addresses from the town to the room, and postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize.context import Reading
from conference.anonymize.rules import blocks, buildings, places, towns
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

_STREET = "[0-9一二三四五六七八九十]{1,3}[ ]?条"
_POST = (
    rule(Label.ADDRESS, "郵便番号です", r"〒[ ]?[0-9]{3}[ ]?[-ー]?[ ]?[0-9]{4}(?![0-9])"),
    rule(Label.ADDRESS, "郵便番号です", r"郵便番号[はが:： ]*(?P<x>[0-9]{3}[ ]?[-ー]?[ ]?[0-9]{4})(?![0-9])"),
    rule(Label.ADDRESS, "郵便番号の形です", r"(?<![0-9\-])[0-9]{3}-[0-9]{4}(?![0-9\-])"),
    rule(
        Label.ADDRESS,
        "条の住所です",
        rf"(?<![法則令例第約])(?:[東西南北]?[ ]?{_STREET}[ ]?[東西南北]|[東西南北][ ]?{_STREET}(?=[0-9]|通)|{_STREET}(?=[0-9]{{1,3}}(?:丁目|[-ー][0-9])|通))(?:通り?)?[ ]?[0-9]{{1,3}}(?:丁目)?(?![0-9]|項|号(?:[にのを]|$))(?:[ ]?[-ー][ ]?[0-9]+)*(?:[ ]?[一-龠々ァ-ヶーA-Za-z]{{2,10}}[ ]?[一-龠々ァ-ヶー]{{0,6}}[ ]?[0-9]{{1,4}}(?:F|階|号室|号)?)?",
    ),
)
# 字 as a part of an address, not of 文字, 名字, 赤字.
_AZA = "(?<![名十文漢数活苗赤黒習太点検誤])字"
# What announces an address: then the numbers are enough, whatever Sudachi makes of the town.
_ANNOUNCED = re.compile(
    r"(?:住所|現住地|居住地|本籍地?|居所|転居先|引っ?越し?先|転出先|転入先|里帰り先|帰省先|宛先|送付先|郵送先|所在地|アドレス|実家|(?<![一-龠々])家|自宅|住まい|新居)[はがもをの:： \n→（(「]{0,3}"
    rf"(?P<x>(?![はがもをの])[一-龠々ヶケがノのァ-ヶーぁ-ん]{{1,16}}?(?P<n>{blocks.SEQUENCE}))"
)
_HOUSE_NUMBER = re.compile(
    rf"(?:番地|地番|住居表示|家の番号)[はがもの:： →「]{{1,3}}(?P<x>(?P<n>{blocks.SEQUENCE}))"
)
_HAMLET = r"[一-龠々ヶケノ]{1,5}(?:の[一-龠々]{1,2}(?=[ ]?[0-9一二三四五六七八九十])|[りけしきせみい](?=[ ]?[0-9一二三四五六七八九十]))?"
_SECTION = re.compile(
    rf"(?P<x>(?:(?:(?:[一-龠々ヶケ]{{1,6}}[市町村])?(?:大字|小字|(?<![一-龠々])字)|[一-龠々ヶケノ]{{1,8}}[市町村][一-龠々ヶケノ]{{0,6}}?(?:大字|小字|{_AZA}))(?![がはをにのもで、。数面])"
    rf"{_HAMLET}(?:字{_HAMLET})?(?:[ ]?{blocks.SEQUENCE})?"
    rf"|[一-龠々ヶケノ]{{1,8}}{_AZA}{_HAMLET}[ ]?{blocks.SEQUENCE}))"
)


# Where the text speaks of one flat or house by its number alone, or writes an address in Latin letters.
_ALONE = (
    rule(
        Label.ADDRESS,
        "部屋の番号です",
        r"(?<![0-9.,])(?P<x>(?:[0-9]{1,2}(?:の|-|号棟?の?))?[0-9]{3,4}(?:号室?)?)(?=の(?:[一-龠々]{1,4}(?:さん|氏|宅|家(?!族|庭|事|賃|計)|様|親子|一家|世帯)|呼び鈴|呼鈴|チャイム|インターホン|ポスト|郵便受け|住人|住民|居住者|ドア|玄関|表札|犬|隣の))",
    ),
    rule(
        Label.ADDRESS,
        "部屋の番号です",
        r"(?<![0-9.,A-Za-z\-])(?P<x>[A-D][-ー]?[0-9]{3})(?=[でのにはへを、。」])(?!の?(?:教室|番教室))",
    ),
    rule(
        Label.ADDRESS,
        "部屋の番号です",
        r"(?<![0-9.,\-月/])(?P<x>[0-9]{3,4})(?=を押(?:す|し)|の前に[一-龠ァ-ヶ]|に(?:母|父|叔|伯|祖|夫|妻|兄|姉|本人)[^ぁ-ん]?[がとは、]|は[一-龠々]{1,4}さん)",
    ),
    rule(
        Label.ADDRESS,
        "隣の家や部屋の番号です",
        r"隣の(?P<x>[0-9]{2,4}(?:-[0-9]{1,4})?)(?=[がはにもで、。])",
    ),
    rule(
        Label.ADDRESS,
        "団地などの棟と部屋です",
        r"(?:団地|住宅|市営|県営|町営|村営|公営|公社|官舎)[、の ]{0,2}(?P<x>[0-9A-Z]{1,3}(?:-|の)[0-9]{1,4}(?:-[0-9]{1,4})?)(?=[。、にでのへは)）\n]|$)(?![0-9]|割)",
    ),
    rule(
        Label.ADDRESS,
        "住所です",
        r"(?<![一-龠々])(?P<x>(?!今の|この|前の)[一-龠々]{1,5}[町村字]の[0-9]{1,4}-[0-9]{1,4}(?:-[0-9]{1,4})?)(?![0-9\-])",
    ),
    rule(
        Label.ADDRESS,
        "住所です",
        r"(?<![一-龠々])(?P<x>(?![今前]の|第|約|計|満|全|各)[一-龠々]{1,4}[0-9]{1,4}(?:-[0-9]{1,4})?)(?=の(?:自宅|家(?![族庭事賃計])|実家|住まい|借家))(?<![年月日歳])",
        lambda found: not re.search("小[1-6]|中[1-3]|高[1-3]|[年月日時分歳回人]", found["x"]),
    ),
    rule(Label.ADDRESS, "住所です", r"(?P<x>[一-龠々]{1,4}[町村][0-9]{1,3}区の[0-9]{1,4})(?![0-9])"),
    rule(
        Label.ADDRESS,
        "同じ町の番地です",
        r"(?<![一-龠共混協合])同[ ]?(?P<x>[0-9]{1,4}(?:-[0-9]{1,4}){1,2})(?![0-9\-])",
    ),
    rule(
        Label.ADDRESS,
        "住所です",
        r"(?:^|\n)[ ・]*(?P<x>[一-龠々]{1,3}[0-9]{1,3}-[0-9]{1,3}-[0-9]{1,4})(?![0-9\-])",
    ),
    rule(
        Label.ADDRESS,
        "部屋の番号です",
        r"(?<![一-龠共混協合])同[ ]?(?P<x>[0-9]{3,4}(?:号室?)?)(?=[へに、。)）」]|の(?:部屋|住|隣))",
    ),
    rule(
        Label.ADDRESS,
        "ローマ字の住所です",
        r"(?P<x>(?:[A-Z][a-z]+[- ]?(?:shi|ku|cho|machi|gun|mura|son|ken|chome)[ ,]+)(?:[A-Z][a-z]+(?:-[a-z]+)?[ ,]+){0,3}[0-9]+(?:-[0-9]+){0,3})",
    ),
    rule(
        Label.ADDRESS,
        "寮などの部屋です",
        r"(?P<x>(?:第[一二三四五六七八九十0-9]{1,2}|[一-龠々ァ-ヶー]{1,6})(?:社員寮|独身寮|家族寮|職員寮|寮|官舎|社宅)の[0-9]{3,4})(?![0-9円人])",
    ),
)
_HAMLET_ALONE = re.compile(
    rf"(?<![一-龠々])(?P<x>(?P<town>[一-龠々ヶケ]{{2,6}}?){_AZA}[一-龠々ヶケ]{{2,5}})(?=[のにでへ、。」]|から|$)"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from apply(_POST, reading)
    yield from apply(_ALONE, reading)
    yield from _hamlets(reading)
    yield from _blocks(reading)
    yield from _announced(reading)
    yield from buildings.find(reading)
    yield from _with_houses(reading, places.find(reading))


def _announced(reading: Reading) -> Iterator[Span]:
    for pattern in (_ANNOUNCED, _HOUSE_NUMBER, _SECTION):
        for found in pattern.finditer(reading.text):
            if "n" in pattern.groupindex and not blocks.enough(found["n"]):
                continue
            end = buildings.after(reading, found.end("x"))
            yield reading.span(found.start("x"), end, Label.ADDRESS, "住所です")


def _hamlets(reading: Reading) -> Iterator[Span]:
    """桧内字沢口 without a number: what stands before 字 is no word of the dictionary, or a place."""
    for found in _HAMLET_ALONE.finditer(reading.text):
        word = reading.words[reading.covering[found.start("town")]]
        if not word.common or word.end < found.end("town"):
            yield reading.span(*found.span("x"), Label.ADDRESS, "大字・字です")


def _with_houses(reading: Reading, said: Iterator[Span]) -> Iterator[Span]:
    """A town with a house in it (川端町の公営住宅) is an address."""
    ends = {given: at for at, given in enumerate(reading.folded.ends, 1)}
    for span in said:
        at = ends.get(span.end)
        end = buildings.house(reading, at) if at else None
        if at and end and end > at:
            first = reading.folded.starts.index(span.start)
            yield reading.span(first, end, Label.ADDRESS, "地名と住まいです")
        else:
            yield span


def _blocks(reading: Reading) -> Iterator[Span]:
    for block in blocks.BLOCK.finditer(reading.text):
        start = towns.start(reading, block.start())
        if not (blocks.CERTAIN.search(block[0]) if start is None else _is_block(reading, start, block)):
            continue
        begin = towns.spelled(reading, block.start()) if start is None else start
        yield reading.span(begin, buildings.after(reading, block.end()), Label.ADDRESS, "住所です")


def _is_block(reading: Reading, start: int, block: re.Match[str]) -> bool:
    if blocks.CERTAIN.search(block[0]) or blocks.LIKELY.search(block[0]):
        return True
    if blocks.alone(block[0]) and not blocks.stands_alone(reading.text, *block.span()):
        return False
    return towns.like(reading, start, block.start(), blocks.joints(block[0]))
