"""What stands in the cells of the roster, on the screen and on paper alike: lines of text with marks.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conference.era import fiscal_year, format_short, gestation_on
from conference.growth import age_label_on
from conference.households.models import Household, Member
from conference.households.workers import first_worker
from conference.rosters.models import Row, RowStatus
from conference.rosters.standing import standing

MEMBER_LINES = 3
UNDECIDED = "未定"
OVERDUE = "超過{days}日"
BEFORE_NEXT = "次の会議より前"
BEFORE = "前"  # stood before this conference, which has not decided it
STATUS_SIGNS = {
    RowStatus.OPEN: ("○", "open"),
    RowStatus.IN_DISCUSSION: ("▶", "current"),
    RowStatus.DECIDED: ("✓", "decided"),
    RowStatus.CARRIED_OVER: ("→", "carried"),
    RowStatus.CONFIRMED_TOGETHER: ("✓", "together"),
}
STATUS_WORDS = {RowStatus.CONFIRMED_TOGETHER: "一括"}


@dataclass(frozen=True)
class MemberLine:
    """One child or pregnant woman, as of the conference's date."""

    name: str
    age: str
    category: str = ""
    registration: str = ""
    school: str = ""


@dataclass(frozen=True)
class DateLine:
    """One of the three dates, or a deadline; `mark` in words where it needs a look."""

    label: str
    text: str
    mark: str = ""

    @property
    def sign(self) -> str:
        return "▲" if self.mark == BEFORE_NEXT else ""


def member_lines(household: Household, on: date) -> list[MemberLine]:
    """Every member, oldest first; the unborn last."""
    members = sorted(household.members, key=lambda each: (each.birth_date or date.max, each.position))
    return [_member_line(member, on) for member in members]


def member_lines_and_rest(household: Household, on: date) -> tuple[list[MemberLine], int]:
    """As many lines as a closed row shows, and how many people are left out."""
    lines = member_lines(household, on)
    if len(lines) <= MEMBER_LINES + 1:
        return lines, 0
    return lines[:MEMBER_LINES], len(lines) - MEMBER_LINES


def _member_line(member: Member, on: date) -> MemberLine:
    registered = member.registration_number or (
        format_short(member.registered_on) if member.registered_on else ""
    )
    return MemberLine(member.name, age_of(member, on), member.category, registered, member.affiliation)


def age_of(member: Member, on: date) -> str:
    """学年・月齢・年齢, or the weeks of pregnancy."""
    if member.pregnancy_weeks is not None and member.pregnancy_as_of:
        weeks = gestation_on(member.pregnancy_weeks, member.pregnancy_as_of, on)
        return f"妊娠{weeks}週" if weeks is not None else "出産予定を過ぎました"
    return age_label_on(member.birth_date, on) if member.birth_date else ""


def stage_of(household: Household, on: date) -> str | None:
    """The 段階 of the casebook that fits the household's first child best."""
    ages = [age_of(member, on) for member in household.members]
    return next((stage for age in ages if (stage := _stage(age))), None)


def _stage(age: str) -> str | None:
    if age.startswith("妊娠"):
        return "妊娠期"
    for letter, stage in (("小", "小学生"), ("中", "中学生"), ("高", "高校生年代"), ("年", "幼児期")):
        if age.startswith(letter):
            return stage
    if age.endswith("か月") and "歳" not in age:
        return "乳児期"
    return "幼児期" if age else None


def date_lines(row: Row, next_on: date | None, today: date) -> list[DateLine]:
    """次回・見直し・評価, always three, in this order; 未定 is said."""
    decision = row.decision
    return [
        _plain_date("次回", decision.next_conference_on if decision else None, row.conference.held_on),
        _standing_date("見直", row, "review_on", next_on, today),
        _standing_date("評価", row, "plan_review_on", next_on, today),
    ]


def _standing_date(label: str, row: Row, attribute: str, next_on: date | None, today: date) -> DateLine:
    stands = standing(row, attribute)
    line = marked_date(label, stands.day, row.conference.held_on, next_on, today)
    return replace(line, text=f"{BEFORE} {line.text}") if stands.is_before else line


def dates_before(row: Row, today: date) -> list[DateLine]:
    """見直し予定日 and 評価日 as they stood before this conference; a date that was never set is left out."""
    pairs = (("見直し予定日", row.review_on), ("評価日", row.plan_review_on))
    return [marked_date(label, day, row.conference.held_on, None, today) for label, day in pairs if day]


def _plain_date(label: str, day: date | None, held_on: date) -> DateLine:
    return DateLine(label, day_text(day, held_on))


def marked_date(label: str, day: date | None, held_on: date, next_on: date | None, today: date) -> DateLine:
    if day and day < today:
        return DateLine(label, day_text(day, held_on), OVERDUE.format(days=(today - day).days))
    if day and next_on and day < next_on:
        return DateLine(label, day_text(day, held_on), BEFORE_NEXT)
    return DateLine(label, day_text(day, held_on))


def day_text(day: date | None, held_on: date) -> str:
    """12/24; with the year outside the conference's fiscal year; 未定 when there is none."""
    if day is None:
        return UNDECIDED
    return f"{day.month}/{day.day}" if fiscal_year(day) == fiscal_year(held_on) else format_short(day)


@dataclass(frozen=True)
class RoleLine:
    who: str
    what: str
    due: DateLine
    side: str = ""
    state: str = ""


def role_lines(row: Row, next_on: date | None, today: date) -> list[RoleLine]:
    roles = row.decision.roles if row.decision else []
    held_on = row.conference.held_on
    return [
        RoleLine(
            role.who or "だれ未定",
            role.what,
            _due(role.due_on, held_on, next_on, today, is_open=role.is_open),
            role.side,
            role.state,
        )
        for role in roles
    ]


def _due(day: date | None, held_on: date, next_on: date | None, today: date, *, is_open: bool) -> DateLine:
    return marked_date("期限", day, held_on, next_on if is_open else None, today if is_open else date.min)


def family_line(row: Row) -> str:
    """Who tells the family and how, or that they are not told."""
    decision = row.decision
    if decision is None:
        return ""
    if decision.family_not_told:
        return "伝えない" + (f"：{decision.family_told_how}" if decision.family_told_how else "")
    return "　".join(part for part in (decision.family_told_by, decision.family_told_how) if part)


def status_tag(row: Row) -> tuple[str, str, str]:
    """Sign, word and style of the row's state."""
    sign, style = STATUS_SIGNS[row.phase]
    return sign, STATUS_WORDS.get(row.phase, row.status), style


def kind_line(row: Row) -> str:
    """継続; 終結 never stands alone."""
    decision = row.decision
    if decision is None or not decision.kind:
        return ""
    return f"終結（{decision.closure_kind or '種類未定'}）" if decision.kind == "終結" else decision.kind


def seen_line(row: Row, on: date) -> str:
    """変化と最後に会った日, in a few words."""
    parts = [f"変化{row.change}" if row.change else "", _seen(row.last_seen_on, on)]
    return "・".join(part for part in parts if part)


def _seen(day: date | None, on: date) -> str:
    return f"最後に会った日 {day_text(day, on)}" if day else ""


def presenter_of(row: Row) -> str:
    """発表者: who was written, else the household's lead worker."""
    return (row.talk.presenter if row.talk else "") or first_worker(row.household)


def count_open(rows: Sequence[Row]) -> int:
    return sum(not row.phase.is_done for row in rows)
