"""構成員・担当者 on the screen, on paper, and as Excel; colleagues and agencies only, no family."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.growth import fiscal_year
from conference.lists import service
from conference.lists.blueprint import XLSX, pages
from conference.lists.families import year_label
from conference.lists.members import lacking, members
from conference.lists.sheets import NAME, STATE, TEXT
from conference.lists.workbook import table_of
from conference.rosters.attending import AttendanceKind

TITLE = "構成員・担当者"
COLUMNS = (
    ("機関", NAME), ("名前", NAME), ("電話", NAME), ("席のある会議（役割）", TEXT),
    *((kind.value, STATE) for kind in AttendanceKind),
)  # fmt: skip


@pages.get("/lists/members")
@allow_sees_rosters
def members_page() -> str:
    year = _year()
    return render_template(
        "lists/members.html",
        title=TITLE,
        names=service.NAMES.values(),
        members=members(db.session(), year),
        lacking=lacking(db.session()),
        columns=[heading for heading, _ in COLUMNS],
        year=year,
        this_year=fiscal_year(clock.today()),
        year_label=year_label,
        today=clock.today(),
    )


@pages.get("/lists/members/ichiran.xlsx")
@allow_sees_rosters
def members_workbook() -> Response:
    year = _year()
    found = members(db.session(), year)
    audit.viewed(current_person(), "list_exported", list="members", rows=len(found))
    title = f"{TITLE}　{year_label(year)}"
    made = table_of(title, f"{len(found)}件", COLUMNS, [each.texts for each in found])
    name = f"ichiran-members-{year}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)


def _year() -> int:
    """The fiscal year asked for; this one where it is no year of ours."""
    given = request.args.get("year", "")
    wanted = int(given) if given.isascii() and given.isdecimal() and len(given) == 4 else 0
    return wanted if 2000 <= wanted <= 2099 else fiscal_year(clock.today())
