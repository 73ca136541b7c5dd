"""知恵袋 inside the app: the built site, the search page, and the search that other pages ask."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, current_app, jsonify, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from conference import db, search_port
from conference.access import allow_signed_in, current_person
from conference.library import narrowing, service, site
from conference.unfound import service as unfound
from conference.wordbook.roles import KEEPS_WORDS
from search import Results

log = logging.getLogger(__name__)
pages = Blueprint("library", __name__)
pages.register_blueprint(site.pages)


@pages.get("/search")
@allow_signed_in
def search_page() -> str:
    return _search_page(service.Question())


@pages.post("/search")
@allow_signed_in
def search() -> str:
    # Posted, because a question may hold what an address must not.
    asked, person_id = request.form, current_person().id
    db.release()  # others write while this one searches
    question = service.Question.read(asked.get("q", ""), limit="20", narrowed=narrowing.read(asked))
    return _search_page(question, lambda: _note_unfound(person_id, question.text))


@pages.post("/search/suggest")
@allow_signed_in
def suggest() -> Response:
    # Posted, as the question itself; it writes nothing, so nobody waits for its lock.
    db.release()
    return jsonify(suggestions=service.suggest(search_port.searcher(), request.form.get("q", "")))


def _search_page(question: service.Question, nothing_found: Callable[[], None] = lambda: None) -> str:
    answer, problem = service.Answer(question, Results()), ""
    try:
        answer = service.ask(search_port.searcher(), question)
    except service.SearchNotReady as not_ready:
        problem = not_ready.sentence
    else:
        if question.text and not answer.results.hits and not answer.results.answers:
            nothing_found()
    return render_template(
        "library/search.html",
        answer=answer,
        problem=problem,
        keeps_words=current_person().kind in KEEPS_WORDS,
    )


def _note_unfound(person_id: int, text: str) -> None:
    """So that the pages or the words can be mended; the answer itself never waits for this to succeed."""
    try:
        unfound.note(db.session(), current_app.extensions["key"], person_id, text)
        db.session().commit()
    except OperationalError as problem:
        log.warning("a search that found nothing was not counted: %s", type(problem).__name__)
        db.take_back()


@pages.get("/api/search")
@allow_signed_in
def api_search() -> Response:
    asked = request.args
    question = service.Question.read(
        asked.get("q", ""),
        asked.get("kind", ""),
        asked.get("theme", ""),
        asked.get("limit", ""),
        replace(narrowing.read(asked), kind="", theme=""),  # those two say which pages are asked
    )
    return jsonify(service.ask(search_port.searcher(), question).results.as_json())
