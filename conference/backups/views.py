"""控え: when the last copy was made, and a button for one now."""

from __future__ import annotations

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import audit, clock, db
from conference.access import allow, current_person
from conference.backups import service
from conference.config import Settings
from conference.notices import notice
from conference.people.models import Role

pages = Blueprint("backups", __name__)
WARNED = (Role.ADMIN, Role.DIRECTOR, Role.COORDINATOR)


@pages.app_context_processor
def _shared() -> dict[str, object]:
    return {"backup_problem": backup_problem, "backup_warning": backup_warning}


def backup_problem() -> str:
    """For any page: a sentence when the last good copy is too old, else nothing."""
    return service.problem(_settings(), clock.now())


def backup_warning() -> str:
    """On the first page of those who can do something about it: the problem and what to do."""
    person = g.get("person")
    if request.endpoint != "home.index" or person is None or person.kind not in WARNED:
        return ""
    problem = backup_problem()
    todo = (
        "「控え」の画面で作り、置き場所を確かめてください。"
        if person.kind is Role.ADMIN
        else "システム管理者に伝えてください。"
    )
    return problem and problem + todo


@pages.get("/backups")
@allow(Role.ADMIN)
def backups() -> str:
    settings = _settings()
    return render_template(
        "backups/backups.html", copies=service.kept(settings.backup_dir), keep=settings.backup_keep
    )


@pages.post("/backups")
@allow(Role.ADMIN)
def make_backup() -> Response:
    person = current_person()
    db.release()  # a copy of a large database takes its time: nobody waits for our lock meanwhile
    service.make_copy(_settings(), current_app.extensions["key"])
    session = db.session()
    audit.record(session, person, "backup_made")
    session.commit()
    notice("控えを作り、開けることを確かめました。")
    return redirect(url_for("backups.backups"))


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found
