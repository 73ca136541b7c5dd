"""予定の一覧 of a fiscal year: one list, made from pasted names, printed, taken home."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from sqlalchemy import inspect
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.era import fiscal_year
from conference.errors import ConferenceError, NotYours
from conference.lists.families import year_label
from conference.notices import notice
from conference.rosters.models import Conference
from conference.sent_lines import keys_sent, number, one_line
from conference.series.kinds import kind_of
from conference.visits import batches, service
from conference.visits import hearing_views as hearing_views  # its pages belong to this blueprint
from conference.visits.blueprint import pages
from conference.visits.models import Visit, VisitKind
from conference.visits.questions import questions_of
from conference.visits.service import Line, Typed
from conference.visits.workbook import workbook_of
from conference.years.asked import year_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.app_context_processor
def _for_the_page_of_a_meeting() -> dict[str, object]:
    return {"visits_before": lambda conference: batches.round_before(db.session(), conference)}


@pages.get("/visits")
@allow_sees_rosters
def visits() -> str:
    asked = _meeting(request.args.get("conference", ""))
    if asked is None:
        return _page(_year())
    known = "\n".join(batches.known_schools(db.session()))
    return _page(fiscal_year(asked.held_on), pasted=known, asked=asked)


def _year() -> int:
    """The one asked for, else this one."""
    return year_in(request.values) or fiscal_year(clock.today())


def _meeting(number: str) -> Conference | None:
    """The meeting a round is made for; raises NotYours for one that has no roster or is not there."""
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise NotYours
    found = conference_for(current_person(), int(number))
    if not kind_of(found.series).has_roster:
        raise NotYours
    return found


def _page(
    year: int,
    lines: list[Line] | None = None,
    pasted: str = "",
    problem: str = "",
    asked: Conference | None = None,
    lost: Sequence[Typed] = (),
) -> str:
    if lines is None:
        lines = [Line(each, service.as_typed(each)) for each in service.of_year(db.session(), year)]
    found = [each.visit for each in lines]
    return render_template(
        "visits/visits.html",
        year=year,
        label=year_label(year),
        years=[(each, year_label(each)) for each in service.years(db.session(), clock.today())],
        groups=batches.groups_of(found),
        by_visit={each.visit.id: each for each in lines},
        terms=batches.term_table(found),
        has_page={kind: bool(questions_of(kind)) for kind in VisitKind},
        held_back=[each for each in lines if each.problem],
        lost=lost,
        choices=[(each.value, each.label) for each in _batches(asked)],
        chosen=request.form.get("kind", "") or (f"{VisitKind.BEFORE} {asked.id}" if asked else ""),
        asked=asked,
        pasted=pasted,
        problem=problem,
        done=sum(each.done_at is not None for each in found),
        total=len(found),
    )


def _batches(asked: Conference | None) -> list[batches.Batch]:
    return batches.batches(db.session(), clock.today(), asked)


@pages.get("/visits/yotei.xlsx")
@allow_sees_rosters
def workbook() -> Response:
    year = _year()
    found = service.of_year(db.session(), year)
    audit.viewed(current_person(), "visits_exported", lines=len(found))
    made = workbook_of(found, f"{year_label(year)}の予定")
    name = f"yotei-{year}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)


@pages.post("/visits")
@allow_sees_rosters
def add() -> Response | tuple[str, int]:
    person, year = current_person(), _year()
    pasted, batch = clean(request.form.get("places", "")), _chosen()
    try:
        places = service.places_in(pasted)
        made = service.add(db.session(), person, year, batch, places)
    except ConferenceError as problem:
        return _page(year, None, pasted, problem.sentence, batch.conference), problem.status
    audit.record(db.session(), person, "visits_planned", lines=len(made))
    db.session().commit()
    year = fiscal_year(batch.conference.held_on) if batch.conference else year
    already = len(places) * len(batch.terms) - len(made)
    notice(
        f"{len(made)}件の予定を足しました。" + (f"{already}件はもう入っていました。" if already else ""),
        undo=url_for("visits.take_away", ids="-".join(str(each.id) for each in made), year=year)
        if made
        else "",
    )
    return redirect(url_for("visits.visits", year=year))


def _chosen() -> batches.Batch:
    """What the form chose to add; raises NotYours."""
    wanted = request.form.get("kind", "")
    kind, _, number = wanted.partition(" ")
    asked = _meeting(number) if kind == VisitKind.BEFORE else None
    found = next((each for each in _batches(asked) if each.value == wanted), None)
    if found is None:
        raise NotYours
    return found


@pages.post("/visits/lines")
@allow_sees_rosters
def write() -> Response | tuple[str, int]:
    """Every line of the page at once: what cannot be kept stays in its fields and says why."""
    person, year = current_person(), _year()
    found = service.of_year(db.session(), year)
    sent = {key: _typed(key) for key in keys_sent(number)}
    gone = service.without_line(found, sent)
    kept_lines = {key: each for key, each in sent.items() if key not in gone}
    lines = service.write_all(found, kept_lines, clock.now())
    kept = [each.visit for each in lines if not each.problem and each.visit in db.session().dirty]
    for visit in kept:
        audit.record(db.session(), person, "visit_written", visit)
    dropped = service.take_away(db.session(), _ids(request.form.get("drop", "")))
    if dropped:
        audit.record(db.session(), person, "undone", what="visits_planned")
    db.session().commit()
    lost = [each for each in gone.values() if each.is_changed]
    if lost or any(each.problem for each in lines):
        return _page(year, [each for each in lines if not _is_gone(each)], lost=lost), 409
    notice(_told(len(kept), dropped))
    return redirect(url_for("visits.visits", year=year))


def _told(kept: int, dropped: int) -> str:
    """What became of one press: lines kept, a line taken away or not."""
    asked = _ids(request.form.get("drop", ""))
    told = f"{kept}件の予定を保存しました。" if kept else ""
    if dropped:
        return told + "予定を一つ外しました。"
    if not asked:
        return told or "変わったところはありません。"
    there = db.session().get(Visit, asked[0]) is not None
    return told + (
        "書かれているため、その予定は外していません。" if there else "その予定は、もう外れています。"
    )


def _is_gone(line: Line) -> bool:
    return inspect(line.visit).was_deleted or inspect(line.visit).deleted


def _typed(visit_id: int) -> Typed:
    on, who, word = (one_line(f"{name}-{visit_id}") for name in ("on", "who", "word"))
    was, place = (request.form.get(f"{name}-{visit_id}", "") for name in ("was", "place"))
    return Typed(on, who, word, request.form.get(f"done-{visit_id}") == "1", was, place)


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
