"""漏れの報告: a page out of sight at one click, until 統括支援員 or センター長 decides."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock
from conference.config import Settings
from conference.errors import ConferenceError, NotYours
from conference.page_reports.models import PageReport, ReportState
from conference.people.models import Person
from conference.publishing import hiding, writer
from conference.publishing import service as publishing
from conference.publishing.hiding import Closed
from conference.publishing.models import PageState, PublishedPage

WHY = "漏れの報告"
LONGEST = 1000
OUTCOMES = (ReportState.RESTORED, ReportState.MENDING, ReportState.KEPT_BACK, ReportState.WITHDRAWN)


class AlreadySettled(ConferenceError):
    """Somebody has decided meanwhile."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この報告には、もう答えが出ています。画面を開き直して、今の段階を見てください。")


class OutcomeUnfit(ConferenceError):
    """A page of the product is kept back, one of the office is withdrawn or mended."""

    status = 422

    def __init__(self) -> None:
        super().__init__("このページにはできない選び方です。まだ何も変えていません。")


def report(session: Session, key: str, by: Person) -> PageReport:
    """Out of sight now, whoever says so; a page that is closed already gets one more voice."""
    made = PageReport(key=key, reporter=by, at=clock.now())
    session.add(made)
    if key not in hiding.closed(session):
        hiding.close(session, key, by)
        if is_own(session, key):
            publishing.hide(session, key, by, WHY)
    session.flush()
    return made


def is_own(session: Session, key: str) -> bool:
    """Whether this office published it through the gate, and it is not the product's text again."""
    found = session.get(PublishedPage, key)
    return found is not None and found.state != PageState.SHIPPED


def is_there(session: Session, key: str) -> bool:
    """A page that the office has or had, or one that came with the product."""
    settings: Settings = current_app.extensions["settings"]
    if is_own(session, key) or key in hiding.closed(session):
        return True
    folders = [(settings.site_dir, ".html"), (settings.kb_dir, ".md"), (settings.office_kb_dir, ".md")]
    parts = ("", *hiding.NUMBERED)
    return any((folder / f"{part}{key}{ending}").is_file() for folder, ending in folders for part in parts)


def answers_for(session: Session, person: Person) -> list[PageReport]:
    """Decided by somebody else, and not read yet by who reported."""
    question = select(PageReport).where(
        PageReport.reporter_id == person.id,
        PageReport.state.in_(OUTCOMES),
        PageReport.settled_by_id != person.id,
        PageReport.read_at.is_(None),
    )
    return list(session.scalars(question.order_by(PageReport.id)))


def read(session: Session, found: PageReport, by: Person) -> None:
    """Raises NotYours for anybody but the reporter of a decided report."""
    if found.reporter_id != by.id or found.state == ReportState.OPEN:
        raise NotYours
    found.read_at = clock.now()
    session.flush()


def report_for(session: Session, person: Person, report_id: int) -> PageReport:
    """Raises NotYours: who reported it, and who decides."""
    found = session.get(PageReport, report_id)
    if found is None or not (found.reporter_id == person.id or person.kind.runs_conferences):
        raise NotYours
    return found


def own_report(session: Session, person: Person, report_id: int) -> PageReport:
    """Raises NotYours but for the reporter, AlreadySettled."""
    found = report_for(session, person, report_id)
    if found.reporter_id != person.id:
        raise NotYours
    return _still_open(found)


def add_words(session: Session, found: PageReport, words: str) -> None:
    found.words = words.strip()[:LONGEST]
    session.flush()


def take_back(session: Session, found: PageReport, by: Person) -> None:
    """As if nobody had said so, where nobody else has."""
    _close_report(found, ReportState.TAKEN_BACK, by, "")
    session.flush()
    if not open_reports(session, found.key):
        _show(session, found.key, by, "報告を取り消した")


def open_reports(session: Session, key: str = "") -> list[PageReport]:
    """Waiting for a decision, oldest first; of one page, or of all."""
    question = select(PageReport).where(PageReport.state == ReportState.OPEN).order_by(PageReport.id)
    return list(session.scalars(question.where(PageReport.key == key) if key else question))


def settled(session: Session, limit: int = 50) -> list[PageReport]:
    question = select(PageReport).where(PageReport.state != ReportState.OPEN)
    return list(session.scalars(question.order_by(PageReport.id.desc()).limit(limit)))


def outcomes(session: Session, key: str) -> tuple[ReportState, ...]:
    """What can be decided for this page."""
    if is_own(session, key):
        mending = () if writer.is_point(key) else (ReportState.MENDING,)  # a point is edited anew
        return ReportState.RESTORED, *mending, ReportState.WITHDRAWN
    return ReportState.RESTORED, ReportState.KEPT_BACK


def settle(session: Session, found: PageReport, by: Person, outcome: ReportState, answer: str) -> None:
    """The page's way, for every open report of it.  Raises AlreadySettled, OutcomeUnfit, PageGone."""
    _still_open(found)
    if outcome not in outcomes(session, found.key):
        raise OutcomeUnfit
    for each in open_reports(session, found.key):
        _close_report(each, outcome, by, answer.strip()[:LONGEST])
    if outcome is ReportState.RESTORED:
        _show(session, found.key, by, "報告を確かめて戻した")
    elif outcome is ReportState.WITHDRAWN:
        publishing.withdraw(session, found.key, by, WHY)
        hiding.open_again(session, found.key)
    else:
        state = Closed.MENDING if outcome is ReportState.MENDING else Closed.KEPT_BACK
        hiding.close(session, found.key, by, state)
    session.flush()


def show_again(session: Session, key: str, by: Person) -> None:
    """Without a report that asks for it; open reports are answered first.  Raises AlreadySettled, PageGone."""
    if open_reports(session, key):
        raise AlreadySettled
    if hiding.closed(session).get(key) is Closed.WITHDRAWN:
        raise publishing.PageGone
    _show(session, key, by, "もう一度出した")


def _show(session: Session, key: str, by: Person, why: str) -> None:
    hiding.open_again(session, key)
    own = session.get(PublishedPage, key)
    if own is not None and own.state == PageState.HIDDEN:
        publishing.restore(session, key, by, why)


def _still_open(found: PageReport) -> PageReport:
    if found.state != ReportState.OPEN:
        raise AlreadySettled
    return found


def _close_report(found: PageReport, state: ReportState, by: Person, answer: str) -> None:
    found.state, found.settled_by_id, found.settled_at = state, by.id, clock.now()
    found.answer = answer
