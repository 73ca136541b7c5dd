"""名簿の取り込み in three steps: choose the file, check the columns, see the differences."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.edits import Editor
from conference.importing.errors import ImportRefused
from conference.importing.fields import FIELDS
from conference.notices import notice
from conference.roster_import import applying, forms, service, undoing
from conference.roster_import.change import Change
from conference.roster_import.models import ImportDraft
from conference.rosters import service as rosters
from conference.rosters.models import Conference

pages = Blueprint("roster_import", __name__)
Answer = Response | str | tuple[str, int]
NAMED_AT_MOST = 3


def _here(conference_id: int) -> Conference:
    conference = conference_for(current_person(), conference_id, write=True)
    rosters.check_takes_changes(conference)
    return conference


@pages.get("/conferences/<int:conference_id>/import")
@allow_runs_conferences
def choose_file(conference_id: int) -> str:
    return render_template("roster_import/file.html", conference=_here(conference_id), problem="")


@pages.post("/conferences/<int:conference_id>/import")
@allow_runs_conferences
def take_file(conference_id: int) -> Answer:
    conference, session = _here(conference_id), db.session()
    try:
        content = forms.uploaded(request.files.get("file"))
        draft = service.start(session, current_person(), conference, content, clock.now())
    except ImportRefused as problem:
        return render_template(
            "roster_import/file.html", conference=conference, problem=problem.sentence
        ), 422
    session.commit()
    return redirect(url_for("roster_import.columns", conference_id=conference.id, draft_id=draft.id))


@pages.get("/conferences/<int:conference_id>/import/<int:draft_id>/columns")
@allow_runs_conferences
def columns(conference_id: int, draft_id: int) -> str:
    conference = _here(conference_id)
    return _columns_page(conference, service.draft_for(db.session(), current_person(), conference, draft_id))


def _columns_page(conference: Conference, draft: ImportDraft, problem: str = "") -> str:
    roster = service.read(draft)
    doubtful_first = sorted(roster.columns, key=lambda c: (c.sure in ("確か", "選んだ列"), c.index))
    return render_template(
        "roster_import/columns.html",
        conference=conference,
        draft=draft,
        roster=roster,
        columns=doubtful_first,
        sheets=service.sheets(draft),
        fields=FIELDS,
        problem=problem,
    )


@pages.post("/conferences/<int:conference_id>/import/<int:draft_id>/columns")
@allow_runs_conferences
def choose_columns(conference_id: int, draft_id: int) -> Answer:
    conference, session = _here(conference_id), db.session()
    draft = service.draft_for(session, current_person(), conference, draft_id)
    read_as = {column.index: column.field for column in service.read(draft).columns}
    chosen = draft.chosen_columns | forms.chosen_columns(request.form, read_as)
    try:
        service.choose(draft, request.form.get("sheet", draft.sheet), chosen)
    except ImportRefused as problem:
        return _columns_page(conference, draft, problem.sentence), 422
    session.commit()
    step = "columns" if "again" in request.form else "differences"
    return redirect(url_for(f"roster_import.{step}", conference_id=conference.id, draft_id=draft.id))


@pages.get("/conferences/<int:conference_id>/import/<int:draft_id>/differences")
@allow_runs_conferences
def differences(conference_id: int, draft_id: int) -> str:
    conference, session = _here(conference_id), db.session()
    draft = service.draft_for(session, current_person(), conference, draft_id)
    roster = service.read(draft)
    found = service.proposals(session, conference, roster)
    audit.viewed(current_person(), "conference_viewed", conference)
    return render_template(
        "roster_import/differences.html",
        conference=conference,
        draft=draft,
        roster=roster,
        proposals=found,
        counts=Counter(proposal.kind for proposal in found),
    )


@pages.post("/conferences/<int:conference_id>/import/<int:draft_id>/differences")
@allow_runs_conferences
def take_in(conference_id: int, draft_id: int) -> Response:
    conference, session, person = _here(conference_id), db.session(), current_person()
    draft = service.draft_for(session, person, conference, draft_id)
    roster = service.read(draft)
    found = service.proposals(session, conference, roster)
    editor, choices = Editor(person, clock.now()), forms.choices(request.form)
    change, undo = applying.apply(session, editor, conference, found, choices, roster.reference)
    session.delete(draft)
    audit.record(
        session,
        person,
        "roster_imported",
        conference,
        rows=change.rows,
        new=change.new,
        changed=change.changed,
    )
    session.commit()
    take_back = url_for("roster_import.take_back", conference_id=conference.id, undo_id=undo.id)
    notice(
        f"{change.rows}世帯を取り込みました。{_handed_over(change)}",
        undo=take_back,
        undo_label="取込みを取り消す",
    )
    return redirect(url_for("rosters.roster", conference_id=conference.id))


def _handed_over(change: Change) -> str:
    if not change.handed:
        return ""
    more = "ほか" if len(change.handed) > NAMED_AT_MOST else ""
    return (
        f"担当が変わった世帯（{'、'.join(change.handed[:NAMED_AT_MOST])}{more}、{len(change.handed)}世帯）の引き継ぎを、"
        "前の担当と新しい担当のホームに出しました。"
    )


@pages.post("/conferences/<int:conference_id>/import/undo/<int:undo_id>")
@allow_runs_conferences
def take_back(conference_id: int, undo_id: int) -> Response:
    conference, session, person = _here(conference_id), db.session(), current_person()
    undo = service.undo_for(session, conference, undo_id)
    undoing.take_back(session, Editor(person, clock.now()), conference, undo)
    audit.record(session, person, "undone", conference, what="import")
    session.commit()
    notice("取込みを取り消しました。名簿は取り込む前に戻っています。")
    return redirect(url_for("rosters.roster", conference_id=conference.id))
