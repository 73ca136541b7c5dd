"""Why a version was written, without a word of whoever reported or proposed."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy.orm import Session

from conference.page_reports.models import Correction, CorrectionState, PageReport, ReportState
from conference.page_reports.reasons import why_mended
from tests import cast

KEY = "o00000001"
FIRST, EARLY, LATE = (datetime.combine(date(2026, month, 5), time(9)) for month in (10, 9, 11))
TAKEN, ANSWERED = CorrectionState.TAKEN, CorrectionState.ANSWERED
MENDING, RESTORED = ReportState.MENDING, ReportState.RESTORED


@pytest.mark.parametrize(
    ("corrections", "reports", "told", "reason"),
    [
        ((), (), "直した版", "nobody asked for it"),
        (((KEY, TAKEN, LATE),), (), "読んだ人の提案を取り入れた（11/5）", "a reader did"),
        (((KEY, ANSWERED, LATE),), (), "直した版", "what was only answered is not in the text"),
        (((KEY, TAKEN, EARLY),), (), "直した版", "that one is in the version before"),
        ((("o9", TAKEN, LATE),), (), "直した版", "another page"),
        ((), ((KEY, MENDING, LATE),), "漏れの報告を受けて直した（11/5）", "a report brought it back"),
        ((), ((KEY, RESTORED, LATE),), "直した版", "that report was no leak"),
        (
            ((KEY, TAKEN, LATE), (KEY, TAKEN, FIRST)), ((KEY, MENDING, LATE),),
            "読んだ人の提案を取り入れた（11/5）、漏れの報告を受けて直した（11/5）", "all of it, once each",
        ),
    ],
)  # fmt: skip
def test_the_reason_is_told(
    session: Session,
    corrections: tuple[tuple[str, CorrectionState, datetime], ...],
    reports: tuple[tuple[str, ReportState, datetime], ...],
    told: str,
    reason: str,
) -> None:
    by = cast.enter(session, cast.SUZUKI)
    for key, state, at in corrections:
        session.add(
            Correction(key=key, person=by, at=at, said="陽菜の", instead="子の", state=state, answered_at=at)
        )
    for key, outcome, at in reports:
        session.add(PageReport(key=key, reporter=by, at=at, words="陽菜", state=outcome, settled_at=at))
    session.flush()
    assert why_mended(session, KEY, FIRST) == told, reason
