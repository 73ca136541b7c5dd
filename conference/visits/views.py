"""予定の一覧 of a fiscal year: one list, made from pasted names, printed, taken home."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from sqlalchemy import inspect
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.era import fiscal_year
from conference.errors import ConferenceError, NotYours
from conference.lists.families import year_label
from conference.notices import notice
from conference.visits import service
from conference.visits.models import VisitKind
from conference.visits.service import Line, Typed
from conference.visits.workbook import workbook_of

pages = Blueprint("visits", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/visits")
@allow_sees_rosters
def visits() -> str:
    return _page(_year())


def _year() -> int:
    """The one asked for, else this one."""
    wanted = request.values.get("year", "")
    readable = wanted.isascii() and wanted.isdecimal() and 2000 <= int(wanted[:5]) <= 2200
    return int(wanted[:5]) if readable else fiscal_year(clock.today())


def _page(year: int, lines: list[Line] | None = None, pasted: str = "", problem: str = "") -> str:
    if lines is None:
        lines = [Line(each, service.as_typed(each)) for each in service.of_year(db.session(), year)]
    return render_template(
        "visits/visits.html",
        year=year,
        label=year_label(year),
        years=[(each, year_label(each)) for each in service.years(db.session(), clock.today())],
        groups=[(kind, [each for each in lines if each.visit.kind == kind]) for kind in VisitKind],
        held_back=[each for each in lines if each.problem],
        kinds=[(each.value, each.value) for each in VisitKind],
        kind_given=request.form.get("kind", ""),
        pasted=pasted,
        problem=problem,
        done=sum(each.visit.done_at is not None for each in lines),
        total=len(lines),
    )


@pages.get("/visits/yotei.xlsx")
@allow_sees_rosters
def workbook() -> Response:
    year = _year()
    made = workbook_of(service.of_year(db.session(), year), f"{year_label(year)}の予定")
    name = f"yotei-{year}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)


@pages.post("/visits")
@allow_sees_rosters
def add() -> Response | tuple[str, int]:
    person, year = current_person(), _year()
    pasted = clean(request.form.get("places", ""))
    if request.form.get("kind") not in tuple(VisitKind):
        raise NotYours
    try:
        places = service.places_in(pasted)
    except ConferenceError as problem:
        return _page(year, None, pasted, problem.sentence), problem.status
    made = service.add(db.session(), person, year, VisitKind(request.form["kind"]), places)
    audit.record(db.session(), person, "visits_planned", lines=len(made))
    db.session().commit()
    ids = "-".join(str(each.id) for each in made)
    already = f"{len(places) - len(made)}件はもう入っていました。" if len(made) < len(places) else ""
    notice(
        f"{len(made)}件の予定を足しました。{already}",
        undo=url_for("visits.take_away", ids=ids, year=year) if made else "",
    )
    return redirect(url_for("visits.visits", year=year))


@pages.post("/visits/lines")
@allow_sees_rosters
def write() -> Response | tuple[str, int]:
    """Every line of the page at once: what cannot be kept stays in its fields and says why."""
    person, year = current_person(), _year()
    found = service.of_year(db.session(), year)
    lines = service.write_all(found, {each.id: _typed(each.id) for each in found}, clock.now())
    kept = [each.visit for each in lines if not each.problem and each.visit in db.session().dirty]
    for visit in kept:
        audit.record(db.session(), person, "visit_written", visit)
    dropped = service.take_away(db.session(), _ids(request.form.get("drop", "")))
    if dropped:
        audit.record(db.session(), person, "undone", what="visits_planned")
    db.session().commit()
    if any(each.problem for each in lines):
        return _page(year, [each for each in lines if not _is_gone(each)]), 409
    told = f"{len(kept)}件の予定を保存しました。" if kept or not dropped else ""
    notice(told + ("予定を一つ外しました。" if dropped else ""))
    return redirect(url_for("visits.visits", year=year))


def _is_gone(line: Line) -> bool:
    return inspect(line.visit).was_deleted or inspect(line.visit).deleted


def _typed(visit_id: int) -> Typed:
    def line(name: str) -> str:
        return " ".join(clean(request.form.get(f"{name}-{visit_id}", "")).split())

    was = request.form.get(f"was-{visit_id}")
    done = request.form.get(f"done-{visit_id}") == "1"
    made = Typed(line("on"), line("who"), line("word"), done)
    return replace(
        made, was=made.state if was is None else was
    )  # a line the page did not have is not changed


@pages.post("/visits/take-away")
@allow_sees_rosters
def take_away() -> Response:
    """The undo of adding; only lines that nobody has written on."""
    gone = service.take_away(db.session(), _ids(request.values.get("ids", "")))
    audit.record(db.session(), current_person(), "undone", what="visits_planned")
    db.session().commit()
    notice(f"{gone}件の予定を外しました。")
    return redirect(url_for("visits.visits", year=_year()))


def _ids(text: str) -> list[int]:
    """「3-4-5」; whatever is no number is left out."""
    given = text[:4000].split("-")
    return [int(each) for each in given if each.isascii() and each.isdecimal() and len(each) < 12]
