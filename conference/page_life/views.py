"""ページの見直し: what readers reported, what has to be looked at again, and every version with who and why."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, allow_sees_rosters, current_person
from conference.anonymize.spans import Label
from conference.audit import service as audit
from conference.config import Settings
from conference.errors import NotYours
from conference.notices import notice
from conference.page_life import mending, service
from conference.page_reports import patterns
from conference.page_reports import service as reports
from conference.page_reports.models import LeakPattern, PageReport, ReportState
from conference.publishing import hiding, spreading, writer
from conference.publishing import service as publishing

pages = Blueprint("page_life", __name__)
LONGEST = 200
LABELS = {
    Label.PERSON: "人の名前", Label.SCHOOL: "学校・園", Label.FACILITY: "病院・店・施設", Label.PLACE: "地名",
    Label.ADDRESS: "住所", Label.DATE: "日付", Label.BIRTHDATE: "生年月日", Label.PHONE: "電話", Label.EMAIL: "メール",
    Label.ID: "番号", Label.URL: "ホームページ・SNS", Label.VEHICLE: "車",
}  # fmt: skip
TOLD = {
    ReportState.RESTORED: "ページを戻しました。検索にはすぐ、知恵袋には1分ほどで出ます。",
    ReportState.MENDING: "書いた人に戻しました。直して、もう一度別の人が承認すると公開されます。",
    ReportState.KEPT_BACK: "このページは、この職場では出しません。",
    ReportState.WITHDRAWN: "取り下げました。ページ、検索、前の版のどれにも残っていません。",
}
BACK = "直した文を取り下げました。付属の文が、検索にはすぐ、知恵袋には数分で出ます。"


@pages.get("/pages")
@allow_sees_rosters
def listed() -> str:
    session = db.session()
    return render_template(
        "page_life/list.html",
        standings=service.standings(session, clock.today()),
        open_reports=reports.open_reports(session) if current_person().kind.runs_conferences else [],
        settled=reports.settled(session, 20) if current_person().kind.runs_conferences else [],
        closed=hiding.closed(session),
        title_of=_title_of,
        today=clock.today(),
    )


def _title_of(key: str) -> str:
    """The title for who decides; for others the number while the page is closed."""
    settings: Settings = current_app.extensions["settings"]
    if current_person().kind.runs_conferences:
        return service.text_of(db.session(), settings, key)[0] or key
    return service.title_of(db.session(), settings, key)


@pages.get("/pages/<path:page_id>")
@allow_sees_rosters
def page(page_id: str) -> str:
    """One page with its versions; the text of a closed one only for who decides, and that is noted."""
    session, person = db.session(), current_person()
    settings: Settings = current_app.extensions["settings"]
    title, text = service.text_of(session, settings, page_id) if _is_key(page_id) else ("", "")
    closed = hiding.closed(session).get(page_id, "")
    if not text and not closed:
        raise NotYours
    may_decide = person.kind.runs_conferences
    if closed and may_decide:
        audit.viewed(person, "hidden_page_viewed", page=page_id)
    own = reports.is_own(session, page_id)
    owner = service.owner_of(session, page_id)
    return render_template(
        "page_life/page.html",
        page_id=page_id,
        title=title if may_decide or not closed else "",
        text=service.readable(text) if may_decide or not closed else "",
        closed=closed,
        is_own=own,
        is_point=writer.is_point(page_id),
        versions=publishing.versions(session, page_id) if own else [],
        record=publishing.page_of(session, page_id) if own else None,
        owner=owner,
        people=service.may_own(session),
        reports=reports.open_reports(session, page_id) if may_decide else [],
        outcomes=reports.outcomes(session, page_id),
        may_decide=may_decide,
        may_review=may_decide or (owner is not None and owner.id == person.id),
        labels=LABELS,
    )


def _is_key(page_id: str) -> bool:
    return hiding.key_of(page_id) == page_id


@pages.post("/page-reports/<int:report_id>/settle")
@allow_runs_conferences
def settle(report_id: int) -> Response:
    """戻す・直す・出さない・取り下げる; the reporter reads the answer at home."""
    session, person = db.session(), current_person()
    found = reports.report_for(session, person, report_id)
    outcome = next((each for each in reports.OUTCOMES if each == request.form.get("outcome", "")), None)
    if outcome is None:
        raise reports.OutcomeUnfit
    _keep_pattern(found)
    answer = request.form.get("answer", "")
    settings: Settings = current_app.extensions["settings"]
    _, text = service.text_of(session, settings, found.key)
    if outcome is ReportState.MENDING:
        mending.reopen(session, found.key, text, answer)
    reports.settle(session, found, person, outcome, answer)
    audit.record(session, person, "page_report_settled", found, page=found.key, outcome=outcome.name)
    session.commit()
    db.release()
    spreading.bring_in_line()
    is_back = outcome is ReportState.WITHDRAWN and writer.is_point(found.key)
    notice(BACK if is_back else TOLD[outcome])
    return redirect(url_for("page_life.listed"))


def _keep_pattern(found: PageReport) -> None:
    """The shape alone; the word itself is used here and kept nowhere."""
    settings: Settings = current_app.extensions["settings"]
    label = next((each for each in Label if each == request.form.get("label", "")), Label.PERSON)
    _, text = service.text_of(db.session(), settings, found.key)
    line = patterns.line(text, request.form.get("leaked", "").strip()[:LONGEST], label)
    if line:
        db.session().add(LeakPattern(line=line))


@pages.get("/page-leaks.jsonl")
@allow_runs_conferences
def leaks() -> Response:
    """For those who mend the engine: one shape a line, no identifier."""
    lines = [each.line for each in db.session().query(LeakPattern).order_by(LeakPattern.id)]
    audit.viewed(current_person(), "leaks_exported", lines=len(lines))
    answer = current_app.make_response("".join(f"{line}\n" for line in lines))
    answer.mimetype = "application/x-ndjson"
    answer.headers["Content-Disposition"] = "attachment; filename=leaks.jsonl"
    return answer


@pages.post("/pages/<path:page_id>/reviewed")
@allow_sees_rosters
def reviewed(page_id: str) -> Response:
    made = service.looked_at(db.session(), page_id, current_person())
    audit.record(db.session(), current_person(), "page_reviewed", page=page_id, number=made.number)
    return _done(page_id, "見直した日を今日にしました。次は1年後に知らせます。")


@pages.post("/pages/<path:page_id>/owner")
@allow_runs_conferences
def owner(page_id: str) -> Response:
    service.own_page(db.session(), page_id)
    chosen = request.form.get("person_id", "")
    named = service.set_owner(
        db.session(), page_id, int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
    )
    audit.record(db.session(), current_person(), "page_owner_set", page=page_id, person_id=named.id)
    db.session().commit()
    notice(f"持ち主を{named.name}さんにしました。見直しの日が来ると、ホームに出ます。")
    return redirect(url_for("page_life.page", page_id=page_id))


@pages.post("/pages/<path:page_id>/withdraw")
@allow_runs_conferences
def withdraw(page_id: str) -> Response:
    """For good: page, index, site and versions."""
    service.own_page(db.session(), page_id)
    why = request.form.get("why", "").strip()[:LONGEST]
    publishing.withdraw(db.session(), page_id, current_person(), why)
    hiding.open_again(db.session(), page_id)
    audit.record(db.session(), current_person(), "page_withdrawn", page=page_id)
    return _done(page_id, BACK if writer.is_point(page_id) else TOLD[ReportState.WITHDRAWN])


@pages.post("/pages/<path:page_id>/show")
@allow_runs_conferences
def show(page_id: str) -> Response:
    """A page that was kept back, shown again."""
    if page_id not in hiding.closed(db.session()):
        raise NotYours
    reports.show_again(db.session(), page_id, current_person())
    audit.record(db.session(), current_person(), "page_shown_again", page=page_id)
    return _done(page_id, TOLD[ReportState.RESTORED])


def _done(page_id: str, told: str) -> Response:
    db.session().commit()
    db.release()
    spreading.bring_in_line()
    notice(told)
    return redirect(url_for("page_life.page", page_id=page_id))
