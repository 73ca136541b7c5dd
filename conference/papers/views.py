"""回収簿: how many copies, for whom, which are back; and the numbered copies on paper."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.confirmations.rechecks import AFTER_THE_ROOM
from conference.errors import NotYours
from conference.minutes import service as minutes
from conference.minutes import shapes
from conference.notices import notice
from conference.papers import service
from conference.papers.models import PaperCopy
from conference.rosters.models import Conference

pages = Blueprint("papers", __name__)
HANDED_OUT = (shapes.ROSTER, shapes.SHEETS)
"""What lies on the table: of a record that holds decisions alone there is nothing to talk about."""


@pages.get("/conferences/<int:conference_id>/papers")
@allow_sees_rosters
def returns(conference_id: int) -> str:
    return _list(conference_for(current_person(), conference_id))


def _list(conference: Conference, problem: str = "") -> str:
    copies = service.copies_of(db.session(), conference)
    return render_template(
        "papers/returns.html",
        conference=conference,
        copies=copies,
        said=service.in_words(copies),
        out=service.missing(copies),
        runs=sorted({copy.run for copy in copies}),
        proposed=max(1, len(service.holders(conference))) if not copies else 1,
        problem=problem,
        typed=request.form.get("count", ""),
        handling=minutes.HANDLING,
    )


@pages.post("/conferences/<int:conference_id>/papers")
@allow_sees_rosters
def issue(conference_id: int) -> Response | tuple[str, int]:
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id)
    try:
        count = service.read_count(request.form.get("count", ""))
    except service.CopiesUnreadable as problem:
        return _list(conference, problem.sentence), problem.status
    made = service.issue(session, conference, count, person, clock.now())
    run = made[0].run
    audit.record(session, person, "paper_issued", conference, lines=count)
    session.commit()
    undo = url_for("papers.take_back", conference_id=conference.id, run=run)
    notice(f"No.{made[0].number}から{made[-1].number}まで、{count}部に番号を付けました。", undo=undo)
    return redirect(url_for("papers.returns", conference_id=conference.id))


@pages.post("/conferences/<int:conference_id>/papers/<int:run>/take-back")
@allow_sees_rosters
def take_back(conference_id: int, run: int) -> Response:
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id)
    if not service.take_back(session, conference, run):
        raise NotYours()
    audit.record(session, person, "undone", conference, what="paper_issued")
    session.commit()
    notice("番号を付ける前に戻しました。刷った紙は、まとめて細断してください。")
    return redirect(url_for("papers.returns", conference_id=conference.id))


@pages.get("/conferences/<int:conference_id>/papers/<int:run>")
@allow_sees_rosters
def printed(conference_id: int, run: int) -> str:
    """Every copy of one printing, each from a new page with its own number."""
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id)
    every = service.copies_of(session, conference)
    copies = [copy for copy in every if copy.run == run]
    if not copies:
        raise NotYours()
    shown = minutes.minutes_of(session, conference, clock.today())
    audit.viewed(
        person, "paper_printed", conference, *conference.rows, rows=len(shown.rows), lines=len(copies)
    )
    return render_template(
        "papers/printed.html",
        minutes=shown,
        conference=conference,
        title=shown.title if conference.phase in AFTER_THE_ROOM else f"{conference.title}名簿",
        shape=_shape(shown),
        shapes=HANDED_OUT,
        run=run,
        copies=copies,
        total=len(every),
        handling=minutes.HANDLING,
    )


def _shape(shown: minutes.Minutes) -> shapes.Shape:
    wanted = shapes.shape_of(shown, request.args.get("shape", ""))
    return wanted if wanted in HANDED_OUT else shapes.ROSTER


@pages.post("/papers/<int:copy_id>/returned/<int:yes>")
@allow_sees_rosters
def returned(copy_id: int, yes: int) -> Response:
    person, session = current_person(), db.session()
    copy = session.get(PaperCopy, copy_id)
    if copy is None:
        raise NotYours()
    conference = conference_for(person, copy.conference_id)
    service.give(copy, yes == 1, person, clock.now())
    audit.record(session, person, "paper_returned", conference, number=copy.number, after=str(yes == 1))
    session.commit()
    return redirect(url_for("papers.returns", conference_id=conference.id, _anchor=f"copy-{copy.number}"))


@pages.post("/conferences/<int:conference_id>/papers/all-returned")
@allow_sees_rosters
def all_returned(conference_id: int) -> Response:
    """The pile was counted and is whole."""
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id)
    for copy in service.missing(service.copies_of(session, conference)):
        service.give(copy, True, person, clock.now())
        audit.record(session, person, "paper_returned", conference, number=copy.number, after="True")
    session.commit()
    notice("全部戻った印を付けました。ちがうものは一枚ずつ外せます。")
    return redirect(url_for("papers.returns", conference_id=conference.id))
