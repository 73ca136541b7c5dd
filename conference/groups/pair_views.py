"""What was joined on the board: made, written, taken apart, done and not done after all."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import NotYours
from conference.groups import pairs
from conference.groups.board import line_of, page, pages
from conference.groups.models import GroupPair, GroupSide
from conference.notices import notice
from conference.sent_lines import keys_sent, number, one_line


@pages.post("/groups/<int:line_id>/join")
@allow_sees_rosters
def join(line_id: int) -> Response:
    """A need with the offer that was chosen beside it."""
    person, need, offer = current_person(), line_of(line_id), line_of(number(request.form.get("offer", "")))
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


@pages.post("/groups/pairs")
@allow_sees_rosters
def write_pairs() -> Response | tuple[str, int]:
    """Every pair of the page at once; 解く beside one keeps what was typed beside the others."""
    person, found = current_person(), pairs.standing(db.session())
    given = {key: _typed(key) for key in keys_sent(number)}
    shown, gone = pairs.write_all(found, given, clock.now()), _left_over(found, given)
    kept = [each for each in found if each in db.session().dirty]
    for pair in kept:
        audit.record(db.session(), person, "group_pair_written", pair)
    apart = next((each for each in found if str(each.id) == request.form.get("apart")), None)
    if apart:
        _part(apart)
    db.session().commit()
    left = [each for each in shown if each.pair is not apart]
    if gone or any(each.problem for each in left):
        return page(given=left, gone=gone), 409
    if kept or not apart:
        notice(f"{len(kept)}組を保存しました。" if kept else "変わったところはありません。")
    return redirect(url_for("groups.board"))


def _typed(pair_id: int) -> pairs.Typed:
    is_done = request.form.get(f"done-{pair_id}") == "1"
    return pairs.Typed(one_line(f"who-{pair_id}"), is_done, clean(request.form.get(f"was-{pair_id}", "")))


def _left_over(found: list[GroupPair], given: dict[int, pairs.Typed]) -> list[str]:
    """What was written beside pairs that others took apart, a sentence each."""
    there = {each.id for each in found}
    apart = ((db.session().get(GroupPair, key), typed) for key, typed in given.items() if key not in there)
    return [said for pair, typed in apart if pair and (said := pairs.not_kept(pair, typed))]


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


@pages.post("/groups/pairs/<int:pair_id>/open")
@allow_sees_rosters
def open_again(pair_id: int) -> Response:
    """済 was ticked too early."""
    pair = _pair(pair_id)
    pairs.open_again(db.session(), pair)
    audit.record(db.session(), current_person(), "group_pair_written", pair)
    db.session().commit()
    notice(f"「{pair.need.who}」と「{pair.offer.who}」の組合せを、まだにしました。")
    return redirect(url_for("groups.board"))


def _pair(pair_id: int) -> GroupPair:
    found = db.session().get(GroupPair, pair_id)
    if found is None:
        raise NotYours
    return found
