"""Names of persons by what stands beside them, by Sudachi's name classes and by the lists of names.

A span is the name alone: no さん, no 母, no 保健師.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import fullnames, titles
from conference.anonymize.spans import Label, Span
from conference.anonymize.tokens import Word

_TITLE = re.compile(rf"(?P<fond>{titles.FOND})|(?P<polite>{titles.POLITE})|(?P<office>{titles.OFFICE})")
_KANJI_RUN = re.compile(r"[一-龠々ヶ𠀀-𯿿]+")
_KANA_TAIL = re.compile(r"(?:[ぁ-んー]+|[ァ-ヶー]+)\Z")
_FOREIGN = re.compile(r"[ァ-ヶー]{2,}(?:[ ]?[・=＝･][ ]?[ァ-ヶー]+)+")
_FOREIGN_SPACED = re.compile(r"(?<![ァ-ヶー・])(?P<x>[ァ-ヶー]{2,8} [ァ-ヶー]{2,10}(?: [ァ-ヶー]{2,10})?)(?=さん|ちゃん|くん|君|氏|様|[(（、。はがのもをに]|$)")
_INITIALS = (
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z][.．・･][ ]?[A-Z][.．]?)(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z]\.)(?=さん|ちゃん|くん|君|氏|様|の|、|は)"),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z]{1,2})(?=さん|ちゃん|くん|君|氏|ママ|先生|保健師|助産師|教諭|保育士|相談員|医師|Dr)"),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z][子男美太])(?![一-龠])"),
    re.compile(r"(?<![A-Za-z0-9.])(?P<x>[A-Z])(?=[(（](?:長|次|三|二|本|父|母|姉|兄|弟|妹|[0-9]))"),
    re.compile(r"(?:イニシャル|頭文字)[はがの:： 「]{0,2}(?P<x>[A-Z](?:[.．・ ]?[A-Z])?\.?)"),
)
_NOT_INITIALS = frozenset(["SC", "SV", "CW", "SW", "PT", "OT", "ST", "DV", "IQ", "DQ", "PC", "TV", "OK", "NG", "QR", "ID", "PHN", "CM", "WG", "HP"])
_ROMAN = re.compile(r"(?<![A-Za-z0-9@._/\-])(?P<x>[A-Z][a-zà-ÿ]{1,}(?:[ ,\-]{1,2}(?:[A-Z][a-zà-ÿ]+|[A-Z]{2,}|de|da|van|bin|dos))+|[A-Z]{3,} [A-Z]{3,}(?: [A-Z]{2,})*)(?![A-Za-z0-9@_])")
_NOT_ROMAN = re.compile(r"Microsoft|Teams|Zoom|Google|Word|Excel|Windows|Covid|Web|Line|Wi|Switch|Nintendo|You|Tube", re.IGNORECASE)
_WITH_AGE = re.compile(r"(?:(?<![ァ-ヶー])(?P<x>[ァ-ヶー]{2,10})|(?:(?<=[。、\n 「・/])|^)(?P<y>[ぁ-ん]{2,6}))(?=[ ]?[(（](?:小|中|高|年[少中長]|[0-9]{1,2}(?:歳|才|か月|ヶ月|か|m)))")
_BRACKETED_READING = re.compile(r"[ ]?[(（](?P<x>[ぁ-んァ-ヶー]{2,}(?:[ ・][ぁ-んァ-ヶー]{2,}){0,2})[)）]")
_ROLE_AHEAD = re.compile(rf"(?:{titles.BEFORE}|{titles.ROLES})(?:名)?(?:の名前は|である|[ ]?[:：・=＝][ ]?|[ ]|[（(「『]|の)?")
_CALLED = re.compile(r"[「『](?P<x>[ぁ-んァ-ヶー一-龠]{1,8})[」』](?:と(?:呼|いう名|名乗|名付|命名)|という(?:名前|呼び名|源氏名|愛称|あだ名))")
_CALLED_BARE = re.compile(r"(?P<x>[ぁ-んァ-ヶー一-龠]{2,8})(?:と(?:呼ばれ|呼んで|名乗|名付け|命名)|という(?:名前|呼び名|源氏名|愛称|あだ名|弟|妹|兄|姉|子|男|女|人|児|友|同級))")
_FAMILY_AFTER = re.compile(r"(?:家|宅|世帯|一家|夫妻|夫婦|きょうだい|兄弟|姉妹|親子|母子|母|父|祖母|祖父|姉|兄|妹|弟|児)(?![一-龠])")
LONGEST_KANA = 6
_PET = re.compile(r"^[ぁ-んァ-ヶー]$|[っッー]$")  # さー|ちゃん: the title is part of the name


def find(reading: Reading) -> Iterator[Span]:
    yield from _titled(reading)
    yield from _proper(reading)
    yield from _listed(reading)
    yield from _after_roles(reading)
    yield from _foreign(reading)
    yield from _initials(reading)
    yield from _given_in_kana(reading)
    yield from fullnames.find(reading)


def _person(reading: Reading, start: int, end: int, why: str) -> Span:
    return reading.span(start, end, Label.PERSON, why)


# --- a title after the name


def _titled(reading: Reading) -> Iterator[Span]:
    for title in _TITLE.finditer(reading.text):
        gap = title.start() - (1 if title.start() and reading.text[title.start() - 1] == " " else 0)
        start = name_start(reading, gap, fond=bool(title["fond"]), office=bool(title["office"]))
        if start is not None and not _mistaken(reading, start, gap, title):
            end = title.end() if title["fond"] and _PET.search(reading.text[start:gap]) else gap
            yield _person(reading, start, end, f"「{title[0]}」の前の名前です")


def _mistaken(reading: Reading, start: int, end: int, title: re.Match[str]) -> bool:
    """Whether what stands before the title is kinship, a calling or a common noun."""
    said = reading.text[start:end]
    if said in titles.NOT_NAMES or reading.within_term(start, title.end()):
        return True
    if title[0] in {"たん", "坊", "きゅん", "っち"} and reading.key[start:end] not in lists.given_readings():
        return True
    if said.endswith("お子") or (title["fond"] and title.start() not in reading.starting and reading.key[start:end] not in lists.given_readings()):
        return True
    if said == "みな" and title["polite"]:
        return True
    if title["polite"] == "様" and reading.text[title.end() : title.end() + 1] in {"子", "々", "式", "相"}:
        return True
    inner = reading.covering[title.start()]
    word = reading.words[inner]
    return word.start < title.start() and not word.person and len(word.surface) > len(title[0]) + 3 and not title["fond"]


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
        if not _kanji_name_word(word, office=office) or (start < end and not _joins(reading, word, start, end)):
            break
        start = word.start
        number -= 1
    return start if start < end else _listed_tail(reading, end)


def _joins(reading: Reading, word: Word, start: int, end: int) -> bool:
    """Whether another word to the left still is of the name (青葉|湊, 陽|翔)."""
    said = reading.key[word.start : end]
    if said in lists.given_names() or said in lists.surnames():
        return True
    return (word.person != "" or reading.key[word.start : word.end] in lists.surnames() or (len(word.surface) == 1 and word.unknown)) and end - word.start <= 6


def _kanji_name_word(word: Word, *, office: bool) -> bool:
    if word.surface in titles.NOT_NAMES or not _KANJI_RUN.fullmatch(word.surface):
        return False
    if word.person or word.unknown or word.place:
        return True
    if word.kind[0] != "名詞" and word.kind[0] not in {"接頭辞", "接尾辞", "動詞", "副詞", "形容詞", "代名詞"}:
        return False
    if office:  # 地区担当保健師, 生活指導主事: callings stand before callings
        return kana_free(word.surface) in lists.surnames() or (kana_free(word.surface) in lists.given_names() and word.kind[2] not in {"サ変可能", "副詞可能"})
    return (word.kind[0] == "名詞" and word.kind[1] != "数詞" and word.kind[2] != "助数詞可能") or word.surface in lists.surnames() or kana_free(word.surface) in lists.given_names()


def kana_free(surface: str) -> str:
    return kana_key(surface)


def _listed_tail(reading: Reading, end: int) -> int | None:
    """A surname or given name that the words were cut across (佐藤保|健師)."""
    for length in (4, 3, 2, 1):
        said = reading.key[max(0, end - length) : end]
        if len(said) == length and (said in lists.surnames() or (length > 1 and said in lists.given_names())):
            before = reading.text[end - length - 1 : end - length]
            if not _KANJI_RUN.fullmatch(before):
                return end - length
    return None


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
        if key[first:end] in lists.given_readings() and _edge(reading, first, start) and not (office and not _nounlike(reading, first)):
            return _with_kanji(reading, first)
    word = reading.words[reading.covering[end - 1]]
    first = max(start, word.start)
    if office and not word.person and not word.unknown:
        return None
    if fond or word.person or word.unknown:
        while first > start and end - first < 2 and reading.words[reading.covering[first - 1]].kind[0] not in {"助詞", "助動詞"}:
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
    if word_at is None or (reading.words[word_at].person == "" and reading.text[:first][-2:] not in lists.surnames()):
        return _with_family(reading, first)
    word = reading.words[word_at]
    return word.start if kana_free(word.surface) in lists.surnames() or word.person == "姓" else first


def _spelled_surname(reading: Reading, start: int, end: int) -> int | None:
    for first in range(max(start, end - LONGEST_KANA), end - 1):
        if reading.key[first:end] in _surname_readings() and _edge(reading, first, start):
            return first
    return None


def _surname_readings() -> frozenset[str]:
    return lists.surname_readings()


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
    family = kana_free(word.surface) in lists.surnames() or word.person == "姓"
    if not family or word.surface in titles.NOT_NAMES or (at == start and word.surface in lists.everyday()):
        return start
    return word.start


# --- proper nouns


def _proper(reading: Reading) -> Iterator[Span]:
    run: list[Word] = []
    for word in [*reading.words, None]:
        if word is not None and word.person and (not run or run[-1].end == word.start):
            run.append(word)
            continue
        spaced = word is not None and word.surface == " " and run
        if spaced:
            continue
        if run:
            yield from _run_of_names(reading, run)
        run = [word] if word is not None and word.person else []


def _run_of_names(reading: Reading, run: list[Word]) -> Iterator[Span]:
    start, end = run[0].start, run[-1].end
    said = reading.text[start:end]
    if reading.within_term(start, end) or said in titles.NOT_NAMES or said in lists.katakana_words():
        return
    weak = kana_free(said) in lists.everyday() or len(said) < 2
    if weak and not beside_a_person(reading, start, end):
        return
    if len(run) == 1 and _part_of_a_compound(reading, start, end):
        return
    yield _person(reading, start, end, "人の名前として知られています")


def beside_a_person(reading: Reading, start: int, end: int) -> bool:
    """A title or relation after it, or a relation or role before it."""
    return bool(titles.AFTER_ANY.match(reading.text, end) or titles.AHEAD.search(reading.text[max(0, start - 14) : start]))


def _part_of_a_compound(reading: Reading, start: int, end: int) -> bool:
    """田中式, 川崎病, 高橋法: what follows in kanji makes it the name of a thing."""
    after = re.compile(r"(?:病|症候群|症|法|式|検査|テスト|反応|スケール|方式|知能|描画|型|線|法則)").match(reading.text, end)
    return bool(after)


def _listed(reading: Reading) -> Iterator[Span]:
    """Runs of kanji that are a spelling of a name and no word of the dictionary (陽翔 cut as 陽|翔)."""
    for run in _KANJI_RUN.finditer(reading.text):
        yield from _cut_names(reading, run.start(), run.end())


def _cut_names(reading: Reading, start: int, end: int) -> Iterator[Span]:
    said = reading.key[start:end]
    if end - start > 6 or said in lists.everyday() or said in titles.NOT_NAMES:
        return
    covered = {reading.covering[at] for at in range(start, end)}
    if len(covered) == 1 and not reading.words[min(covered)].unknown:
        return
    if 2 <= len(said) <= 3 and said in lists.given_names() and _no_common(reading, covered):
        yield _person(reading, start, end, "名前の一覧にあります")
    for cut in range(1, len(said)):
        if said[:cut] in lists.surnames() and said[cut:] in lists.given_names() and len(said) >= 3 and _no_common(reading, covered):
            yield _person(reading, start, end, "姓と名の一覧にあります")
            return


def _no_common(reading: Reading, covered: set[int]) -> bool:
    """No word of two letters or more in it is an ordinary one."""
    if any(reading.words[one].kind[1] == "数詞" for one in covered):
        return False
    return not any(len(word.surface) > 1 and not word.person and not word.unknown and not word.place for word in map(reading.words.__getitem__, covered))


# --- roles and relations before the name


def _after_roles(reading: Reading) -> Iterator[Span]:
    for role in _ROLE_AHEAD.finditer(reading.text):
        joined = reading.text[role.end() - 1] in " :：・=＝（(「『の"
        if role.start() not in reading.starting or not (joined or role.end() in reading.ending):
            continue
        end = _name_end(reading, role.end(), firm=joined and reading.text[role.end() - 1] != "の")
        if end is not None and not reading.within_term(role.end(), end):
            yield _person(reading, role.end(), end, f"「{role[0].strip(' :：・（(「『=＝')}」の後の名前です")
    for pattern in (_CALLED, _CALLED_BARE):
        for found in pattern.finditer(reading.text):
            if _callable_name(reading, *found.span("x")) or _kana_alone(found):
                yield _person(reading, *found.span("x"), "呼び名として書かれています")
    for opened in _BRACKETED_READING.finditer(reading.text):
        if _reads_a_name(reading, opened):
            yield _person(reading, *opened.span("x"), "名前の読みです")


def _kana_alone(found: re.Match[str]) -> bool:
    """あかりんと呼ばれ: kana that are no ordinary word."""
    said = found["x"]
    return bool(re.fullmatch(r"[ぁ-ん]{2,6}|[ァ-ヶー]{2,6}", said)) and said not in lists.katakana_words() and said not in titles.NOT_NAMES and not re.match(r"[はがをにでもとのか]|こ(?:れ|の|う)|そ(?:れ|の|う)", said)


def _callable_name(reading: Reading, start: int, end: int) -> bool:
    said = reading.key[start:end]
    if titles.AFTER.fullmatch(reading.text[start:end]):
        return False
    return said in lists.given_readings() or said in lists.given_names() or said in lists.surnames() or any(reading.words[reading.covering[at]].person for at in range(start, end))


def _name_end(reading: Reading, at: int, *, firm: bool) -> int | None:
    """The end of a name that begins at `at`; `firm` where a colon, bracket or space announces it."""
    kanji = _KANJI_RUN.match(reading.text, at)
    if kanji:
        return _kanji_end(reading, at, kanji.end(), firm=firm)
    if not firm:
        return _loose_kana(reading, at)
    kana = re.compile(r"[ぁ-ん]{2,8}(?=[）)」』、。\n ]|$)|[ァ-ヶー]{2,10}(?=[）)」』、。\n はがのをに・]|$)").match(reading.text, at)
    if kana and _callable_name(reading, at, kana.end()) and kana[0] not in lists.katakana_words() and kana[0] not in lists.everyday():
        return kana.end()
    if kana and reading.text[at - 1] in "（(「『" and kana_free(kana[0]) in lists.given_readings():
        return kana.end()
    return None


def _loose_kana(reading: Reading, at: int) -> int | None:
    """友人のハルト, 妻アスミタ, 第3子ゆうり: a reading of a name and then a particle or another script."""
    katakana = re.compile(r"[ァ-ヶー]{2,10}(?![ァ-ヶー])").match(reading.text, at)
    if katakana:
        ordinary = katakana[0] in lists.katakana_words() or (not _callable_name(reading, at, katakana.end()) and not reading.words[reading.covering[at]].unknown)
        return None if ordinary else katakana.end()
    for end in range(min(len(reading.text), at + LONGEST_KANA), at + 2, -1):
        said = reading.key[at:end]
        if said in lists.given_readings() and said not in lists.everyday() and re.match(r"[はがもをにと、。(）)「」\n A-Z0-9]|$", reading.text[end : end + 1] or "。"):
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
        if not (_known_spelling(said) or _lone_kanji(reading, at, last)) or (end < last and not titles.AFTER_ANY.match(reading.text, end)):
            continue
        word = reading.words[reading.covering[at]]
        whole = word.start == at and word.end == end
        if whole and word.kind[2] in {"サ変可能", "副詞可能"} and not word.person:
            continue
        closed = bool(re.match(r"[）)」』、。\n ]|$|[がへよで]", reading.text[end : end + 1] or "。"))
        if not firm and ((said in lists.everyday() and not (closed and said in lists.surnames())) or (whole and not word.person and not closed)):
            continue
        if firm and said in lists.everyday() and reading.text[end : end + 1] == "の":
            continue
        if not firm and end - at == 1 and not _lone_kanji(reading, at, last) and (not whole or (reading.text[at - 1] == "の" and not titles.AFTER.match(reading.text, end))):
            continue
        if said in lists.everyday() and len(said) == 1 and not re.match(r"[）)」』、。\n ]|$", reading.text[end : end + 1] or "。"):
            continue
        return _with_given(reading, end)
    return None


def _with_given(reading: Reading, end: int) -> int:
    after = re.compile(r"[ ](?P<x>[一-龠々]{1,3}|[ぁ-ん]{2,5}|[ァ-ヶー]{2,6})(?=[）)」』、。\n さちくは]|$)").match(reading.text, end)
    return after.end("x") if after and (kana_free(after["x"]) in lists.given_names() or kana_free(after["x"]) in lists.given_readings()) else end


def _lone_kanji(reading: Reading, at: int, end: int) -> bool:
    """主担当仲。: one letter between a role and the end of the clause."""
    role = re.search(r"(?:担当者?|記録者?|医師|担任|訪問者?|対応者?)$", reading.text[:at])
    return bool(role) and end - at == 1 and reading.text[at] not in "者課医員内外中等別名分替済後前時"


_CHILD = re.compile(r"(?:長男|長女|次男|次女|二男|二女|三男|三女|四男|四女|第[0-9一二三四五]子|本児|末子|養子|双子の[兄弟姉妹])$")


def _child_of_one_letter(reading: Reading, at: int, end: int) -> bool:
    """次男蒼は: a child's place in the family, a name of one letter, then a particle or a grade."""
    follows = re.match(r"[はがもをにと、(（0-9 ]|小[0-9]|中[0-9]|高[0-9]|$", reading.text[end : end + 2])
    named = end - at == 1 and reading.key[at:end] in lists.given_names() and reading.text[at:end] not in "児子女男人方側家"
    return named and bool(follows) and bool(_CHILD.search(reading.text[:at]))


