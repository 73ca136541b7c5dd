"""Reading the short forms of a conference; every refusal says what to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from conference.decisions.fields import clean
from conference.era import parse_date
from conference.rosters.models import Conference
from conference.rosters.planning import in_minutes

NO_DAY = "日を書いてください。「R8.12.10」や「12/10」のように書けます。"
NO_TIME = "時刻は「13:30」のように書いてください。"
ENDS_FIRST = "終わりの時刻が始まりより前です。どちらかを直してください。"
NO_SERIES = "会議の種類を一つ選んでください。"
_TIME = re.compile(r"([01]?\d|2[0-3])[:時](?:([0-5]\d)分?)?$")


@dataclass
class ConferenceForm:
    """A new conference as it was typed, with what has to be corrected by field."""

    series: str
    """A value of conference.series.choosing.choices."""
    held_on: str
    starts_at: str
    ends_at: str
    place: str
    problems: dict[str, str]
    day: date | None = None

    @classmethod
    def read(cls, given: Mapping[str, str], today: date, offered: Collection[str]) -> ConferenceForm:
        texts = [clean(given.get(name, "")).strip()[:64] for name in _NAMES]
        series, held_on, starts_at, ends_at, place = texts
        form = cls(series, held_on, read_time(starts_at), read_time(ends_at), place, problems={})
        form.day = parse_date(form.held_on, today) if form.held_on else None
        form.problems = form._problems(offered)
        return form

    def _problems(self, offered: Collection[str]) -> dict[str, str]:
        found = {}
        if self.series not in offered:
            found["series"] = NO_SERIES
        if self.day is None:
            found["held_on"] = (
                NO_DAY
                if not self.held_on
                else f"「{self.held_on}」を日付として読めません。「R8.12.10」のように書いてください。"
            )
        for name in ("starts_at", "ends_at"):
            if getattr(self, name) and not is_time(getattr(self, name)):
                found[name] = NO_TIME
        if not found and self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            found["ends_at"] = ENDS_FIRST
        return found


_NAMES = ("series", "held_on", "starts_at", "ends_at", "place")


def read_time(text: str) -> str:
    """13:30 from １３：３０, 13時30分, 9時; the text itself when it is no time."""
    folded = unicodedata.normalize("NFKC", text)
    found = _TIME.match(folded)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else text


def is_time(text: str) -> bool:
    return _TIME.match(text) is not None


LONGEST_MINUTES = 240.0
NO_MINUTES = "「8」や「0.25」のように、240までの数で書いてください。"
NO_DAYS = "1から366までの日数を書いてください。"


def read_minutes(text: str) -> float | None:
    """8, ８, 0.25; None when it is no number of minutes a meeting can have."""
    folded = unicodedata.normalize("NFKC", clean(text)).strip().removesuffix("分")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", folded):
        return None
    return float(folded) if float(folded) <= LONGEST_MINUTES else None


@dataclass
class MinutesForm:
    """How long rows take, and how long ago a family may have been met to be 一括確認."""

    discuss_minutes: str
    together_minutes: str
    focus_minutes: str
    seen_within_days: str
    problems: dict[str, str]

    @classmethod
    def of(cls, conference: Conference) -> MinutesForm:
        days = str(conference.seen_within_days)
        minutes = (conference.discuss_minutes, conference.together_minutes, conference.focus_minutes)
        discuss, together, focus = map(in_minutes, minutes)
        return cls(discuss, together, focus, days, {})

    @classmethod
    def read(cls, given: Mapping[str, str]) -> MinutesForm:
        names = ("discuss_minutes", "together_minutes", "focus_minutes", "seen_within_days")
        discuss, together, focus, days = (clean(given.get(name, "")).strip()[:16] for name in names)
        form = cls(discuss, together, focus, days, problems={})
        for name, text in zip(names, (discuss, together, focus), strict=False):
            if read_minutes(text) is None:
                form.problems[name] = NO_MINUTES
        if form.days is None:
            form.problems["seen_within_days"] = NO_DAYS
        return form

    @property
    def days(self) -> int | None:
        folded = unicodedata.normalize("NFKC", self.seen_within_days).removesuffix("日")
        fits = re.fullmatch(r"[0-9]{1,3}", folded) is not None and 1 <= int(folded) <= 366
        return int(folded) if fits else None

    def write(self, conference: Conference) -> None:
        """Only a form without problems."""
        conference.discuss_minutes = read_minutes(self.discuss_minutes) or 0.0
        conference.together_minutes = read_minutes(self.together_minutes) or 0.0
        conference.focus_minutes = read_minutes(self.focus_minutes) or 0.0
        conference.seen_within_days = self.days or conference.seen_within_days


MOST_PAUSE = 240
NO_PAUSE = "「10」や「60」のように、240までの数で書いてください。ないときは空けてください。"


def read_pause(text: str) -> int | None:
    """60, ６０分; 0 for nothing written; None when it is no whole number of minutes."""
    folded = unicodedata.normalize("NFKC", clean(text)).strip().removesuffix("分")
    if not folded:
        return 0
    fits = re.fullmatch(r"[0-9]{1,3}", folded) is not None and int(folded) <= MOST_PAUSE
    return int(folded) if fits else None


@dataclass
class PausesForm:
    """Minutes of a meeting that are not its rows'."""

    break_minutes: str
    training_minutes: str
    problems: dict[str, str]

    @classmethod
    def of(cls, conference: Conference) -> PausesForm:
        return cls(str(conference.break_minutes or ""), str(conference.training_minutes or ""), {})

    @classmethod
    def read(cls, given: Mapping[str, str]) -> PausesForm:
        rest, training = (clean(given.get(name, "")).strip()[:8] for name in PAUSES)
        form = cls(rest, training, problems={})
        form.problems = {name: NO_PAUSE for name, text in form.texts.items() if read_pause(text) is None}
        return form

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in PAUSES}

    def write(self, conference: Conference) -> None:
        """Only a form without problems."""
        conference.break_minutes = read_pause(self.break_minutes) or 0
        conference.training_minutes = read_pause(self.training_minutes) or 0


PAUSES = ("break_minutes", "training_minutes")
