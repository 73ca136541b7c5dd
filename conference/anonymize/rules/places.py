"""Places that have a name: municipalities, stops, parks, rivers, districts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming, spots, titles
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

_PLACES = re.compile(
    r"駅前|駅[裏東西南北](?![口一-龠])|駅|停留所|インター|商店街|銀座通り|通り|街道|交差点|踏切|公園|緑地|運動場|グラウンド|球場|競技場|スポーツパーク|集会所|集会場|サービスエリア|パーキングエリア|SA|PA|IC|ジャンクション|城跡|古墳|鳥居|遊園|神社|八幡宮|稲荷|大社|寺|川|橋|峠|海岸|海水浴場|浜|港|漁港|湖|池|山|岳|島|半島|城|トンネル|団地|ニュータウン|地区|自治会|町内会|集落|部落|地域(?!連携|医療|包括|支援|福祉|保健|生活)|学区|校区|中学校区|線|バイパス|ダム|スキー場|動物園|水族館|テーマパーク|ランド"
)
_NAMED = (
    rule(
        Label.PLACE,
        "バス停の名前です",
        r"(?P<x>(?:バス停|停留所)(?!の(?:段差|前|横|近く|ベンチ|時刻|場所|名前|ところ|屋根|裏|向かい|先|角|あたり))(?:名)?[は:：の ]?[「『]?[一-龠々ァ-ヶー0-9]{2,12}(?:[ぁ-ん]{1,4}[一-龠]{1,4})?[」』]?)(?=[でにのまかへをはがとま、。 ]|$)",
    ),
    rule(Label.PLACE, "バス停の名前です", r"[「『]?(?P<x>[一-龠々ァ-ヶー0-9]{2,12})[」』]?(?:の)?バス停"),
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
# Any town has a 中央公園; said to be like one, none is meant.
_LIKE_ONE = re.compile(r"中央公園(?=のような|みたいな|といった|という名|のつくり)")
_PARK = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?:(?!(?:児童|近隣|街区|森林|総合|都市|運動|自然|国立|国定|県立|市立|市民|海浜|臨海|親水|記念|緑地|農村|墓地|交通|近所|駅前|地区|河川|動物|植物|恐竜|冒険|遊具|水辺|団地|隣|大型|同|別|某|各)公園)(?:[一-龠々]{1,4}|[ァ-ヶー]{2,8})公園)"
    r"|(?:道の駅[ ]?(?:[一-龠々]{2,6}|(?![でにのへをはがともや])[ぁ-んァ-ヶー]{3,10}))(?=[のにでへをはが、。 ]|$)"
)
_SPELLED = re.compile(r"(?<![一-龠々ヶケ])(?P<x>[一-龠々ヶケノの]{1,5}?[一-龠々ヶケ][市町村])(?!町)")
_NOT_MUNICIPAL = lists.words("not_municipalities.txt")
_COUNTED = re.compile(r"[一二三四五六七八九十][本方駅戸回人]$")


def find(reading: Reading) -> Iterator[Span]:
    yield from apply(_NAMED, reading)
    for found in _PARK.finditer(reading.text):
        if _LIKE_ONE.match(reading.text, found.start()):
            continue
        yield reading.span(*found.span(), Label.PLACE, "場所の名前です")
    yield from spots.find(reading)
    yield from _places(reading)
    yield from _towns(reading)
    yield from _listed(reading)
    yield from _spelled_municipalities(reading)


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
            kind[0][:1] == "駅" or kind[0] in {"自治会", "町内会", "商店街"}
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


# Where a family comes from, goes to or has kin: what stands before is the town, whatever the dictionary says.
_FROM_THERE = re.compile(
    r"の(?:祖父母|祖母|祖父|実家|母方|父方|叔母|伯母|叔父|伯父|親戚|親族|親元)|方面|に(?:引っ?越|転居|転出|帰省|里帰り)|から(?:の?転入|引っ?越|越して)|へ(?:転居|転出|引っ?越|帰省)"
)


_ON_THE_WAY = re.compile(
    r"を(?:過ぎ|経由|抜け)|(?:地区|集落|方面|自治会)|で(?:下車|降り|乗り換え)|に(?:越し|転居|引っ?越)|から(?:越し|転居|引っ?越|通学|通勤)"
    r"|の(?:交番|アパート|マンション|借家|長屋|小屋|花見|実母宅|祖父?母宅|実家|[一-龠々]{2,3}(?:宅|方)(?![一-龠法針面]))"
)


@cache
def _no_town() -> frozenset[str]:
    return naming.no_name() | lists.everyday() | _NOT_MUNICIPAL


def _listed(reading: Reading) -> Iterator[Span]:
    """A municipality of the list that Sudachi takes for an ordinary word (古河, 大曲)."""
    for word in reading.words:
        plain = word.surface in _no_town()
        said = reading.key[word.start : word.end]
        kin = said in lists.municipalities() and _FROM_THERE.match(reading.text, word.end)
        passed = said in lists.towns() and _ON_THE_WAY.match(reading.text, word.end)
        if len(said) > 1 and not plain and (kin or passed):
            yield reading.span(word.start, word.end, Label.PLACE, "市区町村の名前です")
    for found in _FERRY.finditer(reading.text):
        yield reading.span(*found.span(), Label.PLACE, "場所の名前です")


_FERRY = re.compile(r"(?<![一-龠々])[一-龠々ヶケ]{2,4}の渡し(?=[のにでへを、。まか]|$)")


def _noun_run(reading: Reading, number: int) -> int:
    """A place and the nouns that go on with it name one thing (青波|海浜公園), unless they are callings or terms."""
    end = number
    while end < len(reading.words) and end - number < 4:
        word = reading.words[end]
        goes_on = (
            word.common
            and word.kind[2] == "一般"
            and word.surface not in naming.no_name()
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


_BEHIND = re.compile(r"(?:スカイライン|バイパス|インター|沼|岬|滝|口(?=から|で|に)|町(?=側))")
_UPPER = re.compile(r"(?<![一-龠々])[上下東西南北奥]$")


def _run(reading: Reading, first: int, after: int) -> Span:
    end, start = reading.words[after - 1].end, reading.words[first].start
    more = _BEHIND.match(reading.text, end)
    end = spots.with_stand(reading, more.end() if more else end)
    upper = _UPPER.search(reading.text[:start])
    return reading.span(upper.start() if upper else start, end, Label.PLACE, "地名です")
