"""Spots with a name of their own, in kana or kanji, and the kinds that only look like one; braces say what must go."""

from __future__ import annotations

import re

import pytest

from conference.anonymize import find

GONE = (
    # text, reason
    ("{かっぱ公園}でけが", "a park in hiragana"),
    ("「{きりん公園}」の砂場", "a park in quotes"),
    ("{港町第2公園}で", "a park with a number"),
    ("{4号公園}で遊ぶ", "a park that is only numbered"),
    ("{仲町児童遊園}に", "児童遊園"),
    ("{くじら橋}を通る", "a bridge in hiragana"),
    ("{めがね橋}のたもと", "a bridge called after a thing"),
    ("{もみじ川}の河川敷", "a river in hiragana"),
    ("{桜ケ池}の土手", "a pond with ケ"),
    ("{ひょうたん池}で釣り", "a pond in hiragana"),
    ("{上磯の浜}で遊ぶ", "a shore behind の"),
    ("{山王坂}の上", "a slope"),
    ("{九十九坂}を走る", "a slope that begins like a number"),
    ("{けやき通り}沿い", "a street called after trees"),
    ("{浜通り}の店", "a street of one kanji"),
    ("{寿町集会所}の隣", "a hall"),
    ("{臨海グラウンド}で", "a ground"),
    ("{名倉スポーツパーク}、", "a park for sports"),
    ("{大橋バス停}で降りる", "a stop, the kind behind"),
    ("バス停「{ひばり団地前}」", "a stop in quotes"),
    ("道の駅「{うしお}」", "道の駅 in quotes"),
    ("{波崎城跡}で", "a ruin"),
    ("{萩原台}の入口", "a height behind a surname"),
    ("{みどり台}の自宅", "a height behind hiragana"),
    ("{西ノ浜}の祖母", "kanji joined by ノ"),
    ("{ほたるの里}で", "hiragana and の里"),
)
STAYS = (
    ("中央の公園、児童公園、こども公園、ちびっこ広場", "kinds of parks"),
    ("いつも通り、予定通りに進む、大通りに出る、裏通りの店", "通り of another word"),
    ("つり橋を渡る、歩道橋の上、どぶ川のにおい、ため池の柵", "kinds of bridges and waters"),
    ("すべり台で遊ぶ、ふみ台を置く、おむつ台を借りる", "台 for a thing"),
    ("上り坂でも歩ける、乾電池を替える、ごみ山のような部屋", "slopes, batteries, heaps"),
    ("三ヶ月の間、二ヶ所に通う、数ヶ国の言葉", "counts with ヶ"),
    ("桜並木の下で、近くの森、となりの里の話", "trees, and what lies near"),
)


@pytest.mark.parametrize(("marked", "reason"), GONE, ids=[row[1] for row in GONE])
def test_gone(marked: str, reason: str) -> None:
    before, said, after = re.split(r"[{}]", marked)
    covered = {at for span in find(before + said + after) for at in range(span.start, span.end)}
    assert {*range(len(before), len(before + said))} <= covered


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_stays(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []
