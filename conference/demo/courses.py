"""One family's way through the meetings: each step makes a row and what was decided for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from conference.decisions.models import Assignment, ClosureKind, Decision, DecisionKind
from conference.decisions.proposals import months_later, working_day
from conference.demo import voices
from conference.demo.stories import Mood, Story, Task, born_on, pick
from conference.demo.timetable import Meeting
from conference.households.models import Household, HouseholdWorker, Member
from conference.people.models import Person
from conference.rosters.models import Conference, Row, RowStatus, Track

RENEW = timedelta(days=35)
UNSEEN_FOR = timedelta(days=130)
GOES_ON = (ClosureKind.OFF_ROSTER, ClosureKind.END_OF_MANAGEMENT)
RECENT = 4
"""A 評価日 of a family that left longer ago than so many months has been evaluated."""


@dataclass
class Course:
    """What stands for a family after its newest row."""

    story: Story
    household: Household
    worker: Person | None
    coming_on: date
    last: Row | None = None
    review_on: date | None = None
    plan_on: date | None = None
    policy: str = ""
    rows: int = 0
    chapter: int = 0
    remarks: Counter[bool] = field(default_factory=Counter)
    people: dict[str, Person] = field(default_factory=dict)

    def takes_part(self, meeting: Meeting) -> bool:
        """A family comes in its first week, and stays until its last month."""
        closed = self.last is not None and self._is_closed(self.last)
        begun = meeting.ago <= self.story.since and self.story.since > 0
        return begun and not closed and meeting.ago >= self.story.until

    @staticmethod
    def _is_closed(row: Row) -> bool:
        return row.decision is not None and row.decision.kind == DecisionKind.CLOSE

    def enter(self, conference: Conference, meeting: Meeting, position: int) -> Row:
        """The row as it stood when the meeting began."""
        row = Row(
            conference=conference,
            household=self.household,
            position=position,
            concern=self.story.concern,
            situation=self._situation(meeting),
            last_policy=self.policy,
            review_on=self.review_on,
            plan_review_on=self.plan_on,
            carried_from=self.last,
        )
        self._day_before(row, meeting)
        self.last, self.rows = row, self.rows + 1
        return row

    def _situation(self, meeting: Meeting) -> str:
        text = self.story.situations[self.story.chapter(meeting.ago)]
        some = voices.REMARKS if meeting.is_monthly else voices.SHARED
        self.remarks[meeting.is_monthly] += 1
        start = pick(len(some), self.story.name, self.story.concern)
        return text + some[(start + self.remarks[meeting.is_monthly]) % len(some)]

    def _day_before(self, row: Row, meeting: Meeting) -> None:
        """変化 and 会った日; who has not been met stays so."""
        told = self.story.chapter(meeting.ago) != self.chapter or not self.rows
        row.change = "あり" if told else "なし"
        seen = meeting.held_on - timedelta(days=2 + pick(16, self.story.name, self.rows))
        if self.story.mood is Mood.UNSEEN:
            seen = min(seen, self.coming_on - UNSEEN_FOR)
        row.last_seen_on = seen
        row.track = Track.DISCUSS if told or not meeting.is_monthly else Track.TOGETHER
        if self._leaves(meeting):
            row.track = Track.DISCUSS

    def _leaves(self, meeting: Meeting) -> bool:
        return bool(self.story.until) and meeting.is_monthly and meeting.ago == self.story.until

    def decide(self, row: Row, meeting: Meeting, next_on: date, by: Person) -> None:
        """What the room decided; the dates stand from then on."""
        kind = self._kind(meeting)
        self.chapter = self.story.chapter(meeting.ago)
        decision = Decision(row=row, kind=kind, decided_by=by)
        decision.decided_at = datetime.combine(meeting.held_on, time(14, row.position % 60))
        self._say(decision, kind)
        self._dates(decision, meeting, next_on)
        together = row.track == Track.TOGETHER
        row.status = RowStatus.CONFIRMED_TOGETHER if together else RowStatus.DECIDED
        row.last_policy_state = (
            ("済", "済", "未")[pick(3, self.story.name, meeting.held_on)] if self.policy else ""
        )
        self.policy = decision.policy
        if kind != DecisionKind.CLOSE and not self._says_nothing(meeting):
            whole = not together or self.story.mood is Mood.OVERDUE
            self._share_out(decision, meeting, len(self.story.tasks) if whole else 1)

    def _kind(self, meeting: Meeting) -> DecisionKind:
        if self._leaves(meeting):
            return DecisionKind.CLOSE
        if self.rows > 1 and self.story.chapter(meeting.ago) != self.chapter:
            return DecisionKind.CHANGE
        return DecisionKind.CONTINUE

    def _says_nothing(self, meeting: Meeting) -> bool:
        return self.story.mood is Mood.UNSURE and meeting.ago <= 1

    def _say(self, decision: Decision, kind: DecisionKind) -> None:
        name, story = self.story.name, self.story
        if kind is DecisionKind.CLOSE:
            decision.closure_kind = story.closure
            decision.policy = f"{story.situations[-1]}{voices.FINISHED[story.closure]}"
        else:
            decision.policy = story.policies[min(1, self.chapter)]
        decision.family_told_by = story.worker
        decision.family_not_told = pick(9, name, self.rows) == 0
        words = voices.NOT_TOLD if decision.family_not_told else voices.TOLD
        decision.family_told_how = words[pick(len(words), name, self.rows, "told")]

    def _dates(self, decision: Decision, meeting: Meeting, next_on: date) -> None:
        if decision.kind == DecisionKind.CLOSE:
            goes_on = decision.closure_kind in GOES_ON and meeting.ago <= RECENT
            decision.plan_review_on = months_later(meeting.held_on, 6) if goes_on else None
            decision.row.plan_review_on = self.plan_on if goes_on else None
            return
        decision.next_conference_on = next_on
        if self.story.mood is Mood.UNWRITTEN:
            return  # nobody has ever set a date
        decision.review_on = self.review_on = self._review(decision, meeting, next_on)
        if self.plan_on is None or self.plan_on <= self._looked_at_until(meeting, next_on):
            self.plan_on = months_later(meeting.held_on, 6)
        if self._says_nothing(meeting):
            self.plan_on = None  # a day was taken away, and none put in its place
        decision.plan_review_on = self.plan_on

    def _looked_at_until(self, meeting: Meeting, next_on: date) -> date:
        """A day before the next meeting is looked at in this one; one family's has been missed."""
        return meeting.held_on if self.story.mood is Mood.OVERDUE else next_on

    def _review(self, decision: Decision, meeting: Meeting, next_on: date) -> date:
        """Renewed while it is time, never for a day before the next meeting; one family's has been missed."""
        if self.story.mood is Mood.OVERDUE and meeting.ago <= 1:
            return min(self.review_on or meeting.held_on, self.coming_on - timedelta(days=15))
        if self.review_on is None or self.review_on <= meeting.held_on + RENEW:
            return max(
                next_on, months_later(meeting.held_on, 1 if decision.kind == DecisionKind.CHANGE else 3)
            )
        return max(next_on, self.review_on)

    def _share_out(self, decision: Decision, meeting: Meeting, count: int) -> None:
        for position, task in enumerate(self.story.tasks[:count]):
            role = Assignment(decision=decision, position=position, side=task.side, who=task.who)
            role.what, role.person = task.what, self.people.get(task.who)
            role.due_on = working_day(meeting.held_on + timedelta(days=10 + pick(9, task.what, self.rows)))
            self._outcome(role, task, meeting)

    def _outcome(self, role: Assignment, task: Task, meeting: Meeting) -> None:
        """Older roles are done; of the newest, some lie ahead and some were forgotten."""
        if meeting.ago <= 1 and self.story.mood in (Mood.CHANGED, Mood.UNSEEN) and not role.position:
            role.due_on = working_day(self.coming_on + timedelta(days=pick(8, task.what)))
            return
        if meeting.ago <= 2 and self.story.mood is Mood.OVERDUE:
            return
        if meeting.is_monthly and meeting.ago == 1 and self.story.mood is Mood.UNWRITTEN:
            role.due_on = None
            return
        role.state = "不要" if pick(13, task.what, meeting.held_on) == 0 else "済"
        role.state_at = datetime.combine(role.due_on or meeting.held_on, time(17))


def household_of(story: Story, number: int, coming_on: date, worker: Person | None, today: date) -> Household:
    """The family as the office's register has it."""
    entered = coming_on - timedelta(days=30 * story.since)
    return Household(
        case_number=f"KC-{number:04}",
        name=story.name,
        lead_function=story.function,
        lead_worker=story.worker,
        workers=[HouseholdWorker(person=worker)] if worker else [],
        members=[
            Member(
                position=position,
                name=child.name,
                relation=child.relation,
                birth_date=born_on(story.name, child, today),
                pregnancy_weeks=child.weeks or None,
                pregnancy_as_of=today - timedelta(days=child.days_ago) if child.weeks else None,
                affiliation=child.affiliation,
                category=story.category if story.category != "特定妊婦" or child.weeks else "要支援",
                registration_number=f"Y{number:03}-{position + 1}" if story.category != "要支援" else "",
                registered_on=entered if story.category != "要支援" else None,
            )
            for position, child in enumerate(story.children)
        ],
    )
