"""The trained reading is opened once, behind the pages; it remembers while there is room and forgets when told."""

from __future__ import annotations

from threading import Event

from conference.anonymize.context import Reading
from conference.anonymize.tagger import Layer, Silent
from conference.name_reading import NameReader, Remembering, State
from search.errors import ModelUnavailable
from tests.conference.case_drafts.layers import Told


def _read(layer: Remembering, *texts: str) -> None:
    for text in texts:
        list(layer.read(Reading.of(text)).find([], 0.5))


def test_a_text_is_read_once() -> None:
    inner = Told()
    _read(Remembering(inner), "一つ", "二つ", "一つ")
    assert inner.read_texts == ["一つ", "二つ"]


def test_the_oldest_goes_where_there_is_no_more_room() -> None:
    inner = Told()
    _read(Remembering(inner, most_letters=4), "一つ", "二つ", "一つ", "三つ", "一つ", "二つ")
    assert inner.read_texts == ["一つ", "二つ", "三つ", "二つ"]


def test_it_answers_as_what_it_remembers_would() -> None:
    inner = Told(certain=("こだまや",), doubts=("山田",))
    layer, reading = Remembering(inner), Reading.of("こだまやの山田")
    for _ in range(2):
        assert layer.read(reading).find([], 0.5) == tuple(inner.read(reading).find([], 0.5))
        (span,) = layer.read(reading).find([], 0.5)
        assert layer.read(reading).doubts(span) is False


def test_forgotten_texts_are_read_again() -> None:
    inner = Told()
    layer = Remembering(inner)
    _read(layer, "一つ")
    layer.forget()
    _read(layer, "一つ")
    assert inner.read_texts == ["一つ", "一つ"]


def test_it_is_opened_once_and_nobody_waits_meanwhile() -> None:
    go, opened = Event(), []

    def slow() -> Layer:
        opened.append(1)
        go.wait(30)
        return Told()

    reader = NameReader(slow)
    reader.start()
    reader.start()
    assert (reader.state, reader.layer) == (State.OPENING, None)
    go.set()
    reader.wait(30)
    assert reader.layer is not None
    assert opened == [1]


def test_without_a_model_the_rules_speak_alone() -> None:
    for opened, state in ((lambda: Silent(), State.READY), (_broken, State.MISSING)):
        reader = NameReader(opened)
        reader.start()
        reader.wait(30)
        assert (reader.state, reader.layer) == (state, None)


def test_where_nobody_serves_it_nothing_is_opened() -> None:
    reader = NameReader()
    reader.start()
    assert reader.state is State.UNUSED


def _broken() -> Layer:
    raise ModelUnavailable("no model")
