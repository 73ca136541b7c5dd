"""The board as a page, and the blueprint that its views register on."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from conference import clock, db, search_port
from conference.errors import NotYours
from conference.groups import lines, pairs
from conference.groups.fitting import Fit, fitting
from conference.groups.models import GroupLine, GroupSide

pages = Blueprint("groups", __name__)


def page(
    pasted: str = "", problem: str = "", given: list[pairs.Line] | None = None, gone: Sequence[str] = ()
) -> str:
    """`given`: pairs with what was typed beside them; `gone`: sentences on what is kept nowhere."""
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
        gone=gone,
        today=clock.today(),
    )


def _fits(needs: list[GroupLine], offers: list[GroupLine]) -> list[list[tuple[GroupLine, Fit]]]:
    """Another's offers alone: nobody is told of what they offer themselves."""
    wanted, given = [each.text for each in needs], [each.text for each in offers]
    own = {(n, o) for n, need in enumerate(needs) for o, offer in enumerate(offers) if offer.who == need.who}
    found = fitting(wanted, given, search_port.searcher().nearness(wanted, given), own)
    return [[(offers[fit.offer], fit) for fit in fits] for fits in found]


def line_of(line_id: int) -> GroupLine:
    found = db.session().get(GroupLine, line_id)
    if found is None:
        raise NotYours
    return found
