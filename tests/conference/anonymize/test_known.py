"""What the record knows, in every writing, and what only looks like it."""

from __future__ import annotations

import pytest

from conference.anonymize import Known, find

FAMILY: dict[str, object] = {
    "family_name": "森",
    "given_names": ["さくら", "翼"],
    "kana": ["もり さくら", "もり つばさ"],
    "nicknames": ["つっくん"],
    "school": "さつき野小学校",
    "birth_date": "2018-06-03",
    "address": "青波市みどり町3-12-5 メゾン鶴見405",
    "phone": "090-1234-5678",
    "workers": ["佐々木 花子", "辻"],
    "agencies": ["中央児童相談所"],
}
FOUND = (
    # text, what must be covered, reason
    ("森さくらが来所", "森さくら", "family and given name side by side"),
    ("森　さくら（もり　さくら）", "もり　さくら", "the reading in brackets"),
    ("ﾓﾘｻｸﾗ と書かれた封筒", "ﾓﾘｻｸﾗ", "half-width kana"),
    ("モリさんより電話", "モリ", "the reading in katakana before a title"),
    ("森さん宅を訪問", "森", "a family of one letter before a title"),
    ("森家の長男", "森", "a family as such"),
    ("さくらは元気がない", "さくら", "the girl at the head of a clause"),
    ("母はさくらちゃんを抱いて来た", "さくら", "the girl before ちゃん"),
    ("翼が泣いていた", "翼", "a name of one letter as a subject"),
    ("つっくんと呼ばれる", "つっくん", "a nickname whole"),
    ("さつき野小の担任", "さつき野小", "the school's short form"),
    ("市立さつき野小学校", "さつき野小学校", "the school with its founder"),
    ("Ｈ３０．６．３生", "Ｈ３０．６．３", "the birth date in full width and era letter"),
    ("平成三十年六月三日", "平成三十年六月三日", "the birth date in kanji"),
    ("2018/6/3", "2018/6/3", "the birth date in western form"),
    ("みどり町三丁目に越した", "みどり町", "the town alone"),
    ("みどり町３丁目１２番５号", "みどり町３丁目１２番５号", "the address in another writing"),
    ("メゾン鶴見の管理人", "メゾン鶴見", "the building alone"),
    ("青波市から転入", "青波市", "the municipality"),
    ("０９０（１２３４）５６７８", "０９０（１２３４）５６７８", "the phone in another writing"),
    ("1234-5678へ折り返す", "1234-5678", "the phone without its first part"),
    ("佐々木が電話", "佐々木", "a worker's family name"),
    ("辻へ引継ぎ", "辻", "a worker of one letter with a particle"),
    ("中央児相に照会", "中央児相", "an agency in its short form"),
)
LEFT = (
    ("森林公園で遊ぶ", "森林公園", "the family does not swallow a park of a kind"),
    ("森の中を歩いた", "森", "a wood"),
    ("さくらが咲いた", "さくら", "the tree"),
    ("さくら色の服", "さくら", "the colour"),
    ("翼を広げた鳥", "翼", "a wing"),
    ("十字路の辻の石碑", "辻", "a crossing"),
    ("小学校へ通う", "小学校", "a school as a kind"),
    ("児童相談所に相談", "児童相談所", "an agency as a kind"),
)


def _covered(text: str, known: dict[str, object]) -> set[int]:
    return {at for span in find(text, Known.of(known)) for at in range(span.start, span.end)}


@pytest.mark.parametrize(("text", "said", "reason"), FOUND, ids=[row[2] for row in FOUND])
def test_what_the_record_knows_is_found(text: str, said: str, reason: str) -> None:
    at = text.index(said)
    assert set(range(at, at + len(said))) <= _covered(text, FAMILY)


@pytest.mark.parametrize(("text", "said", "reason"), LEFT, ids=[row[2] for row in LEFT])
def test_what_only_looks_like_it_stays(text: str, said: str, reason: str) -> None:
    at = text.index(said)
    assert not set(range(at, at + len(said))) & _covered(text, FAMILY)


NAMED = (
    # given name of the record, text in which the child is meant, reason
    ("みのり", "みのりの多動が続く", "の and what a child has"),
    ("みのり", "みのりの多い発言", "many, but not a rich year"),
    ("うめ", "うめの実母が来所", "実 of a mother is no fruit"),
    ("ほのか", "ほのかに赤ちゃんの話をした", "赤 of a baby is no colour"),
    ("ほのか", "ほのかに見せた", "something was shown to the child"),
    ("ほのか", "ほのかなので安心", "な before ので"),
    ("流星", "流星を見て泣いた", "a child is looked at too"),
    ("弥生", "弥生の頃の記録", "when the child was small"),
    ("大地", "大地主任と呼ばれる", "主 of a rank"),
    ("虹", "虹が泣いた", "a bare が says nothing of the sky"),
    ("虹", "虹の担任", "a child has a teacher"),
    ("楓", "楓が休んだ", "a tree stays away from nothing"),
    ("月", "月に会う", "people are met"),
    ("月", "月が欠席", "people are absent"),
    ("実", "実の担任", "a child has a teacher"),
    ("実", "実に電話した", "people are called"),
    ("光", "光の担任", "a child has a teacher"),
    ("さくら", "さくらが見つけた", "a child sees"),
    ("そら", "そらが飛び出した", "a child runs out"),
    ("うみ", "うみが泳ぐ", "a child swims"),
    ("四十万", "母 四十万もの静か", "a sum's letters behind a relation"),
    ("白鳥", "白鳥が来ると言う", "a child comes"),
)
MEANT = (
    # given name of the record, text in which the word is meant, reason
    ("四十万", "四十万ほど払う", "a sum"),
    ("みのり", "みのりの秋", "the harvest"),
    ("うめ", "うめの実を干す", "the fruit"),
    ("ほのか", "皿からほのかに甘い匂い", "faintly, and no clause begins"),
    ("流星", "流星群の夜", "falling stars"),
    ("弥生", "弥生時代の展示", "the age"),
    ("大地", "大地震の備え", "an earthquake"),
    ("虹", "虹が出た", "in the sky"),
    ("実", "実の母と会う", "a mother by birth"),
    ("実", "実によく話す", "really"),
    ("月", "月に二度の訪問", "times a month"),
    ("さくら", "さくらが散っていた", "the petals"),
    ("雪", "雪が降る", "snow"),
)


@pytest.mark.parametrize(("name", "text", "reason"), NAMED, ids=[row[1] for row in NAMED])
def test_the_child_before_the_word(name: str, text: str, reason: str) -> None:
    at = text.index(name)
    assert set(range(at, at + len(name))) <= _covered(text, {"given_names": [name]})


@pytest.mark.parametrize(("name", "text", "reason"), MEANT, ids=[row[1] for row in MEANT])
def test_the_word_before_the_child(name: str, text: str, reason: str) -> None:
    at = text.index(name)
    assert not set(range(at, at + len(name))) & _covered(text, {"given_names": [name]})


ODD: tuple[tuple[dict[str, object] | None, str], ...] = (
    (None, "nothing known"),
    ({}, "an empty record"),
    (
        {"given_names": "湊", "workers": [{"name": "辻"}], "birth_date": "いつか", "phone": None, "other": 1},
        "odd shapes",
    ),
    ({"family_name": "", "kana": [], "nicknames": ["", " "]}, "empty parts"),
)


@pytest.mark.parametrize(("said", "reason"), ODD, ids=[row[1] for row in ODD])
def test_any_part_may_be_missing_or_odd(said: dict[str, object] | None, reason: str) -> None:
    assert find("静かな午後", Known.of(said)) == []
