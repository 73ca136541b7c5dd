"""一年のまとめ of a series and 年間の実績 of the office."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.errors import NotYours
from conference.growth import fiscal_year
from conference.lists.families import year_label
from conference.minutes.service import HANDLING
from conference.rosters.models import Series
from conference.years import asked
from conference.years import line_views as line_views  # its pages belong to this blueprint
from conference.years.blueprint import pages
from conference.years.counting import years_with_meetings
from conference.years.lines import lines_at, table_of
from conference.years.meetings import series_year
from conference.years.office import office_year
from conference.years.sheet import OUTSIDE_NOTE, sheet_of
from conference.years.side_by_side import difference
from conference.years.workbook import workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.app_context_processor
def _for_the_page_of_a_meeting() -> dict[str, object]:
    return {
        "lines_table_of": table_of,
        "lines_of": lambda conference: lines_at(db.session(), conference),
        "line_difference": difference,
        "year_of": lambda conference: fiscal_year(conference.held_on),
        "this_year": lambda: fiscal_year(clock.today()),
    }


@pages.get("/series/<int:series_id>/years/<int:year>")
@allow_sees_rosters
def one_series(series_id: int, year: int) -> str:
    series = db.session().get(Series, series_id)
    if series is None:
        raise NotYours
    shown = series_year(db.session(), series, asked.fiscal_year(year), clock.today())
    return render_template(
        "years/series.html",
        shown=shown,
        label=year_label(year),
        years=_years(),
        handling=HANDLING,
    )


def _years() -> list[tuple[int, str]]:
    return [(year, year_label(year)) for year in years_with_meetings(db.session(), clock.today())]


@pages.get("/years/<int:year>")
@allow_sees_rosters
def office(year: int) -> str:
    outside = asked.is_for_outside(request.args)
    counted = office_year(db.session(), asked.fiscal_year(year), clock.today())
    return render_template(
        "years/office.html",
        year=year,
        counted=counted,
        sheet=sheet_of(counted, outside=outside),
        outside=outside,
        outside_note=OUTSIDE_NOTE,
        labels=(year_label(year), year_label(year - 1)),
        years=_years(),
        handling=HANDLING,
        today=clock.today(),
    )


@pages.get("/years/<int:year>/nenkan.xlsx")
@allow_sees_rosters
def workbook(year: int) -> Response:
    outside = asked.is_for_outside(request.args)
    counted = office_year(db.session(), asked.fiscal_year(year), clock.today())
    audit.viewed(current_person(), "year_exported", outside=outside)
    made = workbook_of(
        sheet_of(counted, outside=outside),
        (year_label(year), year_label(year - 1)),
        "" if outside else HANDLING,
        OUTSIDE_NOTE if outside else "",
        clock.today(),
    )
    name = f"nenkan-{year}{'-gai' if outside else ''}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)
