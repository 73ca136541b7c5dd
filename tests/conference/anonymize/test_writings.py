"""Every writing of a number, a date of birth or an address that an office was seen to use; braces say what must go."""

from __future__ import annotations

import re

import pytest

from conference.anonymize import find

GONE = (
    # text, its label, reason
    ("{090_1111_2222}へ", "PHONE", "underlines between"),
    ("{090―1111―2222}へ", "PHONE", "long dashes between"),
    ("{九〇の一一一一の二二二二}へ", "PHONE", "kanji joined by の, the first zero left out"),
    ("電話 {二四の五五六六}", "PHONE", "kanji without the area"),
    ("{090-XXXX-2222}に", "PHONE", "a part held back"),
    ("内線{3314}の小林まで", "PHONE", "an extension alone"),
    ("内線は{205}", "PHONE", "an extension behind は"),
    ("総務課（内{2051}）へ", "PHONE", "内 for extension, in brackets"),
    ("末尾{2222}の番号", "PHONE", "the last digits of a call"),
    ("代表{045(211)1111}（内線{3314}）", "PHONE", "a number and its extension"),
    ("{昭和58年}生の母", "BIRTHDATE", "a year of birth alone, 生"),
    ("{1988年}生まれ", "BIRTHDATE", "a year of birth alone, western"),
    ("{八年五月六日}生まれ", "BIRTHDATE", "kanji and no era"),
    ("{令元.7.4}生", "BIRTHDATE", "one letter of the era and 元"),
    ("母手{123-456}", "ID", "母手 for 母子手帳"),
    ("受付番号　{産ケ-R8-056}", "ID", "letters, year and number"),
    ("台帳に該当（{児相2024-0613}）", "ID", "the office's name on the year"),
    ("保険証記号・番号 {12-34・567}", "ID", "記号 and 番号 in one"),
    ("被保険者番号{12345678}枝番{01}", "ID", "枝番"),
    ("旅券 {TK 1234567}", "ID", "a passport with a space"),
    ("口座 {普通1234567}", "ID", "the kind of account belongs to it"),
    ("ゆうちょ {11340-2218871}", "ID", "postal bank"),
    ("ICカード番号{JE12 3456 7890 1234 5}", "ID", "a travel card"),
    ("Discordの{hana#1234}", "URL", "a handle with a number"),
    ("TikTokのアカウント「{はなちゃんねる}」", "URL", "an account in Japanese"),
    ("YouTubeの「{はなチャンネル}」", "URL", "a channel"),
    ("フレンドコードは{SW-0000-1111-2222}", "URL", "a game's friend code"),
    ("黒のワゴン（{湘南 は 56-78}）", "VEHICLE", "a plate without its class"),
    ("原付 {横浜市あ1234}", "VEHICLE", "a moped's plate"),
    ("ナンバー {・・12}", "VEHICLE", "a short plate with dots"),
    ("転居先は{栄町三丁目2の5}です", "ADDRESS", "kanji and digits, の"),
    ("{栄町2−3−405号}室へ", "ADDRESS", "a room as the third number"),
    ("{羽鳥3-9-2 サンハイム羽鳥B102}へ", "ADDRESS", "a town that is a surname"),
    ("{下沢123-4}に住む", "ADDRESS", "a surname and two numbers"),
    ("番地は{6の21}です", "ADDRESS", "numbers alone after 番地"),
    ("{大字下沢123番地2}に", "ADDRESS", "大字"),
    ("{字中島12}の家", "ADDRESS", "字 ahead of the town"),
    ("{常陸太町大中4-12}の実家", "ADDRESS", "a part behind the town"),
    ("{３丁目}のアパート", "ADDRESS", "a block and no town"),
    ("{桜町3丁目のアパート}に", "ADDRESS", "the house behind a block"),
    ("{川端町の公営住宅}に", "ADDRESS", "a town and its house"),
    ("{コーポ・ラ・メール205}へ", "ADDRESS", "dots in a building"),
    ("{緑苑団地4号棟}の", "ADDRESS", "the number of a block of flats"),
    ("{県営さざんか住宅}の", "ADDRESS", "a public house in hiragana"),
    ("{市営住宅さくら2棟305号}へ", "ADDRESS", "a public house, its name behind"),
    ("{サンライズマンション 3F}へ", "ADDRESS", "a floor for a room"),
    ("父宅は{日吉津町2-19 県住7棟102}", "ADDRESS", "町 that might count, and a public house"),
    ("{潮路台2丁目14番9}を訪問", "ADDRESS", "台 that might count"),
    ("祖父母宅が{大月市猿橋町藤崎66}で", "ADDRESS", "a house number before で"),
    ("{大沼町1丁目の空き家}に", "ADDRESS", "an empty house"),
    ("母は{5号棟}の三階", "ADDRESS", "a block of flats by its number"),
    ("番号 {助産08-0021}", "ID", "a desk, two digits of a year and a number"),
    ("来週の火曜、{18日}です", "DATE", "a day beside a weekday"),
    ("{鍋山高校定時制}の担任", "SCHOOL", "the course of a school"),
    ("昨夜は{道の駅なめがわ}に", "PLACE", "道の駅"),
    ("{三角公園}のブランコ", "PLACE", "a park with a plain name"),
    ("市の{中央公園}で待つ", "PLACE", "the park every town has, meant as one"),
    ("着信の下四桁{8832}", "PHONE", "the last four digits, nothing behind"),
    ("内線{3-41}", "PHONE", "an extension in two parts"),
    ("電話{二の一一八八}", "PHONE", "an exchange of one kanji"),
    ("実家の電話 {4-1188}", "PHONE", "an exchange of one digit"),
    ("電話{O90ー3344ー7788}", "PHONE", "the letter O for a nought"),
    ("国保の記号番号{波国・44・10382}", "ID", "letters, 記号 and 番号 joined by dots"),
    ("協会けんぽ {41102200-19}", "ID", "the insurer, then digits"),
    ("マル福 {04418}", "ID", "the local word for a medical card"),
    ("お客さま番号{0081-22}", "ID", "a customer's number"),
    ("書類通告 {第77号}", "ID", "a short number of a notice"),
    ("事件番号{R8(家ホ)44}", "ID", "a case of the family court without 号"),
    ("防犯登録{波A第04471号}", "ID", "letters ahead of 第"),
    ("玄関の暗証番号 {4771#}", "ID", "a code for a door"),
    ("（番号 {居調08-117}）", "ID", "番号 alone ahead of a desk and its number"),
    ("LINE名は「{みおまま}」", "URL", "the name shown, 名 alone"),
    ("PSNは{ren-no-hana}", "URL", "a service for games"),
    ("{品川 30 あ 0-9}の車", "VEHICLE", "a plate of two digits"),
    ("ナンバーの下2桁{34}", "VEHICLE", "two digits of a plate"),
    ("バイク（{1水戸か1234}）", "VEHICLE", "a motorcycle's plate"),
    ("黄色の軽（{580い0321}）", "VEHICLE", "a plate run together"),
    ("生年月日 {260121}", "BIRTHDATE", "six digits behind 生年月日"),
    ("{2026年1月28日（令和8年）}生", "BIRTHDATE", "the era in brackets behind"),
    ("{令和7年の8月15日}生まれ", "BIRTHDATE", "の behind the year"),
    ("{12 May 1996}生", "BIRTHDATE", "an English date"),
    ("({May 12, 1996})", "DATE", "an English date, the month first"),
    ("{12/05/1996}に", "DATE", "the year last"),
    ("{8.15}生", "BIRTHDATE", "month and day with a dot, 生"),
    ("{9月3〜5日}に入院", "DATE", "from a day to a day"),
    ("{8/30,31}に", "DATE", "two days behind one slash"),
    ("{2027/1/21}10時に", "DATE", "a date and the hour run together"),
)
STAYS = (
    ("体重2,010gと1,880g、身長48-50cm、SDQ 18", "measures"),
    ("WISC 85-90、EPDS 9点", "a range behind capitals is no plate"),
    ("2-3回、5-6人で、10-15分", "counts from and to"),
    ("数字3つと漢字12字を読む", "字 inside a word"),
    ("令和8年生活保護の制度が変わる", "生 of another word behind a year"),
    ("児童公園と近所の公園、森林公園のような所", "parks that are only a kind"),
    ("市営住宅の申込み、県営住宅に応募", "public housing as a kind"),
    ("テレビはアンパンマン、朝食はじゃがりこ、薬はコンサータ", "what everybody knows names nobody"),
    ("内科3回、内服2回", "内 of another word"),
    ("電話 000-0000-0000", "where a number is to be written on a form"),
    ("背番号7、出席番号15番、受付番号札12番", "numbers on a shirt, a list and a slip"),
    ("目盛りは0・25・50・75・100の五つ", "the marks of a scale are no telephone number"),
    ("こ成保123号、こ支家第47号、雇児発第0225001号", "notices of the ministries"),
    ("第4号様式、甲第3号証、議案第8号", "papers that the law or a meeting counts"),
    ("資料3-2の表、設問3-2の答え、月齢5-6の子", "papers, questions and ages are no classes"),
    ("二人組で話す、三人組の遊び", "how many do it is no class"),
    ("弟の学童はそのまま", "a particle behind the kind is not its name"),
    ("どの町にもある中央公園のような公園", "a park said to be like one"),
    ("「大丈夫」の字面を信じない", "字 before 面 is no hamlet"),
    ("LINEの「おはよう」、YouTubeの「はたらくくるま」", "words and films beside a service"),
)


@pytest.mark.parametrize(("marked", "label", "reason"), GONE, ids=[row[2] for row in GONE])
def test_gone(marked: str, label: str, reason: str) -> None:
    pieces = re.split(r"[{}]", marked)
    text = "".join(pieces)
    spans = find(text)
    covered = {at for span in spans for at in range(span.start, span.end)}
    for number in range(1, len(pieces), 2):
        start = len("".join(pieces[:number]))
        assert {*range(start, start + len(pieces[number]))} <= covered
    assert label in {span.label for span in spans}


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_stays(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []
