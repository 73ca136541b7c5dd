"""Whether what is marked with braces in a sentence is found, by the rules alone."""

from __future__ import annotations

import re

from conference.anonymize import find


def assert_gone(marked: str, label: str) -> None:
    """Every `{piece}` is covered, and something has the label."""
    pieces = re.split(r"[{}]", marked)
    spans = find("".join(pieces))
    covered = {at for span in spans for at in range(span.start, span.end)}
    for number in range(1, len(pieces), 2):
        start = len("".join(pieces[:number]))
        assert {*range(start, start + len(pieces[number]))} <= covered
    assert label in {span.label for span in spans}
