"""Whether letters that spell a name are the name here: word edges, scripts, and signs of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import titles

_FAMILY_SIGN = re.compile(
    rf"[ ]?(?:{titles.FOND}|{titles.POLITE}|{titles.OFFICE})|の?(?:家|宅|世帯|一家|夫妻|夫婦|きょうだい|兄弟|姉妹|親子|母子|母|父|祖母|祖父|姉|兄|妹|弟|児|両親|ママ|パパ)|ん[家ち]|方|[(（、。・]"
)
_SUBJECT = re.compile(
    r"(?:は|が|も|に|と(?!し|い)|へ|から|より|です|あて|宛|、|を(?:抱|保護|迎|預|連れ|叱|叩|置|見て|起こ|寝かせ))|の(?:母|父|祖|様子|弟|妹|兄|姉|こと|件|服|靴|体重|身長|顔|腕|足|手|爪|声|話|登校|迎|担任|ランドセル|発達|健診|表情|状態|欠席|面会|保育|部屋|ため|ほう|分|お|通院|受診|検査|就学|気持|出生|誕生|泣|言葉|席|頭|髪|体|背|首|目|連絡|入園|入学|進路|通帳|通知|保護|将来|名前|家|薬|世話|送迎|育児|養育|きょうだい)"
)


def places(text: str, said: str) -> Iterator[tuple[int, int]]:
    at = text.find(said) if said else -1
    while at >= 0:
        yield at, at + len(said)
        at = text.find(said, at + 1)


def weak(reading: Reading, said: str, start: int, end: int) -> bool:
    """A name that is a word as well: one letter, on the list, or an ordinary word of the dictionary."""
    if len(said) == 1 or said in lists.everyday():
        return True
    word = reading.words[reading.covering[start]]
    return word.start == start and word.end == end and not word.person and not word.unknown and not word.place


def evidence(reading: Reading, start: int, end: int) -> bool:
    """Signs of a person: title, relation or role beside it, or a clause that begins with it as its subject."""
    text = reading.text
    if _FAMILY_SIGN.match(text, end) or titles.AHEAD.search(text[max(0, start - 14) : start]):
        return True
    if text[start - 1 : start] in {"「", "(", "『"} and text[end : end + 1] in {"」", ")", "』"}:
        return True
    begins = (
        start == 0
        or text[start - 1] in "。、\n 「『(・/:→>,.】]"
        or text[:start].endswith(("子の", "児の", "弟の", "妹の", "兄の", "姉の", "は", "に", "と"))
    )
    return begins and bool(_SUBJECT.match(text, end))


def inside_a_longer_word(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.words[reading.covering[start]], reading.words[reading.covering[end - 1]]
    if first.start < start or last.end > end:
        if (
            last.end > end
            and last.kind[0] in {"動詞", "形容詞", "副詞", "形状詞", "連体詞"}
            and not kana(reading.text[start:end])
        ):
            return True  # 奏でる, 恵まれる: the kanji is the stem of another word
        if first is last and not first.person and not first.unknown:
            return not (edge(reading.text, start) and edge(reading.text, end)) or kanji(first.surface)
        if kana(reading.text[start:end]):
            return not (edge(reading.text, start) or first.start == start) or (
                not (edge(reading.text, end) or last.end == end) and not _particle(reading, end)
            )
        return (
            last.end > end
            and last.start < end
            and len(last.surface) > end - last.start
            and last.common
            and not _kanji_boundary(reading, end)
        )
    follows = reading.covering[end] if end < len(reading.text) else None
    if (
        follows is not None
        and end - start == 1
        and kanji(reading.text[end])
        and reading.words[follows].kind[0] == "名詞"
    ):
        return not reading.words[follows].surface.startswith(tuple(titles.RELATIVE.split("|")))
    return False


def _particle(reading: Reading, at: int) -> bool:
    return reading.text[at : at + 1] in tuple("はがをにのともへでや")


def _kanji_boundary(reading: Reading, at: int) -> bool:
    return not kanji(reading.text[at : at + 1])


def edge(text: str, at: int) -> bool:
    """Between two letters of different script, or at an end."""
    if at <= 0 or at >= len(text):
        return True
    return _script(text[at - 1]) != _script(text[at])


def _script(letter: str) -> str:
    if "ぁ" <= letter <= "ゖ":
        return "ひ"
    if "ァ" <= letter <= "ヺ" or letter == "ー":
        return "カ"
    return "漢" if kanji(letter) else letter


def kanji(text: str) -> bool:
    return bool(text) and all(
        "一" <= letter <= "龠" or letter == "々" or letter > "\U00020000" for letter in text
    )


def kana(text: str) -> bool:
    return all(_script(letter) in "ひカ" for letter in text)
