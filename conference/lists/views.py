"""一覧: the office's lists on the screen, on paper, and as Excel."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.decisions.edits import versions
from conference.errors import NotYours
from conference.households.models import FUNCTIONS
from conference.lists import families, service
from conference.lists import members_views as members_views  # its pages belong to this blueprint
from conference.lists.blueprint import XLSX, pages
from conference.lists.sheets import Asked, Sheet
from conference.lists.workbook import workbook_of
from conference.minutes.service import HANDLING
from conference.people.models import Person
from conference.years.asked import year_in

EVERYBODY, NOBODY = "all", "none"


@pages.get("/lists", defaults={"name": "plans"})
@pages.get("/lists/<name>")
@allow_sees_rosters
def shown(name: str) -> str:
    person, what = current_person(), _named(name)
    asked = _asked(person)
    sheet = service.sheet(db.session(), name, asked)
    if sheet.lines:
        audit.viewed(person, "list_viewed", *sheet.households, list=name)
    return render_template(
        "lists/list.html",
        what=what,
        names=service.NAMES.values(),
        sheet=sheet,
        asked=asked,
        narrowed=_narrowed(asked),
        chosen=_chosen(asked),
        workers=[
            (EVERYBODY, "全員"),
            *((str(each.id), each.name) for each in service.workers(db.session())),
            (NOBODY, "担当未定"),
        ],
        functions=[("", "両方"), *((each, each) for each in FUNCTIONS)],
        months=[(each, f"{each}か月") for each in families.MONTHS],
        years=_years(name, asked),
        numbers=_numbers(sheet),
        handling=HANDLING,
    )


@pages.get("/lists/<name>/ichiran.xlsx")
@allow_sees_rosters
def workbook(name: str) -> Response:
    person, what = current_person(), _named(name)
    asked = _asked(person)
    sheet = service.sheet(db.session(), name, asked)
    audit.viewed(person, "list_exported", *sheet.households, list=name, rows=len(sheet.lines))
    made = workbook_of(sheet, what.title, _narrowed(asked), asked.today)
    file = f"ichiran-{name}-{asked.today:%Y%m%d}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=file)


def _named(name: str) -> service.Name:
    if name not in service.NAMES:
        raise NotYours
    return service.NAMES[name]


def _asked(person: Person) -> Asked:
    """The question in the address: ids and our own words only, never a family's name."""
    given = request.args
    worker = given.get("worker", "")
    function, months = given.get("function", ""), given.get("months", "")
    return Asked(
        today=clock.today(),
        worker=_worker(worker, person),
        without_worker=worker == NOBODY,
        function=function if function in FUNCTIONS else "",
        months=int(months) if months in map(str, families.MONTHS) else Asked.months,
        year=year_in(given),
        by="agency" if given.get("by") == "agency" else "person",
    )


def _worker(wanted: str, person: Person) -> Person | None:
    if wanted in (EVERYBODY, NOBODY):
        return None
    chosen = next((each for each in service.workers(db.session()) if str(each.id) == wanted), None)
    return chosen or service.starts_with(person)


def _chosen(asked: Asked) -> dict[str, str]:
    """What the address of a neighbouring list or of the workbook carries on."""
    worker = NOBODY if asked.without_worker else str(asked.worker.id) if asked.worker else EVERYBODY
    return {
        "worker": worker,
        "function": asked.function,
        "months": str(asked.months),
        "by": asked.by,
        "year": str(asked.year or ""),
    }


def _narrowed(asked: Asked) -> str:
    worker = (
        "担当未定" if asked.without_worker else f"{asked.worker.name}の分" if asked.worker else "全員の分"
    )
    return f"{worker}・{asked.function}" if asked.function else worker


def _years(name: str, asked: Asked) -> list[tuple[int, str]]:
    if name != "closed":
        return []
    return [(year, families.year_label(year)) for year in service.closing_years(db.session(), asked)]


def _numbers(sheet: Sheet) -> dict[tuple[int, str], int]:
    """Versions of the 済・未 that can be written from here."""
    rows = {line.row.id for line in sheet.lines if line.role}
    return {key: edit.number for key, edit in versions(db.session(), rows).items()} if rows else {}
