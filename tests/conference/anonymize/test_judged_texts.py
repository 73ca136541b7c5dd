"""The figures on the judged notes and on numbers made by seed; a fall below a floor fails.

Run with `-s` to see the tables; `-m model` for those of the whole engine, which loads the language model.
`seventh` and `eighth` were looked at only for their figures; the rest was mended on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest

from conference.anonymize import Label, find, marks
from conference.anonymize.evaluate import Report, Share, evaluate
from conference.anonymize.record import Known
from conference.anonymize.residue import Mark
from conference.anonymize.spans import Span
from conference.anonymize.tagger import Layer, opened
from tests.conference.anonymize import structured
from tests.conference.anonymize.judged.mark import HERE

# which set: texts with nothing left, the same without places and facilities, spans found, structured,
# decoys touched at most.  The goal on what nobody has read is 0.95 of texts, 0.98 of spans, 0.995, 0.02.
RULES_ALONE = {
    "dev": (0.96, 0.98, 0.985, 0.995, 0.015),
    "held": (0.61, 0.79, 0.90, 0.985, 0.035),
}
WITH_TAGGER = {
    "dev": (0.98, 0.985, 0.99, 0.995, 0.015),
    "held": (0.945, 0.985, 0.985, 0.99, 0.025),
    "later": (0.97, 0.98, 0.985, 0.995, 0.01),
    "second": (0.93, 0.945, 0.98, 0.995, 0.02),
    "third": (0.96, 0.97, 0.985, 0.995, 0.01),
    "fourth": (0.98, 0.99, 0.99, 0.995, 0.015),
    "fifth": (0.975, 0.975, 0.99, 0.995, 0.02),
    "sixth": (0.97, 0.985, 0.99, 0.995, 0.015),
    "seventh": (0.955, 0.97, 0.985, 0.99, 0.015),
    "eighth": (0.945, 0.965, 0.985, 0.995, 0.01),
}
UNREAD = ("seventh", "eighth")
# Of the two together: what names or leads to somebody (names, addresses, numbers, schools), numbers with those made by
# seed, and decoys.  These goals are reached; what is not is in README.md.
GOAL = {"texts": 0.95, "named": 0.98, "numbers": 0.995, "decoys": 0.02}
NAMED = (Label.PERSON, Label.ADDRESS, Label.SCHOOL, Label.BIRTHDATE)


def _lines(which: str) -> list[dict[str, Any]]:
    lines = (HERE / f"{which}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _holds(which: str, report: Report, floors: tuple[float, float, float, float, float]) -> None:
    print(f"\n{which}\n{report.table()}")
    clean, identifiers, spans, numbers, decoys = floors
    found = sum(share.hits for share in report.by_label.values())
    assert report.clean_texts.value >= clean
    assert report.identifiers_gone.value >= identifiers
    assert found / sum(share.total for share in report.by_label.values()) >= spans
    assert report.structured.value >= numbers
    assert report.decoys_touched.value <= decoys


@pytest.mark.parametrize("which", RULES_ALONE)
def test_the_judged_notes_by_rules_alone(which: str) -> None:
    _holds(f"{which}, rules alone", evaluate(_lines(which), find), RULES_ALONE[which])


@pytest.fixture(scope="module")
def tagger() -> Iterator[Layer]:
    """The trained layer, whatever the environment says of the search."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SEARCH_MODEL", raising=False)
        opened.cache_clear()
        yield opened()
    opened.cache_clear()


@pytest.fixture(scope="module")
def reports(tagger: Layer) -> Callable[[str], Report]:
    """What the whole engine finds in a set, counted once."""
    return cache(lambda which: evaluate(_lines(which), lambda text, known: find(text, known, tagger)))


@pytest.mark.model
@pytest.mark.parametrize("which", WITH_TAGGER)
def test_the_judged_notes(which: str, reports: Callable[[str], Report]) -> None:
    _holds(which, reports(which), WITH_TAGGER[which])


