"""助言 on a household: written on its page, answered with 読みました, taken back and put back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, household_for
from conference.advice import service
from conference.advice.models import Advice
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import NotYours
from conference.households import merging
from conference.households.models import Household
from conference.households.page import household_page
from conference.notices import notice
from conference.people.models import Person

pages = Blueprint("advice", __name__)
NOBODY = "この画面と、次の会議の行で読めます。ほかに担当の利用者がいないので、ホームには出ません。"


@pages.app_context_processor
def _for_every_page() -> dict[str, object]:
    """助言 beside a row, for the panel."""
    return {"advice_beside": lambda row: service.beside(db.session(), row)}


@pages.post("/households/<int:household_id>/advice")
@allow_sees_rosters
def write(household_id: int) -> Response | tuple[str, int]:
    person, session = current_person(), db.session()
    opened = household_for(person, household_id)
    found = merging.merged_into(session, opened) or opened
    text = clean(request.form.get("text", "")).strip()
    try:
        made = service.write(session, found, person, text, clock.now())
    except (service.AdviceEmpty, service.AdviceTooLong) as problem:
        audit.shown(person, "household_viewed", found)
        return household_page(person, found, typed=text, problem=problem.sentence), problem.status
    audit.record(session, person, "advice_written", made)
    session.commit()
    notice(
        f"助言を残しました。{_where_it_shows(found, person)}",
        undo=url_for("advice.take_back", advice_id=made.id),
    )
    return _back(made)


def _where_it_shows(household: Household, by: Person) -> str:
    workers = [each for each in service.workers_of(db.session(), household) if each.id != by.id]
    names = "、".join(f"{each.family_name}さん" for each in workers)
    return f"{names}のホームに出ます。" if names else NOBODY


@pages.post("/advice/<int:advice_id>/take-back")
@allow_sees_rosters
def take_back(advice_id: int) -> Response:
    found = _advice(advice_id)
    service.stand(found, current_person(), taken_back_at=clock.now())
    audit.record(db.session(), current_person(), "advice_taken_back", found)
    db.session().commit()
    notice("助言を取り消しました。", undo=url_for("advice.put_back", advice_id=found.id))
    return _back(found)


@pages.post("/advice/<int:advice_id>/put-back")
@allow_sees_rosters
def put_back(advice_id: int) -> Response:
    found = _advice(advice_id)
    service.stand(found, current_person(), taken_back_at=None)
    audit.record(db.session(), current_person(), "undone", found, what="advice_taken_back")
    db.session().commit()
    notice("助言を戻しました。")
    return _back(found)


@pages.post("/advice/<int:advice_id>/read")
@allow_sees_rosters
def read(advice_id: int) -> Response:
    """From the worker's home or the household's page, and back to it."""
    found = _advice(advice_id)
    service.read(db.session(), found, current_person(), clock.now())
    audit.record(db.session(), current_person(), "advice_read", found)
    db.session().commit()
    undo = url_for("advice.unread", advice_id=found.id, **_pressed_on())
    notice("助言を読みました。世帯の画面と、次の会議の行に残ります。", undo=undo)
    return _where_it_was_read(found)


@pages.post("/advice/<int:advice_id>/unread")
@allow_sees_rosters
def unread(advice_id: int) -> Response:
    found = _advice(advice_id)
    service.unread(db.session(), found, current_person())
    audit.record(db.session(), current_person(), "undone", found, what="advice_read")
    db.session().commit()
    notice("読む前に戻しました。")
    return _where_it_was_read(found)


def _pressed_on() -> dict[str, Any]:
    """The household's page, where 読みました was pressed there; nothing for the home page."""
    return {"from": "household"} if request.values.get("from") == "household" else {}


def _where_it_was_read(advice: Advice) -> Response:
    return _back(advice) if _pressed_on() else redirect(url_for("home.index"))


def _advice(advice_id: int) -> Advice:
    found = db.session().get(Advice, advice_id)
    if found is None:
        raise NotYours()
    household_for(current_person(), found.household_id)
    return found


def _back(advice: Advice) -> Response:
    return redirect(url_for("households.household", household_id=advice.household_id))
