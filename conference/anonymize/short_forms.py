"""A school or facility named once in full is found again by its name alone (つばさ（放デイ） … つばさの送迎車).  Pure.

The name alone is often a word or a child's name as well: it counts only where what follows goes to a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import fold, kana_key
from conference.anonymize.rules import facilities, naming, schools
from conference.anonymize.spans import Label, Span
from conference.anonymize.surroundings import edge, places

_LABELS = {Label.SCHOOL, Label.FACILITY}
_CORE = re.compile(r"[一-龠々ヶケノァ-ヶーぁ-ん]{2,8}")
_SHORT_KIND = re.compile(r"[小中高保幼園]$|特支$")
_GOES_THERE = re.compile(
    r"(?:に(?:は|も)?(?:通|行|連絡|電話|確認|預|迎|在籍|着|入|相談|寄付|問|来て|います|いる|依頼|照会|予約)|へ(?:は|も|の)?|まで(?:送|迎|行|歩)|"
    r"の[一-龠々]{1,3}(?:医師|先生|保育士|助産師|看護師|保健師|園長|相談員|支援員)|から(?:の)?(?:連絡|電話|報告|帰|戻|通報|情報|引)|側|として|で(?:撮|預|見て|様子|書|記)|の(?:先生|担任|園長|校長|主任|職員|保育|送迎|担当|件|スタッフ|支援員|相談員|ケアマネ|医師|看護|休憩|利用|見学|契約|面談|方針|室長|所長|ワーカー))"
)


def find(reading: Reading, taken: Iterable[Span]) -> Iterator[Span]:
    spans = list(taken)
    people = {_key(reading, span) for span in spans if span.label is Label.PERSON}
    for span in spans:
        core = _core(_key(reading, span)) if span.label in _LABELS else ""
        if not core or core in people:
            continue
        for start, end in places(reading.key, core):
            if _stands_alone(reading, start, end) and _GOES_THERE.match(reading.text, end):
                yield reading.span(start, end, span.label, "同じ文の別のところで名前として書かれています")


def _key(reading: Reading, span: Span) -> str:
    return kana_key(fold(reading.folded.original[span.start : span.end]).text)


def _core(said: str) -> str:
    """The name without its kind at either end; empty where nothing of its own is left."""
    for kind in (schools.KIND, facilities.KIND_AFTER):
        ends = [found for found in kind.finditer(said) if found.end() == len(said) and found.start() > 1]
        if ends:
            said = said[: ends[0].start()]
            break
    else:
        ahead = facilities.KIND_AHEAD.match(said) or schools.CLUB_AHEAD.match(said)
        said = said[ahead.end() :] if ahead else _SHORT_KIND.sub("", said)
    said = said.strip(" 「」『』・")
    plain = said in naming.generic() or said in lists.beside() or said in lists.katakana_words()
    return said if _CORE.fullmatch(said) and not plain else ""


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    """Words or scripts part it from its neighbours, and no term of the field holds it."""
    begins = start in reading.starting or edge(reading.text, start)
    ends = end in reading.ending or edge(reading.text, end)
    return begins and ends and not reading.within_term(start, end)
