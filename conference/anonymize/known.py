"""The layer that knows: names, schools, dates, addresses and numbers from the household's record.

A short name counts only where its surroundings say so: the family 森 does not swallow 森林公園,
さくら the girl is not 桜 the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import known_places, lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.record import Known, unique
from conference.anonymize.rules import titles
from conference.anonymize.spans import Label, Span
from conference.anonymize.surroundings import edge, evidence, inside_a_longer_word, kanji, places, weak

_STAFF_FOLLOWS = re.compile(r"[がはもへとに](?!な[っいり])|から|より|あて|宛|です|[。、)」：:\n ]|$")

_PARTICLE = re.compile("[がはもをにへのとで]|から|より")
# What flowers, snow and light do and no child does.
_NO_PERSON = re.compile(
    "[がはも](?:咲|散っ|散り|満開|開花|つぼみ|紅葉|降[っりる]|積も|溶け|湧|茂|熟し|晴れ|曇|差し|まぶし|ついて(?!い[くけ]))"
)


def find(reading: Reading, known: Known) -> Iterator[Span]:
    yield from _names(reading, known)
    yield from known_places.find(reading, known)


# --- names


def _names(reading: Reading, known: Known) -> Iterator[Span]:
    for said, why, source in _written(known):
        for start, end in places(reading.key, kana_key(said)):
            if _is_the_name(reading, start, end, source):
                yield reading.span(start, end, Label.PERSON, why)
    yield from _full(reading, known)


def _written(known: Known) -> list[tuple[str, str, str]]:
    """(name, reason, whose)."""
    family = [(one, "この世帯の姓です", "family") for one in known.families]
    given = [(part, "この世帯の人の名前です", "given") for one in known.given_names for part in one.split()]
    kana = [(one, "この世帯の人の名前の読みです", "kana") for one in known.readings]
    kana += [(re.sub(r"[ ・]", "", one), "この世帯の人の名前の読みです", "kana") for one in known.kana]
    nick = [(form, "呼び名です", "nick") for one in known.nicknames for form in (one, _plain(one))]
    staff = [(part, "担当者の名前です", "staff") for one in known.worker_names for part in _worker_parts(one)]
    return [row for row in dict.fromkeys([*family, *given, *kana, *nick, *staff]) if row[0]]


def _plain(nickname: str) -> str:
    return re.sub(rf"(?<=..)(?:{titles.FOND}|{titles.POLITE})$", "", nickname)


def _worker_parts(name: str) -> tuple[str, ...]:
    parts = name.split()
    if len(parts) > 1:
        return unique([name, "".join(parts), *parts])
    key = kana_key(name)
    cut = next(
        (at for at in range(len(name) - 1, 0, -1) if key[:at] in lists.surnames() and len(name) > 2), 0
    )
    return unique([name, name[:cut], name[cut:] if cut and len(name) - cut > 1 else ""])


def _full(reading: Reading, known: Known) -> Iterator[Span]:
    """Family and given name together, with anything small between."""
    readings = known.readings
    firsts = unique([*known.families, *readings[:1], *[one.split()[0] for one in known.kana]])
    seconds = unique(
        [part for one in known.given_names for part in one.split()] + [one.split()[-1] for one in known.kana]
    )
    for first in firsts:
        for second in seconds:
            if first == second:
                continue
            for start, end in _side_by_side(reading.key, kana_key(first), kana_key(second)):
                yield reading.span(start, end, Label.PERSON, "この世帯の人の姓名です")


def _side_by_side(text: str, first: str, second: str) -> Iterator[tuple[int, int]]:
    for start, end in places(text, first):
        at = end + (text[end : end + 1] in {" ", "・", ",", "、"})
        if text.startswith(second, at):
            yield start, at + len(second)


def _is_the_name(reading: Reading, start: int, end: int, source: str) -> bool:
    """Whether these letters are the name here, and no part or meaning of another word."""
    said = reading.key[start:end]
    if _is_the_word(reading, start, end, source):
        return False
    if titles.AFTER.match(reading.text, end) and _starts_here(reading, start, end):
        return True
    if (start, end) in reading.terms:  # a sum or a term with the very letters of the name
        return evidence(reading, start, end)
    if reading.within_term(start, end) or inside_a_longer_word(reading, start, end):
        return False
    if len(said) == 1 and not kanji(said):
        return False
    if not weak(reading, said, start, end) or (source == "nick" and len(said) > 2):
        return True
    if source == "given" and said not in lists.everyday() and _word_alone(reading, start, end):
        return True
    return evidence(reading, start, end) or (source == "staff" and _alone(reading, start, end))


def _is_the_word(reading: Reading, start: int, end: int, source: str) -> bool:
    """What follows says that the word is meant; signs of a person are heard first where that is not certain."""
    other = lists.not_the_name().get(reading.key[start:end])
    follows = other.match(reading.text, end) if other else None
    if not follows:
        return False
    called = source in {"given", "kana", "nick"} and bool(_PARTICLE.fullmatch(follows[0]))
    if end - start < 2 and not called:
        return True
    return bool(_NO_PERSON.match(reading.text, end)) or not evidence(reading, start, end)


def _word_alone(reading: Reading, start: int, end: int) -> bool:
    """One kanji that is no everyday word, a word of its own, with a particle after it."""
    before = reading.text[start - 1 : start]
    return (
        start in reading.starting
        and end in reading.ending
        and not kanji(before)
        and bool(re.match(r"[はがもをにと](?!し)|の(?!木|花|実)|なの[でにか]", reading.text[end:]))
    )


def _alone(reading: Reading, start: int, end: int) -> bool:
    """Neighbours that are no kanji, and a particle that follows people: how workers write of each other."""
    before, after = reading.text[start - 1 : start], reading.text[end : end + 1]
    return not kanji(before) and not kanji(after) and bool(_STAFF_FOLLOWS.match(reading.text, end))


def _starts_here(reading: Reading, start: int, end: int) -> bool:
    """Before a title: the letters begin a word, or a run of another script begins with them."""
    return start in reading.starting or edge(reading.text, start) or len(reading.key[start:end]) >= 4
