"""持ち回りの当番 of a series: one list, filled, changed, swapped, printed."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import ConferenceError, NotYours
from conference.notices import notice
from conference.rosters.models import Conference, Series
from conference.sent_lines import keys_sent, one_line
from conference.series.kinds import kind_of
from conference.turns import listing, service
from conference.turns.models import Turn

pages = Blueprint("turns", __name__)
TAKE_TURNS = ("staff", "study")
"""Kinds that are asked for a list of turns; the others have one when somebody makes it."""
STAYED = "{stayed}回ぶんは、あとから書き直されたか日が過ぎたため、そのままです。"
NOT_SWAPPED = "入れ替えは、まだしていません。下の表を見て、もう一度印を付けてください。"


@pages.app_context_processor
def _for_the_pages_of_a_meeting() -> dict[str, object]:
    def turn_of(conference: Conference) -> Turn | None:
        return listing.turn_of(db.session(), conference)

    return {"turn_of": turn_of, "takes_turns": lambda conference: kind_of(conference.series).id in TAKE_TURNS}


@pages.get("/series/<int:series_id>/turns")
@allow_sees_rosters
def turns(series_id: int) -> str:
    return _page(_series(series_id))


def _series(series_id: int) -> Series:
    found = db.session().get(Series, series_id)
    if found is None:
        raise NotYours
    return found


def _page(
    series: Series,
    problem: str = "",
    held: dict[date, service.Held] | None = None,
    gone: dict[date, str] | None = None,
) -> str:
    session, today = db.session(), clock.today()
    found = listing.lines(session, series, today)
    seats = service.who_may(session, series)
    chosen = request.form.getlist("name") if "ahead" in request.form else seats
    return render_template(
        "turns/turns.html",
        series=series,
        past=[each for each in found if each.is_past],
        coming=[each for each in found if not each.is_past],
        held=held or {},
        gone=gone or {},
        seats=[(name, name in chosen) for name in seats],
        others=clean(request.form.get("others", "")),
        known=service.known_names(session, seats),
        ahead=_ahead(),
        offered=[(count, f"{count}回") for count in (3, listing.USUAL, listing.MOST)],
        problem=problem,
    )


def _ahead() -> int:
    given = request.form.get("ahead", "")
    return min(int(given[:2]), listing.MOST) if given.isascii() and given.isdecimal() else listing.USUAL


@pages.post("/series/<int:series_id>/turns")
@allow_sees_rosters
def fill(series_id: int) -> Response | tuple[str, int]:
    person, series = current_person(), _series(series_id)
    names = [name for each in request.form.getlist("name") if (name := " ".join(clean(each).split()))]
    try:
        made = service.fill(
            db.session(), series, list(dict.fromkeys([*names, *_others()])), clock.today(), _ahead()
        )
    except ConferenceError as problem:
        return _page(series, problem.sentence), problem.status
    audit.record(db.session(), person, "turns_filled", series, lines=len(made))
    db.session().commit()
    ids = "-".join(map(service.mark_of, made))
    told = (
        f"{len(made)}回ぶんの当番を順に入れました。"
        if made
        else "空いている日はありません。表はそのままです。"
    )
    notice(told, undo=url_for("turns.take_away", series_id=series.id, ids=ids) if made else "")
    return redirect(url_for("turns.turns", series_id=series.id))


def _others() -> list[str]:
    lines = clean(request.form.get("others", "")).splitlines()
    return [name[: service.WHO] for line in lines[: listing.MOST] if (name := " ".join(line.split()))]


@pages.post("/series/<int:series_id>/turns/lines")
@allow_sees_rosters
def write(series_id: int) -> Response | tuple[str, int]:
    """Every name of the page at once; two that are ticked are swapped after that, when it was asked for."""
    person, series, session = current_person(), _series(series_id), db.session()
    found = listing.lines(session, series, clock.today(), listing.MOST)
    typed = {key: _typed(key) for key in keys_sent(_day)}
    changed, held = service.write_all(session, series, found, typed)
    gone = service.left_over(found, typed)
    if changed:
        audit.record(session, person, "turns_written", series, lines=changed)
    wants_swap = request.form.get("do") == "swap"
    waits = bool(held or gone)
    problem = (NOT_SWAPPED if waits else _swap(series)) if wants_swap else ""
    session.commit()
    if problem or waits:
        return _page(series, problem, held, gone), 409
    if changed or not wants_swap:
        notice(f"{changed}回ぶんの当番を書きました。" if changed else "変わったところはありません。")
    return redirect(url_for("turns.turns", series_id=series.id))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # no page of ours sends this
        return None


def _typed(key: date) -> service.Typed:
    who, was = (one_line(f"{name}-{key.isoformat()}") for name in ("who", "was"))
    return service.Typed(who[: service.WHO], was)


def _swap(series: Series) -> str:
    """The sentence where it cannot be done; else it is, and told with its way back."""
    try:
        one, other = service.swap(db.session(), series, _numbers(request.form.getlist("both")), clock.today())
    except ConferenceError as problem:
        return problem.sentence
    audit.record(db.session(), current_person(), "turns_swapped", series)
    undo = url_for("turns.swap", series_id=series.id, ids=f"{one.id}-{other.id}")
    notice(f"{other.who}と{one.who}の当番を入れ替えました。", undo=undo)
    return ""


@pages.post("/series/<int:series_id>/turns/swap")
@allow_sees_rosters
def swap(series_id: int) -> Response | tuple[str, int]:
    """The undo of a swap: the same two once more."""
    series = _series(series_id)
    try:
        service.swap(db.session(), series, _numbers(_ids()), clock.today())
    except ConferenceError as problem:
        return _page(series, problem.sentence), problem.status
    audit.record(db.session(), current_person(), "turns_swapped", series)
    db.session().commit()
    notice("当番を元に戻しました。")
    return redirect(url_for("turns.turns", series_id=series.id))


@pages.post("/series/<int:series_id>/turns/take-away")
@allow_sees_rosters
def take_away(series_id: int) -> Response:
    """The undo of filling."""
    series = _series(series_id)
    gone, stayed = service.take_back(db.session(), series, _ids(), clock.today())
    audit.record(db.session(), current_person(), "undone", series, what="turns")
    db.session().commit()
    notice(f"{gone}回ぶんの当番を空けました。" + (STAYED.format(stayed=stayed) if stayed else ""))
    return redirect(url_for("turns.turns", series_id=series.id))


def _ids() -> list[str]:
    return request.values.get("ids", "")[:400].split("-")


def _numbers(given: list[str]) -> list[int]:
    return [int(each) for each in given if each.isascii() and each.isdecimal() and len(each) < 12]
