"""What a question may become while it is typed, and what else to try where nothing was found."""

from __future__ import annotations

from search.analysis import compounds
from search.normalize import fold, to_hiragana
from search.question import Question
from search.snapshot import Snapshot

LEAST = 1  # characters from which anything is suggested
MOST_NEAR = 5
FOR_TITLES = 3  # of the suggestions


def beginning(snapshot: Snapshot, prefix: str, limit: int) -> tuple[str, ...]:
    """Terms that begin so, in spelling or sound, with room for the titles that hold it; never what is typed already."""
    typed = fold(prefix).strip()
    written = to_hiragana(typed)
    if len(written) < LEAST:
        return ()
    terms = [term for term in snapshot.vocabulary.beginning(prefix.strip(), limit + 1) if term != typed]
    titles = _titles(snapshot, written) if len(written) > 1 else []  # one letter stands in too many
    room = limit - min(len(titles), FOR_TITLES)
    found = [*map(_as_written, terms[:room]), *titles, *map(_as_written, terms[room:])]
    return tuple(dict.fromkeys(found))[:limit]


def _titles(snapshot: Snapshot, written: str) -> list[str]:
    return [entry.title for entry in snapshot.entries if written in entry.spelt_title]


def _as_written(term: str) -> str:
    """Abbreviations in capitals, as the pages write them."""
    return term.upper() if term.isascii() else term


def near(snapshot: Snapshot, asked: Question) -> tuple[str, ...]:
    """Terms of the pages that share the beginning or the end of what was asked for, and other names."""
    names = [other for widening in asked.widenings for other in widening.others]
    found = [term for run in compounds(asked.text) for term in _alike(snapshot, run)]
    return tuple(dict.fromkeys([*names, *found]))[:MOST_NEAR]


def _alike(snapshot: Snapshot, run: str) -> list[str]:
    """Known terms one character away, or that begin with the first two characters."""
    one_away = snapshot.vocabulary.near(run)
    run = run.lstrip("0123456789")  # a number alone is near to nothing
    begun = snapshot.vocabulary.beginning(run[:2], MOST_NEAR) if len(run) >= 2 else []
    return [*([one_away] if one_away else []), *begun]
