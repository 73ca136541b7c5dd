"""The minutes of a conference as plain text in fixed columns, for paper, Excel and 個票."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from conference.briefs import scores
from conference.briefs import service as briefs
from conference.era import format_date
from conference.notes.service import Written, written
from conference.rosters import cells
from conference.rosters.attending import AttendanceKind
from conference.rosters.missing import RowMissing, missing_on
from conference.rosters.models import Conference, Row, Track
from conference.rosters.schedule import next_day_for
from conference.rosters.service import roster_of
from conference.rosters.standing import standing
from conference.series.kinds import kind_of
from conference.years.side_by_side import MeetingTable, table_at

HANDLING = "取扱注意・会議後回収"
COLUMNS = (
    "番号",
    "世帯・児童・年齢/学年",
    "区分・要対協",
    "担当",
    "状況",
    "前回方針（済/未）",
    "協議結果",
    "役割・期限",
    "家族へ",
    "評価日/見直し",
)
WIDTHS_MM = (9, 40, 17, 18, 47, 36, 40, 30, 14, 23)
SIDES_SHORT = {"母子保健側": "母保", "児童福祉側": "児福"}
SAID = {"family_wish": "本人・家族の意向", "advice": "助言"}
APPROVALS = ("長", "統括", "母保", "児福", "記録", "受理・支援方針")


@dataclass(frozen=True)
class MinutesRow:
    """One row of the table: each cell a list of lines."""

    cells: tuple[tuple[str, ...], ...]
    row: Row


@dataclass(frozen=True)
class Minutes:
    conference: Conference
    rows: list[MinutesRow]
    people: dict[str, str]
    counts: str
    next_on: str
    missing: list[RowMissing]
    left: list[Row]
    notes: list[Written]
    """会議メモ: all there is where the kind has no roster."""
    table: MeetingTable | None = None
    """Lines on which two sides wrote, where the kind has such."""

    @property
    def has_roster(self) -> bool:
        return kind_of(self.conference.series).has_roster

    @property
    def figures(self) -> str:
        """How many rows, and when next; a meeting without a roster counts none."""
        counted = f"件数：{self.counts}　" if self.has_roster else ""
        return f"{counted}次回：{self.next_on}"

    @property
    def title(self) -> str:
        return f"{self.conference.title}記録"

    @property
    def when(self) -> str:
        times = "–".join(part for part in (self.conference.starts_at, self.conference.ends_at) if part)
        return "　".join(
            part for part in (format_date(self.conference.held_on), times, self.conference.place) if part
        )


def minutes_of(session: Session, conference: Conference, today: date) -> Minutes:
    rows = roster_of(session, conference)
    next_on, is_fixed = next_day_for(session, conference)
    return Minutes(
        conference=conference,
        rows=[MinutesRow(_cells(row, next_on, today), row) for row in rows],
        people={kind.value: _names(conference, kind) for kind in AttendanceKind},
        counts=_counts(rows),
        next_on=format_date(next_on) if is_fixed else "未定",
        missing=missing_on(rows),
        left=[row for row in rows if not row.phase.is_done or row.status == "次回へ"],
        notes=written(session, conference),
        table=table_at(session, conference),
    )


def _counts(rows: list[Row]) -> str:
    together = sum(row.track == Track.TOGETHER for row in rows)
    return f"{len(rows)}件（一括{together}・協議{len(rows) - together}）"


def _names(conference: Conference, kind: AttendanceKind) -> str:
    found = [each for each in conference.attendances if each.part is kind]
    return (
        "、".join(f"{each.name}（{each.agency}）" if each.agency else each.name for each in found) or "なし"
    )


def _cells(row: Row, next_on: date, today: date) -> tuple[tuple[str, ...], ...]:
    on = row.conference.held_on
    members = cells.member_lines(row.household, on)
    return (
        (str(row.number),),
        (row.household.name, *(_spaced(each.name, each.age) for each in members)),
        ("", *(_spaced(each.category or "—", "要対協" if each.registration else "") for each in members)),
        _lines(row.household.lead_function, row.household.lead_worker),
        _lines(row.situation or row.concern, cells.seen_line(row, on), *said_lines(row, "family_wish")),
        _lines(f"{row.last_policy_state} {row.last_policy}".strip()),
        _lines(_status(row), row.decision.policy if row.decision else "", *said_lines(row, "advice")),
        tuple(_role(each) for each in cells.role_lines(row, next_on, today)),
        _lines(cells.family_line(row)),
        tuple(f"{each.label} {each.text}" for each in cells.date_lines(row, next_on, today)),
    )


def said_lines(row: Row, name: str) -> list[str]:
    """本人・家族の意向 or 助言 under its label, where somebody has written it."""
    label, text = SAID[name], getattr(row.talk, name).strip() if row.talk else ""
    return [f"{label}：{text}"] if text else []


def _status(row: Row) -> str:
    kind = cells.kind_line(row)
    together = "（一括）" if row.status == "一括確認済" else ""
    return f"{kind}{together}" if kind else row.status


def _role(line: cells.RoleLine) -> str:
    side = f"{SIDES_SHORT.get(line.side, line.side)} " if line.side else ""
    return (
        f"{side}{line.who}：{line.what} {line.due.text}まで"
        if line.due.text != cells.UNDECIDED
        else (f"{side}{line.who}：{line.what} 期限未定")
    )


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text.split("\n") if line.strip())


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def excerpt_of(session: Session, row: Row, today: date) -> str:
    """One household's part as plain text for the case record; no other household, no similar case."""
    conference, decision = row.conference, row.decision
    next_on, _ = next_day_for(session, conference)
    agencies = dict.fromkeys(
        each.agency or each.name for each in conference.attendances if each.part is AttendanceKind.COMES
    )
    roles = [_role(each) for each in cells.role_lines(row, next_on, today)]
    dates = [
        f"次回協議日：{_day(decision.next_conference_on if decision else None)}",
        f"見直し予定日（支援方針）：{_standing(row, 'review_on')}",
        f"評価日（サポートプラン）：{_standing(row, 'plan_review_on')}",
    ]
    parts = [
        f"{conference.title}　{format_date(conference.held_on)}",
        f"世帯：{row.household.name}",
        *(f"{label}：{text}" for label, text in scores.in_words(briefs.for_row(session, row))),
        *said_lines(row, "family_wish"),
        f"結果：{_status(row)}",
        f"方針：{decision.policy if decision and decision.policy else 'なし'}",
        *said_lines(row, "advice"),
        "役割と期限：" + ("" if roles else "なし"),
        *(f"・{role}" for role in roles),
        f"家族へ：{cells.family_line(row) or '未定'}",
        *dates,
        f"出席者の所属：{'、'.join(agencies) or 'なし'}",
    ]
    return "\n".join(parts) + "\n"


def _standing(row: Row, attribute: str) -> str:
    stands = standing(row, attribute)
    return f"前のまま {_day(stands.day)}" if stands.is_before else _day(stands.day)


def _day(day: date | None) -> str:
    return format_date(day) if day else cells.UNDECIDED


def file_name(conference: Conference, ending: str) -> str:
    """No family's name in a file name."""
    return f"kiroku-{conference.held_on:%Y%m%d}.{ending}"
