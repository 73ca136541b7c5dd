"""What is found without any record, and what of the field is never touched."""

from __future__ import annotations

from itertools import pairwise

import pytest

from conference.anonymize import find
from conference.anonymize.rules.check_digits import corporate_number_holds, my_number_holds

FOUND = (
    # text, what must be covered, its label, reason
    ("080 3344 5566へ", "080 3344 5566", "PHONE", "spaces between"),
    ("(0466)55-7788", "(0466)55-7788", "PHONE", "brackets round the area"),
    ("０３－１２３４－５６７８", "０３－１２３４－５６７８", "PHONE", "full width"),
    ("09012345678に", "09012345678", "PHONE", "run together"),
    ("母子手帳番号 第12345号", "第12345号", "ID", "母子手帳"),
    ("児童記録票№2026-0113", "2026-0113", "ID", "記録票"),
    ("生活保護受給者番号は1234567", "1234567", "ID", "生保"),
    ("在留カードAB12345678CD", "AB12345678CD", "ID", "在留カード"),
    ("番号は1234 5678 9018", "1234 5678 9018", "ID", "マイナンバー by its check digit"),
    ("ミ７－１２３４の軽", "ミ７－１２３４", "VEHICLE", "a light plate in part"),
    ("横浜 580 あ 12-34", "横浜 580 あ 12-34", "VEHICLE", "a whole plate"),
    ("hana@example.com へ", "hana@example.com", "EMAIL", "mail"),
    ("https://example.com/a を見た", "https://example.com/a", "URL", "a link"),
    ("@rin_rin05 の投稿", "@rin_rin05", "URL", "a handle"),
    ("R5.4.1に転入", "R5.4.1", "DATE", "an era letter"),
    ("令和７年５月１２日", "令和７年５月１２日", "DATE", "full width"),
    ("平成元年１月八日生", "平成元年１月八日", "BIRTHDATE", "mixed digits and a birth"),
    ("6/3に訪問", "6/3", "DATE", "a day with a slash"),
    ("令和7年9月に決定", "令和7年9月", "DATE", "a year and a month"),
    ("栄町3丁目12-5に住む", "栄町3丁目12-5", "ADDRESS", "a town and its block"),
    ("メゾン鶴見台405", "メゾン鶴見台405", "ADDRESS", "a building and a room"),
    ("〒100-0001", "〒100-0001", "ADDRESS", "a postcode"),
    ("さつき野小の担任", "さつき野小", "SCHOOL", "a school's short form"),
    ("鶴小へ連絡", "鶴小", "SCHOOL", "one letter and the kind"),
    ("学童すみれクラブ", "学童すみれクラブ", "SCHOOL", "the kind ahead of the name"),
    ("スナック紫陽花で勤務", "スナック紫陽花", "FACILITY", "a bar"),
    ("汐見台こどもクリニックより", "汐見台こどもクリニック", "FACILITY", "a practice"),
    ("バス停「潮見橋」", "潮見橋", "PLACE", "a stop"),
    ("川口市から転入", "川口市", "PLACE", "a municipality"),
    ("陽翔が泣いた", "陽翔", "PERSON", "a name Sudachi cuts in two"),
    ("たろうちゃんが", "たろう", "PERSON", "kana before ちゃん"),
    ("佐藤保健師に", "佐藤", "PERSON", "a worker: never 佐藤保"),
    ("母（美咲）", "美咲", "PERSON", "a relation and brackets"),
    ("グエン・ティ・ランさん", "グエン・ティ・ラン", "PERSON", "a foreign name"),
    ("夫王 偉は", "王 偉", "PERSON", "a Chinese name behind a relation"),
    ("M.K.さん", "M.K", "PERSON", "initials"),
    ("駅前クリニックに通う", "駅前クリニック", "FACILITY", "a practice called after where it is"),
    ("シティ歯科で治療", "シティ歯科", "FACILITY", "a practice called after the town"),
    ("駅前保育園に入る", "駅前保育園", "SCHOOL", "a nursery called after where it is"),
    ("仲間作業所に通う", "仲間作業所", "FACILITY", "a workshop called after friends"),
    ("早見さんと話す", "早見", "PERSON", "a surname that is a word"),
    ("2026青福第45号", "2026青福第45号", "ID", "a paper's number with its whole year"),
    ("綾と書いてりょう", "りょう", "PERSON", "how a name is written and read"),
    ("蔵本先生に聞く", "蔵本", "PERSON", "a teacher of no list"),
    ("八万さんと話す", "八万", "PERSON", "a name that counts"),
    ("四十万翔が来た", "四十万", "PLACE", "a family name or a town that counts, before a given one"),
    ("コナーズ先生に相談", "コナーズ", "PERSON", "a test's name that is a surname"),
    ("レーヴン先生に会う", "レーヴン", "PERSON", "another"),
    ("大阪弁護士会に相談", "大阪", "PERSON", "弁 of lawyers is no dialect"),
    ("博多弁当で働く", "博多弁当", "FACILITY", "弁 of a lunch is no dialect"),
)
STAYS = (
    ("大阪弁で話す。博多弁の祖母", "dialects"),
    ("コナーズ3の結果。レーヴン色彩マトリックス、アプガースコア8点", "tests with what they measure by"),
    ("二十三万四千円の家賃。四十万を超す請求。五万近くの滞納", "sums"),
    ("3歳児健診と1歳6か月児健診", "check-ups"),
    ("要対協の実務者会議で児童相談所と協議", "agencies as kinds"),
    ("令和8年度の保育料、月曜と金曜", "fiscal years and weekdays"),
    ("38.5度、体重3,200g、EPDS 9点、5000円", "measures"),
    ("小3の姉と2人きょうだい、第2子", "grades and places in a family"),
    ("ネグレクトの疑い、双極性障害、田中ビネー", "terms and tests called after people"),
    ("お母さん、保健師さん、皆さん、赤ちゃん", "callings"),
    ("週3日、2日間、3日に1回", "counts of days"),
    ("縮小、途中、最高、年中組", "words that end like schools"),
    ("こども家庭センターのひろばで", "the office itself as a kind"),
)


@pytest.mark.parametrize(("text", "said", "label", "reason"), FOUND, ids=[row[3] for row in FOUND])
def test_found(text: str, said: str, label: str, reason: str) -> None:
    at = text.index(said)
    spans = find(text)
    assert set(range(at, at + len(said))) <= {one for span in spans for one in range(span.start, span.end)}
    assert label in {span.label for span in spans if span.start < at + len(said) and at < span.end}


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_stays(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []


def test_check_digits() -> None:
    assert my_number_holds("123456789018")
    assert not my_number_holds("123456789012")
    assert not my_number_holds("12345678901")
    assert corporate_number_holds("7000012050002")
    assert not corporate_number_holds("8000012050002")


def test_spans_are_in_order_and_part() -> None:
    spans = find("青葉 湊くん（090-1234-5678、さつき野小）の母より。栄町3丁目12-5 メゾン鶴見台405。")
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(span.why for span in spans)
