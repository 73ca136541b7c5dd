"""同じ意味の言葉: other names for one thing, so that staff find a page in their own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db, search_port
from conference.access import current_person
from conference.audit import service as audit
from conference.config import Settings
from conference.notices import notice
from conference.unfound import service as unfound
from conference.wordbook import groups, service
from conference.wordbook.errors import WordbookDamaged
from conference.wordbook.groups import Group
from conference.wordbook.roles import allow_keeps_words
from search.errors import SearchError

pages = Blueprint("wordbook", __name__)
NOT_READY = "検索の準備ができていないため、変わり方を今は見られません。言葉は保存できます。"


@dataclass
class Draft:
    """The form as it stands: the group it began from, what is typed, and what to try it on."""

    before: Group = service.NOTHING
    text: str = ""
    questions: str = ""
    problem: str = ""
    told: str = ""
    compared: list[service.Compared] = field(default_factory=list)

    @property
    def after(self) -> Group:
        return groups.read(self.text)


@pages.get("/wordbook")
@allow_keeps_words
def book() -> str:
    own, problem = [], ""
    try:
        own = service.groups(_folder())
    except WordbookDamaged as damaged:
        problem = damaged.sentence
    return render_template(
        "wordbook/book.html",
        own=own,
        problem=problem,
        shipped=service.shipped(),
        recent=service.recent(db.session()),
    )


@pages.get("/wordbook/new")
@allow_keeps_words
def new() -> str:
    """From the list of words not found the word comes along, by its number."""
    number = request.args.get("unfound", "")
    found = unfound.one_of(db.session(), int(number)).words if _is_number(number) else ""
    return _form(Draft(text=f"{found}\n" if found else ""))


@pages.get("/wordbook/<key>")
@allow_keeps_words
def edit(key: str) -> str:
    before = service.group_of(_folder(), key)
    return _form(Draft(before, before.text))


@pages.post("/wordbook/preview")
@allow_keeps_words
def preview() -> str | tuple[str, int]:
    draft = _draft()
    if draft.problem:
        return _form(draft), 422
    asked = service.questions_of(
        draft.questions, draft.after, [one.words for one in unfound.several(db.session())]
    )
    db.release()  # others write while this one searches
    try:
        draft.compared = service.compare(search_port.searcher(), _folder(), draft.before, draft.after, asked)
    except SearchError:
        draft.told = NOT_READY
    return _form(draft)


@pages.post("/wordbook/save")
@allow_keeps_words
def save() -> Response | tuple[str, int]:
    draft = _draft()
    if draft.problem:
        return _form(draft), 422
    if draft.before == draft.after:
        return redirect(url_for("wordbook.book"))
    return _change(
        draft.before, draft.after, f"「{draft.after.in_words}」を保存しました。検索にもう入っています。"
    )


@pages.post("/wordbook/<key>/remove")
@allow_keeps_words
def remove(key: str) -> Response:
    before = service.group_of(_folder(), key)
    return _change(before, service.NOTHING, f"「{before.in_words}」を消しました。")


@pages.post("/wordbook/changes/<int:change_id>/undo")
@allow_keeps_words
def undo(change_id: int) -> Response:
    service.undo(db.session(), _folder(), current_person(), change_id)
    audit.record(db.session(), current_person(), "undone", what="wordbook_changed")
    return _kept("元に戻しました。検索にもう入っています。")


def _change(before: Group, after: Group, sentence: str) -> Response:
    made = service.change(db.session(), _folder(), current_person(), before, after)
    audit.record(
        db.session(), current_person(), "wordbook_changed", before=len(before.names), after=len(after.names)
    )
    return _kept(sentence, url_for("wordbook.undo", change_id=made.id))


def _kept(sentence: str, undo: str = "") -> Response:
    db.session().commit()
    current_app.extensions["similar"].forget()  # answers kept for the meeting were found with the old words
    notice(sentence, undo=undo)
    return redirect(url_for("wordbook.book"))


def _draft() -> Draft:
    given = request.form
    draft = Draft(
        before=service.group_of(_folder(), given.get("key", "")),
        text=given.get("names", ""),
        questions=given.get("questions", ""),
    )
    others = [group.names for group in service.groups(_folder()) if group != draft.before]
    draft.problem = groups.problem_of(draft.after, others)
    return draft


def _form(draft: Draft) -> str:
    return render_template("wordbook/edit.html", draft=draft)


def _folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.office_kb_dir


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
