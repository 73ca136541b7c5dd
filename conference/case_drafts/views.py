"""事例づくり: the questions, the two texts side by side, and the second person."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db, search_port
from conference.access import allow_runs_conferences, allow_sees_rosters, current_person, household_for
from conference.anonymize import gate
from conference.anonymize.papers import CHECKLIST
from conference.audit import service as audit
from conference.case_drafts import questions, record, saving, service
from conference.case_drafts.models import CaseDraft
from conference.decisions.fields import FieldUnknown
from conference.notices import notice
from conference.publishing import spreading

log = logging.getLogger(__name__)
pages = Blueprint("case_drafts", __name__)
LONGEST = 200


@pages.get("/case-drafts")
@allow_sees_rosters
def drafts() -> str:
    """Every draft: what is being written, and what waits for a second person."""
    found = service.drafts(db.session())
    audit.viewed(current_person(), "case_draft_viewed", *found)
    return render_template("case_drafts/drafts.html", drafts=found)


@pages.post("/households/<int:household_id>/case")
@allow_sees_rosters
def start(household_id: int) -> Response:
    person = current_person()
    household = household_for(person, household_id)
    draft = service.start(db.session(), household, person)
    audit.record(db.session(), person, "case_started", draft)
    db.session().commit()
    return redirect(url_for("case_drafts.write", draft_id=draft.id))


@pages.get("/case-drafts/<int:draft_id>")
@allow_sees_rosters
def write(draft_id: int) -> str | Response:
    """One question at a time, the household's history beside it."""
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    if not draft.phase.takes_writing:
        return redirect(url_for("case_drafts.review", draft_id=draft.id))
    audit.viewed(person, "case_draft_viewed", draft)
    cells = saving.cells(db.session(), draft)
    asked = questions.asked(cells["lesson"].value if "lesson" in cells else "")
    wanted = request.args.get("q", "")
    current = next((each for each in asked if each.key == wanted), None)
    return render_template(
        "case_drafts/write.html",
        draft=draft,
        cells=cells,
        asked=asked,
        current=current,
        following=_next(asked, current),
        material=record.material_of(record.rows_of(db.session(), draft.household)),
        choices=questions.CHOICES,
        labels=questions.LABELS,
        themes=search_port.themes(),
        title_limit=questions.TITLE_LIMIT,
    )


def _next(asked: list[questions.Question], current: questions.Question | None) -> questions.Question | None:
    if current is None:
        return asked[0]
    place = asked.index(current) + 1
    return asked[place] if place < len(asked) else None


@pages.post("/case-drafts/<int:draft_id>/save")
@allow_sees_rosters
def save(draft_id: int) -> Response | tuple[Response, int]:
    """One field: `{field, value, base, page}` → its new version, or 409 with both texts."""
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    name, text, base, page = _asked()
    writer = saving.Writer(person, clock.now(), f"page:{page}" if page else "")
    try:
        saved = saving.save(db.session(), writer, draft, name, text, base)
    except saving.DraftWrittenMeanwhile as problem:
        newest = problem.newest
        told = {"who": newest.person.family_name, "at": f"{newest.at:%H:%M}", "number": newest.number}
        return jsonify(problem=problem.sentence, theirs=newest.value, yours=problem.yours, **told), 409
    audit.record(db.session(), person, "case_saved", draft, field=name, number=saved.number)
    db.session().commit()
    return jsonify(number=saved.number, value=saved.value, at=f"{writer.now:%H:%M}", also={}, missing=[])


def _asked() -> tuple[str, str, int, str]:
    given: Any = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise FieldUnknown
    name, text, base, page = (given.get(key) for key in ("field", "value", "base", "page"))
    if not isinstance(name, str) or not isinstance(text, str) or type(base) is not int:
        raise FieldUnknown
    return name, text, base, page[:20] if isinstance(page, str) and page.isalnum() else ""


@pages.get("/case-drafts/<int:draft_id>/review")
@allow_sees_rosters
def review(draft_id: int) -> str:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    audit.viewed(person, "case_draft_viewed", draft)
    return render_template("case_drafts/review.html", **_shown(draft))


