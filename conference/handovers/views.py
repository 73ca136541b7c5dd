"""引き継ぎシート: read, written by whoever leaves, agreed by whoever comes, printed on A4."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, household_for
from conference.advice import service as advices
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.decisions.previous import history
from conference.errors import ConferenceError, NotYours
from conference.handovers import roles, service
from conference.handovers.models import Handover
from conference.handovers.sheet import sheet_of
from conference.households import merging
from conference.households.models import Household
from conference.notices import notice
from conference.rosters import cells

NEWEST_ADVICE = 5
pages = Blueprint("handovers", __name__)


@pages.get("/households/<int:household_id>/handover")
@allow_sees_rosters
def sheet(household_id: int) -> str:
    found = household_for(current_person(), household_id)
    audit.viewed(current_person(), "handover_viewed", found)
    return _page(found)


def _page(found: Household, problem: str = "") -> str:
    """The sheet; with a problem, what was typed stands in the fields again."""
    session, today = db.session(), clock.today()
    handover = service.newest(session, found)
    facts = sheet_of(history(session, found), today)
    return render_template(
        "handovers/sheet.html",
        household=found,
        handover=handover,
        facts=facts,
        advice=advices.of_households(session, [found, *merging.shells_of(session, found)])[:NEWEST_ADVICE],
        members=cells.member_lines(found, today),
        offered=roles.of_the_leaving(handover, facts.open_roles) if handover else [],
        successor=roles.successor(session, handover) if handover else None,
        moved=len(roles.moved(session, handover)) if handover else 0,
        may_agree=handover is not None and service.may_agree(handover, current_person()),
        problem=problem,
        typed=request.form,
        today=today,
        kind_line=cells.kind_line,
        family_line=cells.family_line,
    )


@pages.post("/households/<int:household_id>/handover")
@allow_sees_rosters
def write(household_id: int) -> Response | tuple[str, int]:
    person, session = current_person(), db.session()
    found = household_for(person, household_id)
    works, avoid = (clean(request.form.get(name, "")).strip() for name in ("works", "avoid"))
    try:
        service.write(session, found, person, works, avoid, request.form.get("version", ""), clock.now())
    except (service.NoteTooLong, service.NoteWrittenMeanwhile) as problem:
        audit.record(session, person, "household_viewed", found)
        session.commit()
        return _page(found, problem.sentence), problem.status
    audit.record(session, person, "handover_written", found)
    session.commit()
    notice("引き継ぎのことばを保存しました。")
    return _back(found)


@pages.post("/handovers/<int:handover_id>/agree")
@allow_sees_rosters
def agree(handover_id: int) -> Response:
    handover = _handover(handover_id)
    service.agree(db.session(), handover, current_person(), clock.now())
    audit.record(db.session(), current_person(), "handover_agreed", handover.household)
    db.session().commit()
    notice("引き継ぎを受けました。", undo=url_for("handovers.take_back", handover_id=handover.id))
    return _back(handover.household)


@pages.post("/handovers/<int:handover_id>/agree/take-back")
@allow_sees_rosters
def take_back(handover_id: int) -> Response:
    handover = _handover(handover_id)
    service.take_back_agreement(db.session(), handover, current_person())
    audit.record(db.session(), current_person(), "undone", handover.household, what="handover_agreed")
    db.session().commit()
    notice("引き継ぎを受ける前に戻しました。")
    return _back(handover.household)


@pages.post("/handovers/<int:handover_id>/needed/<int:yes>")
@allow_sees_rosters
def needed(handover_id: int, yes: int) -> Response:
    """引き継ぎシートは要らない, and its undo."""
    handover = _handover(handover_id)
    service.want(db.session(), handover, is_wanted=yes == 1)
    audit.record(db.session(), current_person(), "handover_needed", handover.household, after=str(yes == 1))
    db.session().commit()
    again = url_for("handovers.needed", handover_id=handover.id, yes=1)
    if handover.needed:
        notice("引き継ぎを戻しました。")
    else:
        notice("引き継ぎシートは使わないことにしました。", undo=again)
    return redirect(url_for("households.household", household_id=handover.household_id))


@pages.post("/handovers/<int:handover_id>/roles")
@allow_sees_rosters
def move_roles(handover_id: int) -> Response:
    handover, session = _handover(handover_id), db.session()
    open_roles = roles.left_open(history(session, handover.household))
    offered = roles.of_the_leaving(handover, open_roles)
    try:
        count = roles.move(session, handover, offered, request.form.getlist("role"))
    except (roles.NobodyToTakeRoles, roles.NoRoleChosen) as problem:
        return _told(problem, handover.household)
    audit.record(session, current_person(), "roles_handed_over", handover.household, rows=count)
    session.commit()
    undo = url_for("handovers.give_back_roles", handover_id=handover.id)
    notice(f"役割{count}件を新しい担当のホームに移しました。会議の記録の文はそのままです。", undo=undo)
    return _back(handover.household)


@pages.post("/handovers/<int:handover_id>/roles/give-back")
@allow_sees_rosters
def give_back_roles(handover_id: int) -> Response:
    handover = _handover(handover_id)
    count = roles.give_back(db.session(), handover)
    audit.record(db.session(), current_person(), "undone", handover.household, what="roles_handed_over")
    db.session().commit()
    notice(f"役割{count}件を前の担当に戻しました。")
    return _back(handover.household)


def _handover(handover_id: int) -> Handover:
    found = db.session().get(Handover, handover_id)
    if found is None:
        raise NotYours()
    household_for(current_person(), found.household_id)
    return found


def _told(problem: ConferenceError, household: Household) -> Response:
    notice(problem.sentence, kind="stop")
    return _back(household)


def _back(household: Household) -> Response:
    return redirect(url_for("handovers.sheet", household_id=household.id))
