"""団体のできることと困りごと: the board and its lines."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import ConferenceError, NotYours
from conference.groups import lines
from conference.groups import pair_views as pair_views  # its pages belong to this blueprint
from conference.groups.board import line_of, page, pages
from conference.groups.models import GroupLine, GroupSide
from conference.groups.reading import Words, checked, read
from conference.notices import notice
from conference.sent_lines import one_line


@pages.get("/groups")
@allow_sees_rosters
def board() -> str:
    return page()


@pages.post("/groups")
@allow_sees_rosters
def add() -> Response | tuple[str, int]:
    person, pasted = current_person(), clean(request.form.get("lines", ""))
    if request.form.get("side") not in tuple(GroupSide):
        raise NotYours
    side = GroupSide(request.form["side"])
    try:
        given = read(pasted)
    except ConferenceError as problem:
        return page(pasted, problem.sentence), problem.status
    made = lines.add(db.session(), person, side, given, clock.now())
    audit.record(db.session(), person, "group_lines_added", lines=len(made))
    db.session().commit()
    already = f"{len(given) - len(made)}行はもう出ていました。" if len(made) < len(given) else ""
    marks = "-".join(map(lines.mark_of, made))
    undo = url_for("groups.take_away", lines=marks) if made else ""
    notice(f"「{side}」に{len(made)}行を足しました。{already}", undo=undo)
    return redirect(url_for("groups.board"))


@pages.post("/groups/take-away")
@allow_sees_rosters
def take_away() -> Response:
    """The undo of adding."""
    gone, stayed = lines.take_away(db.session(), request.args.get("lines", "").split("-"), clock.now())
    audit.record(db.session(), current_person(), "undone", what="group_line")
    db.session().commit()
    kept = f"{stayed}行は、あとから直されたか合わせてあるため、そのままです。" if stayed else ""
    notice(f"足した{gone}行を外しました。{kept}")
    return redirect(url_for("groups.board"))


@pages.get("/groups/<int:line_id>")
@allow_sees_rosters
def line(line_id: int) -> str:
    found = line_of(line_id)
    words = lines.words_of(found)
    return _line_page(found, words, words.state)


def _line_page(line: GroupLine, words: Words, was: str, problem: str = "") -> str:
    return render_template("groups/line.html", line=line, words=words, was=was, problem=problem)


@pages.post("/groups/<int:line_id>")
@allow_sees_rosters
def change(line_id: int) -> Response | tuple[str, int]:
    found = line_of(line_id)
    words = Words(one_line("group_name"), one_line("text"), one_line("contact"))
    was, hung = clean(request.form.get("was", "")), found.dropped_at is None
    try:
        is_new = lines.change(found, checked(words), was)
    except (
        lines.ChangedMeanwhile,
        lines.DroppedMeanwhile,
    ) as problem:  # seen now: sent once more it is meant
        return _line_page(found, words, lines.state_of(found), problem.sentence), problem.status
    except ConferenceError as problem:
        return _line_page(found, words, was, problem.sentence), problem.status
    if is_new:
        audit.record(db.session(), current_person(), "group_line_changed", found)
        db.session().commit()
        notice("直しました。" if hung else "直して、表に戻しました。")
    return redirect(url_for("groups.board"))


@pages.post("/groups/<int:line_id>/drop")
@allow_sees_rosters
def drop(line_id: int) -> Response:
    found = line_of(line_id)
    lines.drop(db.session(), found, clock.now())
    audit.record(db.session(), current_person(), "group_line_dropped", found)
    db.session().commit()
    notice(f"「{found.text}」を外しました。", undo=url_for("groups.put_back", line_id=found.id))
    return redirect(url_for("groups.board"))


@pages.post("/groups/<int:line_id>/back")
@allow_sees_rosters
def put_back(line_id: int) -> Response:
    found = line_of(line_id)
    lines.put_back(db.session(), found)
    audit.record(db.session(), current_person(), "undone", found, what="group_line")
    db.session().commit()
    notice(f"「{found.text}」を戻しました。")
    return redirect(url_for("groups.board"))
