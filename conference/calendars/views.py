"""年間の予定: the year on one page, the next meeting in one click, and a file for other calendars."""

from __future__ import annotations

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.calendars import changing, service
from conference.calendars import changing_views as changing_views  # its pages belong to this blueprint
from conference.calendars.blueprint import pages
from conference.calendars.holidays import why_closed
from conference.calendars.ics import calendar_file
from conference.era import format_date
from conference.errors import NotYours
from conference.growth import fiscal_year
from conference.notes.service import newest_texts
from conference.notices import notice
from conference.rosters.models import Conference, Series
from conference.turns.listing import of_meetings
from conference.years.asked import year_in


@pages.get("/calendar")
@allow_sees_rosters
def year() -> str:
    chosen = _year()
    found = service.conferences_of(db.session(), chosen)
    return render_template(
        "calendars/year.html",
        year=chosen,
        this_year=fiscal_year(clock.today()),
        today=clock.today(),
        months=service.months_of(chosen, found),
        found=found,
        called_off=newest_texts(db.session(), changing.WHY, [each.id for each in found]),
        closed={each.held_on: why for each in found if (why := why_closed(each.held_on))},
        coming=[
            each for each in service.coming(db.session(), clock.today()) if service.has_rhythm(each.series)
        ],
    )


@pages.get("/calendar.ics")
@allow_sees_rosters
def file() -> Response:
    chosen = _year()
    found = service.conferences_of(db.session(), chosen)
    made = calendar_file(found, clock.now(), of_meetings(db.session(), found))
    name = f"kaigi-{chosen}.ics"
    return send_file(BytesIO(made), mimetype="text/calendar", as_attachment=True, download_name=name)


def _year() -> int:
    """The fiscal year asked for; this one where it is no year of ours."""
    return year_in(request.args) or fiscal_year(clock.today())


@pages.post("/calendar/series/<int:series_id>/next")
@allow_runs_conferences
def make_next(series_id: int) -> Response:
    person = current_person()
    series = db.session().get(Series, series_id)
    if series is None:
        raise NotYours
    made = service.make_next(db.session(), series, clock.today())
    conference = made.last
    if conference is None:
        raise NotYours
    audit.record(db.session(), person, "conference_made", conference, rows=0)
    db.session().commit()
    notice(_made(made, conference), undo=url_for("calendars.take_back", conference_id=conference.id))
    return redirect(url_for("calendars.year", year=fiscal_year(conference.held_on)))


def _made(made: service.Coming, conference: Conference) -> str:
    """Day, hours and place: what is not as it should be is seen at once."""
    why = f"{made.why}、" if made.why else ""
    return f"{why}{format_date(conference.held_on)}に{conference.title}を作りました。{made.usual.sentence}"


@pages.post("/calendar/conferences/<int:conference_id>/take-back")
@allow_runs_conferences
def take_back(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    day = conference.held_on
    audit.record(db.session(), person, "conference_taken_back", conference)
    service.take_back(db.session(), conference)
    db.session().commit()
    notice(f"{format_date(day)}の会議を取り消しました。")
    return redirect(url_for("calendars.year", year=fiscal_year(day)))
