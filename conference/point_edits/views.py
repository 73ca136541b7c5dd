"""実践ポイントを直す: one page for the words, what becomes of them, and the second person."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_runs_conferences, current_person
from conference.anonymize import gate
from conference.audit import service as audit
from conference.config import Settings
from conference.errors import ConferenceError
from conference.library.site import SiteBlueprint
from conference.notices import notice
from conference.point_edits import preview, service
from conference.point_edits.errors import NothingChanged, NotReadyYet, PageChanged, ReasonMissing
from conference.point_edits.roles import allow_edits
from conference.publishing import spreading

pages = Blueprint("point_edits", __name__)


site = SiteBlueprint("site", __name__)


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


@pages.get("/point-edits")
@allow_edits
def edits() -> str:
    found = service.edits(db.session())
    titles = {each.id: service.page_of(each).title for each in found}
    return render_template("point_edits/list.html", edits=found, titles=titles)


@pages.post("/points/<point_id>/edits")
@allow_edits
def start(point_id: str) -> Response:
    person = current_person()
    edit = service.start(db.session(), _settings(), point_id, person, request.form.get("why", ""))
    audit.record(db.session(), person, "point_edit_started", edit, page=point_id)
    db.session().commit()
    return redirect(url_for("point_edits.edit", edit_id=edit.id))


@pages.get("/point-edits/<int:edit_id>")
@allow_edits
def edit(edit_id: int) -> str:
    person = current_person()
    found = service.edit_for(db.session(), edit_id)
    is_mine = found.author_id == person.id
    return render_template(
        "point_edits/edit.html",
        edit=found,
        review=service.review(db.session(), _settings(), found) if found.phase.is_open else None,
        title=service.page_of(found).title,
        parts=service.page_of(found).sections,
        may_write=is_mine and found.phase.takes_writing,
        may_approve=person.kind.runs_conferences and not is_mine,
        is_mine=is_mine,
        longest=service.LONGEST,
    )


@site.get("/kb/preview/<int:edit_id>.html")
@allow_edits
def shown(edit_id: int) -> str:
    """As the site will show it; nothing of it is kept."""
    text = service.edit_for(db.session(), edit_id).text
    db.release()  # the site's command takes seconds
    return preview.page(text)


pages.register_blueprint(site)


@pages.post("/point-edits/<int:edit_id>")
@allow_edits
def save(edit_id: int) -> Response:
    """The words, and the answers to what was asked; then, if wanted, to the second person."""
    person, form = current_person(), request.form
    found = service.edit_for(db.session(), edit_id)
    service.save(db.session(), _settings(), found, person, form, form.getlist("kept"))
    audit.record(db.session(), person, "point_edit_saved", found, page=found.point_id)
    db.session().commit()
    if form.get("then") == "submit":
        return _submit(edit_id)
    notice("保存しました。下で前の文と見比べてください。")
    return redirect(url_for("point_edits.edit", edit_id=edit_id, _anchor="compare"))


def _submit(edit_id: int) -> Response:
    person = current_person()
    given = service.review(db.session(), _settings(), service.edit_for(db.session(), edit_id))
    try:
        service.submit(db.session(), given, person)
    except (NotReadyYet, NothingChanged, ReasonMissing) as problem:
        return _stopped(problem, edit_id)
    audit.record(db.session(), person, "point_edit_sent", given.edit, page=given.edit.point_id)
    return _stepped(edit_id, "承認を頼みました。", undo="point_edits.take_back")


def _stopped(problem: ConferenceError, edit_id: int) -> Response:
    db.session().rollback()
    notice(problem.sentence, kind="stop")
    return redirect(url_for("point_edits.edit", edit_id=edit_id, _anchor="left"))


def _stepped(edit_id: int, told: str, undo: str = "") -> Response:
    """Committed and told."""
    db.session().commit()
    notice(told, undo=url_for(undo, edit_id=edit_id) if undo else "")
    return redirect(url_for("point_edits.edit", edit_id=edit_id))


@pages.post("/point-edits/<int:edit_id>/take-back")
@allow_edits
def take_back(edit_id: int) -> Response:
    person, found = current_person(), service.edit_for(db.session(), edit_id)
    service.take_back(db.session(), found, person)
    audit.record(db.session(), person, "point_edit_taken_back", found, page=found.point_id)
    return _stepped(edit_id, "書く段階に戻しました。")


@pages.post("/point-edits/<int:edit_id>/drop")
@allow_edits
def drop(edit_id: int) -> Response:
    person, found = current_person(), service.edit_for(db.session(), edit_id)
    service.drop(db.session(), found, person)
    audit.record(db.session(), person, "point_edit_dropped", found, page=found.point_id)
    told = "取りやめました。ページは今のままです。"
    return _stepped(edit_id, told, undo="point_edits.pick_up")


@pages.post("/point-edits/<int:edit_id>/pick-up")
@allow_edits
def pick_up(edit_id: int) -> Response:
    person, found = current_person(), service.edit_for(db.session(), edit_id)
    service.pick_up(db.session(), found, person)
    audit.record(db.session(), person, "point_edit_taken_back", found, page=found.point_id)
    return _stepped(edit_id, "書く段階に戻しました。")


@pages.post("/point-edits/<int:edit_id>/send-back")
@allow_runs_conferences
def send_back(edit_id: int) -> Response:
    person, found = current_person(), service.edit_for(db.session(), edit_id)
    service.send_back(db.session(), found, person, request.form.get("words", "")[:1000])
    audit.record(db.session(), person, "point_edit_returned", found, page=found.point_id)
    return _stepped(edit_id, "書いた人に戻しました。")


@pages.post("/point-edits/<int:edit_id>/approve")
@allow_runs_conferences
def approve(edit_id: int) -> Response:
    """The second person: through the gate, into the records, then out to files, index and site."""
    person = current_person()
    found = service.edit_for(db.session(), edit_id)
    given = service.review(db.session(), _settings(), found, person)
    try:
        service.approve(db.session(), given, person)
    except (gate.DoesNotPass, PageChanged) as problem:
        return _stopped(problem, edit_id)
    audit.record(db.session(), person, "point_published", found, page=found.point_id)
    answer = _stepped(edit_id, "公開しました。検索にはすぐ、知恵袋のページには数分で出ます。")
    db.release()
    spreading.bring_in_line()
    return answer
