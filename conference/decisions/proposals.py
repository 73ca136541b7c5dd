"""Dates and the family line, proposed from the kind of decision; each says why.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from conference.decisions.models import ClosureKind, DecisionKind

REVIEW_MONTHS = {DecisionKind.CONTINUE: 3, DecisionKind.CHANGE: 1}
PLAN_REVIEW_MONTHS = 6
PLAN_GOES_ON = (ClosureKind.OFF_ROSTER, ClosureKind.END_OF_MANAGEMENT)
"""The conference is done with the household; the サポートプラン and its 評価日 are not."""


@dataclass(frozen=True)
class Ahead:
    """What is known when a kind is chosen."""

    held_on: date
    next_on: date
    """The next conference, or where its rhythm would put it."""
    next_is_fixed: bool = True
    last_review_on: date | None = None
    last_plan_review_on: date | None = None
    told_by: str = ""


@dataclass(frozen=True)
class Proposal:
    value: date | str | None
    why: str


def propose(kind: str, ahead: Ahead, closure: str = "") -> dict[str, Proposal]:
    """What to fill in where nothing is written, by field name; `closure` is the kind of 終結."""
    if kind in (DecisionKind.CONTINUE, DecisionKind.CHANGE):
        return {
            "next_conference_on": _next(ahead),
            "review_on": _review(DecisionKind(kind), ahead),
            "plan_review_on": _plan_review(ahead),
            **_family(ahead),
        }
    if kind == DecisionKind.NEXT_TIME:
        return {"next_conference_on": _next(ahead)}
    if kind == DecisionKind.CLOSE:
        goes_on = {"plan_review_on": _plan_review(ahead)} if closure in PLAN_GOES_ON else {}
        return {**goes_on, **_family(ahead)}
    return {}


def _next(ahead: Ahead) -> Proposal:
    return Proposal(
        ahead.next_on,
        "次の会議の日" if ahead.next_is_fixed else "次の会議はまだ決まっていないため、いつもの間隔",
    )


def _review(kind: DecisionKind, ahead: Ahead) -> Proposal:
    if kind is DecisionKind.CONTINUE and ahead.last_review_on and ahead.last_review_on > ahead.held_on:
        return Proposal(ahead.last_review_on, "前回決めた日がまだ先")
    months = REVIEW_MONTHS[kind]
    return Proposal(months_later(ahead.held_on, months), f"{kind}なので{months}か月後")


def _plan_review(ahead: Ahead) -> Proposal:
    if ahead.last_plan_review_on and ahead.last_plan_review_on > ahead.held_on:
        return Proposal(ahead.last_plan_review_on, "前回決めた日がまだ先")
    return Proposal(months_later(ahead.held_on, PLAN_REVIEW_MONTHS), "サポートプランの評価は6か月後が目安")


def _family(ahead: Ahead) -> dict[str, Proposal]:
    return {"family_told_by": Proposal(ahead.told_by, "主担当")} if ahead.told_by else {}


def months_later(day: date, months: int) -> date:
    """The same day some months later, the month's last day where there is none; weekends move to Monday."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return working_day(date(year, month, min(day.day, last)))


def working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
