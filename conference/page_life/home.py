"""What the pages ask of a person, for the first page."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from conference import clock
from conference.page_life import corrections, service
from conference.page_reports import service as reports
from conference.people.models import Person
from conference.point_edits import service as point_edits


def on_home(session: Session, person: Person) -> dict[str, Any]:
    """Reports to decide at once, pages to look at again, proposals to answer, answers to read."""
    return {
        "open_reports": reports.open_reports(session) if person.kind.runs_conferences else [],
        "pages_due": service.due(session, person, clock.today()),
        "to_answer": corrections.waiting_for(session, person),
        "points_to_approve": point_edits.waiting_for(session, person),
        "answered": corrections.answers_for(session, person),
        "report_answers": reports.answers_for(session, person),
        "page_title": partial(service.title_of, session, current_app.extensions["settings"]),
    }