@pytest.mark.model
def test_what_nobody_has_read(reports: Callable[[str], Report]) -> None:
    """The unread notes together reach the goal for texts, each kind that names, numbers and decoys."""
    unread = [reports(which) for which in UNREAD]
    made = evaluate(structured.lines(seed=2026, each=90), find).clean_texts
    texts = _together(report.identifiers_gone for report in unread)
    numbers = _together([*(report.structured for report in unread), made])
    named = {label: _together(report.by_label[label] for report in unread) for label in NAMED}
    decoys = _together(report.decoys_touched for report in unread)
    print(f"\nunread: texts {texts}\nnumbers, with those made by seed {numbers}\ndecoys touched {decoys}")
    for label in Label:
        print(f"{label.value:10s}{_together(report.by_label[label] for report in unread)}")
    assert texts.total == 493
    assert texts.value >= GOAL["texts"]
    assert min(share.value for share in named.values()) >= GOAL["named"]
    assert numbers.value >= GOAL["numbers"]
    assert decoys.value <= GOAL["decoys"]


def _together(shares: Iterable[Share]) -> Share:
    told = list(shares)
    return Share(sum(share.hits for share in told), sum(share.total for share in told))


@pytest.mark.model
def test_what_is_left_is_at_least_marked(tagger: Layer, reports: Callable[[str], Report]) -> None:
    """Of the identifiers left in four sets, two of them unread, nearly each is marked for the reader."""
    left = Share()
    for which in ("held", "second", *UNREAD):
        short = {text_id for text_id, _, _ in reports(which).missed}
        for line in (line for line in _lines(which) if line["id"] in short):
            known = Known.of(line["known"])
            spans = find(line["text"], known, tagger)
            shown = [*marks(line["text"], known, tagger), *spans]
            for gold in line["spans"]:
                if not _covered(gold, spans):
                    left.count(_touched(gold, shown))
    print(f"\nleft but marked {left}")
    assert left.total >= 10
    assert left.value >= 0.85


@pytest.mark.model
def test_marks_are_few(tagger: Layer) -> None:
    lines = _lines("held")
    shown = sum(len(marks(line["text"], Known.of(line["known"]), tagger)) for line in lines)
    density = 1000 * shown / sum(len(line["text"]) for line in lines)
    print(f"\n{density:.0f} marks in 1,000 characters")
    assert density < 60


def _covered(gold: dict[str, Any], spans: list[Span]) -> bool:
    return {*range(gold["start"], gold["end"])} <= {
        at for span in spans for at in range(span.start, span.end)
    }


def _touched(gold: dict[str, Any], shown: list[Span | Mark]) -> bool:
    return any(one.start < gold["end"] and gold["start"] < one.end for one in shown)


def test_numbers_in_every_writing() -> None:
    report = evaluate(structured.lines(seed=2026, each=90), find)
    print(f"\nnumbers made by seed\n{report.table()}")
    assert report.clean_texts.total >= 600
    assert report.clean_texts.value >= 0.995
    assert all(share.value >= 0.985 for share in report.by_label.values())


def _line(**given: Any) -> dict[str, Any]:
    return {
        "id": "x",
        "text": "湊くんと桜",
        "spans": [{"start": 0, "end": 1, "label": "PERSON"}],
        "decoys": [{"start": 4, "end": 5}],
        **given,
    }


def test_half_a_span_is_a_miss_and_any_touch_a_touch() -> None:
    report = evaluate(
        [_line(spans=[{"start": 0, "end": 3, "label": "PERSON"}], decoys=[{"start": 0, "end": 2}])], find
    )
    assert (report.clean_texts.hits, report.decoys_touched.hits) == (0, 1)
    assert report.missed == [("x", "湊くん", Label.PERSON)]


def test_a_place_left_alone_is_reported_apart() -> None:
    left = [{"start": 3, "end": 5, "label": "PLACE"}]
    report = evaluate([_line(spans=left, decoys=[])], find)
    assert (report.clean_texts.hits, report.identifiers_gone.hits) == (0, 1)


def test_wilson() -> None:
    low, high = Share(95, 100).interval
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)
    assert Share().interval == (0.0, 1.0)
