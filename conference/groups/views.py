"""団体のできることと困りごと: the board, its lines, and what was joined."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db, search_port
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import ConferenceError, NotYours
from conference.groups import lines, pairs
from conference.groups.fitting import Fit, fitting
from conference.groups.models import GroupLine, GroupPair, GroupSide
from conference.groups.reading import Words, checked, read
from conference.notices import notice

pages = Blueprint("groups", __name__)


@pages.get("/groups")
@allow_sees_rosters
def board() -> str:
    return _page()


def _page(pasted: str = "", problem: str = "", given: list[pairs.Line] | None = None) -> str:
    session = db.session()
    shown = given or [pairs.Line(each, pairs.as_typed(each)) for each in pairs.standing(session)]
    joined = {each.pair.need_id for each in shown}
    needs = [each for each in lines.standing(session, GroupSide.NEED) if each.id not in joined]
    offers = lines.standing(session, GroupSide.OFFER)
    return render_template(
        "groups/board.html",
        needs=list(zip(needs, _fits(needs, offers), strict=True)),
        offers=offers,
        pairs=[each for each in shown if each.pair.done_at is None or each.problem],
        done=[each.pair for each in shown if each.pair.done_at and not each.problem],
        pasted=pasted,
        problem=problem,
        held_back=sum(bool(each.problem) for each in shown),
        today=clock.today(),
    )


def _fits(needs: list[GroupLine], offers: list[GroupLine]) -> list[list[tuple[GroupLine, Fit]]]:
    """Another's offers alone: nobody is told of what they offer themselves."""
    wanted, given = [each.text for each in needs], [each.text for each in offers]
    found = fitting(wanted, given, search_port.searcher().nearness(wanted, given))
    return [
        [(offers[fit.offer], fit) for fit in fits if offers[fit.offer].who != need.who]
        for need, fits in zip(needs, found, strict=True)
    ]


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
        return _page(pasted, problem.sentence), problem.status
    made = lines.add(db.session(), person, side, given, clock.now())
    audit.record(db.session(), person, "group_lines_added", lines=len(made))
    db.session().commit()
    already = f"{len(given) - len(made)}行はもう出ていました。" if len(made) < len(given) else ""
    notice(f"「{side}」に{len(made)}行を足しました。{already}")
    return redirect(url_for("groups.board"))


@pages.get("/groups/<int:line_id>")
@allow_sees_rosters
def line(line_id: int) -> str:
    found = _line(line_id)
    words = lines.words_of(found)
    return _line_page(found, words, words.state)


def _line(line_id: int) -> GroupLine:
    found = db.session().get(GroupLine, line_id)
    if found is None:
        raise NotYours
    return found


def _line_page(line: GroupLine, words: Words, was: str, problem: str = "") -> str:
    return render_template("groups/line.html", line=line, words=words, was=was, problem=problem)


@pages.post("/groups/<int:line_id>")
@allow_sees_rosters
def change(line_id: int) -> Response | tuple[str, int]:
    found = _line(line_id)
    words = Words(_one_line("group_name"), _one_line("text"), _one_line("contact"))
    was = clean(request.form.get("was", ""))
    try:
        is_new = lines.change(found, checked(words, 1), was)
    except lines.ChangedMeanwhile as problem:  # seen now: sent once more it is meant
        return _line_page(found, words, lines.words_of(found).state, problem.sentence), problem.status
    except ConferenceError as problem:
        return _line_page(found, words, was, problem.sentence), problem.status
    if is_new:
        audit.record(db.session(), current_person(), "group_line_changed", found)
        db.session().commit()
        notice("直しました。")
    return redirect(url_for("groups.board"))


def _one_line(name: str) -> str:
    return " ".join(clean(request.form.get(name, "")).split())


