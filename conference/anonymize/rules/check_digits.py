"""Check digits of numbers that carry one.  Pure."""

from __future__ import annotations

_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def my_number_holds(digits: str) -> bool:
    """Whether twelve digits are a マイナンバー (mod 11 over the first eleven, order of 2014)."""
    if len(digits) != 12 or not digits.isdigit():
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:11], strict=True)) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def corporate_number_holds(digits: str) -> bool:
    """Whether thirteen digits are a 法人番号 (its first digit checks the other twelve)."""
    if len(digits) != 13 or not digits.isdigit():
        return False
    total = sum(int(digit) * (1 if at % 2 == 0 else 2) for at, digit in enumerate(reversed(digits[1:])))
    return int(digits[0]) == 9 - total % 9
