"""Sign-in, sign-out and passwords."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, jsonify, redirect, render_template, request, url_for
from flask import session as page_cookie
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from conference import audit, clock, db
from conference.access import allow_signed_in, current_person, public
from conference.errors import ConferenceError
from conference.notices import notice
from conference.people import accounts, cookie, forms, service, sign_ins, throttle

pages = Blueprint("people", __name__)
accounts.add_to(pages)


@pages.get("/sign-in")
@public
def sign_in() -> Response | str:
    if g.get("person") is not None:
        return redirect(_onward())
    return render_template("people/sign_in.html", login="", problem="")


@pages.post("/sign-in")
@public
def sign_in_now() -> Response | tuple[str, int]:
    login = request.form.get("login", "").strip()[:64]
    db.release()  # somebody signed in already would hold the lock that counting the try needs
    try:
        person_id = _check(login, forms.password(request.form, "password"))
    except ConferenceError as problem:
        page = render_template("people/sign_in.html", login=login, problem=problem.sentence)
        return page, problem.status
    return _open_session(person_id, _onward())


def _check(login: str, password: str) -> int:
    with db.writing(db.engine()) as session:
        throttle.claim_try(session, login, request.remote_addr or "", clock.now())
        session.commit()
    try:
        with db.reading(db.engine()) as session:  # argon2 takes its time: nobody waits for a lock meanwhile
            return service.signing_in(session, login, password).id
    except service.NameOrPasswordWrong:
        _note_refusal(login)
        raise


def _note_refusal(login: str) -> None:
    # What was typed is not kept: it may be a password in the wrong field.
    with db.writing(db.engine()) as session:
        audit.record(session, service.by_login(session, login), "sign_in_refused")
        session.commit()


def _open_session(person_id: int, onward: str) -> Response:
    session = db.session()
    person = service.person(session, person_id)
    throttle.forgive(session, person.login)
    sign_ins.end(session, cookie.token())
    sign_ins.forget_old(session, clock.now(), cookie.longest())
    token = sign_ins.start(session, person, clock.now())
    audit.record(session, person, "signed_in")
    session.commit()
    page_cookie.clear()  # a new CSRF token for the new sign-in
    first = url_for("people.password") if person.must_change_password else onward
    answer = current_app.make_response(redirect(first))
    cookie.give(answer, token, current_app.extensions["settings"])
    return answer


def _onward() -> str:
    """The page that was asked for, if it is one of ours."""
    wanted = urlsplit(request.values.get("next", ""))
    ours = not wanted.scheme and not wanted.netloc and wanted.path.startswith("/")
    return wanted.path if ours and not wanted.path.startswith(("//", "/\\")) else "/"


@pages.post("/sign-out")
@allow_signed_in
def sign_out() -> Response:
    session = db.session()
    sign_ins.end(session, cookie.token())
    audit.record(session, current_person(), "signed_out")
    session.commit()
    page_cookie.clear()
    answer = current_app.make_response(redirect(url_for("people.sign_in")))
    cookie.take_away(answer, current_app.extensions["settings"])
    return answer


@pages.get("/csrf")
@allow_signed_in
def fresh_token() -> Response:
    """For a page that stayed open while its person signed in again in another tab."""
    return jsonify(token=generate_csrf())


@pages.get("/password")
@allow_signed_in
def password() -> str:
    return render_template("people/password.html", problem="")


@pages.post("/password")
@allow_signed_in
def change_password() -> Response | tuple[str, int]:
    person, session = current_person(), db.session()
    try:
        old, new = forms.password(request.form, "old"), forms.password(request.form, "new")
        service.change_password(session, person, old, new)
    except ConferenceError as problem:
        session.rollback()
        return render_template("people/password.html", problem=problem.sentence), 400
    audit.record(session, person, "password_changed")
    session.commit()
    answer = _open_session(person.id, "/")
    notice("パスワードを変えました。ほかの機械では、もう一度ログインしてください。")
    return answer
