"""What a kind of meeting is made of: one template, and the lines that many of them share."""

from __future__ import annotations

from dataclasses import dataclass

from conference.rosters.models import Rhythm

BEFORE, ON_THE_DAY, AFTER = "前", "当日", "後"
STAGES = (BEFORE, ON_THE_DAY, AFTER)
MINUTES_FORMS = {"roster": "名簿型（A4横）", "sheets": "一件一葉", "decisions": "決定のみ"}
OWN_TWO = ("こども家庭センター：（進行）", "母子保健係", "児童福祉係")


@dataclass(frozen=True)
class Kind:
    """A template from which an office makes its own series."""

    id: str
    label: str
    lead: str
    name: str
    rhythm: Rhythm
    starts_at: str
    ends_at: str
    members: tuple[str, ...]
    """One seat a line: 所属：名前（役割)."""
    before: tuple[str, ...]
    on_the_day: tuple[str, ...]
    after: tuple[str, ...]
    group: str = "joint"
    discuss_minutes: float = 8.0
    together_minutes: float = 0.25
    minutes_form: str = "roster"
    leaves_center: bool = False
    """Somebody outside the two functions comes."""
    family_seat: bool = False
    training_minutes: int | None = None
    """後半の研修; None: not usual for the kind."""
    has_roster: bool = True
    """False: no named rows at all; the meeting writes a memo."""

    @property
    def checks(self) -> tuple[tuple[str, str], ...]:
        stages = zip(STAGES, (self.before, self.on_the_day, self.after), strict=True)
        return tuple((stage, text) for stage, texts in stages for text in texts)


ROSTER_BEFORE = ("協議する世帯を決める", "担当者の入力がそろう", "一括と協議に振り分ける")
ROSTER_DAY = ("前回決めたことの済・未を聞く", "世帯ごとに、だれが家族に伝えるかを決める")
ROSTER_AFTER = ("配った紙を集める", "記録を確定する", "受理・支援方針会議で確かめる")
OUTSIDE_BEFORE = ("共有の根拠を世帯ごとに決める", "案内を送る（役割・持ち寄るもの・聞きたいこと）")