@pages.post("/groups/<int:line_id>/drop")
@allow_sees_rosters
def drop(line_id: int) -> Response:
    found = _line(line_id)
    lines.drop(db.session(), found, clock.now())
    audit.record(db.session(), current_person(), "group_line_dropped", found)
    db.session().commit()
    notice(f"「{found.text}」を外しました。", undo=url_for("groups.put_back", line_id=found.id))
    return redirect(url_for("groups.board"))


@pages.post("/groups/<int:line_id>/back")
@allow_sees_rosters
def put_back(line_id: int) -> Response:
    found = _line(line_id)
    lines.put_back(db.session(), found)
    audit.record(db.session(), current_person(), "undone", found, what="group_line")
    db.session().commit()
    notice(f"「{found.text}」を戻しました。")
    return redirect(url_for("groups.board"))


@pages.post("/groups/<int:line_id>/join")
@allow_sees_rosters
def join(line_id: int) -> Response:
    """A need with the offer that was chosen beside it."""
    person, need, offer = current_person(), _line(line_id), _line(_number(request.form.get("offer", "")))
    if (need.side, offer.side) != (GroupSide.NEED, GroupSide.OFFER):
        raise NotYours
    made = pairs.join(db.session(), need, offer, person, clock.now())
    audit.record(db.session(), person, "groups_joined", made)
    db.session().commit()
    notice(
        f"「{need.who}」の困りごとに「{offer.who}」を合わせました。声をかける人は{made.who}さんです。",
        undo=url_for("groups.take_apart", pair_id=made.id),
    )
    return redirect(url_for("groups.board"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


@pages.post("/groups/pairs")
@allow_sees_rosters
def write_pairs() -> Response | tuple[str, int]:
    """Every pair of the page at once; 解く beside one keeps what was typed beside the others."""
    person, found = current_person(), pairs.standing(db.session())
    given = {each.id: _typed(each.id) for each in found if f"was-{each.id}" in request.form}
    shown = pairs.write_all(found, given, clock.now())
    kept = [each for each in found if each in db.session().dirty]
    for pair in kept:
        audit.record(db.session(), person, "group_pair_written", pair)
    apart = next((each for each in found if str(each.id) == request.form.get("apart")), None)
    if apart:
        _part(apart)
    db.session().commit()
    if any(each.problem for each in shown if each.pair is not apart):
        return _page(given=[each for each in shown if each.pair is not apart]), 409
    if kept or not apart:
        notice(f"{len(kept)}組を保存しました。" if kept else "変わったところはありません。")
    return redirect(url_for("groups.board"))


def _typed(pair_id: int) -> pairs.Typed:
    is_done = request.form.get(f"done-{pair_id}") == "1"
    return pairs.Typed(_one_line(f"who-{pair_id}"), is_done, clean(request.form.get(f"was-{pair_id}", "")))


@pages.post("/groups/pairs/<int:pair_id>/apart")
@allow_sees_rosters
def take_apart(pair_id: int) -> Response:
    """The undo of 合わせる."""
    _part(_pair(pair_id))
    db.session().commit()
    return redirect(url_for("groups.board"))


def _part(pair: GroupPair) -> None:
    pairs.take_apart(db.session(), pair, clock.now())
    audit.record(db.session(), current_person(), "undone", pair, what="group_pair")
    notice(
        f"「{pair.need.who}」と「{pair.offer.who}」の組合せを解きました。",
        undo=url_for("groups.join_again", pair_id=pair.id),
    )


@pages.post("/groups/pairs/<int:pair_id>/again")
@allow_sees_rosters
def join_again(pair_id: int) -> Response:
    pair = _pair(pair_id)
    pairs.join_again(db.session(), pair)
    audit.record(db.session(), current_person(), "groups_joined", pair)
    db.session().commit()
    notice("組合せを戻しました。")
    return redirect(url_for("groups.board"))


def _pair(pair_id: int) -> GroupPair:
    found = db.session().get(GroupPair, pair_id)
    if found is None:
        raise NotYours
    return found
