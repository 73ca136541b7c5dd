"""A word beside a date that lies behind: said, never in the way.  Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conference.decisions.models import Decision
from conference.decisions.sheet import Cell

DATES = {"next_conference_on": "次回協議日", "review_on": "見直し予定日", "plan_review_on": "評価日"}
PAST = "{label}が今日より前です。今日より後の日にしてください。"


def word_for(name: str, day: object, today: date) -> str:
    """What to say beside one of the three dates; nothing for other fields and for days to come."""
    if name not in DATES or not isinstance(day, date) or day >= today:
        return ""
    return PAST.format(label=DATES[name])


def with_words(cells: dict[str, Cell], decision: Decision | None, today: date) -> dict[str, Cell]:
    """The cells, each past date with its word in place of why it was proposed."""
    words = {name: word_for(name, getattr(decision, name, None), today) for name in DATES}
    return {name: replace(cell, why=words.get(name) or cell.why) for name, cell in cells.items()}
