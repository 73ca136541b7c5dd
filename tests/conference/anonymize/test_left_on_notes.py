"""What was left on notes that came later; braces say what must go, the label what it is."""

from __future__ import annotations

import pytest

from tests.conference.anonymize.gone import assert_gone

GONE = (
    # text, its label, reason
    ("一本入った{門前町イ-52}。雪が深い", "ADDRESS", "a lot in katakana"),
    ("{第二寮の105}へ戻る", "ADDRESS", "a flat of a company's house behind の"),
    ("{桧内字沢口}の三軒目", "ADDRESS", "a hamlet without a number"),
    ("{306}の呼び鈴は壊れている", "ADDRESS", "a flat by its number alone"),
    ("隣の{1182}の犬がほえる", "ADDRESS", "a house by its number alone"),
    ("番地は→「{48の6}」", "ADDRESS", "an arrow behind 番地"),
    ("{レオネクスト北浦 107}は壁が薄い", "ADDRESS", "a foreign building, a town and a room"),
    ("703から同{1101}へ", "ADDRESS", "the same building"),
    ("{ドミール東雲の402}、3か月滞納", "ADDRESS", "の before the room"),
    ("住所は{Namisaki-shi Honcho 2-11}。", "ADDRESS", "Latin letters"),
    ("「{桜が淵}の公園のトイレに", "PLACE", "が inside a town"),
    ("{お不動さん}の石段を上る", "PLACE", "a saint's place as a landmark"),
    ("裏の{お地蔵さん通り}から", "PLACE", "a street called after it"),
    ("{塩屋の渡し}の手前", "PLACE", "a ferry"),
    ("{天神下の交差点}に立つ", "PLACE", "a crossing by what it lies under"),
    ("{古河}の祖母が引き取る", "PLACE", "a listed town and kin"),
    ("{大曲}を過ぎ、川沿いを上る", "PLACE", "a listed town on the way"),
    ("欠席連絡：{こまどり}（訪看）", "FACILITY", "its kind in brackets"),
    ("{桜が淵交番}へ依頼", "FACILITY", "が inside the name of a police box"),
    ("{湯ったり館}で寝た", "FACILITY", "a bath in kana"),
    ("{児家センのぞみ}の望月さん", "FACILITY", "the short word for a centre"),
    ("今夜は{シェルター月の家}。", "FACILITY", "の in a shelter's name"),
    ("（{カウンセリングルーム円}、月2回）", "FACILITY", "one kanji behind a room"),
    ("{釧路市こども健康部}へ依頼", "FACILITY", "a town's desk"),
    ("{つばさ}（放デイ）。{つばさ}の送迎車を待つ", "FACILITY", "the name alone later on"),
    ("進路は{県陽の定時}。", "SCHOOL", "a school by its course"),
    ("{工業定時}に行く", "SCHOOL", "the same in two words"),
    ("{しののめ幼}時代の記録", "SCHOOL", "the time at a nursery"),
    ("{滝之川高校}と合意", "SCHOOL", "之 inside a name"),
    ("{明倫}の特別支援学級で", "SCHOOL", "a class that only schools have"),
    ("と{蔵本}先生が判断", "PERSON", "a teacher whose name no list has"),
    ("夕方、{陸\n斗}さんと話す", "PERSON", "a name cut by the end of a line"),
    ("出席：細野室長、{関}、{今}、児相", "PERSON", "one kanji in a list of who was there"),
    ("\n{堀}課長補佐：接触者", "PERSON", "a speaker with an office"),
    ("福祉{乾}：対象です", "PERSON", "a desk and a speaker"),
    ("4 {江尻 心陽} 小4", "PERSON", "a given name that no list has"),
    ("（{綾}と書いて{りょう}）が", "PERSON", "how a name is written and read"),
    ("上の子{航}はかもめ保に", "PERSON", "a child by its place, one kanji"),
    ("{7日}13時からと数える", "DATE", "an hour behind a day"),
)


@pytest.mark.parametrize(("marked", "label", "reason"), GONE, ids=[row[2] for row in GONE])
def test_gone(marked: str, label: str, reason: str) -> None:
    assert_gone(marked, label)
