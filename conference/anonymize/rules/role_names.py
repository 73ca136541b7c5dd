"""Names after a role or a relation (母 美咲, 担当：山本), and readings in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import titles
from conference.anonymize.rules.spelling import (
    KANJI_RUN,
    LONGEST_KANA,
    callable_name,
    known_spelling,
    person,
    splits,
)
from conference.anonymize.spans import Span

_BRACKETED_READING = re.compile(r"[ ]?[(（](?P<x>[ぁ-んァ-ヶー]{2,}(?:[ ・][ぁ-んァ-ヶー]{2,}){0,2})[)）]")
_ROLE_AHEAD = re.compile(
    rf"(?:{titles.BEFORE}|{titles.ROLES}|(?:上の子|下の子|末の子|園児)(?!の))(?:名)?(?:の名前は|である|[ ]?[:：・=＝][ ]?|[ ]|[（(「『]|の)?"
)


# How a name is written and read: 綾と書いてりょう.
_SPELLED = re.compile(
    r"(?:(?<=[、。「(\nはも ])|^)(?P<x>[一-龠々]{1,4})(?:と|って)(?:書いて|書き)、?「?(?P<y>[ぁ-ん]{2,5}?|[ァ-ヶー]{2,5})(?=[、。」）)\n]|と読|です|さん|ちゃん|くん|$)"
)

_WRITTEN_SO = frozenset(
    ["ある", "いる", "いた", "あり", "おり", "きた", "ない", "くる", "おく", "もらう", "くれた"]
)


def find(reading: Reading) -> Iterator[Span]:
    for found in filter(partial(_spells_a_name, reading), _SPELLED.finditer(reading.text)):
        yield person(reading, *found.span("x"), "名前の書き方です")
        yield person(reading, *found.span("y"), "名前の読みです")
    for role in _ROLE_AHEAD.finditer(reading.text):
        joined = reading.text[role.end() - 1] in " :：・=＝（(「『の"
        if role.start() not in reading.starting or not (joined or role.end() in reading.ending):
            continue
        end = _name_end(reading, role.end(), firm=joined and reading.text[role.end() - 1] != "の")
        if end is not None and not reading.within_term(role.end(), end):
            yield person(reading, role.end(), end, f"「{role[0].strip(' :：・（(「『=＝')}」の後の名前です")
    for opened in _BRACKETED_READING.finditer(reading.text):
        if _reads_a_name(reading, opened):
            yield person(reading, *opened.span("x"), "名前の読みです")


def _spells_a_name(reading: Reading, found: re.Match[str]) -> bool:
    """腹痛と書いてある is no name: the writing is one of the lists or no word, the rest reads a name."""
    start, end = found.span("x")
    word = reading.words[reading.covering[start]]
    ordinary = (word.start, word.end) == (start, end) and not word.person and not word.unknown
    if found["y"] in _WRITTEN_SO or (ordinary and not known_spelling(reading.key[start:end])):
        return False
    read = re.compile("と読|[」）)]|さん|ちゃん|です").match(reading.text, found.end("y"))
    return bool(read) or kana_key(found["y"]) in lists.given_readings()


def _name_end(reading: Reading, at: int, *, firm: bool) -> int | None:
    """The end of a name that begins at `at`; `firm` where a colon, bracket or space announces it."""
    kanji = KANJI_RUN.match(reading.text, at)
    if kanji:
        return _kanji_end(reading, at, kanji.end(), firm=firm)
    if not firm:
        return _loose_kana(reading, at)
    kana = re.compile(
        r"[ぁ-ん]{2,8}(?=[）)」』、。\n ]|$)|[ァ-ヶー]{2,10}(?=[）)」』、。\n はがのをに・]|$)"
    ).match(reading.text, at)
    if (
        kana
        and callable_name(reading, at, kana.end())
        and kana[0] not in lists.katakana_nouns()
        and kana[0] not in lists.everyday()
    ):
        return kana.end()
    if kana and reading.text[at - 1] in "（(「『" and kana_key(kana[0]) in lists.given_readings():
        return kana.end()
    return None


_THE_MATTER = re.compile("(?:こと|ほう|とき|ため|もの|とこ|うち|そば)[はがもをにでだ、。]")  # 妹のことは


_OF_SOMEBODY = re.compile(rf"の(?:{titles.RELATIVE})(?![一-龠])")


def _loose_kana(reading: Reading, at: int) -> int | None:
    """友人のハルト, 妻アスミタ, 第3子ゆうり: a reading of a name and then a particle or another script."""
    katakana = re.compile(r"[ァ-ヶー]{2,10}(?![ァ-ヶー])").match(reading.text, at)
    if katakana:
        ordinary = katakana[0] in lists.katakana_nouns() or (
            not callable_name(reading, at, katakana.end()) and not reading.words[reading.covering[at]].unknown
        )
        return None if ordinary else katakana.end()
    if _THE_MATTER.match(reading.text, at):
        return None
    for end in range(min(len(reading.text), at + LONGEST_KANA), at + 2, -1):
        said = reading.key[at:end]
        if (
            said in lists.given_readings()
            and said not in lists.everyday()
            and (
                re.match(r"[はがもをにと、。(）)「」\n A-Z0-9]|$", reading.text[end : end + 1] or "。")
                or _OF_SOMEBODY.match(reading.text, end)
            )
        ):
            word = reading.words[reading.covering[at]]
            verb = word.kind[0] in {"動詞", "副詞", "接続詞", "助動詞", "形容詞"}
            return None if word.end >= end and verb else end
    return None


def _kanji_end(reading: Reading, at: int, last: int, *, firm: bool) -> int | None:
    for end in range(last, at, -1):
        said = reading.key[at:end]
        if not firm and _child_of_one_letter(reading, at, end):
            return end
        if said in titles.NOT_NAMES or reading.text[at:end] in lists.describing():
            continue
        if not firm and said == "仲間":  # 保健師仲間
            continue
        if not (known_spelling(said) or _lone_kanji(reading, at, last)) or (
            end < last and not titles.AFTER_ANY.match(reading.text, end)
        ):
            continue
        word = reading.words[reading.covering[at]]
        whole = word.start == at and word.end == end
        if whole and word.kind[2] in {"サ変可能", "副詞可能"} and not word.person:
            continue
        closed = bool(re.match(r"[）)」』、。\n ]|$|[がへよで]", reading.text[end : end + 1] or "。"))
        if not firm and (
            (said in lists.everyday() and not (closed and said in lists.surnames()))
            or (whole and not word.person and not closed)
        ):
            continue
        if firm and said in lists.everyday() and reading.text[end : end + 1] == "の":
            continue
        if (
            not firm
            and end - at == 1
            and not _lone_kanji(reading, at, last)
            and (not whole or (reading.text[at - 1] == "の" and not titles.AFTER.match(reading.text, end)))
        ):
            continue
        if (
            said in lists.everyday()
            and len(said) == 1
            and not re.match(r"[）)」』、。\n ]|$", reading.text[end : end + 1] or "。")
        ):
            continue
        return _with_given(reading, end)
    return None


def _with_given(reading: Reading, end: int) -> int:
    after = re.compile(
        r"[ ](?P<x>[一-龠々]{1,3}|[ぁ-ん]{2,5}|[ァ-ヶー]{2,6})(?=[）)」』、。\n さちくは]|$)"
    ).match(reading.text, end)
    return (
        after.end("x")
        if after
        and (kana_key(after["x"]) in lists.given_names() or kana_key(after["x"]) in lists.given_readings())
        else end
    )


def _lone_kanji(reading: Reading, at: int, end: int) -> bool:
    """主担当仲。: one letter between a role and the end of the clause."""
    role = re.search(
        r"(?:担当者?|記録者?|医師|担任|訪問者?|対応者?|同席者?|支援員|相談員|作業療法士|理学療法士|保育士|看護師|担当は|記録は|同席は)$",
        reading.text[:at],
    )
    return bool(role) and end - at == 1 and reading.text[at] not in "者課医員内外中等別名分替済後前時"


_CHILD = re.compile(
    r"(?:長男|長女|次男|次女|二男|二女|三男|三女|四男|四女|第[0-9一二三四五]子|本児|末子|養子|双子の[兄弟姉妹]|[上下末]の子)$"
)


def _child_of_one_letter(reading: Reading, at: int, end: int) -> bool:
    """次男蒼は: a child's place in the family, a name of one letter, then a particle or a grade."""
    follows = re.match(r"[はがもをにと、(（0-9 ]|小[0-9]|中[0-9]|高[0-9]|$", reading.text[end : end + 2])
    named = (
        end - at == 1
        and reading.key[at:end] in lists.given_names()
        and reading.text[at:end] not in "児子女男人方側家"
    )
    return named and bool(follows) and bool(_CHILD.search(reading.text[:at]))


