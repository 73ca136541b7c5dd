"""Services, shops and offices with a name behind or before their kind; braces say what must go."""

from __future__ import annotations

import re

import pytest

from conference.anonymize import find

GONE = (
    # text, reason
    ("{発達クリニックはなみずき}を予約", "a name in hiragana that begins like a particle"),
    ("{清掃会社クリーンメイト}が入る", "a trade, then katakana"),
    ("{パン工房こむぎ}前", "a workshop, then hiragana"),
    ("{青少年センターくじら}に宿泊", "a centre, then an animal"),
    ("{児童発達支援ぴーす}に週3日", "a service, then kana"),
    ("{更生保護施設 琵琶の里}を", "a space, then kanji joined by の"),
    ("{まんが喫茶ヤドカリ}にいる", "a café"),
    ("{居宅えにし}の東さん", "the short word for an office of care"),
    ("{弁当のまるや}の残り", "a trade, の and a name in や"),
    ("{スキー用品のヤマザキ}で", "goods, の and katakana"),
    ("{双葉署}に相談", "the short form of a police station, a plain word in front"),
    ("{中央署}生活安全課", "the same with what follows in kanji"),
    ("{西支所}まで", "a branch by its side of the town"),
    ("{大津保護観察所}、", "an office of the state"),
    ("{第十八漁栄丸}の乗組員", "a ship somebody works on"),
    ("{大空(株)}に勤める", "the form of a company behind the name"),
    ("{ドラッグ八雲}で買い物", "a shop's kind, then kanji"),
    ("{鶴の湯}の二階", "a bath"),
)
STAYS = (
    ("センターから電話、センターまで送る、支援センターでは待つ", "particles behind a kind"),
    ("他部署とよく話す、警察署へ届ける、税務署に行く", "署 of a kind"),
    ("サロンのスタッフ、教室のママたち、施設などへ", "who is there"),
    ("ひきこもり地域支援センター、マザーズハローワーク、ドラッグストア", "kinds every prefecture has"),
    ("訪問看護ステーションより報告、クリニックにも連絡", "a kind that reports"),
)


@pytest.mark.parametrize(("marked", "reason"), GONE, ids=[row[1] for row in GONE])
def test_gone(marked: str, reason: str) -> None:
    before, said, after = re.split(r"[{}]", marked)
    covered = {at for span in find(before + said + after) for at in range(span.start, span.end)}
    needed = {at for at, letter in enumerate(before + said) if at >= len(before) and letter != " "}
    assert needed <= covered


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_stays(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []
