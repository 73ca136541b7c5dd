"""Numbers under five that leave the center cannot be worked out from what is left to read."""

from __future__ import annotations

import random
from itertools import product

import pytest

from conference.years.small_numbers import LEFT_OUT, UNDER, Column, told_outside

KNOWN = (
    ((12, 8), 20, True, ("12", "8", "20"), "nothing small: nothing hidden"),
    ((12, 0), 12, True, ("12", "0", "12"), "zero tells of nobody"),
    ((12, 3, 8), 23, True, ("12", UNDER, LEFT_OUT, "23"), "one small number is what its total lacks"),
    ((12, 3, 2), 17, True, ("12", UNDER, UNDER, "17"), "two may be 1 and 4, or 2 and 3"),
    ((12, 1, 1), 14, True, (LEFT_OUT, UNDER, UNDER, "14"), "two that make two are one each"),
    ((12, 4, 4), 20, True, (LEFT_OUT, UNDER, UNDER, "20"), "two that make eight are four each"),
    ((3, 0), 3, True, (UNDER, "0", UNDER), "a total under five is hidden itself"),
    ((9, 0, 2), 11, True, (LEFT_OUT, "0", UNDER, "11"), "a zero hides nothing"),
    ((5, 1), 6, True, (LEFT_OUT, UNDER, LEFT_OUT), "five and one is all it can be: no total either"),
    ((30, 3, 28), 40, False, ("30", UNDER, "28", "40"), "households that are counted once over all lines"),
    ((10, 4), 14, False, (LEFT_OUT, UNDER, "14"), "none of them counted twice: it must be four"),
)


@pytest.mark.parametrize(("numbers", "total", "is_sum", "told", "reason"), KNOWN)
def test_what_is_told(
    numbers: tuple[int, ...], total: int, is_sum: bool, told: tuple[str, ...], reason: str
) -> None:
    (found,) = told_outside([Column(numbers, total, is_sum)])
    assert (*found.texts, found.total) == told, reason


def test_columns_that_tell_of_each_other_leave_out_the_same_line() -> None:
    rows, households = told_outside([Column((6, 3, 20), 29), Column((6, 2, 9), 11, is_sum=False)])
    assert rows.texts == (LEFT_OUT, UNDER, "20")
    assert households.texts == (LEFT_OUT, UNDER, "9"), "one meeting alone: both numbers are the same"


def _ways(texts: tuple[str, ...], total: str) -> list[tuple[int, ...]]:
    """Every way in which the hidden places can be filled."""
    hidden = {UNDER: range(1, 5), LEFT_OUT: range(5, 40)}
    places = [hidden.get(text) or (int(text),) for text in texts]
    ways = product(*places)
    return [way for way in ways if total == LEFT_OUT or sum(way) == int(total)]


@pytest.mark.parametrize("seed", range(60))
def test_no_hidden_number_can_be_worked_out(seed: int) -> None:
    """Tried with every filling: each small number could be at least two."""
    dice = random.Random(seed)
    numbers = tuple(dice.choice((0, 1, 2, 3, 4, 5, 6, 7, 11)) for _ in range(dice.randint(1, 4)))
    (told,) = told_outside([Column(numbers, sum(numbers))])
    assert not any(text.isdecimal() and 0 < int(text) < 5 for text in (*told.texts, told.total)), numbers
    ways = _ways(told.texts, told.total) if told.total != UNDER else []
    for at, text in enumerate(told.texts):
        if text == UNDER and ways:
            assert len({way[at] for way in ways}) > 1, f"{numbers} told as {told}"
