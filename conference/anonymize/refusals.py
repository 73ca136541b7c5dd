"""What the last gate says when it refuses: places, kinds and reasons, never the words themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conference.errors import ConferenceError

UNSURE: Final = "確かめていない言葉"
SHAPE: Final = "書き方"
UNSIGNED: Final = "確かめの印"
UNANSWERED: Final = "答え"
SECOND: Final = "承認"


@dataclass(frozen=True)
class Finding:
    """One reason why a page does not pass: where, what kind, why; never the words themselves.

    `start` and `end` are code points of the text at `where`, or None where no place is meant.
    """

    where: str
    kind: str
    why: str
    start: int | None = None
    end: int | None = None

    @property
    def line(self) -> tuple[str, str, str]:
        """Where, kind and why: findings that say the same are one line for a reader."""
        return self.where, self.kind, self.why


class DoesNotPass(ConferenceError):
    """The gate refuses; `findings` says why, piece by piece."""

    status = 409

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = "、".join(dict.fromkeys(f"{each.where}（{each.kind}）" for each in findings[:6]))
        super().__init__(
            f"まだ公開できません。直すところが{len(findings)}か所あります：{first}。どこにも出していません。"
        )
        self.findings = findings


class ChangedAfterwards(ConferenceError):
    """A kept text is not the one that passed."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "残してあった事例が、確かめたときの文と違います。公開していません。もう一度確かめてください。"
        )
