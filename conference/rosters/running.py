"""進行表: what comes when, from the roster's order, its tracks and its minutes.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from conference.rosters import planning
from conference.rosters.cells import presenter_of
from conference.rosters.models import Conference, Row, Track

BREAK, TRAINING, ENDS = "休けい", "研修", "終わり"
LAST_MINUTE = 24 * 60


@dataclass(frozen=True)
class Step:
    """One line of it: rows, or what comes between them; minutes from the beginning of the meeting."""

    at: float
    minutes: float
    rows: tuple[Row, ...] = ()
    name: str = ""
    begins: int | None = None
    """The meeting's beginning, as a minute of the day."""
    is_over: bool = False
    """It goes on after the rows should be through."""

    @property
    def track(self) -> str:
        return self.rows[0].track if self.rows else ""

    @property
    def clock(self) -> str:
        """13:45; without a beginning, how far into the meeting."""
        if self.begins is None:
            return f"{int(self.at)}分後"
        hour, minute = divmod(int(self.begins + self.at) % LAST_MINUTE, 60)
        return f"{hour}:{minute:02}"

    @property
    def said(self) -> str:
        return planning.said(self.minutes)

    @property
    def is_together(self) -> bool:
        return self.track == Track.TOGETHER

    @property
    def presenter(self) -> str:
        """Said where the row is talked about."""
        return presenter_of(self.rows[0]) if self.rows and not self.is_together else ""

    @property
    def numbers(self) -> str:
        return "・".join(str(row.number) for row in self.rows)


def steps_of(conference: Conference, rows: Sequence[Row]) -> list[Step]:
    """一括確認 in one breath, the rows in order with the break half way, then the training."""
    talked = _with_break(_in_turn(conference, rows), float(conference.break_minutes or 0))
    until = planning.minutes_until_training(conference)
    timed = [
        replace(step, is_over=until is not None and step.at + step.minutes > until) for step in _timed(talked)
    ]
    begins = planning.minute_of_day(conference.starts_at)
    return [replace(step, begins=begins) for step in (*timed, *_after(conference, timed, until))]


def _in_turn(conference: Conference, rows: Sequence[Row]) -> list[Step]:
    together = tuple(row for row in rows if row.track == Track.TOGETHER)
    minutes = sum(planning.minutes_for(row, conference) for row in together)
    first = [Step(0.0, minutes, together)] if together else []
    others = [row for row in rows if row.track != Track.TOGETHER]
    return [*first, *(Step(0.0, planning.minutes_for(row, conference), (row,)) for row in others)]


def _with_break(steps: list[Step], minutes: float) -> list[Step]:
    """After the step in which half of the minutes are gone; never after the last."""
    if not minutes or len(steps) < 2:
        return steps
    half, gone = sum(step.minutes for step in steps) / 2, 0.0
    for index, step in enumerate(steps[:-1], start=1):
        gone += step.minutes
        if gone >= half or index == len(steps) - 1:
            return [*steps[:index], Step(0.0, minutes, name=BREAK), *steps[index:]]
    return steps


def _timed(steps: Iterable[Step]) -> Iterable[Step]:
    gone = 0.0
    for step in steps:
        yield replace(step, at=gone)
        gone += step.minutes


def _after(conference: Conference, steps: Sequence[Step], until: int | None) -> list[Step]:
    """The training at its hour (without a planned end, after the last row), and the end."""
    through = steps[-1].at + steps[-1].minutes if steps else 0.0
    begins = through if until is None else float(until)
    minutes = float(conference.training_minutes or 0)
    training = [Step(begins, minutes, name=TRAINING)] if minutes else []
    return [*training, Step(begins + minutes, 0.0, name=ENDS)]


def minutes_over(conference: Conference, steps: Sequence[Step]) -> float:
    """How long the rows go on after they should be through; 0.0 where they fit."""
    until = planning.minutes_until_training(conference)
    rows_end = max((step.at + step.minutes for step in steps if step.rows), default=0.0)
    return max(0.0, rows_end - until) if until is not None else 0.0


def only(steps: Sequence[Step], rows: Sequence[Row]) -> list[Step]:
    """The same hours, with no other rows than these."""
    ids = {row.id for row in rows}
    kept = [replace(step, rows=tuple(row for row in step.rows if row.id in ids)) for step in steps]
    return [step for step in kept if step.rows or step.name]
