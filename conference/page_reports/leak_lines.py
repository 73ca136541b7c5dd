"""From the shapes of what leaked to lines for the tests of the engine: the same shape, filled with invented letters.

    python -m conference.page_reports.leak_lines < leaks.jsonl >> tests/conference/anonymize/reported/office.jsonl

In:  {"label", "shape", "before", "after"}, one a line, as the office exports them.
Out: {"text", "start", "end", "label"}: `text` with an invented word of that shape from `start` to `end`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import cycle

from conference.anonymize.spans import Label
from conference.page_reports.patterns import shape as shape_of

PERSONS = (
    "蓼科",
    "結衣",
    "蓼科琴葉",
    "佐久間",
    "ゆいな",
    "ことは",
    "ユイナ",
    "マリアナ",
    "Mika",
    "蓼科さくら",
    "琴",
)
PLACES = ("栄町", "若葉町", "みどり野", "さつき野小", "若葉保育園", "つくし園")
LETTERS = {"漢": "蓼科琴葉", "あ": "ゆいなと", "ア": "ユイナミ", "0": "3141592", "A": "Qmr", "□": "蓼"}
INVENTED = {Label.PERSON: PERSONS, Label.PLACE: PLACES, Label.SCHOOL: PLACES, Label.ADDRESS: PLACES}


def line(told: str) -> str:
    """One line of the export as one line for the tests."""
    given = json.loads(told)
    word = invented(given["shape"], Label(given["label"]))
    start = len(given["before"])
    made = {
        "text": f"{given['before']}{word}{given['after']}",
        "start": start,
        "end": start + len(word),
        "label": given["label"],
    }
    return json.dumps(made, ensure_ascii=False)


def invented(shape: str, label: Label) -> str:
    """A word of that shape that nobody bears; where none is known, letter by letter."""
    known = next((word for word in INVENTED.get(label, ()) if shape_of(word) == shape), "")
    turns = {mark: cycle(letters) for mark, letters in LETTERS.items()}
    return known or "".join(next(turns[mark]) if mark in turns else mark for mark in shape)


def lines(export: Iterable[str]) -> Iterator[str]:
    yield from (line(each) for each in export if each.strip())


if __name__ == "__main__":
    sys.stdout.writelines(f"{each}\n" for each in lines(sys.stdin))
