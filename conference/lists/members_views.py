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
from conference.lists.members import Wanted, lacking, members, roles_of
from conference.lists.sheets import NAME, STATE, TEXT
from conference.lists.workbook import table_of
from conference.rosters.attending import AttendanceKind
from conference.series.service import all_series
from conference.years.asked import year_in

TITLE = "構成員・担当者"
COLUMNS = (
    ("機関", NAME), ("名前", NAME), ("電話", NAME), ("席のある会議（役割）", TEXT),
    *((kind.value, STATE) for kind in AttendanceKind),
)  # fmt: skip


@pages.get("/lists/members")
@allow_sees_rosters
def members_page() -> str:
    year, wanted = _year(), _wanted()
    sections = all_series(db.session())
    return render_template(
        "lists/members.html",
        title=TITLE,
        names=service.NAMES.values(),
        members=members(db.session(), year, wanted),
        lacking=[] if wanted.role else lacking(db.session(), wanted),
        wanted=wanted,
        chosen=_chosen(wanted),
        sections=[("", "すべての会議"), *((each.id, each.title) for each in sections)],
        roles=[("", "すべての役割"), *((role, role) for role in _roles(wanted))],
        columns=[heading for heading, _ in COLUMNS],
        year=year,
        this_year=fiscal_year(clock.today()),
        year_label=year_label,
        today=clock.today(),
    )


@pages.get("/lists/members/ichiran.xlsx")
@allow_sees_rosters
def members_workbook() -> Response:
    year, wanted = _year(), _wanted()
    found = members(db.session(), year, wanted)
    audit.viewed(current_person(), "list_exported", list="members", rows=len(found))
    title = "　".join(part for part in (TITLE, wanted.title, year_label(year)) if part)
    made = table_of(title, f"{len(found)}件", COLUMNS, [each.texts for each in found])
    section = f"-{wanted.section.id}" if wanted.section else ""
    name = f"ichiran-members{section}-{year}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)


def _wanted() -> Wanted:
    """What the address asks for; a section or a part that is nobody's counts as not asked for."""
    given = request.args.get("section", "")
    section = next((each for each in all_series(db.session()) if str(each.id) == given), None)
    role = request.args.get("role", "")
    return Wanted(section, role if role in roles_of(db.session(), Wanted()) else "")


def _chosen(wanted: Wanted) -> dict[str, str]:
    """For the address; what is not chosen stays out of it."""
    given = {"section": str(wanted.section.id) if wanted.section else "", "role": wanted.role}
    return {name: value for name, value in given.items() if value}


def _roles(wanted: Wanted) -> list[str]:
    """Of this section; a part chosen before the section stays in sight."""
    return list(
        dict.fromkeys([*roles_of(db.session(), Wanted(wanted.section)), *filter(None, [wanted.role])])
    )


def _year() -> int:
    """The fiscal year asked for; this one where it is no year of ours."""
    return year_in(request.args) or fiscal_year(clock.today())
