"""Names in lists of who was there, beside a desk's name, and cut by the end of a line."""

from __future__ import annotations

import pytest

from conference.anonymize import Known, find

FOUND: tuple[tuple[str, list[str], str], ...] = (
    # text, all names in it, reason
    ("出席：関（小学校）、今（児相）", ["関", "今"], "where they are from, in brackets"),
    ("出席：関、 今", ["関", "今"], "a blank behind the comma"),
    ("欠席：関、今", ["関", "今"], "who was not there"),
    ("供覧：関、今", ["関", "今"], "who is to read it"),
    ("出席：関 辻 今", ["関 辻 今"], "parted by blanks"),
    ("出席：仲間", ["仲間"], "a surname that is a word"),
    ("福祉課関：了承", ["関"], "a desk and who sits there"),
    ("福祉課長：了承", [], "the head of a desk"),
    ("相談室長：了承した", [], "the head of a room"),
    ("学校長：通知が届く", [], "the head of a school"),
    ("欠席：月曜、火曜", [], "days, no people"),
    ("供覧：課長、係長", [], "callings"),
    ("山田\n鈴木さん", ["山田", "鈴木"], "two family names in two lines"),
    ("佐\n藤さんと話す", ["佐\n藤"], "one family name in two lines"),
)
RECORD: dict[str, object] = {
    "family_name": "小鳥遊",
    "given_names": ["陽菜乃"],
    "kana": ["たかなし ひなの"],
}
CUT = (
    ("昨日、小鳥\n遊の家に寄る", "小鳥\n遊", "a family name of the record"),
    ("母は陽菜\n乃の朝食を作る", "陽菜\n乃", "a given name of the record"),
    ("ひな\nのの朝食を作る", "ひな\nの", "its reading in kana"),
)


@pytest.mark.parametrize(("text", "names", "reason"), FOUND, ids=[row[2] for row in FOUND])
def test_listed(text: str, names: list[str], reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == names


@pytest.mark.parametrize(("text", "name", "reason"), CUT, ids=[row[2] for row in CUT])
def test_the_record_is_asked_over_the_end_of_a_line(text: str, name: str, reason: str) -> None:
    covered = {at for span in find(text, Known.of(RECORD)) for at in range(span.start, span.end)}
    at = text.index(name)
    assert set(range(at, at + len(name))) - {text.index("\n")} <= covered