def _known_spelling(said: str) -> bool:
    if said in lists.surnames() or said in lists.given_names():
        return True
    return any(said[:cut] in lists.surnames() and said[cut:] in lists.given_names() for cut in range(1, len(said)))


def _reads_a_name(reading: Reading, opened: re.Match[str]) -> bool:
    """A reading in brackets behind something that is written as a name."""
    parts = re.split(r"[ ・]", reading.folded.key[opened.start("x") : opened.end("x")])
    known = [part in lists.given_readings() or part in lists.surname_readings() or _splits(part) for part in parts]
    sure = all(known) if len(parts) == 1 else any(known)
    before = reading.text[max(0, opened.start() - 1) : opened.start()]
    return sure and bool(re.match(r"[一-龠々A-Za-zァ-ヶー]", before)) and opened["x"] not in lists.katakana_words() and not _common_reading(reading, opened)


def _common_reading(reading: Reading, opened: re.Match[str]) -> bool:
    number = reading.ending.get(opened.start())
    if number is None:
        return False
    word = reading.words[number]
    return word.common and kana_free(word.surface) not in lists.given_names() and kana_free(word.surface) not in lists.surnames()


def _splits(part: str) -> bool:
    return any(part[:cut] in lists.surname_readings() and part[cut:] in lists.given_readings() for cut in range(2, len(part) - 1))


