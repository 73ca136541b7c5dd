"""Desks, wards and classes inside a house that has a name: they name nobody, and who works there is another name.

汐凪総合病院|NICU|仁平, 稲科総合医療センター|地域連携室, 児童福祉係|尾形.  Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from conference.anonymize.normalize import fold
from conference.anonymize.spans import Label, Span

_HOUSES: Final = {Label.FACILITY, Label.SCHOOL}
_HOUSE: Final = r"(?:病院|医院|センター|クリニック|診療所|(?<![部])署|児相|相談所|会館|学校|学園|大学|(?<=[一-龠々ぁ-ん])[小中](?![学校]))"
_WARD: Final = (
    r"[NGPMH]?I?CU|MFICU|(?:小児|産科|精神科?|母子|女性|[1-9東西南北]階?)?病棟"
    r"|(?:救急|小児科?|産科|思春期|発達|専門|夜間|乳房|母乳)?外来|入退院支援センター"
    r"|(?:地域)?(?:医療|患者|入退院)?(?:福祉)?(?:連携|相談|支援)(?:室|課|窓口)"
    r"|待合室?|第?[1-9一二三]?[大小中]?(?:会議|研修|面談|多目的|応接)室|(?:総合)?窓口|医事課|看護部|事務[室局部]"
)
_DESK_OF: Final = (
    r"(?:生活安全|少年|刑事|子ども|こども|児童|家庭|母子|保健|福祉|保護|障害|健康|子育て|支援|総務|市民|相談)"
)
_DESK: Final = rf"{_DESK_OF}+[課係班]"
_CLASS: Final = r"国際(?:教室|学級)|日本語(?:教室|学級|指導)|(?:特支|特別支援|通級(?:指導)?)(?:学級|教室)|(?:保健|職員|校長|事務)室"
_INSIDE: Final = re.compile(rf"{_HOUSE}(?P<unit>[ ]?(?:{_WARD}|{_DESK}|{_CLASS})+)")
_AHEAD: Final = re.compile(rf"(?P<unit>{_DESK}[ ]?)(?=[一-龠々]{{1,4}}$)")


def apart(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of houses without the desks in them; what stands behind a desk is somebody.  Offsets are those of `text`."""
    for span in spans:
        yield from _parted(text, span) if span.label in _HOUSES else (span,)


def _parted(text: str, span: Span) -> Iterator[Span]:
    said = fold(text[span.start : span.end]).text
    inside = _INSIDE.search(said)
    unit = inside or _AHEAD.match(said)
    if unit is None or len(said) != span.length:
        yield span
        return
    if inside:
        yield replace(span, end=span.start + unit.start("unit"))
    if unit.end() < len(said):
        yield replace(span, start=span.start + unit.end(), label=Label.PERSON)
