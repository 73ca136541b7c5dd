"""How far a name reaches before and after a word of kind (小学校, 病院, スナック …).

The words of Sudachi give the edges; words that only describe (市立, 近くの, 認可外) are no names.
"""

from __future__ import annotations

import re
from functools import cache

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.tokens import Word

# Founders stand inside a name (青葉市立みどり小), never alone.
FOUNDERS = lists.words("founders.txt")
_IN_A_NAME = frozenset(["が", "の", "ヶ", "ケ", "ノ", "・", "ー", "々", "之", "&", "＆", "-", "’", "'"])
_HILLS = tuple(
    "丘崎浜原谷台岡峰池関島瀬窪淵沼森里家子実花杜木樹星風空輪庭国虹海会苑園舟船手笛鈴音郷泉翼橋灯扉窓絆糸葉種"
)
_TRADES = frozenset((
    "交通", "運輸", "運送", "建設", "工業", "製造", "加工", "販売", "介護", "保育", "クリーニング", "サービス", "警備", "清掃", "印刷", "設備", "配送",
))  # fmt: skip
_ENDINGS = frozenset("丘森里家国虹庭木杜星花海泉風空実輪鳥子原郷")  # みどりの丘|幼稚園
_COUNTERS = frozenset(
    ["台", "町", "村", "丘", "島", "本", "木", "条", "番", "号", "丁", "葉", "名"]
)  # these count, and end place names as well
_SUFFIXES = frozenset((
    "さん", "ちゃん", "くん", "さま", "たち", *"君氏様的等中後前内用方者員性児家人歳回組年月日",
))  # fmt: skip  # after a name, never of it
_CALLED_SO = frozenset(["駅前", "シティ", "リゾート"])
_PRACTICE = re.compile(
    "クリニック|医院|診療所|病院|薬局|歯科|内科|眼科|小児科|皮膚科|耳鼻科|耳鼻咽喉科|整形外科|産婦人科|心療内科|整骨院|接骨院"
    "|保育園|保育所|幼稚園|こども園|学園|塾"
)
LONGEST = 16  # words
_HIRAGANA = re.compile(r"[ぁ-んー]{2,10}")
_HIRAGANA_ONLY = re.compile(r"[ぁ-んー]+")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9&'\-]+(?: [A-Z][A-Za-z0-9&'\-]+)*")


@cache
def generic() -> frozenset[str]:
    return frozenset(lists.describing())


@cache
def no_name() -> frozenset[str]:
    """Words that describe, and words at which a name ends."""
    return generic() | lists.beside()


def start_before(reading: Reading, at: int) -> int | None:
    """Where the name that ends at `at` begins; None where only describing words stand there."""
    if at == 0:
        return None
    number = reading.covering[at - 1]
    first = number if _cut_open(reading.words[number], at) else None
    begin = number if first is None else number - 1
    for one in range(begin, max(-1, number - LONGEST), -1):
        word = reading.words[one]
        if not (_belongs(reading, one, at) or (_soft_kana(word) and _kana_goes_on(reading, one, at))):
            break
        if word.surface in FOUNDERS:
            first = one if first is not None else None
        elif word.surface not in _IN_A_NAME and (
            word.surface not in generic() or _names_a_practice(reading, word, at)
        ):
            first = one
    return None if first is None else _stripped(reading, first, at)


def _names_a_practice(reading: Reading, word: Word, at: int) -> bool:
    """駅前クリニック, シティ歯科 are called so; 駅前の喫茶店 is not."""
    return word.surface in _CALLED_SO and word.end == at and bool(_PRACTICE.match(reading.text, at))


def _cut_open(word: Word, at: int) -> bool:
    """The kind begins inside a word (プレス|工業, 瀬田|野小|学校): the word's beginning is name."""
    return word.end > at and word.noun


def _soft_kana(word: Word) -> bool:
    """Hiragana that Sudachi took for something else than a noun (すくすく, あ|お|なみ)."""
    return word.kind[0] in {"副詞", "感動詞", "形容詞", "動詞", "連体詞", "代名詞"} and bool(
        _HIRAGANA_ONLY.fullmatch(word.surface)
    )


