"""What becomes public and what does not: the records say it, the files follow (`spreading.settle`).

    publish(session, page, by, why, household=None)   a new page, or the next version of one
    hide(session, page_id, by, why)                   out of sight at once; its versions stay
    restore(session, page_id, by, why)                the newest version again
    withdraw(session, page_id, by, why)               for good: versions and texts go
    versions(session, page_id)                        newest first

`page` is what the gate made; nothing else can be published.  Each changes the records only: the
caller commits, then calls `spreading.spread` (files, index, site).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock, keys
from conference.anonymize.gate import AnonymizedPage
from conference.audit import service as trail
from conference.errors import ConferenceError
from conference.households.models import Household
from conference.people.models import Person
from conference.publishing import hiding, writer
from conference.publishing.models import PageState, PageVersion, PublishedPage

PASSED = "gate"


class PageGone(ConferenceError):
    """A withdrawn page cannot come back under its number."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この事例は取り下げてあり、もう戻せません。必要なときは、新しい事例として作ってください。"
        )


class PageUnknown(ConferenceError):
    """No page of this office has this number."""

    status = 404

    def __init__(self) -> None:
        super().__init__("この事例は見つかりません。知恵袋から開き直してください。")


def gate_key(session: Session) -> bytes:
    """The office's own key for the seals of what passed."""
    return keys.derive(trail.key_of(session), PASSED)


def page_of(session: Session, page_id: str) -> PublishedPage:
    """Raises PageUnknown."""
    found = session.get(PublishedPage, page_id)
    if found is None:
        raise PageUnknown
    return found


def publish(
    session: Session, page: AnonymizedPage, by: Person, why: str, household: Household | None = None
) -> PageVersion:
    """A new page, or the next version of one.  Raises PageGone."""
    found = session.get(PublishedPage, page.page.id)
    if found is None:
        found = PublishedPage(page_id=page.page.id, household_id=household.id if household else None)
        session.add(found)
    _set_state(found, PageState.PUBLISHED, by, why)
    hiding.open_again(session, found.page_id)
    version = PageVersion(
        page=found, number=1 + max((each.number for each in found.versions), default=0), title=page.page.title,
        text=page.text, seal=page.seal, at=clock.now(), by_id=by.id, why=why,
    )  # fmt: skip
    session.add(version)
    session.flush()
    return version


def hide(session: Session, page_id: str, by: Person, why: str) -> PublishedPage:
    """Out of sight while somebody looks into it.  Raises PageUnknown, PageGone."""
    return _set_state(page_of(session, page_id), PageState.HIDDEN, by, why)


def restore(session: Session, page_id: str, by: Person, why: str) -> PublishedPage:
    """The newest version again.  Raises PageUnknown, PageGone."""
    return _set_state(page_of(session, page_id), PageState.PUBLISHED, by, why)


def withdraw(session: Session, page_id: str, by: Person, why: str) -> PublishedPage:
    """For good; what was written goes, the number and the household stay.  Raises PageUnknown, PageGone.

    A practice point is shown again as it came with the product.
    """
    state = PageState.SHIPPED if writer.is_point(page_id) else PageState.WITHDRAWN
    found = _set_state(page_of(session, page_id), state, by, why)
    found.versions.clear()
    session.flush()
    return found


def versions(session: Session, page_id: str) -> list[PageVersion]:
    """Newest first; none of a page that was withdrawn.  Raises PageUnknown."""
    return page_of(session, page_id).versions[::-1]


def pages(session: Session) -> list[PublishedPage]:
    """Every page this office ever published, newest change first."""
    return list(session.scalars(select(PublishedPage).order_by(PublishedPage.changed_at.desc())))


def pages_of(session: Session, household: Household) -> list[PublishedPage]:
    """What came from this household, for withdrawal."""
    return list(session.scalars(select(PublishedPage).where(PublishedPage.household_id == household.id)))


def _set_state(page: PublishedPage, state: PageState, by: Person, why: str) -> PublishedPage:
    if page.state == PageState.WITHDRAWN:
        raise PageGone
    page.state, page.changed_at, page.changed_by_id, page.why = state, clock.now(), by.id, why
    return page
