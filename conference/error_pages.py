"""Which situation becomes which status and page; the last page needs nothing else to work."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from conference import db
from conference.errors import BusyNow, ConferenceError, FormTooOld, NotYours, SignInNeeded

log = logging.getLogger(__name__)

SENTENCES = {
    400: "送られた内容を読めませんでした。前の画面に戻って、もう一度選んでください。",
    404: str(NotYours()),
    405: "この操作はここではできません。前の画面に戻って選び直してください。",
    413: "送る量が大きすぎます（16MBまで）。ファイルは使わないシートを消し、文は分けて、もう一度選んでください。",
    415: "この形のファイルは受け取れません。前の画面に戻って選び直してください。",
}
LAST_RESORT = (
    '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>画面を出せません</title></head><body>'
    "<h1>画面を出せません</h1><p>この画面を今は出せません。保存した記録はそのままです。</p>"
    '<p>少し待ってから<a href="/">最初の画面</a>を開いてください。続くときは、時刻をそえて管理者に伝えてください。</p>'
    "</body></html>"
)


def init_app(app: Flask) -> None:
    app.register_error_handler(SignInNeeded, _ask_to_sign_in)
    app.register_error_handler(ConferenceError, lambda problem: _page(problem.status, problem.sentence))
    app.register_error_handler(CSRFError, lambda _: _page(400, str(FormTooOld())))
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _last_resort)


def wants_page() -> bool:
    """A person looks at the answer, not a script of the page."""
    if "HX-Request" in request.headers or "X-Background" in request.headers or request.is_json:
        return False
    return "Accept" not in request.headers or bool(request.accept_mimetypes.accept_html)


def _ask_to_sign_in(problem: SignInNeeded) -> AnyResponse:
    if not wants_page():
        return _page(401, problem.sentence)
    if request.method != "GET":
        return _page(401, problem.sentence)
    # The path only: a query may hold words from a case.
    return redirect(url_for("people.sign_in", next=request.path if request.path != "/" else None))


def _page(status: int, sentence: str) -> Response:
    db.take_back()
    if not wants_page():
        return make_response(jsonify(problem=sentence), status)
    return make_response(render_template("errors/problem.html", sentence=sentence, status=status), status)


def _http(problem: HTTPException) -> Any:
    if problem.code is None or problem.code < 400:
        return problem
    answer = _page(problem.code, SENTENCES.get(problem.code, SENTENCES[400]))
    if problem.code == 405 and (allowed := dict(problem.get_headers()).get("Allow")):
        answer.headers["Allow"] = allowed
    return answer


def _busy(problem: OperationalError) -> Response:
    log.error("database %s at %s", type(problem.orig).__name__, request.endpoint)
    return _page(503, str(BusyNow()))


def _last_resort(problem: Exception) -> tuple[str, int, dict[str, str]]:
    # The kind and the place, never the message: it may quote a record.
    log.error("unexpected %s at %s", type(problem).__name__, _place(problem))
    return LAST_RESORT, 500, {"Content-Type": "text/html; charset=utf-8"}


def _place(problem: Exception) -> str:
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