# --- given names in kana, without a title


_KANA_RUN = re.compile(r"(?P<katakana>(?<![ァ-ヶー・])[ァ-ヶー]{3,6}(?![ァ-ヶー・]))|(?:(?<=[。、\n 「(・/:→])|^)(?P<hiragana>[ぁ-ん]{4,10})")
_GOES_ON = re.compile(r"の(?:弟|妹|兄|姉|母|父|祖|様子|件|こと|迎え|通院)|[はがもをと、(]|に(?!な)|$")


def _given_in_kana(reading: Reading) -> Iterator[Span]:
    for run in _KANA_RUN.finditer(reading.text):
        end = run.end() if run["katakana"] else _hiragana_end(reading, run.start(), run.end())
        if end is None or not _GOES_ON.match(reading.text, end):
            continue
        said = reading.key[run.start() : end]
        if said in lists.given_readings() and reading.text[run.start() : end] not in lists.katakana_words():
            yield _person(reading, run.start(), end, "名前の読みの一覧にあります")


def _hiragana_end(reading: Reading, start: int, last: int) -> int | None:
    """The longest reading at the beginning of a clause that is no ordinary word."""
    for end in range(min(last, start + LONGEST_KANA), start + 2, -1):
        said = reading.key[start:end]
        if said not in lists.given_readings() or said in lists.everyday() or not _GOES_ON.match(reading.text, end):
            continue
        word = reading.words[reading.covering[start]]
        return None if word.end >= end and not word.person and not word.unknown else end
    return None


