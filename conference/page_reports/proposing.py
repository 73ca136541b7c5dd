"""訂正を提案: a small form behind a link on every page, and the page where the answer stands."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_signed_in, current_person
from conference.audit import service as audit
from conference.errors import NotYours
from conference.notices import notice
from conference.page_life import corrections
from conference.page_life import service as life
from conference.page_reports import service
from conference.point_edits.roles import WHO_EDITS
from conference.publishing import hiding, writer

pages = Blueprint("proposing", __name__)


@pages.get("/corrections/new")
@allow_signed_in
def new() -> str:
    return _form(_page(request.args.get("page", "")))


def _form(key: str, problem: str = "") -> str:
    said, instead = request.form.get("said", ""), request.form.get("instead", "")
    return render_template(
        "page_reports/correct.html",
        key=key,
        title=_title(key),
        said=said,
        instead=instead,
        problem=problem,
        may_edit=_may_edit(key),
    )


def _may_edit(key: str) -> bool:
    """A practice point, for those who may write it anew."""
    return writer.is_point(key) and current_person().kind in WHO_EDITS


def _title(key: str) -> str:
    return life.title_of(db.session(), current_app.extensions["settings"], key)


def _page(address: str) -> str:
    """Raises NotYours where no page stands there, or nobody is shown it."""
    key = hiding.key_of(address)
    if not key or key in hiding.closed(db.session()) or not service.is_there(db.session(), key):
        raise NotYours
    return key


@pages.post("/corrections")
@allow_signed_in
def propose() -> str | tuple[str, int] | Response:
    key, person, form = _page(request.form.get("page", "")), current_person(), request.form
    try:
        made = corrections.propose(db.session(), key, person, form.get("said", ""), form.get("instead", ""))
    except corrections.SentenceMissing as problem:
        return _form(key, problem.sentence), problem.status
    audit.record(db.session(), person, "correction_proposed", made, page=key)
    db.session().commit()
    notice("提案を届けました。返事はホームに出ます。")
    return redirect(url_for("page_reports.proposing.shown", correction_id=made.id))


@pages.get("/corrections/<int:correction_id>")
@allow_signed_in
def shown(correction_id: int) -> str:
    session, person = db.session(), current_person()
    found = corrections.correction_for(session, person, correction_id)
    return render_template(
        "page_reports/correction.html",
        correction=found,
        title=_title(found.key),
        may_answer=corrections.may_answer(session, person, found),
        may_take=corrections.may_be_taken(session, found.key),
        is_mine=found.person_id == person.id,
        may_edit=_may_edit(found.key),
    )


@pages.post("/corrections/<int:correction_id>/answer")
@allow_signed_in
def answer(correction_id: int) -> Response:
    session, person = db.session(), current_person()
    found = corrections.correction_for(session, person, correction_id)
    words = request.form.get("answer", "")
    if request.form.get("do") == "take":
        corrections.take(session, found, person, words)
        told = "取り入れることにしました。書いた人が直し、別の人が承認すると新しい版になります。"
    else:
        corrections.answer(session, found, person, words)
        told = "返事を届けました。"
    audit.record(session, person, "correction_answered", found, page=found.key, outcome=found.state)
    session.commit()
    notice(told)
    return redirect(url_for("page_reports.proposing.shown", correction_id=correction_id))


@pages.post("/corrections/<int:correction_id>/read")
@allow_signed_in
def read(correction_id: int) -> Response:
    session, person = db.session(), current_person()
    corrections.read(session, corrections.correction_for(session, person, correction_id), person)
    audit.record(session, person, "correction_read")
    session.commit()
    return redirect(url_for("home.index"))
