"""家族に渡す紙 of one row."""

from __future__ import annotations

from flask import Blueprint, render_template

from conference.access import allow_sees_rosters, current_person, row_for
from conference.audit import service as audit
from conference.family_sheets.service import sheet_for

pages = Blueprint("family_sheets", __name__)


@pages.get("/rows/<int:row_id>/family-sheet")
@allow_sees_rosters
def sheet(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    audit.viewed(person, "family_sheet_viewed", row)
    return render_template("family_sheets/sheet.html", row=row, sheet=sheet_for(row))
