"""A question as it was probably meant: kana and slips of the pen respelt as the pages write them (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import Unit, forms, units
from search.normalize import fold
from search.vocabulary import LONGEST, Vocabulary, sound

LIMIT = 40  # characters of a question that are looked at; longer ones are told, not typed in a hurry
_KANA = re.compile(r"[ぁ-ゖー]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_SOUND = 3
_SHORTEST_PART = 2
_LONG_SOUND = 4  # kana from which even scraps of grammar may be a name Sudachi does not know
_SURE_SOUND = 5  # kana from which a name may stand in the middle of a sentence, particles and all
_RUN = 12  # units of a term
_KANJI = re.compile(r"[一-鿿々]")


@dataclass(frozen=True)
class Respelling:
    """What was written, and what it is taken for."""

    written: str
    meant: str


def respell(text: str, known: Vocabulary) -> tuple[str, tuple[Respelling, ...]]:
    """The question in the pages' spelling, and what was changed; the same where nothing has to be."""
    folded = fold(text)
    if len(folded) > LIMIT:
        return text, ()
    changes: list[Respelling] = []
    pieces: list[str] = []
    at = 0
    found = units(folded)
    while at < len(found):
        width, meant = _meant(found, at, known)
        written = "".join(unit.surface for unit in found[at : at + width])
        pieces.append(meant or written)
        if meant and forms(meant) != forms(written):  # いっしょ and 一緒 are one word: nothing to tell
            changes.append(Respelling(written, meant))
        at += width
    spelt = "".join(pieces)
    return (text if spelt == folded else spelt), tuple(changes)


def _meant(found: list[Unit], at: int, known: Vocabulary) -> tuple[int, str | None]:
    """How many units from here on are one term the pages know, and that term; (1, None) where none is."""
    longest = min(len(found), at + _RUN)
    for end in range(longest, at, -1):
        run = found[at:end]
        written = "".join(unit.surface for unit in run)
        if len(written) > LONGEST or not _LETTERS.fullmatch(written):
            continue
        if written in known and (len(run) > 1 or not _KANA.fullmatch(written)):
            return len(run), written
        meant = _respelt(written, run, known) if _may_begin(found, at, run, written) else None
        if meant:
            return len(run), meant
    return 1, None


def _may_begin(found: list[Unit], at: int, run: list[Unit], written: str) -> bool:
    """Whether a term may begin here: not in a number (2週), nor in the grammar after a word (異動してきた)."""
    before = found[at - 1].surface[-1:] if at else ""
    if before.isdigit():
        return False
    if not before.isalnum() or not any(unit.particle for unit in run):
        return True
    return bool(_KANA.fullmatch(written)) and len(written) >= _SURE_SOUND


def _respelt(written: str, run: list[Unit], known: Vocabulary) -> str | None:
    """A term for kana that sounds like it, or for a compound nobody writes so; a dictionary's word is left alone."""
    plain = any(unit.plain for unit in run)
    if _KANA.fullmatch(written):
        if len(run) == 1 and plain and not run[0].unknown:  # ようやく is no 要約
            return None
        scraps = all(len(unit.surface) == 1 for unit in run)
        enough = _LONG_SOUND if plain and not scraps else _SHORTEST_SOUND
        return known.sounding(sound(written)) if len(written) >= enough else None
    if len(written) < _SHORTEST_PART or (len(run) == 1 and not run[0].unknown):
        return None
    if written[: -len(run[-1].surface)] in known:  # a term and the particle after it
        return None
    sounded = sound(written)
    if not plain or (len(sounded) >= _LONG_SOUND and run[0].surface in written[:_LONG_SOUND]):
        heard = known.sounding(sounded)
        if heard and (not plain or set(_KANJI.findall(written)) <= set(heard)):
            return heard
    return None if plain else _slip(written, run, known)


def _slip(written: str, run: list[Unit], known: Vocabulary) -> str | None:
    """The term one character away, where that character is no word of its own but a scrap."""
    meant = known.near(written)
    if meant is None:
        return None
    at = next((n for n, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), len(written) - 1)
    for unit in run:
        if at < len(unit.surface):
            return meant if unit.unknown or len(unit.surface) == 1 else None
        at -= len(unit.surface)
    return None