def _reads_a_name(reading: Reading, opened: re.Match[str]) -> bool:
    """A reading in brackets behind something that is written as a name."""
    parts = re.split(r"[ ・]", reading.folded.key[opened.start("x") : opened.end("x")])
    known = [
        part in lists.given_readings() or part in lists.surname_readings() or splits(part) for part in parts
    ]
    sure = all(known) if len(parts) == 1 else any(known)
    before = reading.text[max(0, opened.start() - 1) : opened.start()]
    return (
        sure
        and bool(re.match(r"[一-龠々A-Za-zァ-ヶー]", before))
        and opened["x"] not in lists.katakana_nouns()
        and not _common_reading(reading, opened)
    ) or _read_before_kin(reading, opened)


_KIN_BEHIND = re.compile(r"[ 　]*(?:母|父|家|宅|世帯|さん|様)(?![一-龠])")


def _read_before_kin(reading: Reading, opened: re.Match[str]) -> bool:
    """四十物（あいもの）　母: kanji, their kana, and somebody of the household."""
    kanji = re.search(r"(?:^|[^一-龠々])[一-龠々]{2,4}$", reading.text[: opened.start()])
    return bool(kanji and _KIN_BEHIND.match(reading.text, opened.end())) and bool(
        re.fullmatch("[ぁ-ん]{2,7}", opened["x"])
    )


def _common_reading(reading: Reading, opened: re.Match[str]) -> bool:
    number = reading.ending.get(opened.start())
    if number is None:
        return False
    word = reading.words[number]
    if word.surface in {"家", "宅", "さん", "くん", "ちゃん", "様", "氏"} and word.start:
        word = reading.words[number - 1]  # 御厨家（みくりや）
    return (
        word.common
        and kana_key(word.surface) not in lists.given_names()
        and kana_key(word.surface) not in lists.surnames()
    )
