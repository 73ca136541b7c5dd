"""Reading the one short screen of a kind of meeting; every refusal says what to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from conference.decisions.fields import clean
from conference.era import parse_date
from conference.rosters.forms import (
    ENDS_FIRST,
    NO_MINUTES,
    NO_PAUSE,
    NO_TIME,
    is_time,
    read_minutes,
    read_pause,
    read_time,
)
from conference.rosters.models import Rhythm, Series
from conference.rosters.planning import in_minutes
from conference.series import service
from conference.series.checklist import LONGEST_CHECK
from conference.series.kinds import MINUTES_FORMS, STAGES, Kind
from conference.series.seats import MOST_SEATS, Seat, lines_of, read_seats, seat_line

NO_NAME = "会議の名前を書いてください。「実務者会議 乳幼児部会」のように書けます。"
NAME_TAKEN = "同じ名前と間隔の会議がもうあります。名前を少し変えてください。"
NO_RHYTHM = "間隔を一つ選んでください。"
NO_FORM = "記録の形を一つ選んでください。"
MANY_SEATS = f"出席者は{MOST_SEATS}行までです。所属でまとめて書いてください。"
MANY_CHECKS = "確かめる項目は、それぞれ20行までです。"
LONG_LINE = "1行は120字までです。短くしてください。"
FIRST_UNREAD = (
    "最初の日を日付として読めません。「R8.12.10」や「12/10」のように書いてください。まだなら空けてください。"
)
MOST_CHECKS = 20


@dataclass
class SeriesForm:
    """A kind of meeting as it was typed, with what has to be corrected by field."""

    name: str = ""
    rhythm: str = ""
    place: str = ""
    starts_at: str = ""
    ends_at: str = ""
    discuss_minutes: str = ""
    together_minutes: str = ""
    training_minutes: str = ""
    minutes_form: str = ""
    numbers_outside: bool = True
    family_seat: bool = False
    members: str = ""
    checks: dict[str, str] = field(default_factory=dict)
    first_on: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    first_day: date | None = None

    @classmethod
    def of_kind(cls, kind: Kind) -> SeriesForm:
        checks = {stage: lines_of(t for s, t in kind.checks if s == stage) for stage in STAGES}
        return cls(
            kind.name, kind.rhythm, "", kind.starts_at, kind.ends_at,
            in_minutes(kind.discuss_minutes), in_minutes(kind.together_minutes),
            str(kind.training_minutes or ""), kind.minutes_form,
            True, kind.family_seat, lines_of(kind.members), checks,
        )  # fmt: skip

    @classmethod
    def of(cls, session: Session, series: Series) -> SeriesForm:
        lines = [(each.stage, each.text) for each in service.checks_of(session, series)]
        checks = {stage: lines_of(t for s, t in lines if s == stage) for stage in STAGES}
        return cls(
            series.name, series.rhythm, series.place, series.starts_at, series.ends_at,
            in_minutes(series.discuss_minutes), in_minutes(series.together_minutes),
            str(series.training_minutes or ""), series.minutes_form, series.numbers_outside, series.family_seat,
            lines_of(map(seat_line, service.seats_of(session, series))), checks,
        )  # fmt: skip

    @classmethod
    def read(cls, given: Mapping[str, str], today: date) -> SeriesForm:
        def said(name: str, most: int = 64) -> str:
            return clean(given.get(name, "")).strip()[:most]

        form = cls(
            said("name"), said("rhythm"), said("place"), read_time(said("starts_at")), read_time(said("ends_at")),
            said("discuss_minutes", 16), said("together_minutes", 16), said("training_minutes", 8),
            said("minutes_form"),
            "numbers_outside" in given, "family_seat" in given, said("members", 8000),
            {stage: said(f"checks-{at}", 8000) for at, stage in enumerate(STAGES)}, said("first_on"),
        )  # fmt: skip
        form.first_day = parse_date(form.first_on, today) if form.first_on else None
        form.problems = {**form._words(), **form._times(), **form._lines()}
        return form

    def _words(self) -> dict[str, str]:
        found = {}
        if not self.name:
            found["name"] = NO_NAME
        if self.rhythm not in tuple(Rhythm):
            found["rhythm"] = NO_RHYTHM
        if self.minutes_form not in MINUTES_FORMS:
            found["minutes_form"] = NO_FORM
        if self.first_on and self.first_day is None:
            found["first_on"] = FIRST_UNREAD
        return found

    def _times(self) -> dict[str, str]:
        times = ("starts_at", "ends_at")
        found = {name: NO_TIME for name in times if getattr(self, name) and not is_time(getattr(self, name))}
        for name in ("discuss_minutes", "together_minutes"):
            if read_minutes(getattr(self, name)) is None:
                found[name] = NO_MINUTES
        if read_pause(self.training_minutes) is None:
            found["training_minutes"] = NO_PAUSE
        if not found and self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            found["ends_at"] = ENDS_FIRST
        return found

    def _lines(self) -> dict[str, str]:
        found = {}
        if len(self.seats) > MOST_SEATS:
            found["members"] = MANY_SEATS
        for at, stage in enumerate(STAGES):
            lines = self._lines_of(stage)
            if len(lines) > MOST_CHECKS or any(len(line) > LONGEST_CHECK for line in lines):
                found[f"checks-{at}"] = MANY_CHECKS if len(lines) > MOST_CHECKS else LONG_LINE
        return found

    @property
    def seats(self) -> list[Seat]:
        return read_seats(self.members)

    @property
    def check_lines(self) -> list[tuple[str, str]]:
        return [(stage, line) for stage in STAGES for line in self._lines_of(stage)]

    def _lines_of(self, stage: str) -> list[str]:
        return [line.strip(" 　・") for line in self.checks.get(stage, "").split("\n") if line.strip(" 　・")]

    def write(self, session: Session, series: Series) -> None:
        """Only a form without problems."""
        series.name, series.rhythm, series.place = self.name, self.rhythm, self.place
        series.starts_at, series.ends_at = self.starts_at, self.ends_at
        series.discuss_minutes = read_minutes(self.discuss_minutes) or 0.0
        series.together_minutes = read_minutes(self.together_minutes) or 0.0
        series.training_minutes = read_pause(self.training_minutes) or 0
        series.minutes_form, series.numbers_outside = self.minutes_form, self.numbers_outside
        series.family_seat = self.family_seat
        service.set_members(session, series, self.seats)
        service.set_checks(session, series, self.check_lines)
