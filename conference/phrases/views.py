"""The office's phrases on one small screen: add, change, take out, with undo."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.notices import notice
from conference.phrases import service

pages = Blueprint("phrases", __name__)
CHOICES = [(kind, kind or service.ANY) for kind in service.KINDS]


@pages.get("/phrases")
@allow_sees_rosters
def phrases() -> str:
    return _page({})


def _page(problems: dict[int, str], kind: str = "", text: str = "") -> str:
    """`problems` by phrase, 0 for the new one; what was typed stays in its field."""
    return render_template(
        "phrases/phrases.html",
        phrases=service.every(db.session()),
        choices=CHOICES,
        problems=problems,
        typed={next(iter(problems), 0): (kind, text)},
        longest=service.LONGEST,
    )


@pages.post("/phrases")
@allow_sees_rosters
def add() -> Response | tuple[str, int]:
    person = current_person()
    kind, text = request.form.get("kind", ""), request.form.get("text", "")
    try:
        made = service.add(db.session(), kind, text, person, clock.now())
    except service.PhraseRefused as problem:
        return _page({0: problem.sentence}, kind, text), problem.status
    audit.record(db.session(), person, "phrase_added", made)
    db.session().commit()
    notice("文例を加えました。", undo=url_for("phrases.remove", phrase_id=made.id))
    return redirect(url_for("phrases.phrases"))


@pages.post("/phrases/<int:phrase_id>")
@allow_sees_rosters
def change(phrase_id: int) -> Response | tuple[str, int]:
    person = current_person()
    phrase = service.phrase_of(db.session(), phrase_id)
    kind, text = request.form.get("kind", ""), request.form.get("text", "")
    try:
        service.change(db.session(), phrase, kind, text, person, clock.now())
    except service.PhraseRefused as problem:
        db.take_back()
        return _page({phrase_id: problem.sentence}, kind, text), problem.status
    audit.record(db.session(), person, "phrase_changed", phrase)
    db.session().commit()
    notice("文例を直しました。")
    return redirect(url_for("phrases.phrases"))


@pages.post("/phrases/<int:phrase_id>/remove")
@allow_sees_rosters
def remove(phrase_id: int) -> Response:
    return _set_removed(phrase_id, removed=True)


@pages.post("/phrases/<int:phrase_id>/restore")
@allow_sees_rosters
def restore(phrase_id: int) -> Response:
    return _set_removed(phrase_id, removed=False)


def _set_removed(phrase_id: int, *, removed: bool) -> Response:
    person = current_person()
    phrase = service.phrase_of(db.session(), phrase_id)
    service.set_removed(db.session(), phrase, removed=removed)
    audit.record(db.session(), person, "phrase_removed" if removed else "phrase_added", phrase)
    db.session().commit()
    if removed:
        notice("文例を消しました。", undo=url_for("phrases.restore", phrase_id=phrase.id))
    else:
        notice("文例を戻しました。")
    return redirect(url_for("phrases.phrases"))
