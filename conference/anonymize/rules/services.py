"""Services, shops and offices whose name stands behind their kind (センターさざんか), and short forms of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import naming
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

_WHY = "施設・店・機関の名前です"
_KIND = re.compile(
    r"(?:センター|ステーション|ホーム|ハウス|ルーム|クリニック|サポート|サロン|広場|ひろば|カフェ|食堂|教室|スクール|工房|会社|事業所|デイ|療法室|相談室|保育室|助産室|機関|施設|助産院|の家|の会|の台所|[AB]型|居宅|シェルター|ショップ|喫茶|レストラン|児発|発達支援|若者支援|タクシー|法人|里親会|支援の会|ネットカフェ|コインランドリー|フードショップ|ペンション|リサイクル|ドラッグストア|ショートステイ|ベーカリー|オフィス|ドラッグ|母乳外来|ヘルパー|相談センター|パーク|プレイス|キッズ|精神科|ママの会|ケア|古本)(?P<gap>[ ]?)"
)
_NAME = re.compile(
    r"[ぁ-んー]{2,8}|[ァ-ヶー・]{2,12}|[A-Z][A-Za-z]{1,9}|[一-龠々]{1,3}の[一-龠々]{1,2}|[一-龠々](?=[、。」）)])"
)
_AFTER = re.compile(r"[のにでへをはがまとも、。」』）)（(:：\s0-9]|から|より|前|$")
# Behind these a name may hold の without a space (シェルター月の家).
_OPEN = (
    "シェルター",
    "カフェ",
    "サロン",
    "食堂",
    "助産院",
    "ルーム",
    "ベーカリー",
    "ショートステイ",
    "母乳外来",
)
# Particles and turns in kana that follow a kind.
_PLAIN = lists.words("not_behind_a_kind.txt")
_TRADE = r"(?:弁当|クリーニング|[一-龠ァ-ヶー]{2,4}用[品具]|パン|家具|寿司|焼肉|ピアノ|メガネ|めがね|市場)"
# A town without a name of its own (当市, 転出元の町村) is none.
_ANY_TOWN = r"(?!(?:当|本|同|他|各|全|両|貴|隣|元|前|転[出入][先元]?|近隣|一|中核|政令|指定)[市区町村]|都市|市区?町村)"
_SHAPES = (
    rule(
        Label.FACILITY,
        "警察署・消防署の名前を縮めた形です",
        r"(?<![一-龠々])(?P<x>(?![一-龠]{0,2}部署)(?!警察|消防|税務|労基|本署|同署|当署|各署|分署|自署|所轄|最寄|管轄|他署)[一-龠々]{1,3}署)(?=[にのへでがはと、。）)生管]|から|より|$)",
    ),
    rule(Label.FACILITY, _WHY, r"(?<![一-龠々])(?P<x>[東西南北](?:部)?(?:支所|出張所|分室))"),
    rule(
        Label.FACILITY,
        "船の名前です",
        r"(?P<x>第[ ]?[0-9一二三四五六七八九十]{1,3}[一-龠々]{1,4}丸)(?![一-龠々])",
    ),
    rule(
        Label.FACILITY,
        "会社の名前です",
        r"(?P<x>(?:[一-龠々]{2,8}|[ァ-ヶー・]{2,12}|[A-Za-z]{2,12})[ ]?\((?:株|有|合)\))",
    ),
    rule(
        Label.FACILITY,
        "店の名前です",
        rf"(?<![ァ-ヶー])(?P<x>{_TRADE}の(?:[ァ-ヶー]{{2,10}}[一-龠々]{{0,3}}|[ぁ-ん]{{2,4}}[やく]|[一-龠々]{{1,2}}(?:[善屋堂軒館]|教室)))(?=[のにでへをはがま、。」）)]|$)",
        lambda found: found["x"].split("の", 1)[1] not in lists.katakana_words(),
    ),
    rule(
        Label.FACILITY,
        "店の名前です",
        r"(?P<x>(?:ウエルシア|ウェルシア|スギ薬局|マツキヨ|サンドラッグ|ドラッグ|スーパー|ホームセンター|パーラー|カラオケ)[一-龠々]{2,4})(?=[のにでへをはがま、。」）)]|$)",
        lambda found: not re.search("店|経営|勤務|業界|近く|二階|内|前$", found["x"]),
    ),
    rule(
        Label.FACILITY,
        _WHY,
        rf"(?<![一-龠々ヶケァ-ヶー])(?P<x>{_ANY_TOWN}[一-龠々ヶケノァ-ヶ]{{1,5}}[市区町村](?:こども家庭センター|子ども家庭支援センター|こども家庭支援センター|子育て世代包括支援センター|(?:保健|福祉|児童)(?:福祉)?センター|要対協|社協|教委|教育委員会))",
    ),
    rule(
        Label.FACILITY,
        _WHY,
        rf"(?<![一-龠々ヶケ])(?P<x>{_ANY_TOWN}[一-龠々ヶケ]{{1,4}}[市区町村](?:立)?[一-龠々]{{2,10}}(?:センター|事務所|相談所|保健所))",
    ),
    rule(
        Label.FACILITY,
        "通う先の名前です",
        r"(?:(?<![ぁ-んァ-ヶー一-龠])|(?<=[はがも]))(?P<x>(?!すぐ|まだ|もう|また|そこ|ここ|どこ|いつ|あと|ほか|うち|どちら|こちら|あちら|なるべく|ふつう|たまに|いっしょ|ひとり|べつ|まいにち|おなじ|ちかく|となり|とも|ともに|さら|つね|すで|とく|しだい|おも|じか|ただち|ほんとう|きれい|じゅうぶん|いまだ|ひそか|まれ|おおむね)(?:[ぁ-ん]{3,6}|[ァ-ヶー]{3,8}))(?=(?:に(?:通所|通園|入所|入園|登録|通い始|体験利用|見学)|へ(?:通所|見学|入所)|の(?:園長|所長|施設長|サビ管|指導員|送迎車|支援員|管理者|児発管|先生(?:より|から|に相談))))",
        lambda found: (
            found["x"] not in lists.katakana_nouns() and kana_key(found["x"]) not in lists.everyday()
        ),
    ),
    rule(
        Label.FACILITY,
        "農協の店などの名前です",
        r"(?<![A-Za-z])(?P<x>JA(?:[ぁ-ん]{2,6}|[一-龠々]{1,3})(?:[一-龠々ァ-ヶー]{1,5}(?:支所|支店|選果場|直売所|センター|店|工場|部))?)(?=[のにでへをはがと、。」）)（( \n]|から|勤|$)",
    ),
    rule(
        Label.FACILITY,
        "会社の工場・店の名前です",
        r"(?<=[所業社店機工産品)）])[ ](?P<x>[一-龠々]{2,4}(?:工場|営業所|事業所|支店|倉庫|センター))(?=[のにでへをは、。」）)]|勤務|$)",
    ),
    rule(
        Label.FACILITY,
        _WHY,
        r"(?<![一-龠々ぁ-んァ-ヶー])(?P<x>[ァ-ヶー]{2,6}(?:弁当|ヘルプ|書店|パン|酒店|青果|鮮魚|湯))(?=[のにでへをはがさ、。」）)]|$)",
        lambda found: (
            found["x"] not in lists.katakana_nouns()
            and not found["x"].startswith(
                (
                    "コンビニ",
                    "スーパー",
                    "キャラ",
                    "ホカホカ",
                    "メロン",
                    "アン",
                    "フランス",
                    "クリーム",
                    "カレー",
                    "チョコ",
                    "ジャム",
                    "ショク",
                    "ナン",
                    "ロール",
                )
            )
        ),
    ),
    rule(
        Label.FACILITY,
        "役所の課などの名前です",
        r"(?<![一-龠々ヶケ])(?P<x>(?!(?:当|本|同|他|各|全|両|貴|隣|元|前|転[出入][先元]?|近隣|一)[市区町村]|都市|市区?町村)[一-龠々ヶケ]{1,4}[市区町村](?:役所|役場)?[一-龠々ァ-ヶーぁ-ん]{2,10}?(?:課|部|局|室|係))(?=[のにへでをはがとか、。:：」）)】 \n]|から|より|$)",
        lambda found: (
            not re.search(
                r"[はがをにへでとも](?!も家|も部|も課|も・)",
                found["x"].replace("こども", "").replace("子ども", ""),
            )
        ),
    ),
    rule(
        Label.FACILITY,
        _WHY,
        r"(?P<x>NPO(?:法人)?[ ]?(?!など|から|また|という|による|にも|とも|です|では)[ぁ-ん]{3,8})(?=[。、のにはがと）)]|から|$)",
    ),
    rule(
        Label.FACILITY,
        "湯の名前です",
        r"(?<![一-龠々ぁ-ん])(?P<x>[一-龠々ぁ-んァ-ヶー]{0,4}湯[一-龠々ぁ-んァ-ヶー]{1,4}館)(?=[のにでへをは、。」）)]|$)",
    ),
    rule(Label.FACILITY, _WHY, r"(?<![一-龠々])(?P<x>[一-龠々]{1,2}の湯)(?=[のにでへをは、。」）)]|$)"),
)


def find(reading: Reading) -> Iterator[Span]:
    yield from apply(_SHAPES, reading)
    for kind in _KIND.finditer(reading.text):
        end = _name_end(reading, kind)
        if end is not None:
            yield reading.span(_start(reading, kind.start()), end, Label.FACILITY, _WHY)


def _name_end(reading: Reading, kind: re.Match[str]) -> int | None:
    """Where the name behind a kind ends; None where particles or ordinary words follow."""
    name = _NAME.match(reading.text, kind.end())
    if name is None or kind.end() not in reading.starting:
        return None
    end = name.end()
    if re.match("[ぁ-ん]", name[0]):
        end = naming.over_hill(reading, _hiragana_end(reading, kind.end(), end))
    said = reading.text[kind.end() : end]
    if not said or said in _PLAIN or said in lists.katakana_words() or said in lists.beside():
        return None
    if re.match("[一-龠々]+の", said) and not kind["gap"] and not kind[0].startswith(_OPEN):
        return None
    if len(said) == 1 and not (kind[0].startswith("ルーム") and reading.covering[kind.start()] > 0):
        return None
    return end if _AFTER.match(reading.text, end) and not reading.within_term(kind.start(), end) else None


def _hiragana_end(reading: Reading, at: int, last: int) -> int:
    """Over nouns and words the dictionary does not know; a particle in front leaves nothing."""
    end = at
    for word in reading.words[reading.covering[at] :]:
        named = word.noun or word.unknown or (word.kind[0] in {"副詞", "感動詞"} and len(word.surface) > 2)
        if word.start >= last or not named or word.surface in _PLAIN:
            break
        end = word.end
    return min(end, last)


def _start(reading: Reading, at: int) -> int:
    """Over the nouns that make the kind (自立|相談|支援|センター)."""
    number = reading.covering[at]
    start = min(at, reading.words[number].start)
    while number > 0:
        word = reading.words[number - 1]
        if not (word.noun or word.kind[0] in {"接頭辞", "接尾辞"}) or word.surface in lists.beside():
            break
        if word.kind[1] == "数詞" or word.surface in naming.FOUNDERS - {
            "児童",
            "地域",
            "発達",
            "療育",
            "総合",
        }:
            break
        start, number = word.start, number - 1
    return next((first for first, last in reading.terms if first < start < last), start)
