"""利用者: what the システム管理者 does with accounts."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from conference import audit, db
from conference.access import allow, current_person
from conference.errors import ConferenceError
from conference.notices import notice
from conference.people import forms, service
from conference.people.models import Person, Role

ROLES = [(role.value, role.label) for role in Role]


def add_to(pages: Blueprint) -> None:
    """Put these pages beside sign-in."""
    pages.get("/people")(people)
    pages.post("/people")(add_person)
    pages.get("/people/<int:person_id>")(edit_person)
    for what, view in CHANGES.items():
        pages.post(f"/people/<int:person_id>/{what}")(view)


@allow(Role.ADMIN)
def people() -> str:
    return _list("")


def _list(problem: str) -> str:
    return render_template(
        "people/people.html",
        everyone=service.everyone(db.session()),
        roles=ROLES,
        given=request.form,
        problem=problem,
    )


@allow(Role.ADMIN)
def add_person() -> str | tuple[str, int]:
    session = db.session()
    try:
        given = forms.new_person(request.form)
        made, handed = service.add(session, **given)
    except ConferenceError as problem:
        session.rollback()
        return _list(problem.sentence), problem.status
    audit.record(session, current_person(), "person_added", made, role=made.role)
    session.commit()
    return render_template("people/handed.html", who=made, handed=handed)


@allow(Role.ADMIN)
def edit_person(person_id: int) -> str:
    return render_template("people/edit.html", who=service.person(db.session(), person_id), roles=ROLES)


@allow(Role.ADMIN)
def reset_password(person_id: int) -> str:
    session = db.session()
    who = service.person(session, person_id)
    handed = service.reset_password(session, who)
    audit.record(session, current_person(), "password_reset", who)
    session.commit()
    return render_template("people/handed.html", who=who, handed=handed)


@allow(Role.ADMIN)
def change_role(person_id: int) -> Response:
    def change(session: Session, who: Person) -> str:
        before, wanted = who.role, forms.role(request.form)
        service.change_role(session, who, wanted)
        audit.record(session, current_person(), "role_changed", who, before=before, after=str(wanted))
        return f"{who.name}さんの役割を{wanted.label}にしました。"

    return _changed(person_id, change)


@allow(Role.ADMIN)
def change_newcomer(person_id: int) -> Response:
    def change(session: Session, who: Person) -> str:
        who.is_newcomer = "is_newcomer" in request.form
        audit.record(session, current_person(), "newcomer_changed", who, after=who.is_newcomer)
        return f"{who.name}さんの新任の印を{'付けました' if who.is_newcomer else '外しました'}。"

    return _changed(person_id, change)


@allow(Role.ADMIN)
def deactivate(person_id: int) -> Response:
    def change(session: Session, who: Person) -> str:
        service.deactivate(session, who)
        audit.record(session, current_person(), "person_deactivated", who)
        return f"{who.name}さんを止めました。書いた記録は残っています。"

    return _changed(person_id, change, undo="people.reactivate")


@allow(Role.ADMIN)
def reactivate(person_id: int) -> Response:
    def change(session: Session, who: Person) -> str:
        service.reactivate(who)
        audit.record(session, current_person(), "person_reactivated", who)
        return f"{who.name}さんを戻しました。"

    return _changed(person_id, change)


CHANGES: dict[str, Callable[[int], ResponseReturnValue]] = {
    "reset-password": reset_password,
    "role": change_role,
    "newcomer": change_newcomer,
    "deactivate": deactivate,
    "reactivate": reactivate,
}


def _changed(person_id: int, change: Callable[[Session, Person], str], undo: str = "") -> Response:
    session = db.session()
    sentence = change(session, service.person(session, person_id))
    session.commit()
    notice(sentence, undo=url_for(undo, person_id=person_id) if undo else "")
    return redirect(url_for("people.people"))
