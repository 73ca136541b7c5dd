"""Why the next version of a page was written: a reader's proposal or the report of a leak.

Only what happened and when: the reader's own words may name somebody, and a version is kept.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.era import format_month_day
from conference.page_reports.models import Correction, CorrectionState, PageReport, ReportState

PROPOSED = "読んだ人の提案を取り入れた"
LEAKED = "漏れの報告を受けて直した"
MENDED = "直した版"


def why_mended(session: Session, key: str, since: datetime) -> str:
    """Everything that brought the page back to its author since a moment, each with its newest day."""
    taken = select(func.max(Correction.answered_at)).where(
        Correction.key == key, Correction.state == CorrectionState.TAKEN, Correction.answered_at >= since
    )
    leaked = select(func.max(PageReport.settled_at)).where(
        PageReport.key == key, PageReport.state == ReportState.MENDING, PageReport.settled_at >= since
    )
    found = ((PROPOSED, session.scalar(taken)), (LEAKED, session.scalar(leaked)))
    told = [f"{said}（{format_month_day(at.date())}）" for said, at in found if at]
    return "、".join(told) or MENDED
