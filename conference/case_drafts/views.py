"""事例づくり: every draft, and the questions that lead through one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db, name_reading, search_port
from conference.access import allow_sees_rosters, current_person, household_for
from conference.audit import service as audit
from conference.case_drafts import checking, questions, record, saving, service
from conference.decisions.edits import WrittenMeanwhile
from conference.decisions.sent import asked_to_save, both_texts, saved_as

pages = Blueprint("case_drafts", __name__)
pages.register_blueprint(checking.pages)


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
        return redirect(url_for("case_drafts.checking.review", draft_id=draft.id))
    audit.viewed(person, "case_draft_viewed", draft)
    name_reading.reader().start()  # it is wanted on the next screen
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
    sent = asked_to_save(person)
    try:
        saved = saving.save(db.session(), sent.editor, draft, sent.name, sent.text, sent.base)
    except WrittenMeanwhile as problem:
        return both_texts(problem)
    audit.record(db.session(), person, "case_saved", draft, field=sent.name, number=saved.number)
    db.session().commit()
    return saved_as(sent, saved.number, saved.value)
