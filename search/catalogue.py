"""The pages an index knows: what filters, snippets and reasons need of each, as kept in the index."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from search.normalize import fold, to_hiragana
from search.pages import case, point
from search.pages.load import Page, Source
from search.passages import Passage, cut, sentences
from search.vocabulary import terms_of

RECIPE = 3  # raise when `embedded_passages` changes: older vectors are then of other texts
HEAD_LIMIT = 119  # characters; with the longest passage it still fits the model's window


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page, the heading it stands under, and whether a result may show it."""

    heading: str
    text: str
    shown: bool
    passage: int = 0


@dataclass(frozen=True)
class Card:
    """What a build needs to know of a page without opening it."""

    id: str
    kind: str
    fingerprint: str
    path: str
    title: str
    stage: str
    themes: Sequence[str]

    def as_json(self) -> list[Any]:
        """As the index keeps it."""
        return [getattr(self, one.name) for one in fields(self)]


@dataclass(frozen=True)
class Cut:
    """A passage as it is embedded: where its own text begins after the title, and its sentences."""

    begin: int
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One page of the index. `text` is the whole file: an unreadable later version falls back to it.

    Passages and sentences are kept as they were cut, for their vectors stand in the same order; sentences are
    never empty.
    """

    id: str
    kind: str
    title: str
    stage: str
    themes: tuple[str, ...]
    services: tuple[str, ...]
    origin: str
    path: str
    text: str
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    terms: Mapping[str, str] = field(default_factory=dict, hash=False)
    outcome: str = ""
    review_by: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes when the page does, wherever its folder lies."""
        return fingerprint(self.kind, self.id, self.text)

    @property
    def card(self) -> Card:
        """What a build needs to know of it."""
        return Card(self.id, self.kind, self.fingerprint, self.path, self.title, self.stage, self.themes)

    @property
    def labels(self) -> str:
        """What the front matter says of the page, as words to find it by."""
        return "。".join([self.title, *self.themes, self.stage, *self.services])

    @property
    def words(self) -> str:
        """Everything of the page that is searched by word; the title counts twice."""
        return "\n".join([self.title, self.labels, *(passage.text for passage in self.passages)])

    @cached_property
    def spelling(self) -> str:
        """The words in one spelling, to look for a whole compound in."""
        return to_hiragana(fold(self.words))

    @cached_property
    def spelt_title(self) -> str:
        """The title in the same spelling, for what is typed."""
        return to_hiragana(fold(self.title))

    @cached_property
    def page(self) -> Page:
        """The page itself, read from its text."""
        return case.parse(self.text) if self.kind == "case" else point.parse(self.text)

    @property
    def url(self) -> str:
        """Where the page is shown; known without reading it."""
        return f"/kb/{self.kind}s/{self.id}.html"

    @property
    def head(self) -> str:
        """What stands over every passage: a story's title says little of what it is about, its labels do."""
        about = "・".join(filter(None, (*self.themes, self.stage)))
        return "。".join(filter(None, (self.title, about, "・".join(self.services))))[:HEAD_LIMIT]

    def embedded_passages(self) -> list[str]:
        """What is embedded for each passage: it stands under the page's head."""
        return [f"{self.head}\n{passage.text}" for passage in self.passages]

    def by_passage(self) -> list[Cut]:
        """The sentences of each passage."""
        found: list[list[str]] = [[] for _ in self.passages]
        for sentence in self.sentences:
            found[sentence.passage].append(sentence.text)
        return [Cut(len(self.head) + 1, tuple(told)) for told in found]


def fingerprint(kind: str, id: str, text: str) -> str:
    """Of a page's file."""
    return hashlib.sha256(f"{kind}\n{id}\n{text}".encode()).hexdigest()


def entry_of(source: Source) -> Entry:
    """The entry of a page that was read."""
    page = source.page
    passages = cut(page)
    return Entry(
        id=page.id,
        kind=page.kind,
        title=page.title,
        stage=getattr(page, "stage", ""),
        themes=getattr(page, "themes", ()),
        services=getattr(page, "services", ()),
        origin=getattr(page, "origin", ""),
        path=str(source.path),
        text=source.text,
        terms=terms_of([page.title, *(passage.text for passage in passages)]),
        outcome=getattr(page, "outcome", ""),
        review_by=page.review_by.isoformat() if page.review_by else "",
        passages=passages,
        sentences=_sentences(passages) or (Sentence("", page.title, True),),
    )


def _sentences(passages: Iterable[Passage]) -> tuple[Sentence, ...]:
    cuts = (
        (place, passage, text) for place, passage in enumerate(passages) for text in sentences(passage.text)
    )
    return tuple(Sentence(passage.heading, text, passage.shown, place) for place, passage, text in cuts)


def dump(entries: Iterable[Entry]) -> str:
    """Entries as lines of JSON."""
    return "".join(json.dumps(_as_json(entry), ensure_ascii=False) + "\n" for entry in entries)


def load(lines: bytes) -> tuple[Entry, ...]:
    """Entries from lines of JSON."""
    return tuple(_from_json(json.loads(line)) for line in lines.split(b"\n") if line)


def _as_json(entry: Entry) -> dict[str, Any]:
    names = (
        "id",
        "kind",
        "title",
        "stage",
        "themes",
        "services",
        "origin",
        "path",
        "text",
        "outcome",
        "review_by",
    )
    cuts = {
        "passages": [[passage.heading, passage.text, passage.shown] for passage in entry.passages],
        "sentences": [
            [sentence.heading, sentence.text, sentence.shown, sentence.passage]
            for sentence in entry.sentences
        ],
        "terms": dict(entry.terms),
    }
    return {name: getattr(entry, name) for name in names} | cuts


def _from_json(content: dict[str, Any]) -> Entry:
    passages = tuple(Passage(*passage) for passage in content.pop("passages"))
    lists: dict[str, Any] = {name: tuple(content.pop(name)) for name in ("themes", "services")}
    told = tuple(Sentence(*sentence) for sentence in content.pop("sentences"))
    return Entry(**content, **lists, passages=passages, sentences=told)
