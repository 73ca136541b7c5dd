"""The two numbers of a row in words: how safe the office sees the child, how content the family says it is."""

from __future__ import annotations

from conference.briefs.service import Mark, Shown
from conference.decisions.fields import FIELDS

SAFETY, FAMILY = FIELDS["safety"].label, FIELDS["family_score"].label


def in_words(shown: Shown) -> list[tuple[str, str]]:
    """Label and 「55（前回 70）」; what nobody has written this time is left out."""
    safety = (SAFETY, _told(shown.now, shown.last, named=False))
    family = (FAMILY, _told(shown.said_now, shown.said_last, named=True))
    return [(label, text) for label, text in (safety, family) if text]


def _told(now: Mark | None, last: Mark | None, *, named: bool) -> str:
    """`named`: whose number it is belongs to it."""
    if now is None:
        return ""
    beside = [now.who if named else "", f"前回 {last.value}" if last else ""]
    told = "、".join(part for part in beside if part)
    return f"{now.value}（{told}）" if told else f"{now.value}"
