"""漏れを報告: one click hides a page; a word about it, and the way back, come after."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_signed_in, current_person
from conference.audit import service as audit
from conference.errors import NotYours
from conference.notices import notice
from conference.page_reports import proposing, service
from conference.page_reports.models import ReportState
from conference.publishing import hiding, spreading

pages = Blueprint("page_reports", __name__)
pages.register_blueprint(proposing.pages)


@pages.post("/page-reports")
@allow_signed_in
def report() -> Response:
    """From the site, the search and the panel of a row; nothing of the page goes into the trail."""
    key, person = hiding.key_of(request.form.get("page", "")), current_person()
    if not key or not service.is_there(db.session(), key):
        raise NotYours
    made = service.report(db.session(), key, person)
    audit.record(db.session(), person, "page_reported", made, page=key)
    db.session().commit()
    db.release()
    spreading.bring_in_line()
    return redirect(url_for("page_reports.reported", report_id=made.id))


@pages.get("/page-reports/<int:report_id>")
@allow_signed_in
def reported(report_id: int) -> str:
    found = service.report_for(db.session(), current_person(), report_id)
    is_mine = found.reporter_id == current_person().id
    return render_template(
        "page_reports/reported.html", report=found, is_mine=is_mine, is_open=found.state == ReportState.OPEN
    )


@pages.post("/page-reports/<int:report_id>/words")
@allow_signed_in
def words(report_id: int) -> Response:
    found = service.own_report(db.session(), current_person(), report_id)
    service.add_words(db.session(), found, request.form.get("words", ""))
    audit.record(db.session(), current_person(), "page_report_words", found)
    db.session().commit()
    notice("統括支援員に伝えました。")
    return redirect(url_for("page_reports.reported", report_id=report_id))


@pages.post("/page-reports/<int:report_id>/take-back")
@allow_signed_in
def take_back(report_id: int) -> Response:
    found = service.own_report(db.session(), current_person(), report_id)
    service.take_back(db.session(), found, current_person())
    audit.record(db.session(), current_person(), "undone", found, what="page_reported")
    db.session().commit()
    db.release()
    spreading.bring_in_line()
    notice("報告を取り消しました。ページは元どおり読めます。知恵袋には1分ほどで戻ります。")
    return redirect(url_for("page_reports.reported", report_id=report_id))


@pages.post("/page-reports/<int:report_id>/read")
@allow_signed_in
def read(report_id: int) -> Response:
    """The answer has been read: off the reporter's home."""
    found = service.report_for(db.session(), current_person(), report_id)
    service.read(db.session(), found, current_person())
    audit.record(db.session(), current_person(), "page_report_read")
    db.session().commit()
    return redirect(url_for("home.index"))
