"""知恵袋 inside the app: the built site, the search page, and the search that other pages ask."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from conference import db, search_port
from conference.access import allow_signed_in
from conference.library import narrowing, service, site
from search import Results

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
    asked = request.form
    db.release()  # others write while this one searches
    return _search_page(service.Question.read(asked.get("q", ""), limit="20", narrowed=narrowing.read(asked)))


@pages.post("/search/suggest")
@allow_signed_in
def suggest() -> Response:
    # Posted, as the question itself; it writes nothing, so nobody waits for its lock.
    db.release()
    return jsonify(suggestions=service.suggest(search_port.searcher(), request.form.get("q", "")))


def _search_page(question: service.Question) -> str:
    answer, problem = service.Answer(question, Results()), ""
    try:
        answer = service.ask(search_port.searcher(), question)
    except service.SearchNotReady as not_ready:
        problem = not_ready.sentence
    return render_template(
        "library/search.html",
        answer=answer,
        problem=problem,
    )


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
