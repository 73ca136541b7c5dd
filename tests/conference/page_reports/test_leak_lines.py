"""From a reader's report to a line of the tests: the shape travels, the word does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.anonymize import find
from conference.anonymize.spans import Label
from conference.page_reports import leak_lines
from conference.page_reports.patterns import shape
from tests import cast
from tests.browser import Browser
from tests.conference.anonymize.test_reported_leaks import missed
from tests.conference.page_life.office import publish, quiet

As = Callable[[cast.Actor], Browser]
REPORTS = (
    # (what the reader marked as leaked in the page, its kind)
    ("保健師と訪問", Label.PERSON),
    ("玄関", Label.PLACE),
    ("朝の電話", Label.FACILITY),
)


@pytest.fixture(autouse=True)
def still(app: Flask) -> Iterator[None]:
    quiet(app)
    yield
    app.extensions["spreader"].finish()


def test_three_reports_become_lines_without_the_words(app: Flask, session: Session, as_: As) -> None:
    page = publish(app, session)
    for number, (leaked, label) in enumerate(REPORTS, start=1):
        as_(cast.INUI).post("page_reports.report", {"page": f"/kb/cases/{page}.html"})
        form = {"outcome": "戻した", "leaked": leaked, "label": label.value}
        as_(cast.SATO).post("page_life.settle", form, report_id=number)
    export = as_(cast.SATO).get("page_life.leaks").answer.get_data(as_text=True).splitlines()
    made = [json.loads(line) for line in leak_lines.lines(export)]
    assert [(each["label"], each["start"]) for each in made] == [(label.value, 12) for _, label in REPORTS]
    for line, (leaked, _) in zip(made, REPORTS, strict=True):
        assert leaked not in line["text"]
        assert shape(line["text"][line["start"] : line["end"]]) == shape(leaked)


@pytest.mark.parametrize(
    ("leaked", "label"),
    [("結衣", Label.PERSON), ("春野 陽菜", Label.PERSON), ("080-1234", Label.PHONE), ("ﾕｲﾅ", Label.PERSON), ("Yui", Label.PERSON)],
)  # fmt: skip
def test_an_invented_word_has_the_shape_and_not_the_letters(leaked: str, label: Label) -> None:
    word = leak_lines.invented(shape(leaked), label)
    assert shape(word) == shape(leaked)


def test_the_line_says_where_the_word_stands() -> None:
    told = json.dumps(
        {"label": "PERSON", "shape": "漢漢", "before": "園の帰りに", "after": "さんの家へ"},
        ensure_ascii=False,
    )
    made = json.loads(leak_lines.line(told))
    assert made["text"][made["start"] : made["end"]] == "蓼科"
    assert missed(made, find(made["text"])) == ""
