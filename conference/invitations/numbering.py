"""A row for somebody outside the two functions: numbers for names, no birth date, a school as its kind.  Pure.

Coarser than an anonymized case on purpose: paper is lost on trains.
"""

from __future__ import annotations

import re

from conference.anonymize import Known, Label, find
from conference.households.models import Household
from conference.projector.masking import MASK, masked, names_of

STAND_INS = {
    Label.PERSON: MASK, Label.BIRTHDATE: "○年○月○日", Label.ADDRESS: "（住所）", Label.PLACE: "（地名）",
    Label.FACILITY: "（施設）", Label.PHONE: "（電話）", Label.EMAIL: "（メール）", Label.ID: "（番号）",
    Label.URL: "（アドレス）", Label.VEHICLE: "（車）",
}  # fmt: skip
SCHOOL_KINDS = (
    (r"小学|小(?:[\s0-9０-９年（(]|$)", "小学校"), (r"中学|中(?:[\s0-9０-９年（(]|$)", "中学校"), (r"高校|高等|高(?:[\s0-9０-９年（(]|$)", "高校"),
    ("こども園|子ども園", "こども園"), ("幼稚園", "幼稚園"), ("保育", "保育園"), ("支援学校", "特別支援学校"),
    ("クラブ|学童", "学童クラブ"),
)  # fmt: skip
ANY_SCHOOL = "学校・園"


def school_kind(name: str) -> str:
    """小学校 of さつき野小学校; 学校・園 where the name does not say."""
    return next((kind for pattern, kind in SCHOOL_KINDS if re.search(pattern, name)), ANY_SCHOOL)


def numbered(text: str, household: Household) -> str:
    """The text without anything that names the family, a school, a place or a day of birth."""
    if not text.strip():
        return text
    for school in sorted(_schools(household), key=len, reverse=True):
        text = text.replace(school, school_kind(school))
    text = masked(text, names_of(household))
    found = find(text, _known(household))
    for span in sorted(found, key=lambda each: each.start, reverse=True):
        if stand_in := _stand_in(span.label, text[span.start : span.end]):
            text = text[: span.start] + stand_in + text[span.end :]
    return text


def _stand_in(label: Label, said: str) -> str:
    return school_kind(said) if label is Label.SCHOOL else STAND_INS.get(label, "")


def _schools(household: Household) -> set[str]:
    """As the roster writes them: whole, and without class or grade."""
    whole = {member.affiliation.strip() for member in household.members}
    return {part for text in whole for part in (text, text.split()[0] if text else "") if len(part) > 1}


def _known(household: Household) -> Known:
    return Known(
        family_name=household.name,
        given_names=tuple(member.name for member in household.members),
        school=tuple(_schools(household)),
        birth_date=tuple(member.birth_date for member in household.members if member.birth_date),
    )
