"""共有の根拠 for many rows at once, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, conference_for, current_person
from conference.audit import service as audit
from conference.invitations import grounds
from conference.invitations.blueprint import pages
from conference.invitations.forms import GroundForm
from conference.invitations.participants import Participant, participants_of
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import trail
from conference.rosters.models import Conference, Ground, Row
from conference.rosters.service import roster_of

GROUNDS = [
    (Ground.COUNCIL.value, "要対協（構成員として）"),
    (Ground.CONSENT.value, "本人同意"),
    (Ground.LAW.value, "法令"),
    (Ground.CENTER.value, "センター内（委託先・センターの職員）"),
]


@pages.get("/conferences/<int:conference_id>/grounds")
@allow_runs_conferences
def shown(conference_id: int) -> str:
    person = current_person()
    conference = conference_for(person, conference_id)
    wanted = request.args.get("who", "")
    people = [int(wanted)] if wanted.isascii() and wanted.isdecimal() and len(wanted) < 12 else []
    return _page(conference, GroundForm(people=people), person)


def _page(conference: Conference, form: GroundForm, person: Person) -> str:
    outside = _outside(conference)
    rows = roster_of(db.session(), conference)
    trail.glimpsed(person, rows)
    given = grounds.grounds_of(db.session(), conference, outside, clock.today())
    return render_template(
        "invitations/grounds.html",
        conference=conference,
        form_given=form,
        outside=outside,
        without=grounds.without_ground(db.session(), conference, clock.today()),
        rows=rows,
        said={
            (each.key, row.id): grounds.said(given.of(each, row), clock.today())
            for each in outside
            for row in rows
        },
        offered=GROUNDS,
    )


def _outside(conference: Conference) -> list[Participant]:
    """The absent too: what they were given must be in sight to be taken back."""
    asked = participants_of(db.session(), conference, absent_too=True)
    return [each for each in asked if each.is_outside]


@pages.post("/conferences/<int:conference_id>/grounds")
@allow_runs_conferences
def give(conference_id: int) -> Response | tuple[str, int]:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    sent = request.form
    rows = [str(row.id) for row in conference.rows] if "every_row" in sent else sent.getlist("rows")
    form = GroundForm.read(sent, sent.getlist("people"), rows, clock.today())
    if form.problems:
        return _page(conference, form, person), 422
    stated, new = form.given(clock.today()), []
    for each, row in _pairs(conference, form.people, form.rows):
        if grounds.give(db.session(), each, row, stated):
            new.append(f"{each.key}.{row.id}")
        _record(person, each, row, stated.ground)
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    undo = url_for("invitations.take", conference_id=conference.id, pairs="-".join(new)) if new else ""
    told = f"{len(set(form.people))}人に{len(set(form.rows))}行を「{stated.ground}」で見せます。"
    notice(told, undo=undo)
    return redirect(url_for("invitations.shown", conference_id=conference.id))


def _pairs(
    conference: Conference, people: Iterable[int], rows: Iterable[int]
) -> list[tuple[Participant, Row]]:
    """Only seats and rows of this meeting."""
    chosen = [each for each in _outside(conference) if each.key in set(people)]
    return [(each, row) for each in chosen for row in conference.rows if row.id in set(rows)]


def _record(person: Person, participant: Participant, row: Row, ground: str) -> None:
    if participant.person is not None:
        audit.record(
            db.session(), person, "row_shared", row, person_id=participant.person.id, ground=str(ground)
        )
    else:
        audit.record(
            db.session(), person, "row_given_on_paper", row, attendance=participant.key, ground=str(ground)
        )


@pages.post("/conferences/<int:conference_id>/grounds/take")
@allow_runs_conferences
def take(conference_id: int) -> Response:
    """Pairs of seat and row (「3.14」) that are no longer shown: the undo of giving, and 外す on the screen."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    wanted = set(request.values.get("pairs", "")[:20_000].split("-"))
    count = 0
    for each in _outside(conference):
        for row in conference.rows:
            if f"{each.key}.{row.id}" in wanted and grounds.take(db.session(), each, row):
                _record_taken(person, each, row)
                count += 1
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    notice(f"{count}件の共有を外しました。その行はもう見えません。")
    return redirect(url_for("invitations.shown", conference_id=conference.id))


def _record_taken(person: Person, participant: Participant, row: Row) -> None:
    if participant.person is not None:
        audit.record(db.session(), person, "row_unshared", row, person_id=participant.person.id)
    else:
        audit.record(db.session(), person, "row_taken_from_paper", row, attendance=participant.key)
