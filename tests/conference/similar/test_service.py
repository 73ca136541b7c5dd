"""似た事例: prepared, kept, set aside, and never in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from conference.search_port import QuietSearcher
from conference.similar import service
from conference.similar.service import FOUND, SHOWN, Asked, Similar
from search import CasePage, Hit, PointPage, Results
from tests import factories

ASKED = Asked("欠席が続き、母は朝起きられない。", "小学生")


def a_case(number: int) -> Hit:
    page = CasePage(id=f"c{number:04}", title=f"事例{number}", themes=("不登校",), stage="小学生")
    return Hit(
        page.id, "case", page.title, 1.0 / number, page.url, page, stage=page.stage, themes=page.themes
    )


def a_point(number: int) -> Hit:
    page = PointPage(id=f"p4-{number}", title=f"問い{number}")
    return Hit(page.id, "point", page.title, 1.0 / number, f"/kb/points/{page.id}.html", page)


CASES = Results(tuple(a_case(number) for number in range(1, 9)))
POINTS = Results((a_point(1), a_point(2)))


class Counting(QuietSearcher):
    """Counts what it is asked."""

    asked = 0

    def similar_to(self, *asked: object, **named: object) -> Results:
        self.asked += 1
        return super().similar_to(*asked, **named)


def test_a_question_is_searched_once() -> None:
    searcher = Counting(CASES, POINTS)
    similar = Similar(searcher)
    assert similar.find(ASKED) is similar.find(ASKED)
    assert searcher.asked == 1


def test_a_changed_situation_is_another_question() -> None:
    searcher = Counting(CASES, POINTS)
    similar = Similar(searcher)
    similar.find(ASKED)
    similar.find(replace(ASKED, text="登校が始まった。"))
    assert searcher.asked == 2


def test_prepared_ahead_is_there_when_the_row_opens() -> None:
    searcher = Counting(CASES, POINTS)
    similar = Similar(searcher)
    similar.prepare([ASKED, replace(ASKED, text="別の世帯")])
    similar.finish()
    similar.find(ASKED)
    assert searcher.asked == 2


def test_a_search_that_breaks_stops_nobody() -> None:
    class Broken(QuietSearcher):
        def similar_to(self, *asked: object, **named: object) -> Results:
            raise OSError("the disk is away")

    similar = Similar(Broken())
    similar.prepare([ASKED])
    similar.finish()
    with pytest.raises(OSError, match="away"):
        similar.find(ASKED)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "KEPT", 3)
    similar = Similar(QuietSearcher(CASES, POINTS))
    for number in range(5):
        similar.find(Asked(f"世帯{number}", None))
    assert len(similar._kept) == 3


def test_nothing_written_asks_nothing() -> None:
    searcher = Counting(CASES, POINTS)
    assert service.ask(searcher, Asked("", None)) == service.Found()
    assert searcher.asked == 0


def test_without_cases_the_points_stay() -> None:
    found = service.ask(QuietSearcher(Results(), POINTS), ASKED)
    assert (found.cases, len(found.points)) == ((), 2)


def test_more_are_found_than_shown() -> None:
    assert FOUND > SHOWN


def test_only_the_rows_own_words_go_to_the_search(session: Session) -> None:
    row = factories.a_row(session, concern="不登校", situation="欠席が続く。")
    asked = service.question_of(row)
    assert (asked.text, asked.stage) == ("不登校\n欠席が続く。", "小学生")
    assert row.household.name not in asked.text


def test_a_long_situation_is_cut_to_what_the_search_takes(session: Session) -> None:
    assert len(service.question_of(factories.a_row(session, situation="あ" * 5000)).text) == 4000
