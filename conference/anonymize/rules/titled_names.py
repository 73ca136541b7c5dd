"""Names before a title: さん, ちゃん, 先生, 保健師.  The title is no part of the span, but of さーちゃん."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import titles
from conference.anonymize.rules.spelling import KANJI_RUN, LONGEST_KANA, person
from conference.anonymize.spans import Span
from conference.anonymize.tokens import Word

_TITLE = re.compile(rf"(?P<fond>{titles.FOND})|(?P<polite>{titles.POLITE})|(?P<office>{titles.OFFICE})")
_KANA_TAIL = re.compile(r"(?:[ぁ-んー]+|[ァ-ヶー]+)\Z")
_PET = re.compile(r"^[ぁ-んァ-ヶー]$|[っッー]$")  # さー|ちゃん: the title is part of the name


# Before these stands a name or one of the callings; 担当 and 課長 may follow anything.
_PROFESSIONS = re.compile(
    "先生|医師|弁護士|看護師|助産師|保健師|保育士|心理士|心理師|公認心理師|心理司|福祉司|教諭|指導主事|巡査|警部補|言語聴覚士|作業療法士|理学療法士|民生委員"
)


def find(reading: Reading) -> Iterator[Span]:
    for title in _TITLE.finditer(reading.text):
        gap = title.start() - (1 if title.start() and reading.text[title.start() - 1] == " " else 0)
        start = name_start(reading, gap, fond=bool(title["fond"]), office=bool(title["office"]))
        if start is not None and not _mistaken(reading, start, gap, title):
            end = title.end() if title["fond"] and _PET.search(reading.text[start:gap]) else gap
            yield person(reading, start, end, f"「{title[0]}」の前の名前です")


def _mistaken(reading: Reading, start: int, end: int, title: re.Match[str]) -> bool:
    """Whether what stands before the title is kinship, a calling or a common noun."""
    said = reading.text[start:end]
    if said in titles.NOT_NAMES or reading.within_term(start, title.end()):
        return True
    if title[0] in {"たん", "坊", "きゅん", "っち"} and reading.key[start:end] not in lists.given_readings():
        return True
    if said.endswith("お子") or (
        title["fond"]
        and title.start() not in reading.starting
        and reading.key[start:end] not in lists.given_readings()
    ):
        return True
    if said == "みな" and title["polite"]:
        return True
    if title["polite"] == "様" and reading.text[title.end() : title.end() + 1] in {"子", "々", "式", "相"}:
        return True
    inner = reading.covering[title.start()]
    word = reading.words[inner]
    return (
        word.start < title.start()
        and not word.person
        and len(word.surface) > len(title[0]) + 3
        and not title["fond"]
    )


def name_start(reading: Reading, end: int, *, fond: bool = False, office: bool = False) -> int | None:
    """Where the name that ends at `end` begins, judged by a title after it."""
    if not end:
        return None
    text = reading.text
    kana = _KANA_TAIL.search(text, max(0, end - 12), end)
    if kana:
        return _kana_start(reading, kana.start(), end, fond=fond, office=office)
    run = _kanji_start(reading, end, office=office)
    if run is None:
        return None
    return _with_family(reading, run)


def _kanji_start(reading: Reading, end: int, *, office: bool) -> int | None:
    start = end
    number = reading.covering[end - 1]
    while number >= 0:
        word = reading.words[number]
        if word.end > end and word.start >= start:
            break
        if not _kanji_name_word(word, office=office) or (start < end and not _joins(reading, word, end)):
            break
        start = word.start
        number -= 1
    return start if start < end else _listed_tail(reading, end) or _before_a_teacher(reading, end)


def _joins(reading: Reading, word: Word, end: int) -> bool:
    """Whether another word to the left still is of the name (青葉|湊, 陽|翔)."""
    said = reading.key[word.start : end]
    if said in lists.given_names() or said in lists.surnames():
        return True
    return (
        word.person != ""
        or reading.key[word.start : word.end] in lists.surnames()
        or (len(word.surface) == 1 and word.unknown)
    ) and end - word.start <= 6


def _kanji_name_word(word: Word, *, office: bool) -> bool:
    if word.surface in titles.NOT_NAMES or not KANJI_RUN.fullmatch(word.surface):
        return False
    if word.person or word.unknown or word.place:
        return True
    if word.kind[0] != "名詞" and word.kind[0] not in {
        "接頭辞",
        "接尾辞",
        "動詞",
        "副詞",
        "形容詞",
        "代名詞",
    }:
        return False
    if office:  # 地区担当保健師, 生活指導主事: callings stand before callings
        return kana_key(word.surface) in lists.surnames() or (
            kana_key(word.surface) in lists.given_names() and word.kind[2] not in {"サ変可能", "副詞可能"}
        )
    return (
        (word.kind[0] == "名詞" and word.kind[1] != "数詞" and word.kind[2] != "助数詞可能")
        or word.surface in lists.surnames()
        or kana_key(word.surface) in lists.given_names()
    )


def _listed_tail(reading: Reading, end: int) -> int | None:
    """A surname or given name that the words were cut across (佐藤保|健師)."""
    for length in (4, 3, 2, 1):
        said = reading.key[max(0, end - length) : end]
        if len(said) == length and (said in lists.surnames() or (length > 1 and said in lists.given_names())):
            before = reading.text[end - length - 1 : end - length]
            if not KANJI_RUN.fullmatch(before):
                return end - length
    return None


def _before_a_teacher(reading: Reading, end: int) -> int | None:
    """Two or three kanji that no calling is, alone before 先生: nothing else stands there (蔵本先生)."""
    run = re.search(r"(?:(?<![一-龠々])|(?<=[課係室局]))[一-龠々]{2,3}$", reading.text[:end])
    if run is None or not _PROFESSIONS.match(reading.text, end):
        return None
    said = run[0]
    plain = said in titles.NOT_NAMES or said in lists.describing() or said in lists.beside()
    word = reading.words[reading.covering[run.start()]]
    plain = plain or (word.end == end and _says_how_or_when(word))
    return None if plain or re.search("[医科校園級年師員士長任官司手担性勤属託当]$", said) else run.start()


def _says_how_or_when(word: Word) -> bool:
    """直接先生に, 今度先生と: a teacher follows, nobody is named."""
    return word.kind[0] == "副詞" or word.kind[2] in {"副詞可能", "形状詞可能"}


def _kana_start(reading: Reading, start: int, end: int, *, fond: bool, office: bool) -> int | None:
    """The longest reading of a name at the end of the kana, else the last word."""
    text, key = reading.text, reading.key
    katakana = "ァ" <= text[end - 1] <= "ヶ" or (text[end - 1] == "ー" and "ァ" <= text[start] <= "ヶ")
    if katakana:
        if text[start:end] in lists.katakana_words() or text[start:end] in titles.NOT_NAMES:
            return None
        return _foreign_start(text, start)
    if key[start:end] in titles.NOT_NAMES:
        return None
    for first in range(max(start, end - LONGEST_KANA), end - 1):
        if (
            key[first:end] in lists.given_readings()
            and _edge(reading, first, start)
            and not (office and not _nounlike(reading, first))
        ):
            return _with_kanji(reading, first)
    word = reading.words[reading.covering[end - 1]]
    first = max(start, word.start)
    if office and not word.person and not word.unknown:
        return None
    if fond or word.person or word.unknown:
        while (
            first > start
            and end - first < 2
            and reading.words[reading.covering[first - 1]].kind[0] not in {"助詞", "助動詞"}
        ):
            first = max(start, reading.words[reading.covering[first - 1]].start)
        if fond and end - first < 2 and first > start:
            first = max(start, end - 2)
        said = text[first:end]
        return None if said in titles.NOT_NAMES or end - first < 1 else _with_kanji(reading, first)
    return _spelled_surname(reading, start, end)


def _nounlike(reading: Reading, at: int) -> bool:
    """Before 保健師 and the like kana are mostly verbs and particles (担っているか|係長)."""
    word = reading.words[reading.covering[at]]
    return word.kind[0] == "名詞" or word.unknown


def _edge(reading: Reading, first: int, start: int) -> bool:
    """A name begins where the kana begin, or where a word begins."""
    return first == start or first in reading.starting


def _with_kanji(reading: Reading, first: int) -> int:
    """あ子 is rare; but a family name in kanji may stand before kana (青葉みなと)."""
    word_at = reading.ending.get(first)
    if word_at is None or (
        reading.words[word_at].person == "" and reading.text[:first][-2:] not in lists.surnames()
    ):
        return _with_family(reading, first)
    word = reading.words[word_at]
    return word.start if kana_key(word.surface) in lists.surnames() or word.person == "姓" else first


def _spelled_surname(reading: Reading, start: int, end: int) -> int | None:
    for first in range(max(start, end - LONGEST_KANA), end - 1):
        if reading.key[first:end] in lists.surname_readings() and _edge(reading, first, start):
            return first
    return None


def _foreign_start(text: str, start: int) -> int:
    while start >= 2 and text[start - 1] in "・=＝ " and re.fullmatch(r"[ァ-ヶー]", text[start - 2]):
        before = re.search(r"[ァ-ヶー]+$", text[: start - 1])
        if before is None:
            break
        start = before.start()
    return start


def _with_family(reading: Reading, start: int) -> int:
    """Take a family name that stands before a space or directly before."""
    at = start
    if at and reading.text[at - 1] in " ・":
        at -= 1
    number = reading.ending.get(at)
    if number is None:
        return start
    word = reading.words[number]
    family = kana_key(word.surface) in lists.surnames() or word.person == "姓"
    if not family or word.surface in titles.NOT_NAMES or (at == start and word.surface in lists.everyday()):
        return start
    return word.start
