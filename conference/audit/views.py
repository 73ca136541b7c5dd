"""見た記録: for the センター長 and the システム管理者."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from conference import audit, clock, db, era
from conference.access import allow, current_person
from conference.audit import questions
from conference.errors import ConferenceError
from conference.people import service as people
from conference.people.models import Role

pages = Blueprint("audit", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodUnclear(ConferenceError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            f"「{typed}」を日付として読めません。「12/10」や「R8.12.10」のように書いてください。"
        )


class HouseholdUnknown(ConferenceError):
    status = 404

    def __init__(self) -> None:
        super().__init__("その番号の世帯は見つかりません。ケース番号を確かめてください。")


@pages.get("/viewed")
@allow(Role.ADMIN, Role.DIRECTOR)
def viewed() -> str:
    asked, problem = _asked()
    lines = questions.answer(db.session(), asked)
    audit.viewed(current_person(), "audit_viewed", lines=len(lines))
    everyone = [("", "だれでも"), *((who.id, who.name) for who in people.everyone(db.session()))]
    return render_template(
        "audit/viewed.html",
        asked=asked,
        lines=lines,
        shown=questions.SHOWN,
        everyone=everyone,
        problem=problem,
    )


@pages.post("/viewed")
@allow(Role.ADMIN, Role.DIRECTOR)
def ask() -> AnyResponse:
    # A case number is posted and becomes our own number: addresses are kept by browsers.
    number = request.form.get("case_number", "").strip()
    household = questions.household_of(db.session(), number) if number else None
    if number and household is None:
        raise HouseholdUnknown()
    since, until, person = (request.form.get(name) or None for name in ("since", "until", "person"))
    return redirect(url_for("audit.viewed", household=household, since=since, until=until, person=person))


@pages.get("/viewed.xlsx")
@allow(Role.ADMIN, Role.DIRECTOR)
def viewed_xlsx() -> Response:
    asked, _ = _asked()
    lines = questions.answer(db.session(), asked)
    audit.viewed(current_person(), "audit_exported", lines=len(lines))
    file = make_response(questions.workbook(lines))
    file.mimetype = XLSX
    file.headers["Content-Disposition"] = 'attachment; filename="viewed.xlsx"'
    return file


def _asked() -> tuple[questions.Question, str]:
    """The question in the address, and a sentence when a date in it cannot be read."""
    asked = questions.default_question(clock.today())
    asked = replace(
        asked,
        household_id=request.args.get("household", type=_number),
        person_id=request.args.get("person", type=_number),
    )
    try:
        return replace(asked, since=_day("since", asked.since), until=_day("until", asked.until)), ""
    except PeriodUnclear as problem:
        return asked, problem.sentence


def _day(name: str, otherwise: date) -> date:
    typed = request.args.get(name, "")
    day = era.parse_date(typed, clock.today())
    if day is None and typed:
        raise PeriodUnclear(typed)
    return day or otherwise


def _number(typed: str) -> int:
    """Raises ValueError for what the database cannot count to."""
    if len(typed) > 18:
        raise ValueError(typed)
    return int(typed)
