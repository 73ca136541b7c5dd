"""見つからなかった言葉: what several people searched for and the pages do not answer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from conference import db
from conference.access import current_person
from conference.audit import service as audit
from conference.notices import notice
from conference.unfound import service
from conference.wordbook.roles import allow_keeps_words

pages = Blueprint("unfound", __name__)


@pages.get("/unfound")
@allow_keeps_words
def listed() -> str:
    return render_template("unfound/list.html", found=service.several(db.session()), several=service.SEVERAL)


@pages.post("/unfound/<int:unfound_id>/settle")
@allow_keeps_words
def settle(unfound_id: int) -> Response:
    one = service.settle(db.session(), unfound_id)
    audit.record(db.session(), current_person(), "unfound_settled")
    db.session().commit()
    undo = url_for("unfound.take_back", unfound_id=one.id)
    notice(f"「{one.words}」を片づけました。また{service.SEVERAL}人がさがすと、もう一度出ます。", undo=undo)
    return redirect(url_for("unfound.listed"))


@pages.post("/unfound/<int:unfound_id>/take-back")
@allow_keeps_words
def take_back(unfound_id: int) -> Response:
    service.take_back(db.session(), unfound_id)
    audit.record(db.session(), current_person(), "undone", what="unfound_settled")
    db.session().commit()
    return redirect(url_for("unfound.listed"))