# --- foreign names and initials


def _foreign(reading: Reading) -> Iterator[Span]:
    for found in _FOREIGN.finditer(reading.text):
        if not reading.within_term(*found.span()) and not _ordinary_katakana(found[0]):
            yield _person(reading, *found.span(), "外国の名前の書き方です")
    for found in _FOREIGN_SPACED.finditer(reading.text):
        if not _ordinary_katakana(found["x"]):
            yield _person(reading, *found.span("x"), "片仮名の姓名の書き方です")
    for found in _WITH_AGE.finditer(reading.text):
        if found[0] not in lists.katakana_words() and found[0] not in titles.NOT_NAMES:
            yield _person(reading, *found.span(), "年齢や学年の前の名前です")
    for found in _ROMAN.finditer(reading.text):
        if not _NOT_ROMAN.search(found["x"]):
            yield _person(reading, *found.span("x"), "ローマ字の姓名の書き方です")


def _ordinary_katakana(said: str) -> bool:
    parts = re.split(r"[ ・=＝･]+", said)
    return all(part in lists.katakana_words() for part in parts) or sum(part in lists.katakana_words() for part in parts) * 2 > len(parts)


def _initials(reading: Reading) -> Iterator[Span]:
    for pattern in _INITIALS:
        for found in pattern.finditer(reading.text):
            if found["x"] not in _NOT_INITIALS:
                yield _person(reading, *found.span("x"), "名前の頭文字です")
