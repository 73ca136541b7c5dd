"""案内と共有の根拠: what goes out before a meeting, to whom, and why it may."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import NotYours
from conference.invitations import giving as giving  # its pages belong to this blueprint
from conference.invitations import grounds, pack
from conference.invitations import own as own  # and these
from conference.invitations.blueprint import pages
from conference.invitations.drafts import AGREED, answers_of, briefs_of, drafts_in
from conference.invitations.models import RowQuestion
from conference.invitations.participants import Participant, participants_of, set_role
from conference.invitations.reading import comments_of, readers_of
from conference.notices import notice
from conference.rosters import trail
from conference.rosters.models import Conference
from conference.rosters.service import roster_of

LONGEST_QUESTION = 300
NO_QUESTION = "聞きたいことは1字から300字で書いてください。まだ送っていません。"


@pages.app_context_processor
def _for_every_page() -> dict[str, object]:
    """Comments of a row, for the panel."""
    return {"comments_on": lambda row: comments_of(db.session(), [row])[row.id], "today_is": clock.today}


@pages.get("/conferences/<int:conference_id>/invitations")
@allow_runs_conferences
def overview(conference_id: int) -> str:
    person = current_person()
    conference = conference_for(person, conference_id)
    asked = participants_of(db.session(), conference)
    given = grounds.grounds_of(db.session(), conference, asked, clock.today())
    rows = roster_of(db.session(), conference)
    trail.glimpsed(person, rows)
    return render_template(
        "invitations/overview.html",
        conference=conference,
        rows=rows,
        lines=[(each, len(given.rows_for(each, rows))) for each in asked],
        without=grounds.without_ground(db.session(), conference, clock.today()),
        readers=readers_of(db.session(), conference),
        answers=answers_of(db.session(), rows),
        agreed=AGREED,
        drafted=sum(bool(drafts_in(each)) for each in briefs_of(db.session(), rows).values()),
        questions=pack.questions_of(db.session(), conference),
        offered_rows=[(row.id, f"{row.number}番 {row.household.name}") for row in rows],
        offered_people=[("", "この行を受け取る全員"), *((each.key, each.label) for each in asked)],
    )


@pages.post("/conferences/<int:conference_id>/invitations")
@allow_runs_conferences
def change_roles(conference_id: int) -> Response:
    """The part each plays at this meeting."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    for each in participants_of(db.session(), conference):
        written = request.form.get(f"role-{each.key}")
        if written is not None:
            set_role(db.session(), each.key, clean(written).strip()[:32])
    audit.record(db.session(), person, "conference_changed", conference, field="roles_at_table")
    db.session().commit()
    notice("会議での役割を保存しました。")
    return _back(conference)


def _back(conference: Conference) -> Response:
    return redirect(url_for("invitations.overview", conference_id=conference.id))


# --- questions sent ahead


@pages.post("/conferences/<int:conference_id>/questions")
@allow_runs_conferences
def ask(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    text = clean(request.form.get("text", "")).strip()
    row = next((each for each in conference.rows if str(each.id) == request.form.get("row", "")), None)
    if row is None or not 1 <= len(text) <= LONGEST_QUESTION:
        notice(NO_QUESTION if row else "行を一つ選んでください。まだ送っていません。", kind="warn")
        return _back(conference)
    seats = {str(each.key): each.key for each in participants_of(db.session(), conference)}
    made = RowQuestion(
        row_id=row.id, attendance_id=seats.get(request.form.get("to", "")), text=text, at=clock.now()
    )
    db.session().add(made)
    db.session().flush()
    audit.record(db.session(), person, "question_asked", row)
    db.session().commit()
    undo = url_for("invitations.unask", conference_id=conference.id, question_id=made.id)
    notice(f"{row.number}番について聞きたいことを、案内に入れました。", undo=undo)
    return _back(conference)


@pages.post("/conferences/<int:conference_id>/questions/<int:question_id>/take-back")
@allow_runs_conferences
def unask(conference_id: int, question_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    found = db.session().get(RowQuestion, question_id)
    if found is None or found.row.conference_id != conference.id:
        raise NotYours
    audit.record(db.session(), person, "undone", found.row, what="question")
    db.session().delete(found)
    db.session().commit()
    notice("聞きたいことを案内から外しました。")
    return _back(conference)


# --- paper


@pages.get("/conferences/<int:conference_id>/invitations/print")
@allow_runs_conferences
def on_paper(conference_id: int) -> str:
    """One seat's pages, or everybody's; `names=1`: outside packs carry names this once."""
    person = current_person()
    conference = conference_for(person, conference_id)
    chosen = _chosen(conference)
    names = request.args.get("names") == "1"
    packs = pack.packs_for(db.session(), conference, chosen, clock.today(), names=names)
    for each in packs:
        rows = [line.row for line in each.rows]
        audit.viewed(
            person,
            "invitation_printed",
            conference,
            *rows,
            attendance=each.participant.key,
            names=not each.is_numbered,
        )
    return render_template(
        "invitations/paper.html", conference=conference, packs=packs, names=names, who=_who()
    )


def _who() -> str:
    wanted = request.args.get("who", "")
    return wanted if wanted.isascii() and wanted.isdecimal() else ""


def _chosen(conference: Conference) -> list[Participant]:
    asked = participants_of(db.session(), conference)
    if not _who():
        return asked
    found = [each for each in asked if str(each.key) == _who()]
    if not found:
        raise NotYours
    return found


@pages.get("/conferences/<int:conference_id>/invitations/key")
@allow_runs_conferences
def key_list(conference_id: int) -> str:
    """番号と名前の対応表: the one page that ties numbers to families."""
    person = current_person()
    conference = conference_for(person, conference_id)
    rows = roster_of(db.session(), conference)
    audit.viewed(person, "key_list_viewed", conference, *rows)
    return render_template("invitations/key.html", conference=conference, rows=rows)
