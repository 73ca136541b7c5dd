"""What a row still lacks, in plain words: marked while writing, listed at 閉会, never in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conference.decisions.models import Decision, DecisionKind
from conference.rosters.models import Row, RowStatus

NO_KIND = "協議結果が選ばれていません。（1）から（5）で選んでください。"
NO_POLICY = "方針が書かれていません。1文で書いてください。閉会後でも書けます。"
NO_CLOSURE = "終結の種類が選ばれていません。四つから選んでください。"
NO_REVIEW = "見直し予定日が書かれていません。日を入れてください。"
REVIEW_PAST = "見直し予定日が会議の日より前です。会議より後の日にしてください。"
NO_ROLE = "だれが何をするかが書かれていません。役割を一つ書いてください。"
NO_WHO = "「{what}」をだれがするかが書かれていません。"
NO_WHAT = "{who}さんが何をするかが書かれていません。"
NO_DUE = "「{what}」の期限が書かれていません。"
NO_FAMILY = "だれが家族に伝えるかが書かれていません。伝えないときは理由を書いてください。"
NO_REASON = "家族に伝えない理由が書かれていません。1文で書いてください。"
NO_WISH = "本人・家族の意向が書かれていません。聞けなかったときは、その事情を書いてください。"
NO_NEXT = "次回の日が書かれていません。日を入れてください。"


@dataclass(frozen=True)
class Missing:
    """One thing: the field it is about and the sentence."""

    field: str
    sentence: str


@dataclass(frozen=True)
class RowMissing:
    row: Row
    what: tuple[Missing, ...]

    @property
    def items_count(self) -> int:
        return len(self.what)


def missing_in(row: Row) -> tuple[Missing, ...]:
    """What the row's decision lacks for its kind; nothing is asked of a row that is still open."""
    if not row.phase.is_done:
        return ()
    decision = row.decision or Decision(row_id=row.id)
    if not decision.kind:
        return (*_wish(row, decision), Missing("kind", NO_KIND))
    asked = _TOGETHER if row.phase is RowStatus.CONFIRMED_TOGETHER else _ASKED[DecisionKind(decision.kind)]
    return tuple(item for ask in (_wish, *asked) for item in ask(row, decision))


def missing_on(rows: Sequence[Row]) -> list[RowMissing]:
    """The rows with something missing, in roster order."""
    found = [RowMissing(row, missing_in(row)) for row in rows]
    return [each for each in found if each.what]


def _wish(row: Row, _: Decision) -> list[Missing]:
    """Asked where the family has a seat."""
    wish = row.talk.family_wish.strip() if row.talk else ""
    return [Missing("family_wish", NO_WISH)] if row.conference.series.family_seat and not wish else []


def _policy(_: Row, decision: Decision) -> list[Missing]:
    return [] if decision.policy.strip() else [Missing("policy", NO_POLICY)]


def _closure(_: Row, decision: Decision) -> list[Missing]:
    return [] if decision.closure_kind else [Missing("closure_kind", NO_CLOSURE)]


def _review(row: Row, decision: Decision) -> list[Missing]:
    if decision.review_on is None:
        return [Missing("review_on", NO_REVIEW)]
    return [Missing("review_on", REVIEW_PAST)] if decision.review_on <= row.conference.held_on else []


def _roles(_: Row, decision: Decision) -> list[Missing]:
    if not decision.roles:
        return [Missing("assignment", NO_ROLE)]
    found = []
    for role in decision.roles:
        if not role.who:
            found.append(Missing(f"assignment:{role.key}:who", NO_WHO.format(what=role.what or "役割")))
        if not role.what:
            found.append(Missing(f"assignment:{role.key}:what", NO_WHAT.format(who=role.who or "担当")))
        if role.due_on is None:
            found.append(Missing(f"assignment:{role.key}:due_on", NO_DUE.format(what=role.what or "役割")))
    return found


def _family(_: Row, decision: Decision) -> list[Missing]:
    if decision.family_not_told:
        return [] if decision.family_told_how.strip() else [Missing("family_told_how", NO_REASON)]
    return [] if decision.family_told_by.strip() else [Missing("family_told_by", NO_FAMILY)]


def _next(_: Row, decision: Decision) -> list[Missing]:
    return [] if decision.next_conference_on else [Missing("next_conference_on", NO_NEXT)]


_Ask = Callable[[Row, Decision], list[Missing]]
_ASKED: dict[DecisionKind, tuple[_Ask, ...]] = {
    DecisionKind.CONTINUE: (_policy, _roles, _family, _review),
    DecisionKind.CHANGE: (_policy, _roles, _family, _review),
    DecisionKind.CLOSE: (_closure, _family),
    DecisionKind.NEXT_TIME: (_next,),
    DecisionKind.SHARE: (),
}
_TOGETHER: tuple[_Ask, ...] = (_policy, _review)  # nothing has changed: roles and family are asked in 協議