def _kana_goes_on(reading: Reading, one: int, at: int) -> bool:
    """Adverbs name by themselves (すくすく保育園); the rest only where more hiragana follow."""
    word = reading.words[one]
    if word.kind[0] in {"副詞", "感動詞", "形容詞"} and len(word.surface) > 2:
        return True
    return (
        word.end < at
        and bool(_HIRAGANA_ONLY.match(reading.text[word.end]))
        and (
            word.kind[0] != "動詞"
            or (
                len(word.surface) > 1
                and not re.match(r"[ぁ-ん一-龠]", reading.text[word.start - 1 : word.start])
            )
        )
    )


def end_after(reading: Reading, at: int) -> int | None:
    """Where a name that begins at `at` ends (スナック|紫陽花); None where none begins."""
    kana = _HIRAGANA.match(reading.text, at)
    end = _kana_end(reading, at, kana.end()) if kana else _words_end(reading, at)
    if kana and end == kana.end():
        end = _words_end(reading, end, after_kana=True) or end
    return over_hill(reading, end) if end else None


def over_hill(reading: Reading, end: int) -> int:
    """Over 「の丘」 and the like behind a name."""
    hill = re.compile(r"の(?:" + "|".join(_HILLS) + "|き(?=[のにでへをはがと、。」 ]|から|$))").match(
        reading.text, end
    )
    return hill.end() if hill else end


def _words_end(reading: Reading, at: int, *, after_kana: bool = False) -> int | None:
    number = reading.starting.get(at)
    latin = _LATIN.match(reading.text, at)
    if latin:
        return latin.end()
    if number is None:
        return None
    end = at
    for one in range(number, min(len(reading.words), number + 6)):
        word = reading.words[one]
        verbal = word.common and word.kind[2] in {"サ変可能", "副詞可能"} and not _kana(word.surface)
        if after_kana and word.surface in _TRADES:
            verbal = False
        if not _names(word) or verbal or (one == number and word.surface in generic()):
            break
        end = word.end
    return end if end > at else None


def _kana_end(reading: Reading, at: int, last: int) -> int | None:
    """A name in hiragana ends before the first particle that leaves it two letters."""
    first = reading.words[reading.covering[at]]
    if (
        first.kind[0] in {"助詞", "助動詞", "動詞", "接尾辞", "代名詞"}
        and first.end - at < 3
        and first.surface not in {"は", "や"}
    ):
        return None
    for word in reading.words[reading.covering[at] + 1 :]:
        if word.start >= last:
            break
        if word.kind[0] in {"助詞", "助動詞"} and word.start >= at + 2:
            last = word.start
            break
    return last if last >= at + 2 else None


def _belongs(reading: Reading, one: int, at: int) -> bool:
    word = reading.words[one]
    if word.surface in FOUNDERS:
        return True
    if word.surface in _IN_A_NAME:
        return _inner(reading, one, at)
    return _names(word)


def _inner(reading: Reading, one: int, at: int) -> bool:
    """が and の belong only where a hill or the like follows (つつじが丘); dots only between names."""
    word = reading.words[one]
    if word.end >= at or one == 0:
        return False
    if word.surface in {"が", "の", "ヶ", "ケ", "ノ"}:
        after = reading.text[word.end : at]
        return (
            word.surface in {"ヶ", "ケ", "ノ"}
            or (word.surface == "が" and after.startswith(_HILLS[:20]))
            or (word.surface == "の" and after in _ENDINGS)
        )
    return _names(reading.words[one - 1])


def _names(word: Word) -> bool:
    if word.surface in lists.beside():
        return False
    if word.kind[0] in {"名詞", "接頭辞", "形状詞"}:
        return (word.kind[2] != "助数詞可能" or word.surface in _COUNTERS) and (
            word.kind[1] != "数詞" or not word.surface.isascii()
        )
    return word.kind[0] in {"接尾辞"} and word.surface not in _SUFFIXES


def _stripped(reading: Reading, first: int, at: int) -> int | None:
    """Leave out founders in front, and answer None where nothing that names is left."""
    while reading.words[first].start < at and reading.words[first].surface in _IN_A_NAME:
        first += 1
    start = reading.words[first].start
    return start if start < at else None


def _kana(surface: str) -> bool:
    return all("ぁ" <= letter <= "ヿ" or letter == "ー" for letter in surface)
