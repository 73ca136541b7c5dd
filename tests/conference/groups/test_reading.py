"""Lines of the board as people write and paste them."""

from __future__ import annotations

import pytest

from conference.groups.reading import (
    LineTooLong,
    NoText,
    NothingWritten,
    TooManyLines,
    Words,
    checked,
    read,
    read_line,
)

WRITTEN = [
    ("こども食堂の会：調理室を貸せる", Words("こども食堂の会", "調理室を貸せる"), "as the hint says"),
    ("こども食堂の会: 調理室を貸せる", Words("こども食堂の会", "調理室を貸せる"), "a half-width colon"),
    ("9:30から集会所を開けられる", Words("", "9:30から集会所を開けられる"), "the colon of a time parts nothing"),
    ("北町会：9：30から開けられる", Words("北町会", "9：30から開けられる"), "only the first colon parts"),
    ("鍵を預かる人がいない", Words("", "鍵を預かる人がいない"), "no group: this office"),
    ("社協：車を出せる（連絡 田辺さん）", Words("社協", "車を出せる", "田辺さん"), "the contact at the end"),
    ("社協：車を出せる（土曜のみ）", Words("社協", "車を出せる（土曜のみ）"), "other brackets belong to the text"),
    ("社協\t車を出せる\t田辺さん\t備考", Words("社協", "車を出せる", "田辺さん"), "three columns of a sheet; more are left"),
    ("社協\t午前：車", Words("社協", "午前：車"), "in a sheet the colon parts nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words", "reason"), WRITTEN)
def test_a_line(line: str, words: Words, reason: str) -> None:
    assert read_line(line) == words, reason


def test_the_same_line_counts_once() -> None:
    assert read("社協：車\n\n  社協：車  \r\n社協：机") == [Words("社協", "車"), Words("社協", "机")]


@pytest.mark.parametrize(
    ("pasted", "problem", "said"),
    [
        (" \n\n", NothingWritten, "何も書かれていません"),
        ("\n".join(f"会{n}：机" for n in range(101)), TooManyLines, "いま101行"),
        ("社協：机\n\n社協：" + "あ" * 121, LineTooLong, "3行目の文が120字"),
        ("あ" * 65 + "：机", LineTooLong, "1行目の団体の名前が64字"),
        ("社協：机\n社協：（連絡 田辺）", NoText, "2行目に"),
    ],
)
def test_what_is_no_line(pasted: str, problem: type[Exception], said: str) -> None:
    with pytest.raises(problem, match=said):
        read(pasted)


@pytest.mark.parametrize(
    ("words", "problem", "said"),
    [
        (Words("社協", ""), NoText, "^できること・助けてほしいことが書かれていません。まだ直していません。$"),
        (
            Words("社協", "あ" * 121),
            LineTooLong,
            "^文が120字より長いです。短くしてください。まだ直していません。$",
        ),
    ],
)
def test_one_line_alone_has_no_number(words: Words, problem: type[Exception], said: str) -> None:
    with pytest.raises(problem, match=said):
        checked(words)
