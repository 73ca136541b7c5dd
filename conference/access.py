"""Who may see what: nothing is open unless its view says so, and things are fetched already judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from conference import clock, db
from conference.errors import CalledOff, ConferenceError, NotAllowed, NotYours, SignInNeeded
from conference.households.models import Household
from conference.people import cookie
from conference.people.models import Person, Role
from conference.rosters.models import Conference, ConferenceState, Row, RowShare

View = TypeVar("View", bound=Callable[..., Any])

RUNS_CONFERENCES = tuple(role for role in Role if role.runs_conferences)
SEES_ROSTERS = tuple(role for role in Role if role.sees_rosters)
SEES_NAMED = tuple(role for role in Role if role.sees_named_records)
NEEDED_FOR_A_NEW_PASSWORD = frozenset({"people.password", "people.change_password", "people.sign_out"})


@dataclass(frozen=True)
class Policy:
    """What a view declares: everybody, or signed-in people of these roles."""

    roles: frozenset[Role]
    is_public: bool = False


def public(view: View) -> View:
    """Open without sign-in."""
    return _declare(view, Policy(frozenset(Role), is_public=True))


def allow(*roles: Role) -> Callable[[View], View]:
    """Open to signed-in people of these roles."""
    return lambda view: _declare(view, Policy(frozenset(roles)))


def allow_signed_in(view: View) -> View:
    return _declare(view, Policy(frozenset(Role)))


def allow_runs_conferences(view: View) -> View:
    """統括支援員・センター長."""
    return _declare(view, Policy(frozenset(RUNS_CONFERENCES)))


def allow_sees_rosters(view: View) -> View:
    """The office: 統括支援員・センター長・母子保健・児童福祉."""
    return _declare(view, Policy(frozenset(SEES_ROSTERS)))


def allow_sees_named(view: View) -> View:
    """The office and outside participants; the view still fetches through this module."""
    return _declare(view, Policy(frozenset(SEES_NAMED)))


def _declare(view: View, policy: Policy) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    found: Policy | None = getattr(app.view_functions.get(endpoint), "policy", None)
    return found


def require_declarations(app: Flask) -> None:
    """A view that does not say who may open it stops the start."""
    silent = [rule.endpoint for rule in app.url_map.iter_rules() if policy_of(app, rule.endpoint) is None]
    if silent:
        raise RuntimeError(f"views without @public or @allow…: {', '.join(sorted(silent))}")


def current_person() -> Person:
    """The person who is signed in; for views that are not public."""
    found: Person | None = g.get("person")
    if found is None:
        raise SignInNeeded()
    return found


def init_app(app: Flask) -> None:
    app.view_functions["static"] = public(app.view_functions["static"])
    cookie.init_app(app)
    app.before_request(_judge)


def _judge() -> Response | None:
    if request.endpoint is None:  # no such page: said to everybody alike
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        raise NotYours()
    if policy.is_public:
        return None
    person = current_person()
    if person.must_change_password and request.endpoint not in NEEDED_FOR_A_NEW_PASSWORD:
        return redirect(url_for("people.password"))
    if person.kind not in policy.roles:
        raise NotAllowed()
    return None


def conference_for(person: Person, conference_id: int, *, write: bool = False) -> Conference:
    """The conference, if this person may see it (write: change it); raises NotYours or NotAllowed."""
    found = db.session().get(Conference, conference_id)
    if found is None or not _sees_conference(db.session(), person, found):
        raise NotYours()
    if write:
        _refuse_writing(person, found)
    return found


def row_for(person: Person, row_id: int, *, write: bool = False) -> Row:
    """The row, if this person may see it (write: change it); raises NotYours or NotAllowed."""
    found = db.session().get(Row, row_id)
    if found is None or not _sees_row(db.session(), person, found):
        raise NotYours()
    if write:
        _refuse_writing(person, found.conference)
    return found


def household_for(person: Person, household_id: int) -> Household:
    """The household across conferences: the office only, whatever is shared."""
    found = db.session().get(Household, household_id)
    if found is None or not person.kind.sees_rosters:
        raise NotYours()
    return found


def shared_row_ids(session: Session, person: Person, conference_id: int) -> set[int]:
    """The rows of a conference that an outside participant was given, on a ground that stands today."""
    shared = (
        session.query(RowShare)
        .join(Row)
        .filter(RowShare.person_id == person.id, Row.conference_id == conference_id)
    )
    return {share.row_id for share in shared if share.holds_on(clock.today())}


def _sees_conference(session: Session, person: Person, conference: Conference) -> bool:
    if person.kind.sees_rosters:
        return True
    return person.kind is Role.PARTICIPANT and bool(shared_row_ids(session, person, conference.id))


def _sees_row(session: Session, person: Person, row: Row) -> bool:
    if person.kind.sees_rosters:
        return True
    if person.kind is not Role.PARTICIPANT:
        return False
    share = session.get(RowShare, (row.id, person.id))
    return share is not None and share.holds_on(clock.today())


def _refuse_writing(person: Person, conference: Conference) -> None:
    if not person.kind.sees_rosters:
        raise NotAllowed()
    if conference.phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed()
    if conference.phase is ConferenceState.CALLED_OFF:
        raise CalledOff


class RecordConfirmed(ConferenceError):
    status = 409

    def __init__(self) -> None:
        super().__init__("確定した記録です。直すときは「確定を解く」を選んでください。")
