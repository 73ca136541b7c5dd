"""事例を確かめる: the two texts side by side, what is signed and answered, and the second person."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db, name_reading, search_port
from conference.access import allow_runs_conferences, allow_sees_rosters, current_person
from conference.anonymize import gate
from conference.anonymize.papers import CHECKLIST
from conference.audit import service as audit
from conference.case_drafts import answering, questions, reviewing, service
from conference.case_drafts.errors import NotReadyYet
from conference.case_drafts.models import CaseDraft, DraftState
from conference.name_reading import State
from conference.notices import notice
from conference.people.models import Person
from conference.publishing import spreading

log = logging.getLogger(__name__)
pages = Blueprint("checking", __name__)
LONGEST = 200
PATIENCE = 60.0
"""Seconds for which somebody's answer waits for the trained reading to be open; nobody else waits with her."""


@pages.get("/case-drafts/<int:draft_id>/review")
@allow_sees_rosters
def review(draft_id: int) -> str:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    audit.viewed(person, "case_draft_viewed", draft)
    if draft.phase is not DraftState.PUBLISHED:
        name_reading.reader().start()
        if name_reading.reader().is_opening:
            return render_template("case_drafts/opening.html", draft=draft)
        _read_ahead(person, draft_id)
        draft = service.draft_for(db.session(), person, draft_id)
    return render_template("case_drafts/review.html", **_shown(draft))


@pages.get("/case-drafts/reading")
@allow_sees_rosters
def reading() -> Response:
    """Whether the trained reading is open, for the page that waits for it."""
    return jsonify(ready=not name_reading.reader().is_opening)


def _read_ahead(person: Person, draft_id: int) -> None:
    """The trained reading takes seconds; it is done, and remembered, before this request holds the records."""
    reader = name_reading.reader()
    reader.start()
    db.release()
    reader.wait(PATIENCE)
    if reader.layer is None:
        return
    with db.reading(db.engine()) as session:
        given = reviewing.material(session, service.draft_for(session, person, draft_id))
    given.processed(reader.layer)


def _shown(draft: CaseDraft) -> dict[str, Any]:
    themes = tuple(theme.label for theme in search_port.themes())
    reader = name_reading.reader()
    given = reviewing.review(db.session(), draft, themes, reader.layer)
    person = current_person()
    return {
        "draft": draft,
        "review": given,
        "labels": questions.LABELS,
        "quiet": set(questions.FACTS) - {"title", "services"},
        "checklist": CHECKLIST,
        "unsigned": {item.key for item in given.papers.unsigned(given.mark)},
        "asked": reviewing.open_questions(given),
        "missing": reviewing.missing_of(given),
        "reads_by_rules": reader.state is State.MISSING,
        "may_write": draft.phase.takes_writing,
        "may_approve": person.kind.runs_conferences and person.id not in given.papers.writers,
        "is_author": person.id == draft.author_id,
    }


@pages.post("/case-drafts/<int:draft_id>/word")
@allow_sees_rosters
def word(draft_id: int) -> str | Response:
    """What one found word becomes: another word, or it stays, or the engine's own again."""
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    form = request.form
    surface, instead = form.get("surface", "")[:LONGEST], form.get("instead", "").strip()[:LONGEST]
    if form.get("do") == "undo":
        answering.unchoose(db.session(), draft, surface)
    elif surface:
        answering.choose(db.session(), draft, surface, None if form.get("do") == "keep" else instead)
    audit.record(db.session(), person, "case_word_chosen", draft)
    db.session().commit()
    if request.headers.get("X-Piece"):
        _read_ahead(person, draft_id)
        draft = service.draft_for(db.session(), person, draft_id)
        return render_template("case_drafts/_changed.html", **_shown(draft))
    return redirect(url_for("case_drafts.checking.review", draft_id=draft_id, _anchor="marks"))


