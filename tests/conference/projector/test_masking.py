"""No name of the household passes: every known way to write it, in every text."""

from __future__ import annotations

import pytest

from conference.households.models import Household, Member, Relative
from conference.projector.masking import masked, names_of

FAMILY = Household(
    name="髙瀬 由美",
    members=[
        Member(name="髙瀬 さくら"),
        Member(name="蓮くん"),
        Member(name="アンナ・マリア"),
        Member(name="森（継父）"),
    ],
)


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("髙瀬さんに電話する", "○○さんに電話する", "as the register writes it"),
        ("高瀬家を訪問", "○○家を訪問", "today's kanji"),
        ("由美さんの受診", "○○さんの受診", "a part of the whole"),
        ("髙瀬由美の受診", "○○の受診", "without the space"),
        ("高瀬　由美の受診", "○○の受診", "with a wide space"),
        ("サクラの登校", "○○の登校", "in katakana"),
        ("ｻｸﾗの登校", "○○の登校", "in half width"),
        ("さ くらの登校", "○○の登校", "a space inside"),
        ("蓮は元気", "○○は元気", "without the くん that the record has"),
        ("あんなと話す", "○○と話す", "one of two given names, in hiragana"),
        ("森林公園へ行く", "○○林公園へ行く", "a mask too many is the safe side"),
        ("さくらとさくら", "○○と○○", "each time"),
        ("学校と週1回の電話", "学校と週1回の電話", "nobody's name"),
        ("", "", "nothing was typed"),
    ],
)
def test_no_name_passes(text: str, shown: str, reason: str) -> None:
    assert masked(text, names_of(FAMILY)) == shown, reason


@pytest.mark.parametrize("name", sorted(names_of(FAMILY)))
def test_every_known_name_is_masked(name: str) -> None:
    assert masked(f"朝、{name}に会う", names_of(FAMILY)) == "朝、○○に会う"


def test_a_household_without_names() -> None:
    assert masked("朝の訪問", names_of(Household(name="", members=[]))) == "朝の訪問"


@pytest.mark.parametrize(
    "word", ["母", "実父", "継父", "祖母", "母方の祖母", "父方祖父", "伯母", "姉", "夫", "本人"]
)
def test_a_word_of_kin_is_nobodys_name(word: str) -> None:
    """The family's picture may say 母 where a name could stand."""
    drawn = Household(name="髙瀬", members=[], relatives=[Relative(name=word), Relative(name="森 父母子")])
    assert (
        masked(f"伯母と{word}が高瀬家へ、父母子に会う", names_of(drawn)) == f"伯母と{word}が○○家へ、○○に会う"
    )
