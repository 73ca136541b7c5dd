"""Spots that people call by a name of their own: parks, bridges, slopes, streets, ponds, halls (くじら橋, 地蔵坂)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

_WHY = "場所の名前です"
# Behind a word in kana these make a name of it, whatever the word means otherwise.
_KIND = re.compile(
    r"(?:児童|運動|ちびっこ)?公園|児童遊園|遊園|大橋|橋|川|坂|池|沼|浜|山|並木|通り|広場|球場|グラウンド|スポーツパーク|タワー|サービスエリア|パーキングエリア|台(?![所風車本数帳紙])"
)
# Behind kanji only those that are hardly ever a kind by themselves.
_KANJI_KIND = re.compile(
    r"坂|池|(?<![小大天谷堀河])川(?:河川敷)?|入江|海岸|漁港|沼|峠|(?<=[一-龠]{2})浜|大橋|の橋|町?通り|グラウンド|球場|集会所|遊園|街道|城跡|天満宮|インター"
)
_PLAIN = lists.words("not_spots.txt")
_AFTER = re.compile(r"[のにでへをはがまとも、。」』（(\s]|から|より|沿|方面|$")
_KANA = re.compile(r"[ぁ-んー]{2,7}|[ァ-ヶー]{2,9}")
_KANJI = re.compile(r"[一-龠々ヶケノ]{1,4}")
_SHAPES = (
    rule(
        Label.PLACE,
        "地名の形です",
        r"(?<![一-龠々0-9ァ-ヶ])(?![一二三四五六七八九十百数何各全]+[ヶケ])(?P<x>[一-龠]{1,3}[ノヶケ][一-龠]{1,2}?(?:台|町|村|漁港|踏切|海岸|公園|団地|地区|交差点|橋|浜|川)?)(?![一-龠月年])",
        lambda found: found["x"][-1] not in "月所国年条項点件社校人",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?<![一-龠々])(?P<x>(?:第?[0-9一二三四五六七八九十]{1,2}(?:号|丁目)|[一-龠々]{1,3}[0-9一二三四五六七八九十]|北[一二三]|南[一二三])(?:公園|児童遊園|広場))",
    ),
    rule(
        Label.PLACE,
        "地名の形です",
        r"(?<![一-龠々])(?P<x>(?![父母兄弟姉妹児子人夫妻私僕俺誰方女男犬猫鳥](?:が))[一-龠々]{1,3}が[丘淵崎峰窪瀬沼浜])(?=[のにでへをはがまとも、。」』（(]|[駅台南北東西]|から|まで|$)(?!の上)",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?P<x>お(?:不動|地蔵|稲荷|薬師|観音|大師|諏訪|天神|荒神|水神|弁天)(?:さん|さま|様)(?:の?(?:坂|通り|辻|石段|境内)|(?=の(?:前|裏|横|角|隣|石段|先|奥|下|ところ))))",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?P<x>(?:八幡|天神|権現|観音|薬師|不動|弁天|稲荷|地蔵|水神|荒神|諏訪|山王|金[比毘]羅|愛宕|恵比寿)(?:さん|さま|様))(?=の(?:石段|縁日|下|前|裏|境内|横|お?祭|坂|鳥居|隣|池|森))",
    ),
    rule(
        Label.PLACE,
        "地名の形です",
        r"(?<![ぁ-ん一-龠])(?P<x>[ぁ-ん]{3,5}(?:野|が?丘))(?=地区|団地|方面|自治会|[のにへで](?:[一-龠]{1,4}(?:宅|方|さん)|住|転居|民生|実家|祖|集会|交番|公園))",
    ),
    rule(
        Label.PLACE,
        "都道府県と市町村の名前です",
        r"(?<![一-龠々])(?:実家|自宅|住所|里)?(?P<x>(?!同じ|隣)[一-龠々]{2,3}[県府](?!立|営|内|外|下|域)[一-龠々ヶケノ]{1,5}?[市町村郡](?:[一-龠々ヶケノ]{1,4}[町村](?![一-龠々]))?)(?=[のにでへをはがとも、。」）)（( \n0-9]|から|より|$)",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?<![一-龠々])(?P<x>[一-龠々]{1,4}の[一-龠々]{1,2}団地(?:前)?)(?=[のにでへをはがと、。」）)]|から|$)",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?<![一-龠々ぁ-んァ-ヶー])(?P<x>(?P<n>[一-龠々ヶケ]{1,6}?)(?:[区市町村]役[所場]|アパート|団地|住宅|小学校|中学校|学校|公民館|病院|神社|郵便局|役場|交番)前)(?=[でのにまへを、。])",
        lambda found: (
            found["n"] not in naming.no_name()
            and not re.search("市営|県営|町営|総合|公立|[市町村県]立|[小中高大]$", found["n"])
        ),
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?<![一-龠々])(?P<x>[一-龠々]{1,4}[上下前]の(?:交差点|信号|踏切|バス停))",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?:バス停|停留所|道の駅|サービスエリア|パーキングエリア)(?:名)?[は:：の ]?[「『](?P<x>[^」』\n]{1,15})[」』]",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?P<x>(?:(?!(?<=[一-龠々ァ-ヶーぁ-ん0-9])(?:[はでをにへ]|ごろ|から|まで|より))[一-龠々ァ-ヶー0-9ぁ-ん]){2,10}(?:バス停|停留所))(?=[のにでへをはがま、。前]|から|付近|近く|そば)",
    ),
    rule(
        Label.PLACE,
        _WHY,
        r"(?<![ぁ-んァ-ヶー])(?P<x>(?!ちかく|となり|むこう|むかし|あそこ|いつも|こっち)[ぁ-ん]{3,6}の(?:森|里|杜|丘|郷|泉))(?=[のにでへをはがま、。」』（(]|$)",
    ),
)
_STAND = re.compile(
    r"の(?:交差点|浜|海岸|踏切|信号|滝|岬|港|堤防?|土手|里|渡し|追分|峠|淵|鼻|石段|大橋)(?=[のにでへをはがま、。」』]|から|$)"
)


def find(reading: Reading) -> Iterator[Span]:
    for one in apply(_SHAPES, reading):
        if one.length > 2:
            yield one
    yield from _kana_names(reading)
    yield from _kanji_names(reading)
    yield from _heights(reading)


def _kana_names(reading: Reading) -> Iterator[Span]:
    for kind in _KIND.finditer(reading.text):
        start = _kana_start(reading, kind.start())
        if start is None or not _AFTER.match(reading.text, kind.end()) or _plain(reading, start, kind):
            continue
        yield reading.span(start, kind.end(), Label.PLACE, _WHY)


def _kana_start(reading: Reading, at: int) -> int | None:
    """Where nouns in kana that end at `at` begin; None where the last word before it is another."""
    number, start = reading.ending.get(at), None
    while number is not None and number >= 0:
        word = reading.words[number]
        prefixed = start is not None and word.kind[0] == "接頭辞"
        named = word.noun or word.kind[0] == "感動詞" or (word.surface == "さん" and start is None)
        if not prefixed and not (named and _KANA.fullmatch(word.surface)):
            break
        start, number = word.start, number - 1
    return start if start is not None and at - start > 1 else None


def _kanji_names(reading: Reading) -> Iterator[Span]:
    for kind in _KANJI_KIND.finditer(reading.text):
        run = re.compile(_KANJI.pattern + "$").search(reading.text, max(0, kind.start() - 4), kind.start())
        if run is None or not _AFTER.match(reading.text, kind.end()) or kind.end() not in reading.ending:
            continue
        if (
            not _plain(reading, run.start(), kind)
            and not reading.text[run.start() - 1 : run.start()].isdigit()
        ):
            yield reading.span(run.start(), kind.end(), Label.PLACE, _WHY)


def _plain(reading: Reading, start: int, kind: re.Match[str]) -> bool:
    """A word that only describes (大通り, 貯水池), or one word of the dictionary that is no proper noun."""
    name = reading.text[start : kind.start()]
    word = reading.words[reading.covering[start]]
    whole = word.start <= start and word.end >= kind.end() and not word.proper
    return (
        whole
        or name in _PLAIN
        or name + kind[0] in _PLAIN
        or name in naming.generic()
        or name in lists.katakana_words()
        or reading.within_term(start, kind.end())
    )


def _heights(reading: Reading) -> Iterator[Span]:
    """萩原|台: a name and a height."""
    for word, after in zip(reading.words, reading.words[1:], strict=False):
        if after.surface != "台" or not _AFTER.match(reading.text, after.end) or len(word.surface) < 2:
            continue
        if word.place or word.person or word.unknown:
            yield reading.span(word.start, after.end, Label.PLACE, "地名です")


def with_stand(reading: Reading, at: int) -> int:
    """Over 「の交差点」 and the like behind a place."""
    found = _STAND.match(reading.text, at)
    return found.end() if found else at