@pages.post("/case-drafts/<int:draft_id>/papers")
@allow_sees_rosters
def papers(draft_id: int) -> Response:
    """Answers to what stands out, and the author's signatures for the text as it is now."""
    person = current_person()
    _read_ahead(person, draft_id)
    draft = service.draft_for(db.session(), person, draft_id)
    shown = _shown(draft)
    keys = [*(key for key, _, _ in shown["asked"]), *(each.key for each, _ in shown["review"].rare)]
    given = [key for key in keys if f"answer-{key}" in request.form]  # what was not on the screen stays
    for key in given:
        answering.answer(db.session(), draft, key, request.form[f"answer-{key}"][:LONGEST])
    if given:
        audit.record(db.session(), person, "case_answered", draft, items=len(given))
    if person.id == draft.author_id:
        ticked = [item.key for item in CHECKLIST if request.form.get(f"sign-{item.key}") == "1"]
        seen = request.form.get("mark", "")  # another text than the one on the screen is not signed
        answering.sign(db.session(), draft, person, ticked if seen == shown["review"].mark else [], seen[:64])
        audit.record(db.session(), person, "case_signed", draft, items=len(ticked))
    db.session().commit()
    if request.form.get("then") == "submit":
        return _submit(draft_id)
    notice("確かめた印と答えを保存しました。")
    return redirect(url_for("case_drafts.checking.review", draft_id=draft_id, _anchor="papers"))


def _submit(draft_id: int) -> Response:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    shown = _shown(draft)
    try:
        service.submit(db.session(), shown["review"])
    except NotReadyYet as problem:
        db.session().rollback()
        notice(problem.sentence, kind="stop")
        return redirect(url_for("case_drafts.checking.review", draft_id=draft_id, _anchor="left"))
    audit.record(db.session(), person, "case_sent", draft)
    db.session().commit()
    notice("承認を頼みました。", undo=url_for("case_drafts.checking.take_back", draft_id=draft_id))
    return redirect(url_for("case_drafts.checking.review", draft_id=draft_id))


@pages.post("/case-drafts/<int:draft_id>/take-back")
@allow_sees_rosters
def take_back(draft_id: int) -> Response:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    service.take_back(db.session(), draft)
    audit.record(db.session(), person, "case_taken_back", draft)
    db.session().commit()
    notice("書く段階に戻しました。")
    return redirect(url_for("case_drafts.checking.review", draft_id=draft_id))


@pages.post("/case-drafts/<int:draft_id>/send-back")
@allow_runs_conferences
def send_back(draft_id: int) -> Response:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    service.send_back(db.session(), draft, person, request.form.get("words", "")[:1000])
    audit.record(db.session(), person, "case_returned", draft)
    db.session().commit()
    notice("書いた人に戻しました。")
    return redirect(url_for("case_drafts.drafts"))


@pages.post("/case-drafts/<int:draft_id>/approve")
@allow_runs_conferences
def approve(draft_id: int) -> Response:
    """The second person: through the gate, into the records, then out to files, index and site."""
    person = current_person()
    _read_ahead(person, draft_id)
    draft = service.draft_for(db.session(), person, draft_id)
    themes = tuple(theme.label for theme in search_port.themes())
    given = reviewing.review(db.session(), draft, themes, name_reading.reader().layer, approver=person)
    try:
        service.approve(db.session(), given, person)
    except gate.DoesNotPass as problem:
        db.session().rollback()
        notice(problem.sentence, kind="stop")
        return redirect(url_for("case_drafts.checking.review", draft_id=draft_id, _anchor="left"))
    audit.record(db.session(), person, "case_published", draft, case=draft.page_id)
    db.session().commit()
    name_reading.reader().forget()
    db.release()
    _spread()
    return redirect(url_for("case_drafts.drafts"))


def _spread() -> None:
    app: Any = current_app
    try:
        spreading.spread(app._get_current_object())
    except gate.ChangedAfterwards as problem:  # another page; this one stands
        log.error("a page was left out: %s", type(problem).__name__)
    except OSError as problem:  # the records have it; the next start or the next page brings the file
        log.error("published page not written: %s", type(problem).__name__)
        notice(
            "公開の記録はできました。ファイルはまだ書けていません。ディスクの空きを管理者に伝えてください。",
            kind="warn",
        )
        return
    notice("公開しました。検索にはすぐ、知恵袋のページには数分で出ます。元の文と置き換えの対応は消しました。")
