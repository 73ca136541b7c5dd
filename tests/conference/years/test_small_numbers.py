"""Numbers under five that leave the center cannot be worked out from what is left to read, nor from how it was hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from conference.rosters.models import Series
from conference.years.office import Figures, OfficeYear, SeriesYear
from conference.years.outside import told_together
from conference.years.sheet import OUTSIDE_NOTE, sheet_of
from conference.years.small_numbers import LEFT_OUT, UNDER, Column, Told, told_outside

KNOWN = (
    ((12, 8), 20, True, ("12", "8", "20"), "nothing small: nothing hidden"),
    ((12, 0), 12, True, ("12", "0", "12"), "zero tells of nobody"),
    ((12, 3, 8), 23, True, ("12", UNDER, LEFT_OUT, "23"), "one small number is what its total lacks"),
    ((12, 3, 2), 17, True, ("12", UNDER, UNDER, "17"), "two may be 1 and 4, or 2 and 3"),
    ((12, 1, 1), 14, True, (LEFT_OUT, UNDER, UNDER, "14"), "two that make two are one each"),
    ((12, 4, 4), 20, True, (LEFT_OUT, UNDER, UNDER, "20"), "two that make eight are four each"),
    ((13, 12, 4, 4), 33, True, (LEFT_OUT, LEFT_OUT, UNDER, UNDER, "33"), "beside a 13, X is 12 at most"),
    ((3, 0), 3, True, (UNDER, "0", UNDER), "a total under five is hidden itself"),
    ((1, 1, 1, 1), 4, True, (LEFT_OUT,) * 5, "four that make less than five are one each"),
    ((9, 0, 2), 11, True, (LEFT_OUT, "0", UNDER, "11"), "a zero hides nothing"),
    ((5, 1), 6, True, (LEFT_OUT,) * 3, "five and one is all it can be: nothing is told"),
    ((4, 4), 8, True, (LEFT_OUT,) * 3, "and nobody sees which of such tables it was"),
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


def _tables(lines: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every table whose numbers together are at most `most`."""
    if not lines:
        yield ()
        return
    for number in range(most + 1):
        for rest in _tables(lines - 1, most - number):
            yield (number, *rest)


def _worked_out(sheets: Iterable[tuple[tuple[int, ...], list[Told]]]) -> list[tuple[str, ...]]:
    """Pictures in which a small number is the same in every table that is shown so."""
    shown: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for numbers, told in sheets:
        picture = tuple(text for each in told for text in (*each.texts, each.total))
        shown.setdefault(picture, []).append(numbers)
    return [
        picture
        for picture, tables in shown.items()
        if any(0 < values[0] < 5 and len(set(values)) == 1 for values in zip(*tables, strict=True))
    ]


@pytest.mark.parametrize(("lines", "most"), [(1, 40), (2, 40), (3, 26), (4, 18)])
def test_who_knows_the_rule_and_the_total_knows_no_small_number(lines: int, most: int) -> None:
    """All tables, put together by what is shown of them: each hidden place has been two things at least."""
    sheets = ((numbers, told_outside([Column(numbers, sum(numbers))])) for numbers in _tables(lines, most))
    assert _worked_out(sheets) == []


def _rows_and_households(lines: int, most: int) -> Iterator[tuple[tuple[int, ...], list[Told]]]:
    """A household stands on one row of a meeting at least, and may meet in several lines."""
    for rows in _tables(lines, most):
        for households in product(*(range(min(1, each), each + 1) for each in rows)):
            for total in range(max(households), sum(households) + 1):
                columns = [Column(rows, sum(rows)), Column(households, total, is_sum=False)]
                yield (*rows, *households), told_outside(columns)


@pytest.mark.parametrize(("lines", "most"), [(2, 18), (3, 11)])
def test_rows_and_households_do_not_tell_of_each_other(lines: int, most: int) -> None:
    assert _worked_out(_rows_and_households(lines, most)) == []


