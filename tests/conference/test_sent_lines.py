"""A table sent as a whole: which lines stood on the page, and a field of one as one line."""

from __future__ import annotations

import pytest
from flask import Flask

from conference.sent_lines import keys_sent, number, one_line


@pytest.mark.parametrize(
    ("names", "keys", "reason"),
    [
        (["was-3", "who-3", "was-12"], [3, 12], "one for each line, in the order of the page"),
        (["who-3"], [], "a field alone is no line that the page had"),
        (["was-", "was-x", "was--1", "was-３", "was-²"], [], "no page of ours numbers a line so"),
        (["was-" + "9" * 11, "was-" + "9" * 12], [99_999_999_999], "as far as the database counts"),
    ],
)
def test_the_lines_that_stood_on_the_page(app: Flask, names: list[str], keys: list[int], reason: str) -> None:
    with app.test_request_context(method="POST", data=dict.fromkeys(names, "")):
        assert keys_sent(number) == keys, reason


@pytest.mark.parametrize(
    ("sent", "read", "reason"),
    [
        ("  鈴木　 花子 ", "鈴木 花子", "single spaces, none at the ends"),
        ("鈴木\r\n乾", "鈴木 乾", "a field of a table is one line"),
        ("旧字體", "旧字體", "letters stay as they are"),
        ("", "", "nothing"),
    ],
)
def test_a_field_is_one_line(app: Flask, sent: str, read: str, reason: str) -> None:
    with app.test_request_context(method="POST", data={"who-3": sent}):
        assert one_line("who-3") == read, reason
        assert one_line("who-4") == "", "what is not sent is empty"
