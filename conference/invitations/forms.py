"""Reading a ground, a question, a comment; every refusal says what to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from conference.decisions.fields import clean
from conference.era import parse_date
from conference.invitations.grounds import Given
from conference.rosters.models import Ground

NO_GROUND = "根拠を一つ選んでください。根拠のない人には見せません。"
NO_CONSENT_DAY = "同意をもらった日を書いてください。「11/2」や「R8.11.2」のように書けます。"
CONSENT_AHEAD = "同意の日が今日より後です。もらった日を書いてください。"
NO_SCOPE = "何を伝えてよいと言われたかを書いてください。「学校での様子と支援方針」のように書けます。"
UNTIL_OVER = "同意の終わりの日が過ぎています。もう一度同意をもらうか、別の根拠を選んでください。"
UNTIL_UNREAD = "同意の終わりの日を読めません。「R9.3.31」のように書くか、空けてください。"
NO_LAW = "どの法令のどの条文かを書いてください。「児童福祉法25条の2」のように書けます。"
NO_ROWS = "見せる行を一つ以上選んでください。"
NO_PEOPLE = "見せる相手を一人以上選んでください。"
A_YEAR_BACK = timedelta(days=275)


@dataclass
class GroundForm:
    """共有の根拠 as it was stated, with what has to be corrected by field."""

    ground: str = ""
    scope: str = ""
    consented_on: str = ""
    consent_until: str = ""
    law: str = ""
    people: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, given: Mapping[str, str], people: list[str], rows: list[str], today: date) -> GroundForm:
        def said(name: str, most: int) -> str:
            return clean(given.get(name, "")).strip()[:most]

        form = cls(
            said("ground", 16), said("scope", 200), said("consented_on", 32), said("consent_until", 32),
            said("law", 100), _numbers(people), _numbers(rows),
        )  # fmt: skip
        form.problems = {**form._chosen(), **form._why(today)}
        return form

    def _chosen(self) -> dict[str, str]:
        found = {} if self.people else {"people": NO_PEOPLE}
        return found if self.rows else {**found, "rows": NO_ROWS}

    def _why(self, today: date) -> dict[str, str]:
        if self.ground not in tuple(Ground):
            return {"ground": NO_GROUND}
        if self.ground == Ground.LAW and not self.law:
            return {"law": NO_LAW}
        return self._consent(today) if self.ground == Ground.CONSENT else {}

    def _consent(self, today: date) -> dict[str, str]:
        found = {} if self.scope else {"scope": NO_SCOPE}
        began, until = self.began(today), self.until(today)
        if began is None or began > today:
            found["consented_on"] = NO_CONSENT_DAY if began is None else CONSENT_AHEAD
        if self.consent_until and (until is None or until < today):
            found["consent_until"] = UNTIL_UNREAD if until is None else UNTIL_OVER
        return found

    def began(self, today: date) -> date | None:
        return parse_date(self.consented_on, today - A_YEAR_BACK) if self.consented_on else None

    def until(self, today: date) -> date | None:
        return parse_date(self.consent_until, today) if self.consent_until else None

    def given(self, today: date) -> Given:
        """Only of a form without problems; what the ground does not need is left out."""
        ground = Ground(self.ground)
        if ground is Ground.CONSENT:
            return Given(ground, self.scope, self.began(today), self.until(today))
        return Given(ground, law=self.law if ground is Ground.LAW else "")


def _numbers(texts: list[str]) -> list[int]:
    return [int(each) for each in texts if each.isascii() and each.isdecimal() and len(each) < 12]
