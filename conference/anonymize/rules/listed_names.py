"""Names in lists of who was there, before a colon, and behind a greeting (出席：細野室長、関、今)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import titles
from conference.anonymize.rules.spelling import person
from conference.anonymize.spans import Span

_PRESENT = re.compile(
    r"(?:訪問者|面接者|対応者|出席者?|参加者?|同席者?|列席者?|欠席者?|供覧|回覧)[:： ]{1,2}(?P<x>[^。\n]{1,80})"
)
_ITEM = re.compile(r"(?P<x>[一-龠々]{1,4})(?=[)(]|$)")
_DESK = re.compile(
    r"(?:^|\n|(?<=。))[ ]*(?:[一-龠々ァ-ヶー]{1,8}(?:課|係|室|局|所|園|校|小|中)|福祉|生保|民生|児相|保健|学校|教委|学童|警察)[ ]?(?!(?<! )長[:：\n])(?P<x>[一-龠々]{1,3})(?=[:：]|\n)"
)
_SPEAKER = re.compile(r"(?:^|\n)[ ]*(?P<x>[一-龠々]{1,4})(?=[:：「]|[ ]{1,2}[^ \n]{6,})")
_GREETED = re.compile(
    r"(?:(?:お疲れ|おつかれ)(?:様|さま)です|お世話になって(?:おり|い)?ます|もしもし|おはようございます)[。、 ]*(?:[^。、\n]{0,12}の)?(?P<x>[一-龠々]{1,4})です"
)
# Who says who they are, whom a letter in brackets tells from another of the name, and who hands on to whom.
_INTRODUCED = re.compile(r"(?:^|[\n。「])[ ]*(?P<x>[一-龠々]{2,4})です(?=[。、」\n]|$)")
_TOLD_APART = re.compile(r"(?<![一-龠々])(?P<name>[一-龠々]{1,4})[（(](?P<given>[一-龠々ぁ-んァ-ヶA-Z])[)）]")
_NO_LETTER = frozenset(
    "母父兄姉弟妹夫妻子児本女男主副新旧小中高大長短仮故元前後他同月火水木金土日市町村県区株有公私済未可否正誤年"
)
_INTRODUCED_FROM = re.compile(
    r"(?:課|係|室|センター|委員会|病院|児相|相談所|園|校|小|中|署|所|会|局|部)の(?P<x>[一-龠々]{2,3})(?:です(?=[。、\n]|$)|と申します|(?=[:：]))"
)
_HANDED_ON = re.compile(
    r"(?<![一-龠々ぁ-ん])(?P<x>[一-龠々]{1,4}|[ぁ-ん]{2,6})(?:[ ]?[→⇒][ ]?|から)(?P<y>[一-龠々]{1,4}|[ぁ-ん]{2,6})(?=[。、)）」\n ]|$|へ(?:引継|引き継|交代|変更|担当)|に(?:引継|引き継|交代|変更|担当))"
)
_ON_THE_ROSTER = re.compile(r"(?<![0-9丁])[0-9]{1,3}番[ ]?(?P<x>[一-龠々]{1,4})(?=[、。:：]|さん|世帯|家|$)")
_HELD_BY = re.compile(
    r"(?:進路指導|生徒指導|生活指導|学年主任|教務主任|特支コーディネーター|コーディネーター|教育相談|担任|主担|事務)[ ]?(?P<x>[一-龠々]{1,3})(?=(?:より|から)[。、]|です[。、]|、)"
)
# Sisters and brothers in one line, each with the year at school or the age (陸小5、海小3、空年中).
_YEAR = r"(?:[小中高][1-6]|年[少中長]|[0-9]{1,2}歳|[0-9]{1,2}(?![0-9./:：\-月年日時%]))"
_SIBLINGS = re.compile(
    rf"(?<![一-龠々ぁ-んァ-ヶー])(?:[一-龠々]{{1,3}}|[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}}){_YEAR}(?:[、・/／　 ](?:[一-龠々]{{1,3}}|[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}}){_YEAR})+"
)
_SIBLING = re.compile(rf"(?P<x>[一-龠々]{{1,3}}?|[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}}){_YEAR}(?=[、・/／　 ]|$)")
_KANA_SPEAKER = re.compile(r"(?:^|\n)[・●○■ ]*(?P<x>[ぁ-ん]{2,6})(?=[:：]|[ ]{1,3}[^ \n])")


def find(reading: Reading) -> Iterator[Span]:
    yield from _spoken(reading)
    yield from _told_apart(reading)
    yield from _siblings(reading)
    for present in _PRESENT.finditer(reading.text):
        yield from _listed(reading, present.start("x"), present.end("x"))
    for pattern, firm in (
        (_DESK, True),
        (_SPEAKER, False),
        (_GREETED, True),
        (_ON_THE_ROSTER, True),
        (_HELD_BY, True),
    ):
        for found in pattern.finditer(reading.text):
            if _family(reading, *found.span("x"), firm=firm):
                yield person(reading, *found.span("x"), "話した人・書いた人の名前です")


def _siblings(reading: Reading) -> Iterator[Span]:
    for line in _SIBLINGS.finditer(reading.text):
        each = [*_SIBLING.finditer(line[0])]
        called = [one for one in each if _given(kana_key(one["x"]))]
        if len(called) > 1 or (called and len(each) == len(called)):
            for one in called:
                yield person(
                    reading,
                    line.start() + one.start("x"),
                    line.start() + one.end("x"),
                    "きょうだいの名前です",
                )


def _given(said: str) -> bool:
    known = said in lists.given_names() or said in lists.given_readings()
    return known and said not in titles.NOT_NAMES


def _spoken(reading: Reading) -> Iterator[Span]:
    for found in _KANA_SPEAKER.finditer(reading.text):
        if _kana_family(reading, *found.span("x")):
            yield person(reading, *found.span("x"), "話した人・書いた人の名前です")
    for found in _INTRODUCED.finditer(reading.text):
        if _family(reading, *found.span("x"), firm=False):
            yield person(reading, *found.span("x"), "名乗った人の名前です")
    for found in _INTRODUCED_FROM.finditer(reading.text):
        if _may_be_family(reading, *found.span("x")):
            yield person(reading, *found.span("x"), "名乗った人の名前です")
    for found in _HANDED_ON.finditer(reading.text):
        if all(_somebody(reading, *found.span(side)) for side in "xy"):
            yield person(reading, *found.span("x"), "引き継ぐ人の名前です")
            yield person(reading, *found.span("y"), "引き継ぐ人の名前です")


def _told_apart(reading: Reading) -> Iterator[Span]:
    for found in _TOLD_APART.finditer(reading.text):
        if found["given"] not in _NO_LETTER and _family(reading, *found.span("name"), firm=True):
            yield person(reading, *found.span(), "同じ姓の人を分ける書き方です")


def _somebody(reading: Reading, start: int, end: int) -> bool:
    return _family(reading, start, end, firm=True) or _kana_family(reading, start, end)


def _may_be_family(reading: Reading, start: int, end: int) -> bool:
    """A family name, also one that is a word everywhere else (蔵元)."""
    return _family(reading, start, end, firm=True) or reading.key[start:end] in lists.word_surnames()


def _kana_family(reading: Reading, start: int, end: int) -> bool:
    """The kana of a family name, and no word."""
    said = reading.key[start:end]
    return said in lists.surname_readings() and said not in lists.everyday() and said not in titles.NOT_NAMES


def _listed(reading: Reading, start: int, end: int) -> Iterator[Span]:
    for part in re.finditer("[^、・,/ ]+", reading.text[start:end]):
        found = _ITEM.match(part[0])
        if found is None:
            if _kana_family(reading, start + part.start(), start + part.end()):
                yield person(reading, start + part.start(), start + part.end(), "出席した人の名前です")
            continue
        first, last = start + part.start(), start + part.start() + found.end("x")
        if _family(reading, first, last, firm=True):
            yield person(reading, first, last, "出席した人の名前です")


def _family(reading: Reading, start: int, end: int, *, firm: bool) -> bool:
    """A family name of the list; one that is also a word only where it stands as firmly as in a list of people."""
    said = reading.key[start:end]
    if said in titles.NOT_NAMES or said in lists.describing() or said in lists.beside():
        return False
    if said not in lists.surnames() or reading.within_term(start, end):
        return False
    if firm:
        return True
    word = reading.words[reading.covering[start]]
    return len(said) > 1 and said not in lists.everyday() and (word.person != "" or not word.common)