BESIDE = (
    (
        (30, 8),
        (10, 8),
        (4, 8),
        (LEFT_OUT,) * 3,
        "new ones are no more than the 8 that can be read: it must be 4",
    ),
    ((30, 9), (10, 9), (3, 8), (UNDER, LEFT_OUT, "11"), "beside a 9 it is 2, 3 or 4"),
    ((30, 20), (10, 20), (4, 8), (UNDER, LEFT_OUT, "12"), "beside a 20 nothing is worked out"),
)


@pytest.mark.parametrize(("rows", "households", "new", "told", "reason"), BESIDE)
def test_the_households_do_not_tell_which_are_new(
    rows: tuple[int, ...],
    households: tuple[int, ...],
    new: tuple[int, ...],
    told: tuple[str, ...],
    reason: str,
) -> None:
    *_, found = told_together(_summed(rows), _summed(households), [_summed(new)])
    assert (*found.texts, found.total) == told, reason


def test_new_ones_do_not_tell_how_few_the_rows_are() -> None:
    """Eleven new ones in the first line, twelve rows in all: else the second could be but one."""
    rows, _, new = told_together(_summed((11, 1)), _summed((11, 1)), [_summed((11, 0))])
    assert (*rows.texts, rows.total) == (LEFT_OUT, UNDER, "12")
    assert (*new.texts, new.total) == (LEFT_OUT, "0", LEFT_OUT)


def test_the_sheet_of_the_office_hides_them_together() -> None:
    """新規 beside 世帯, as they are printed; the note says that X may be a small number too."""
    numbers = ((30, 10, 4), (8, 8, 8))
    years = [Figures(2, rows, households, new) for rows, households, new in numbers]
    lines = tuple(
        SeriesYear(Series(name=f"会議{at}", rhythm="月例", kind="joint_monthly"), each, Figures())
        for at, each in enumerate(years)
    )
    sheet = sheet_of(OfficeYear(2026, lines, Figures(4, 38, 18, 12), Figures()), outside=True)
    at = sheet.columns.index("新規の世帯")
    assert [texts[at][0] for _, texts in sheet.lines] == [LEFT_OUT, LEFT_OUT]
    assert sheet.total[at] == (LEFT_OUT, "0")
    assert sheet.total[at - 1] == ("18", "0"), "the households themselves can be read"
    assert "5未満のこともあります" in OUTSIDE_NOTE


def _summed(numbers: tuple[int, ...]) -> Column:
    return Column(numbers, sum(numbers))


def _households_and_new(lines: int, most: int) -> Iterator[tuple[tuple[int, ...], list[Told]]]:
    """Each household on one row of one meeting; in each line some of them, or all, are new."""
    for households in _tables(lines, most):
        there = _summed(households)
        for new in product(*(range(each + 1) for each in households)):
            yield (*households, *new), told_together(there, there, [_summed(new)])


@pytest.mark.parametrize(("lines", "most"), [(2, 24), (3, 13)])
def test_households_and_new_ones_do_not_tell_of_each_other(lines: int, most: int) -> None:
    assert _worked_out(_households_and_new(lines, most)) == []


def _rows_households_and_new(most: int) -> Iterator[tuple[tuple[int, ...], list[Told]]]:
    """Two lines: households on several rows, in both lines, new or not."""
    for rows in _tables(2, most):
        for households in product(*(range(min(1, each), each + 1) for each in rows)):
            for total in range(max(households), sum(households) + 1):
                for new in product(*(range(each + 1) for each in households)):
                    if sum(new) <= total:
                        there = Column(households, total, is_sum=False)
                        told = told_together(_summed(rows), there, [_summed(new)])
                        yield (*rows, *households, *new), told


def test_rows_households_and_new_ones_do_not_tell_of_each_other() -> None:
    assert _worked_out(_rows_households_and_new(11)) == []


@pytest.mark.parametrize(("lines", "most"), [(2, 18), (3, 16)])
def test_no_small_number_is_shown(lines: int, most: int) -> None:
    for numbers in _tables(lines, most):
        (told,) = told_outside([Column(numbers, sum(numbers))])
        assert not {"1", "2", "3", "4"} & {*told.texts, told.total}, numbers