def _shown(draft: CaseDraft) -> dict[str, Any]:
    themes = tuple(theme.label for theme in search_port.themes())
    given = service.review(db.session(), draft, themes)
    person = current_person()
    return {
        "draft": draft,
        "review": given,
        "labels": questions.LABELS,
        "quiet": set(questions.FACTS) - {"title", "services"},
        "checklist": CHECKLIST,
        "unsigned": {item.key for item in given.papers.unsigned(given.mark)},
        "asked": service.open_questions(given),
        "missing": service.missing_of(given),
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
        service.unchoose(db.session(), draft, surface)
    elif surface:
        service.choose(db.session(), draft, surface, None if form.get("do") == "keep" else instead)
    audit.record(db.session(), person, "case_word_chosen", draft)
    db.session().commit()
    db.release()  # the engine reads the whole text again: nobody waits for that
    if request.headers.get("X-Piece"):
        draft = service.draft_for(db.session(), person, draft_id)
        return render_template("case_drafts/_changed.html", **_shown(draft))
    return redirect(url_for("case_drafts.review", draft_id=draft_id, _anchor="marks"))


@pages.post("/case-drafts/<int:draft_id>/papers")
@allow_sees_rosters
def papers(draft_id: int) -> Response:
    """Answers to what stands out, and the author's signatures for the text as it is now."""
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    shown = _shown(draft)
    keys = [*(key for key, _, _ in shown["asked"]), *(each.key for each, _ in shown["review"].rare)]
    given = [key for key in keys if f"answer-{key}" in request.form]  # what was not on the screen stays
    for key in given:
        service.answer(db.session(), draft, key, request.form[f"answer-{key}"][:LONGEST])
    if given:
        audit.record(db.session(), person, "case_answered", draft, items=len(given))
    if person.id == draft.author_id:
        ticked = [item.key for item in CHECKLIST if request.form.get(f"sign-{item.key}") == "1"]
        seen = request.form.get("mark", "")  # another text than the one on the screen is not signed
        service.sign(db.session(), draft, person, ticked if seen == shown["review"].mark else [], seen[:64])
        audit.record(db.session(), person, "case_signed", draft, items=len(ticked))
    db.session().commit()
    if request.form.get("then") == "submit":
        return _submit(draft_id)
    notice("確かめた印と答えを保存しました。")
    return redirect(url_for("case_drafts.review", draft_id=draft_id, _anchor="papers"))


def _submit(draft_id: int) -> Response:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    shown = _shown(draft)
    try:
        service.submit(db.session(), shown["review"])
    except service.NotReadyYet as problem:
        db.session().rollback()
        notice(problem.sentence, kind="stop")
        return redirect(url_for("case_drafts.review", draft_id=draft_id, _anchor="left"))
    audit.record(db.session(), person, "case_sent", draft)
    db.session().commit()
    notice("承認を頼みました。", undo=url_for("case_drafts.take_back", draft_id=draft_id))
    return redirect(url_for("case_drafts.review", draft_id=draft_id))


@pages.post("/case-drafts/<int:draft_id>/take-back")
@allow_sees_rosters
def take_back(draft_id: int) -> Response:
    person = current_person()
    draft = service.draft_for(db.session(), person, draft_id)
    service.take_back(db.session(), draft)
    audit.record(db.session(), person, "case_taken_back", draft)
    db.session().commit()
    notice("書く段階に戻しました。")
    return redirect(url_for("case_drafts.review", draft_id=draft_id))


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
    draft = service.draft_for(db.session(), person, draft_id)
    themes = tuple(theme.label for theme in search_port.themes())
    given = service.review(db.session(), draft, themes, approver=person)
    try:
        service.approve(db.session(), given, person)
    except gate.DoesNotPass as problem:
        db.session().rollback()
        notice(problem.sentence, kind="stop")
        return redirect(url_for("case_drafts.review", draft_id=draft_id, _anchor="left"))
    audit.record(db.session(), person, "case_published", draft, case=draft.page_id)
    db.session().commit()
    db.release()
    _spread()
    return redirect(url_for("case_drafts.drafts"))


def _spread() -> None:
    app: Any = current_app
    try:
        spreading.spread(app._get_current_object())
    except OSError as problem:  # the records have it; the next start or the next page brings the file
        log.error("published page not written: %s", type(problem).__name__)
        notice(
            "公開の記録はできました。ファイルはまだ書けていません。ディスクの空きを管理者に伝えてください。",
            kind="warn",
        )
        return
    notice("公開しました。検索にはすぐ、知恵袋のページには数分で出ます。元の文と置き換えの対応は消しました。")
