"""What can be typed in a row, and how it is read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.decisions.fields import FIELDS, FieldName, FieldUnknown, as_shown, as_text, clean
from conference.errors import ConferenceError

HELD_ON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("field", "written", "meant", "reason"),
    [
        ("review_on", "12/10", date(2026, 12, 10), "month and day mean the coming one"),
        ("review_on", "１２／１０", date(2026, 12, 10), "full width, as the IME leaves it"),
        ("review_on", "12.10", date(2026, 12, 10), "points"),
        ("review_on", "1/22", date(2027, 1, 22), "over the turn of the year"),
        ("review_on", "R8.12.10", date(2026, 12, 10), "era letter"),
        ("review_on", "令和八年十二月十日", date(2026, 12, 10), "kanji numerals"),
        ("review_on", "令和8年12月10日(木)", date(2026, 12, 10), "what the field itself shows"),
        ("review_on", "", None, "taken out again"),
        ("review_on", "未定", None, "the word the roster shows for none"),
        ("last_seen_on", "12/10", date(2025, 12, 10), "a day they met lies before the conference"),
        ("last_seen_on", "9/3", date(2026, 9, 3), "the last one"),
        (
            "policy",
            "髙瀬さん、山﨑さん、渡邊さん",
            "髙瀬さん、山﨑さん、渡邊さん",
            "old forms of letters stay",
        ),
        ("policy", "一\r\n二\r三", "一\n二\n三", "one kind of line break"),
        ("policy", "訪\0問\ud800", "訪問", "NUL and lone surrogates cannot be stored"),
        ("policy", "👨‍👩‍👧", "👨‍👩‍👧", "emoji can"),
        ("policy", "㍻ﾊﾝｶｸ①", "㍻ﾊﾝｶｸ①", "what was typed is not folded"),
        ("kind", "継続", "継続", "one of five"),
        ("family_not_told", "1", True, "ticked"),
        ("family_not_told", "", False, "not ticked"),
    ],
)
def test_parse(field: str, written: str, meant: object, reason: str) -> None:
    assert FIELDS[field].parse(written, HELD_ON) == meant, reason


@pytest.mark.parametrize(
    ("field", "written", "says"),
    [
        ("review_on", "13/45", "「13/45」を日付として読めません。「12/10」のように書いてください。"),
        ("review_on", "来月", "「来月」を日付として読めません。"),
        ("policy", "あ" * 4001, "「方針」は4,000字までです。いま4,001字あります。"),
        ("policy", "x" * 1_000_000, "書いた文はこの画面に残っています。"),
        ("family_told_by", "あ" * 65, "「家族へ（だれ）」は64字までです。"),
        ("kind", "終決", "「結果」は、出ている中から選んでください。"),
        ("review_on", "9" * 100_000, "日付として読めません"),
    ],
)
def test_refusals_say_what_to_do(field: str, written: str, says: str) -> None:
    with pytest.raises(ConferenceError) as refusal:
        FIELDS[field].parse(written, HELD_ON)
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "no name"),
        ("status", "a column that is no field"),
        ("decided_by_id", "likewise"),
        ("assignment:k3f9x2a1:person_id", "a role's column that is no field"),
        ("assignment:short:what", "no key of ours"),
        ("assignment:../../etc:what", "nothing but letters and digits"),
        ("assignment:k3f9x2a1", "no field of the role"),
        ("x" * 1000, "long"),
    ],
)
def test_unknown_names_are_refused(name: str, reason: str) -> None:
    with pytest.raises(FieldUnknown):
        FieldName.read(name)


def test_a_roles_field_is_taken_apart() -> None:
    read = FieldName.read("assignment:k3f9x2a1:due_on")
    assert (read.key, read.field.attribute) == ("k3f9x2a1", "due_on")


@given(st.text())
def test_clean_text_can_always_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert "\0" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(st.dates(min_value=date(2019, 5, 1), max_value=date(2099, 12, 31)))
def test_a_shown_date_is_read_back_as_itself(day: date) -> None:
    field = FIELDS["review_on"]
    assert field.parse(as_shown(field, as_text(day)), HELD_ON) == day
