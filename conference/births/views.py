"""出産後の確認: one short form, from the worker's home, the list and the household's page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, household_for
from conference.audit import service as audit
from conference.births import service
from conference.births.expecting import due_of
from conference.births.models import Birth
from conference.eras import format_month_day
from conference.errors import NotYours
from conference.households.models import Member
from conference.notices import notice

pages = Blueprint("births", __name__)


@pages.get("/members/<int:member_id>/birth")
@allow_sees_rosters
def ask(member_id: int) -> str:
    member = _member(member_id)
    audit.viewed(current_person(), "household_viewed", member.household)
    return _page(member, service.Answer(settled_on=format_month_day(clock.today())))


@pages.post("/members/<int:member_id>/birth")
@allow_sees_rosters
def answer(member_id: int) -> Response | tuple[str, int]:
    person, session, member = current_person(), db.session(), _member(member_id)
    form = service.Answer.read(request.form, member, clock.today())
    if form.problems:
        audit.record(session, person, "household_viewed", member.household)
        session.commit()
        return _page(member, form), 422
    made = service.answer(session, member, form, person, clock.now())
    audit.record(session, person, "birth_answered", member.household, answer=form.category)
    session.commit()
    notice("出産後の確認を書きました。", undo=url_for("births.take_back", birth_id=made.id))
    return redirect(url_for("households.household", household_id=member.household_id))


@pages.post("/births/<int:birth_id>/take-back")
@allow_sees_rosters
def take_back(birth_id: int) -> Response:
    session = db.session()
    made = session.get(Birth, birth_id)
    if made is None:
        raise NotYours()
    household = household_for(current_person(), made.mother.household_id)
    service.take_back(session, made)
    audit.record(session, current_person(), "undone", household, what="birth_answered")
    session.commit()
    notice("出産後の確認を書く前に戻しました。")
    return redirect(url_for("households.household", household_id=household.id))


def _member(member_id: int) -> Member:
    found = db.session().get(Member, member_id)
    if found is None:
        raise NotYours()
    household_for(current_person(), found.household_id)
    if due_of(found) is None:
        raise service.NotExpecting()
    return found


def _page(member: Member, form: service.Answer) -> str:
    return render_template(
        "births/answer.html",
        member=member,
        due=due_of(member),
        form_given=form,
        outcomes=service.OUTCOMES,
        categories=[(each, each) for each in service.CATEGORIES_AFTER],
    )
