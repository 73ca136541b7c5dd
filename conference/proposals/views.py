"""Proposing a household, answering proposals, and telling a school."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import (
    allow_runs_conferences,
    allow_sees_rosters,
    current_person,
    household_for,
)
from conference.audit import service as audit
from conference.decisions.edits import Editor
from conference.errors import NotYours
from conference.households import service as households
from conference.households.forms import HouseholdForm
from conference.households.models import CATEGORIES, FUNCTIONS, Household
from conference.households.workers import FUNCTION_OF
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.proposals import criteria, forms, service
from conference.proposals.forms import AnswerForm, ProposalForm
from conference.proposals.models import Answer, Proposal
from conference.rosters import service as rosters
from conference.rosters.models import Conference
from conference.visits import service as visits

pages = Blueprint("proposals", __name__)


@pages.app_context_processor
def _count() -> dict[str, object]:
    """For the bar of a roster in preparation: asked only where a template asks."""
    return {"proposals_waiting": lambda: len(service.waiting(db.session(), clock.today()))}


@pages.get("/proposals")
@allow_runs_conferences
def proposals() -> str:
    return _list_page(current_person())


def _list_page(person: Person, wrong: AnswerForm | None = None, wrong_id: int = 0) -> str:
    found = service.waiting(db.session(), clock.today())
    if found:
        audit.shown(person, "list_viewed", *{each.household for each in found}, list="proposals")
    return render_template(
        "proposals/proposals.html",
        proposals=found,
        coming=service.coming(db.session(), clock.today()),
        by_id=criteria.BY_ID,
        wrong=wrong,
        wrong_id=wrong_id,
    )


@pages.get("/proposals/new")
@allow_sees_rosters
def new() -> str:
    person = current_person()
    household = _household_asked(person, request.args.get("household", ""))
    if household is not None:
        audit.viewed(person, "household_viewed", household)
    said_at = visits.place_of(db.session(), request.args.get("visit", ""))
    form = ProposalForm(received_by=person.name, received_from=said_at, channel="訪問" if said_at else "")
    return _new_page(person, household, form, HouseholdForm(), [])


def _household_asked(person: Person, written: str) -> Household | None:
    if not written:
        return None
    if not (written.isdecimal() and len(written) < 12):
        raise NotYours
    return household_for(person, int(written))


def _new_page(
    person: Person,
    household: Household | None,
    form: ProposalForm,
    family: HouseholdForm,
    alike: list[tuple[Household, str]],
) -> str:
    return render_template(
        "proposals/new.html",
        household=household,
        form_given=form,
        family=family,
        alike=alike,
        criteria=criteria.in_order_for(FUNCTION_OF.get(person.kind, "")),
        source=criteria.SOURCE_WORDS,
        coming=[("", "次の会議"), *_choices(service.coming(db.session(), clock.today()))],
        channels=[(each, each) for each in forms.CHANNELS],
        grounds=[("", "まだ確かめていない"), *((each, each) for each in forms.GROUNDS)],
        categories=[("", "未定"), *((each, each) for each in CATEGORIES)],
        functions=[(each, each) for each in FUNCTIONS],
        names=rosters.names_of_staff(db.session()),
    )


def _choices(found: list[Conference]) -> list[tuple[str, str]]:
    return [(str(each.id), f"{each.title} {each.held_on.month}/{each.held_on.day}") for each in found]


@pages.post("/proposals/new")
@allow_sees_rosters
def propose() -> Response | tuple[str, int]:
    person = current_person()
    household = _household_asked(person, request.form.get("household", ""))
    form = ProposalForm.read(request.form, request.form.getlist("criteria"), clock.today())
    family = HouseholdForm() if household else HouseholdForm.read(request.form, [], clock.today())
    alike: list[tuple[Household, str]] = []
    if household is None and not (family.problem_count or form.problems):
        household, alike = _same_or_new(person, family)
    if form.problems or family.problem_count or household is None:
        for each, _ in alike:
            audit.record(db.session(), person, "household_viewed", each)
        db.session().commit()
        return _new_page(person, household, form, family, alike), 422
    made = service.propose(db.session(), Editor(person, clock.now()), household, form)
    audit.record(db.session(), person, "proposal_made", made)
    db.session().commit()
    undo = url_for("proposals.withdraw", proposal_id=made.id)
    notice(
        f"{household.name}を提案しました。答えはホームに出ます。", undo=undo, undo_label="提案を取り下げる"
    )
    return redirect(url_for("home.index"))


def _same_or_new(
    person: Person, family: HouseholdForm
) -> tuple[Household | None, list[tuple[Household, str]]]:
    """The household that was said to be this one, a new one, or the question which it is."""
    alike = households.alike(db.session(), family, clock.today())
    said = request.form.get("same", "")
    if chosen := next((each for each, _ in alike if str(each.id) == said), None):
        return chosen, alike
    if households.has_number(db.session(), family.case_number):
        family.problems["case_number"] = households.NUMBER_TAKEN
        return None, alike
    if alike and said != "another":
        return None, alike
    made = households.add(db.session(), family, clock.today())
    audit.record(db.session(), person, "household_added", made)
    return made, []


def _proposal_for(person: Person, proposal_id: int) -> Proposal:
    found = db.session().get(Proposal, proposal_id)
    if found is None or not person.kind.sees_rosters:
        raise NotYours
    return found


@pages.post("/proposals/<int:proposal_id>/answer")
@allow_runs_conferences
def answer(proposal_id: int) -> Response | tuple[str, int]:
    person = current_person()
    proposal = _proposal_for(person, proposal_id)
    form = AnswerForm.read(request.form)
    if form.answer is None or form.problem:
        return _list_page(person, form, proposal.id), 422
    goal = _goal(proposal, form)
    if goal is None and form.answer is not Answer.OTHERWISE:
        form.problem = forms.NO_LATER
        return _list_page(person, form, proposal.id), 422
    row = service.answer(db.session(), Editor(person, clock.now()), proposal, form.answer, form.why, goal)
    audit.record(db.session(), person, "proposal_answered", proposal, answer=form.answer.value)
    if row is not None:
        audit.record(db.session(), person, "row_added", row)
    db.session().commit()
    if row is not None:
        broadcast.tell(row.conference_id, "roster", by=person)
    notice(_told(proposal, form.answer), undo=url_for("proposals.take_back", proposal_id=proposal.id))
    return redirect(url_for("proposals.proposals"))


def _goal(proposal: Proposal, form: AnswerForm) -> Conference | None:
    """The chosen conference, else the one it was proposed for, else the soonest that fits."""
    if form.answer is None or form.answer is Answer.OTHERWISE:
        return None
    found = service.goals(form.answer, service.coming(db.session(), clock.today()))
    wanted = (form.conference, str(proposal.conference_id or ""))
    chosen = [each for word in wanted for each in found if str(each.id) == word]
    return next(iter([*chosen, *found]), None)


def _told(proposal: Proposal, said: Answer) -> str:
    name, goal = proposal.household.name, proposal.conference
    day = f"{goal.held_on.month}/{goal.held_on.day}" if goal else ""
    return {
        Answer.TAKE: f"{name}を{day}の名簿に入れました。",
        Answer.LATER: f"{name}を{day}の会議へ回しました。",
        Answer.OTHERWISE: f"{name}は別の形で進めると答えました。",
    }[said]


@pages.post("/proposals/<int:proposal_id>/take-back")
@allow_runs_conferences
def take_back(proposal_id: int) -> Response:
    person = current_person()
    proposal = _proposal_for(person, proposal_id)
    service.take_back(db.session(), Editor(person, clock.now()), proposal)
    audit.record(db.session(), person, "undone", proposal, what="proposal")
    db.session().commit()
    if proposal.conference_id:
        broadcast.tell(proposal.conference_id, "roster", by=person)
    notice(f"{proposal.household.name}の提案を、答える前に戻しました。")
    return redirect(url_for("proposals.proposals"))


@pages.post("/proposals/<int:proposal_id>/withdraw")
@allow_sees_rosters
def withdraw(proposal_id: int) -> Response:
    """Only one's own, and only before somebody has answered."""
    person = current_person()
    proposal = _proposal_for(person, proposal_id)
    if proposal.proposed_by_id != person.id:
        raise NotYours
    service.withdraw(db.session(), proposal)
    audit.record(db.session(), person, "undone", proposal, what="proposal")
    db.session().commit()
    notice("提案を取り下げました。世帯の記録はそのままです。")
    return redirect(url_for("home.index"))


@pages.post("/proposals/<int:proposal_id>/replied")
@allow_sees_rosters
def replied(proposal_id: int) -> Response:
    """学校へ回答した; asked again with `undo`, the answer is still owed."""
    person = current_person()
    proposal = _proposal_for(person, proposal_id)
    is_undo = request.args.get("undo") == "1"
    proposal.replied_at = None if is_undo else clock.now()
    audit.record(db.session(), person, "proposal_replied", proposal, after=not is_undo)
    db.session().commit()
    if is_undo:
        notice(f"{proposal.received_from}への回答を、まだに戻しました。")
    else:
        undo = url_for("proposals.replied", proposal_id=proposal.id, undo=1)
        notice(f"{proposal.received_from}への回答を済にしました。", undo=undo)
    return redirect(url_for("home.index"))
