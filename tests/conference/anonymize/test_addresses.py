"""Addresses in the writings of registers, notes and telephone memos; braces say what must go."""

from __future__ import annotations

import re

import pytest

from conference.anonymize import find

GONE = (
    # text, reason
    ("里帰りは{岩倉町押分字須加原73}", "字 inside an address, behind a part of the town"),
    ("{志布志町字夏井}の墓地", "字 behind 町, no number"),
    ("以前は{宮脇字中田三一二}に", "字 behind a hamlet, the number in kanji"),
    ("{磐根町小字滝の沢八番地}", "小字 with の in its name"),
    ("{波崎市大字上ノ原字七曲り1204番地1}", "大字 and 字, a name that ends in kana"),
    ("{東麻布3丁目7番12号の305}、", "の and the room behind 号"),
    (
        "{藤江市岡出二丁目6番地の12　エクセル岡出101号室}",
        "kanji and digits, a building that carries the town",
    ),
    ("{南区真金町3-9-1 アルテール真金704}。", "a building nobody lists, and its room"),
    ("{八幡東町8-3 第2ドミトリー505}", "a number inside the name of the building"),
    ("{汐入町2丁目14の3 若竹荘二〇一}の子", "a room in kanji digits"),
    ("{若宮町10番30-502号}", "house and room joined behind 番"),
    ("{六角町13-8-1F}。", "the floor as the last number"),
    ("{元町壱弐参番地}、", "the numerals of deeds"),
    ("{白浜町乙408}のまま", "甲乙 in front of the number"),
    ("{栄町100番地先}で", "番地先"),
    ("{汐見台団地5街区3号棟の104}", "a quarter of flats, its block, its door"),
    ("{市営千鳥ヶ丘アパート2の301}へ", "の between block and door"),
    ("{臨海町の県公社住宅4-2}", "a town and the house of a public body"),
    ("{栄町の角のアパート}二階", "where in the town the house stands"),
    ("{うぐいす台三丁目}の", "a town in hiragana that ends in 台"),
    ("{波崎市十日市232-1}", "a town that begins like a count of days"),
    ("{宮ノ下3の12の5}に", "three numbers joined by の behind ノ"),
    ("{本町三丁目十二番五号（山田様方）}", "the host behind the numbers"),
    ("{緑町6番22号 C棟三〇五}に", "a block and a door behind a space"),
    ("{北谷地12番地-405号室}", "the door joined behind 番地"),
    ("{ベイコート東浜1102号室}", "a building and its door, no town"),
)
STAYS = (
    ("児童福祉法10条1項4号と62条1〜5号", "articles of a law are no blocks of a street"),
    ("電話 000-0000-0000、公民館 000-0000-0000", "noughts where a number is to be written"),
    ("自宅は1-2階が店、住まいは事業の一室", "floors and one room of a house"),
    ("ベッド3番、1番目の課題、二番手の支援者", "turns and places in a row"),
    ("家は駅から10-15分、築30-40年", "from and to behind 家は"),
    ("第2会議室で、資料は3枚、8時半から10時15分", "rooms, papers and times"),
    ("3LDKの2階建て、団地の階段、アパートの廊下", "kinds of houses"),
)


@pytest.mark.parametrize(("marked", "reason"), GONE, ids=[row[1] for row in GONE])
def test_gone(marked: str, reason: str) -> None:
    before, said, after = re.split(r"[{}]", marked)
    spans = find(before + said + after)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert {*range(len(before), len(before + said))} <= covered
    assert "ADDRESS" in {span.label for span in spans}


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_stays(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []
