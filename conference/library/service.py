"""What 知恵袋 answers inside the app: one question, and the filters that narrow its answers."""

from __future__ import annotations

from dataclasses import dataclass

from conference.errors import ConferenceError
from conference.library import narrowing
from conference.search_port import Kind, Searches
from search import Hit, Results
from search.errors import SearchError
from search.facets import EVERYTHING, Filters

KINDS: tuple[Kind, ...] = ("case", "point")
LIMITS = range(1, 51)
LONGEST_TYPED = 40  # characters up to which somebody types a term and not yet a sentence
EXACT = frozenset({"words", "synonym"})


class SearchNotReady(ConferenceError):
    """The index is being built, or has to be built again."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "検索の準備をしています。知恵袋のページはそのまま読めます。少し待ってから、もう一度さがしてください。"
        )


@dataclass(frozen=True)
class Question:
    """One search as it was asked; a wrong kind or limit falls back to the plain one.

    `kind` and `theme` say which pages are asked; `narrowed` leaves some of the answers.
    """

    text: str = ""
    kind: Kind | None = None
    theme: str | None = None
    limit: int = 10
    narrowed: Filters = EVERYTHING

    @classmethod
    def read(
        cls, text: str, kind: str = "", theme: str = "", limit: str = "", narrowed: Filters = EVERYTHING
    ) -> Question:
        wanted = int(limit) if limit.isdecimal() and len(limit) < 4 else 10
        return cls(
            text=text.strip(),
            kind=next((known for known in KINDS if known == kind), None),
            theme=theme.strip() or None,
            limit=min(max(wanted, LIMITS.start), LIMITS.stop - 1),
            narrowed=narrowed,
        )


@dataclass(frozen=True)
class Answer:
    """What the search page shows: pages with the very words first, then those near in meaning."""

    question: Question
    results: Results

    @property
    def groups(self) -> list[narrowing.Group]:
        return narrowing.groups(self.results, self.question.narrowed)

    @property
    def chosen(self) -> list[narrowing.Chosen]:
        return narrowing.chosen(self.results, self.question.narrowed)

    @property
    def exact(self) -> list[Hit]:
        return [hit for hit in self.results.hits if _said(hit)]

    @property
    def near(self) -> list[Hit]:
        return [hit for hit in self.results.hits if not _said(hit)]


def ask(searcher: Searches, question: Question) -> Answer:
    """What the search finds; raises SearchNotReady when there is nothing to search in."""
    if not question.text:
        return Answer(question, Results())
    try:
        return Answer(
            question,
            searcher.search(
                question.text,
                kind=question.kind,
                theme=question.theme,
                limit=question.limit,
                narrowed=question.narrowed,
            ),
        )
    except SearchError as problem:
        raise SearchNotReady from problem


def suggest(searcher: Searches, typed: str) -> tuple[str, ...]:
    """What a question that begins so may become; nothing while there is no index, or for a whole sentence."""
    if not typed.strip() or len(typed) > LONGEST_TYPED:
        return ()
    try:
        return searcher.suggest(typed)
    except SearchError:
        return ()


def _said(hit: Hit) -> bool:
    return any(reason.kind in EXACT for reason in hit.reasons)
