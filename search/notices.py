"""What is said beside the results."""

from __future__ import annotations

from search import question
from search.question import Question
from search.ranking import Ranking

EMPTY = "さがすことばを入れてください。"
NOTHING = "見つかりませんでした。ことばを短くするか、言いかえてみてください。"
TOO_LONG = f"はじめの{question.LIMIT:,}字でさがしました。"
NO_MEANING = "意味でさがす準備ができていないため、ことばだけでさがしました。"


def nothing_asked(asked: Question) -> str:
    """Where there is nothing to search for."""
    return NOTHING if asked.text else EMPTY


def of(text: str, asked: Question, ranked: Ranking) -> str | None:
    """What was changed, left out, or not found; None where there is nothing to say."""
    meant = "、".join(f"「{one.written}」は「{one.meant}」" for one in asked.respelt)
    said = [
        TOO_LONG if len(text) > question.LIMIT else "",
        NO_MEANING if ranked.told is None else "",
        f"{meant}としてさがしました。" if meant else "",
        "" if ranked.rows else NOTHING,
    ]
    return "".join(said) or None
