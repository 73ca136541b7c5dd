"""The 似た事例 part of an open row."""

from __future__ import annotations

import logging
import re

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, row_for
from conference.audit import service as audit
from conference.errors import NotYours
from conference.rosters import trail
from conference.rosters.models import Row
from conference.similar import opinions, service
from conference.similar.models import Verdict

log = logging.getLogger(__name__)
pages = Blueprint("similar", __name__)
FICTIONAL = "架空・考える材料"
READ_IN_ORDER = ("概要", "見立て", "手立て", "経過と結果", "ふりかえり")
_PAGE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@pages.get("/rows/<int:row_id>/similar")
@allow_sees_rosters
def panel(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    trail.glimpsed(person, [row])
    return _panel(row)


def _panel(row: Row, just_set_aside: str = "", just_helped: str = "") -> str:
    try:
        shown = service.shown_for(db.session(), row)
    except Exception as problem:  # whatever is wrong with the search, the meeting goes on
        log.warning("similar cases not shown: %s", type(problem).__name__)
        return render_template("similar/_failed.html", row=row)
    return render_template(
        "similar/_panel.html",
        row=row,
        shown=shown,
        headings=READ_IN_ORDER,
        person=current_person(),
        today=clock.today(),
        just_set_aside=just_set_aside,
        just_helped=just_helped,
    )


@pages.post("/rows/<int:row_id>/similar/<page_id>/reject")
@allow_sees_rosters
def reject(row_id: int, page_id: str) -> str | Response:
    row = _row_and_page(row_id, page_id)
    opinions.say(db.session(), row, page_id, current_person(), Verdict.DIFFERENT)
    audit.record(db.session(), current_person(), "case_rejected", row, case=page_id)
    db.session().commit()
    return _panel(row, just_set_aside=page_id)


@pages.post("/rows/<int:row_id>/similar/<page_id>/take-back")
@allow_sees_rosters
def take_back(row_id: int, page_id: str) -> str:
    """Proposed again: the office's 「合わない」 is one word, whoever said it."""
    row = _row_and_page(row_id, page_id)
    opinions.propose_again(db.session(), row.household, page_id)
    audit.record(db.session(), current_person(), "undone", row, what="case_rejected")
    db.session().commit()
    return _panel(row)


@pages.post("/rows/<int:row_id>/similar/<page_id>/helpful")
@allow_sees_rosters
def say_helpful(row_id: int, page_id: str) -> str:
    row = _row_and_page(row_id, page_id)
    opinions.say(db.session(), row, page_id, current_person(), Verdict.HELPFUL)
    audit.record(db.session(), current_person(), "case_helped", row, case=page_id)
    db.session().commit()
    return _panel(row, just_helped=page_id)


@pages.post("/rows/<int:row_id>/similar/<page_id>/helpful/take-back")
@allow_sees_rosters
def take_helpful_back(row_id: int, page_id: str) -> str:
    """One's own word only."""
    row = _row_and_page(row_id, page_id)
    opinions.withdraw(db.session(), row.household, page_id, current_person())
    audit.record(db.session(), current_person(), "undone", row, what="case_helped")
    db.session().commit()
    return _panel(row)


def _row_and_page(row_id: int, page_id: str) -> Row:
    row = row_for(current_person(), row_id)
    if not _PAGE_ID.fullmatch(page_id):
        raise NotYours
    return row
