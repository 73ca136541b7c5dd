"""Sentences of everyday work in which nobody is named: kinds, turns of phrase, terms; nothing in them may go."""

from __future__ import annotations

import pytest

from conference.anonymize import find

STAYS = (
    ("彼氏の家に泊まる。夫の連れ子。祖母が毎晩来る", "kinship and callings"),
    ("わがままの相談。ままの保育所という言い方", "words that end like a name"),
    ("男子高校に通う。女子高校の説明会。県立高校の見学", "schools by whom they take and who runs them"),
    ("カプセルホテルに三泊した。ビジネスホテルに泊まる", "kinds of hotels"),
    ("建設現場で働く。秘密基地を作る。公営競技の借金", "places and things by their kind"),
    ("ヘルパー事業所から報告。就労継続支援B型事業所の見学。訪問看護事業所", "services by their kind"),
    ("社会福祉法と児童福祉法。民法八百二十条", "laws"),
    ("ひきこもりの兄がいる。この家はどこと組むか", "a state and a question"),
    ("小規模町では人手が足りない。近隣の市町へ転出した。県内の市町の担当者", "municipalities by their kind"),
    ("支援に一区切りをつける。一区切りで終結", "区 inside a word"),
    (
        "近くの内科に通う。駅前の喫茶店で待つ。夜間の託児所を探す。職場の工場で事故",
        "a kind and a word that describes it",
    ),
    ("三か月後に見直す。半年の間、週一回の訪問。二泊三日で使う", "times and how long"),
    (
        "新版K式で境界域。バウムテストとロールシャッハ。モロー反射あり",
        "tests and reflexes called after people",
    ),
    ("デパケンを朝夕飲む。ロキソニンが増えた", "medicines"),
    ("メンタルクリニックの受診を勧める。心療内科の予約", "practices by their kind"),
    ("一男二女の末っ子。お月さまを見る。川の字で寝る", "turns with a name's letters"),
    ("道の駅で買った柿。のり弁を食べる。発電機は3台", "things that end like a shop"),
    ("弥生時代の展示。関東大会の遠征費。関西なまりの声", "times and regions in a word"),
    ("ほのかに甘い匂い。弁当が3日同じ。残りは5日。", "words that are names, and counts of days"),
    ("スクリーニングのカットオフは変更しない", "a trade inside another word"),
    ("母が丘の上に立つ。子が淵に近づく", "a particle is no part of a town"),
    ("学校の通信を読む。保健の通信。今の特別支援学級", "letters to parents, and a class of now"),
    ("同市こども課、転出先市の子育て課、市町村の担当課", "desks of a town that is not named"),
    ("同300円。同じ102人。家賃は同5万円", "the same sum is no flat"),
    ("お地蔵さんのように笑う", "saints, not the spot"),
    ("孫のゲームで四十万を超す請求。十日をどう組めばいい", "a sum that is a town, a verb that is a class"),
    ("中二の妹のことは別に聞く。下の子の心音。家では何通りもの言葉", "の and a noun behind kin"),
    ("会えないままの青年の家。夜間訪看なし", "a kind of house, and nothing of a service"),
    ("議員さんに聞かれた。保健師仲間が言う", "callings that are surnames"),
    ("連絡帳には腹痛と書いてある。日誌に欠席と書いてある", "what is written, and no reading of a name"),
    (
        "直接先生に話す。今度先生と会う。一度先生に聞く。結局先生も来た。突然先生が来た",
        "how and when, before a teacher",
    ),
    ("駅前の喫茶店。駅前喫茶店。シティホテルに泊まる", "where a shop is, and a kind of hotel"),
    ("早見表を配る。母が仲間と話す", "a table, and friends"),
    ("出席：係長、主任、担任", "callings in a list of who was there"),
)


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_stays(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []
