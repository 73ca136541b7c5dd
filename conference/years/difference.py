"""What lies between two sides of a line, in words: numbers are subtracted, words only compared.  Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?P<part>\.[0-9]{1,3})?(?P<unit>[^0-9.,、。]{0,4})"
)


@dataclass(frozen=True)
class Measure:
    """A number with what it counts, 「12回」; the unit may be missing."""

    number: Decimal
    unit: str = ""


def measure_of(text: str) -> Measure | None:
    """The number that a text is; None for anything that says more than a number and its unit."""
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    return Measure(Decimal(found["number"].replace(",", "") + (found["part"] or "")), found["unit"])


def between(first: str, second: str) -> tuple[Decimal, str] | None:
    """First less second, with the unit; None unless both are numbers that count the same."""
    one, other = measure_of(first), measure_of(second)
    if one is None or other is None or (one.unit and other.unit and one.unit != other.unit):
        return None
    return one.number - other.number, one.unit or other.unit


def who_knows_more(center: str, social_workers: str) -> str:
    """センターの把握数 beside SSWの把握数."""
    found = between(center, social_workers)
    if found is None:
        return ""
    many, unit = found
    more = "センター" if many > 0 else "SSW"
    return f"{more}が{_plain(abs(many))}{unit}多い" if many else "同じ"


def against_the_plan(plan: str, done: str) -> str:
    """計画 beside 実績; two texts that say different things speak for themselves."""
    found = between(done, plan)
    if found is not None:
        many, unit = found
        more = "多い" if many > 0 else "少ない"
        return f"計画より{_plain(abs(many))}{unit}{more}" if many else "計画どおり"
    if plan.strip() and not done.strip():
        return "実績はまだ"
    if done.strip() and not plan.strip():
        return "計画になかった"
    return "計画どおり" if plan.strip() and plan.split() == done.split() else ""


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
