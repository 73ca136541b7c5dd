"""Reading what came back on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from conference.decisions.fields import FIELDS, clean
from conference.decisions.parsing import ScoreUnreadable
from conference.replies.service import Asked
from conference.rosters.models import Row

LONGEST = 800
NO_AGENCY = "だれの返事かを選んでください。"
NO_ROW = "どの行の返事かを選んでください。"
NO_WORDS = "近況を800字までで書いてください。安全の度合いだけでもかまいません。"


@dataclass
class ReplyForm:
    who: str = ""
    row: str = ""
    text: str = ""
    safety: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    agency: Asked | None = None
    about: Row | None = None
    value: int | None = None

    @classmethod
    def read(
        cls, given: Mapping[str, str], asked: Sequence[Asked], rows: Sequence[Row], on: date
    ) -> ReplyForm:
        def said(name: str) -> str:
            return clean(given.get(name, "")).strip()

        form = cls(said("who"), said("row"), said("text"), said("safety"))
        form.agency = next((each for each in asked if str(each.participant.key) == form.who), None)
        form.about = next((each for each in rows if str(each.id) == form.row), None)
        form._judge(on)
        return form

    def _judge(self, on: date) -> None:
        self.problems = {} if self.agency else {"who": NO_AGENCY}
        if self.about is None:
            self.problems["row"] = NO_ROW
        if len(self.text) > LONGEST or not (self.text or self.safety):
            self.problems["text"] = NO_WORDS
        try:
            self.value = FIELDS["safety"].parse(self.safety, on)
        except ScoreUnreadable as problem:
            self.problems["safety"] = problem.sentence
