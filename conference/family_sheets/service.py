"""家族に渡す紙: what was talked about and decided for one family, in words to be made plain before printing."""

from __future__ import annotations

from dataclasses import dataclass

from conference.decisions.models import Assignment
from conference.era import format_date, format_month_day
from conference.households.workers import first_worker
from conference.rosters.models import Row


@dataclass(frozen=True)
class Part:
    """One heading with its words, to be changed on the screen for this paper only."""

    key: str
    heading: str
    text: str
    hint: str
    rows: int = 4


@dataclass(frozen=True)
class FamilySheet:
    """Nothing of another family, nothing of the situation as the office wrote it, no advice."""

    parts: list[Part]
    worker: str
    is_not_told: bool
    """The meeting decided that the family is not told."""


def sheet_for(row: Row) -> FamilySheet:
    decision = row.decision
    wish = row.talk.family_wish if row.talk else ""
    next_on = decision.next_conference_on if decision else None
    roles = "\n".join(map(_role, decision.roles)) if decision else ""
    return FamilySheet(
        parts=[
            Part("talked", "話したこと", wish, "ご本人やご家族から聞いたことを、そのままの言葉で。"),
            Part(
                "decided",
                "決まったこと",
                decision.policy if decision else "",
                "役所の言葉を、家で使う言葉に直します。",
            ),
            Part(
                "roles",
                "だれが・何を・いつまでに",
                roles,
                "ご家族に伝えない役割は、ここから消します。",
                5,
            ),
            Part(
                "next",
                "次に会う日",
                format_date(next_on) if next_on else "",
                "会う人と場所も書いておくと安心です。",
                2,
            ),
        ],
        worker=first_worker(row.household),
        is_not_told=bool(decision and decision.family_not_told),
    )


def _role(role: Assignment) -> str:
    due = f"（{format_month_day(role.due_on)}まで）" if role.due_on else ""
    return f"{role.who or 'まだ決まっていません'}：{role.what}{due}"
