"""Why a page was found, in words a worker reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.catalogue import Entry
from search.circumstances import Circumstances
from search.embedding import Vectors
from search.normalize import fold, to_hiragana
from search.pages.case import CasePage
from search.passages import plain, sentences
from search.question import Question
from search.results import Reason

OUTCOME = "経過と結果"
SAYING = 12  # characters below which a sentence, 「小5の女子。」, is no reason
MEETS = 0.6  # cosine from which two sentences tell of the same thing
_TURNS = re.compile(
    r"きっかけ|転機|変わ|ようにな|はじめて|初めて|ようやく|から、|動き出|動きだ|つながった|切り替え|気づ"
)


def of_search(
    question: Question, entry: Entry, asked: Collection[str], told: Collection[str] = ()
) -> Iterator[Reason]:
    """Reasons for a page found by a question.

    `asked` are the asked words the page holds, as people write them; `told` the themes the question tells of.
    """
    themes = [theme for theme in entry.themes if theme in told or _named(question, theme)]
    if themes:
        yield Reason("theme", f"テーマが同じ: {'・'.join(themes)}")
    if asked:
        yield Reason("words", f"ことばが一致: {'・'.join(list(asked)[:5])}")
    for widening in question.widenings:
        used = [other for other in widening.others if _spelt(other) in entry.spelling]
        if used and to_hiragana(widening.name) not in entry.spelling:
            yield Reason("synonym", f"「{_written(widening.name)}」を「{used[0]}」と読みかえました")


def _named(question: Question, theme: str) -> bool:
    """Whether a keyword is part of a theme's name: ケアラー of ヤングケアラー."""
    return any(names[0] in _spelt(theme) for names in question.names)


@lru_cache(maxsize=1024)
def _spelt(name: str) -> str:
    """As `Entry.spelling`; the same few names are looked for in every page found."""
    return to_hiragana(fold(name))


def _written(name: str) -> str:
    """A folded name as the field writes it: EPDS, SSW."""
    return name.upper() if name.isascii() else name


def of_meaning(question: str, sentence: str, heading: str) -> Reason:
    """A page whose sentence, the one shown, is near a question without sharing its words."""
    where = f"「{heading}」の文" if heading else "上の文"
    return Reason("pair", f"ことばは違いますが、{where}の内容が近いページです", question, sentence)


def of_circumstances(asked: Circumstances, entry: Entry) -> Iterator[Reason]:
    """Reasons a case shares with a family: themes, stage, services."""
    themes = [theme for theme in entry.themes if theme in asked.themes]
    services = [service for service in entry.services if service in asked.services]
    if themes:
        yield Reason("theme", f"同じ事情: {'・'.join(themes)}")
    if entry.stage in asked.stages:
        yield Reason("stage", f"同じ時期: {entry.stage}")
    if services:
        yield Reason("service", f"同じ支援: {'・'.join(services)}")


def of_pair(asked: Sequence[str], entry: Entry, near: Vectors) -> tuple[Reason, int] | None:
    """The sentence asked and the sentence of the page that meet, and which sentence of the page it is.

    `near` (sentences of the page, asked) are their cosines; None where no two sentences really meet.
    """
    shown = [number for number, sentence in enumerate(entry.sentences) if sentence.shown]
    if not shown or not asked:
        return None
    # A sentence near to everything says nothing: what counts is how much nearer it is than the others.
    near = np.where(_saying(asked, entry), near, -1.0)
    stands_out = near[shown] - 0.5 * near[shown].mean(axis=0) - 0.5 * near[shown].mean(axis=1, keepdims=True)
    theirs, ours = np.unravel_index(int(stands_out.argmax()), stands_out.shape)
    number = shown[int(theirs)]
    query_sentence, page_sentence = asked[int(ours)], entry.sentences[number].text
    if near[number, ours] < MEETS:
        return None
    text = f"近い文: 「{_short(query_sentence)}」と「{_short(page_sentence)}」"
    return Reason("pair", text, query_sentence, page_sentence), number


def _saying(asked: Sequence[str], entry: Entry) -> NDArray[np.bool_]:
    """(sentences of the page, asked) whether both are long enough to say something."""
    theirs = np.asarray([len(sentence.text) >= SAYING for sentence in entry.sentences])
    ours = np.asarray([len(sentence) >= SAYING for sentence in asked])
    return np.asarray(theirs[:, None] & ours[None], bool)


def of_turning_point(page: CasePage) -> Reason | None:
    """The sentence of 経過と結果 that tells what changed."""
    told = sentences(plain(page.section(OUTCOME)))
    if not told:
        return None
    marked = _marked_turn(page)
    best = max(range(len(told)), key=lambda number: (_turns(told[number], marked), -number))
    return Reason("turning_point", f"変わり目: {_short(told[best], 80)}", turning_point=told[best])


def _turns(sentence: str, marked: str) -> float:
    """How much a sentence tells of a change: by its words, and by what the timeline marks."""
    pairs = {marked[at : at + 2] for at in range(len(marked) - 1)}
    shared = sum(pair in sentence for pair in pairs) / max(len(pairs), 1)
    return 2 * shared + min(len(_TURNS.findall(sentence)), 3)


def _marked_turn(page: CasePage) -> str:
    events = page.extra.get("timeline")
    turns = [event for event in events if isinstance(event, dict)] if isinstance(events, list) else []
    return "".join(str(event.get("what") or "") for event in turns if event.get("turning"))


def _short(sentence: str, limit: int = 60) -> str:
    return sentence if len(sentence) <= limit else sentence[: limit - 1] + "…"
