"""One visit's page: what to ask, what was heard of whom, and the paper to take along."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.decisions.edits import Editor, WrittenMeanwhile
from conference.decisions.fields import FieldUnknown
from conference.decisions.sent import Sent, asked_to_save, both_texts, saved_as
from conference.decisions.situation import LineNotThere
from conference.era import format_month_day
from conference.errors import NotYours
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import trail
from conference.rosters.models import Row
from conference.visits import batches, hearing, telling
from conference.visits.blueprint import pages
from conference.visits.models import Visit, VisitAnswer, VisitHeard
from conference.visits.questions import ABOUT_EACH_CHILD, questions_of

A_ROW = "row:"


def _visit(visit_id: int) -> Visit:
    """One that has a page, of a meeting this person may see; raises NotYours."""
    found = db.session().get(Visit, visit_id)
    if found is None or not questions_of(found.sort):
        raise NotYours
    if found.conference is not None:
        conference_for(current_person(), found.conference.id)
    return found


@pages.get("/visits/<int:visit_id>")
@allow_sees_rosters
def visit(visit_id: int) -> str:
    found = _visit(visit_id)
    children = hearing.children_of(found, hearing.rows_before(db.session(), found))
    trail.glimpsed(current_person(), [each.row for each in children])
    others = hearing.heard_elsewhere(found, children)
    if others:
        audit.viewed(current_person(), "household_viewed", *(each.household for each in others))
    return render_template(
        "visits/visit.html",
        visit=found,
        group=batches.groups_of([found])[0],
        questions=questions_of(found.sort),
        answers={each.field: each for each in found.answers},
        prompts=ABOUT_EACH_CHILD,
        children=children,
        others=others,
        ahead=telling.rows_ahead(db.session(), found),
        is_open=found.conference is not None and found.conference.phase.takes_roster_changes,
    )


@pages.get("/visits/<int:visit_id>/paper")
@allow_sees_rosters
def paper(visit_id: int) -> str:
    found = _visit(visit_id)
    return _papers([found], url_for("visits.visit", visit_id=found.id))


@pages.get("/conferences/<int:conference_id>/visits/paper")
@allow_sees_rosters
def papers(conference_id: int) -> str:
    """The whole round before a meeting, one sheet a place."""
    conference = conference_for(current_person(), conference_id)
    found = hearing.visits_before(db.session(), conference)
    year = found[0].year if found else None
    return _papers(found, url_for("visits.visits", year=year, _anchor=f"round-{conference.id}"))


def _papers(found: list[Visit], back: str) -> str:
    """Numbers only: what is taken along may be left behind."""
    rows = hearing.rows_before(db.session(), found[0]) if found else []
    sheets = [(each, hearing.children_of(each, rows)) for each in found]
    shown = {child.row.id: child.row for _, children in sheets for child in children}
    if shown:
        audit.viewed(current_person(), "visit_sheet_printed", *shown.values())
    return render_template(
        "visits/paper.html", sheets=sheets, questions_of=questions_of, prompts=ABOUT_EACH_CHILD, back=back
    )


@pages.post("/visits/<int:visit_id>/save")
@allow_sees_rosters
def save(visit_id: int) -> Response | tuple[Response, int]:
    """One field: `{field, value, base, page}` → its new version, or 409 with both texts."""
    person, found = current_person(), _visit(visit_id)
    sent = asked_to_save(person)
    try:
        saved = _save(person, found, sent)
    except WrittenMeanwhile as problem:
        return both_texts(problem)
    db.session().commit()
    return saved_as(sent, saved.number, saved.text)


def _save(person: Person, found: Visit, sent: Sent) -> VisitAnswer | VisitHeard:
    """An answer to a question, or what was heard of a row."""
    if not sent.name.startswith(A_ROW):
        answer = hearing.save_answer(db.session(), sent.editor, found, sent.name, sent.text, sent.base)
        audit.record(db.session(), person, "visit_answered", found, number=answer.number)
        return answer
    row = _row(found, sent.name.removeprefix(A_ROW), person)
    heard = hearing.save_heard(db.session(), sent.editor, found, row, sent.text, sent.base)
    audit.record(db.session(), person, "visit_heard", row, number=heard.number)
    return heard


def _row(found: Visit, number: str, person: Person) -> Row:
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise FieldUnknown
    row = row_for(person, int(number), write=True)
    if row.conference_id != found.conference_id:
        raise NotYours
    return row


def _row_for_words(found: Visit, row_id: int, person: Person) -> Row:
    """Of the visit's meeting, or the one that takes its words instead; raises NotYours."""
    row = row_for(person, row_id, write=True)
    if row.conference_id == found.conference_id:
        return row
    if telling.rows_ahead(db.session(), found).get(row.household_id) is not row:
        raise NotYours
    return row


@pages.post("/visits/<int:visit_id>/rows/<int:row_id>/into-situation")
@allow_sees_rosters
def into_situation(visit_id: int, row_id: int) -> Response:
    person, found = current_person(), _visit(visit_id)
    row = _row_for_words(found, row_id, person)
    heard = hearing.heard_of(found, row)
    try:
        if heard is None:
            raise telling.NothingHeard
        number = telling.into_situation(db.session(), Editor(person, clock.now()), heard, row)
    except (telling.NothingHeard, telling.HeardAlreadyThere) as problem:
        notice(f"{_named(found, row)}：{problem.sentence}", kind="warn")
        return _back(found, row)
    _written(person, row, number)
    undo = url_for("visits.out_of_situation", visit_id=found.id, row_id=row.id)
    notice(f"{_named(found, row)}：聞いたことを状況に入れました。", undo=undo)
    return _back(found, row)


@pages.post("/visits/<int:visit_id>/rows/<int:row_id>/out-of-situation")
@allow_sees_rosters
def out_of_situation(visit_id: int, row_id: int) -> Response:
    """The undo; also later, while the line still stands there as it was put."""
    person, found = current_person(), _visit(visit_id)
    row = _row_for_words(found, row_id, person)
    heard = hearing.heard_of(found, row)
    try:
        if heard is None:
            raise LineNotThere
        number = telling.out_of_situation(db.session(), Editor(person, clock.now()), heard, row)
    except LineNotThere as problem:
        notice(f"{_named(found, row)}：{problem.sentence}", kind="warn")
        return _back(found, row)
    _written(person, row, number)
    notice(f"{_named(found, row)}：入れた文を状況から外しました。聞いたことは残っています。")
    return _back(found, row)


def _written(person: Person, row: Row, number: int) -> None:
    audit.record(db.session(), person, "field_saved", row, field="situation", number=number)
    db.session().commit()
    broadcast.tell(row.conference_id, "field", by=person, row=row.id, field="situation")


def _named(found: Visit, row: Row) -> str:
    """The number people call it by, and the meeting where it is another one."""
    other = row.conference_id != found.conference_id
    return f"{format_month_day(row.conference.held_on)}の会議の{row.number}番" if other else f"{row.number}番"


def _back(found: Visit, row: Row) -> Response:
    return redirect(url_for("visits.visit", visit_id=found.id, _anchor=f"heard-of-{row.household_id}"))
