"""A proposal as it is typed, and the answer to one.  Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from conference.decisions.fields import MIDDLE, SHORT, clean
from conference.era import parse_date
from conference.proposals.criteria import BY_ID
from conference.proposals.models import Answer

CHANNELS = ("電話", "来所", "訪問", "文書", "会議")
GROUNDS = (
    "要対協の中での共有",
    "児童福祉法21条の10の5（情報の提供）",
    "通告",
    "本人・保護者の同意",
)
NO_WHY = "話したい理由を書いてください。1文で足ります。"
NO_CHANNEL = "受付方法を選んでください。学校などから受けたのでなければ、下の欄を全部空にしてください。"
NO_FROM = "だれから受けたかを書いてください。「さつき野小 教頭」のように書けます。"
ODD_DAY = "「{text}」を日付として読めません。「12/10」のように書いてください。"
TOO_LONG = "{limit}字までです。短くしてください。"
NO_WORD = "提案した人に伝わるように、理由をひとこと書いてください。"
NO_LATER = "回す先の会議がまだありません。次の会議を作ってから、もう一度選んでください。"
LIMITS = {"why": MIDDLE, "question": MIDDLE, "received_by": SHORT, "received_from": SHORT, "reply_on": SHORT}
OUTSIDE = ("channel", "received_from", "ground", "reply_on")


@dataclass
class ProposalForm:
    """What the proposer says; `problems` by field."""

    why: str = ""
    question: str = ""
    criteria: list[str] = field(default_factory=list)
    conference: str = ""
    channel: str = ""
    received_by: str = ""
    received_from: str = ""
    ground: str = ""
    reply_on: str = ""
    day: date | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Mapping[str, str], criteria: Sequence[str], today: date) -> ProposalForm:
        made = cls(criteria=[each for each in criteria if each in BY_ID])
        for name in (
            "why",
            "question",
            "conference",
            "channel",
            "received_by",
            "received_from",
            "ground",
            "reply_on",
        ):
            setattr(made, name, clean(form.get(name, "")).strip())
        made.ground = made.ground if made.ground in GROUNDS else ""
        made.channel = made.channel if made.channel in CHANNELS else ""
        made._check(today)
        return made

    @property
    def is_from_outside(self) -> bool:
        """A school told it; who took it alone says nothing, the field comes filled."""
        return any(getattr(self, name) for name in OUTSIDE)

    def _check(self, today: date) -> None:
        for name, limit in LIMITS.items():
            if len(getattr(self, name)) > limit:
                self.problems[name] = TOO_LONG.format(limit=limit)
        if not self.why:
            self.problems["why"] = NO_WHY
        if self.is_from_outside and not self.channel:
            self.problems["channel"] = NO_CHANNEL
        if self.is_from_outside and not self.received_from:
            self.problems["received_from"] = NO_FROM
        if self.reply_on and "reply_on" not in self.problems:
            self.day = parse_date(self.reply_on, today)
            if self.day is None:
                self.problems["reply_on"] = ODD_DAY.format(text=self.reply_on[:20])


@dataclass
class AnswerForm:
    """採る needs no word: the proposal's own reasons stand; the other two do."""

    answer: Answer | None
    why: str
    conference: str
    problem: str = ""

    @classmethod
    def read(cls, form: Mapping[str, str]) -> AnswerForm:
        word = form.get("answer", "")
        answer = Answer(word) if word in tuple(Answer) else None
        made = cls(answer, clean(form.get("why", "")).strip(), form.get("conference", ""))
        if len(made.why) > MIDDLE:
            made.problem = TOO_LONG.format(limit=MIDDLE)
        elif answer is not Answer.TAKE and not made.why:
            made.problem = NO_WORD
        return made
