"""What was written in a place of a line, version by version: the newest, the one before it, and the next."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.edits import Editor
from conference.rosters.models import Conference
from conference.years.lines import table_of, texts_until
from conference.years.models import LineText
from conference.years.ruled import NAME, WHOLE


def newest_of(session: Session, conference: Conference, key: str, part: str) -> LineText | None:
    history = select(LineText).where(
        LineText.conference_id == conference.id, LineText.line == key, LineText.part == part
    )
    return session.scalar(history.order_by(LineText.number.desc()).limit(1))


def newest_id(session: Session) -> int:
    """Of any meeting: what is written next has a higher one."""
    return session.scalar(select(LineText.id).order_by(LineText.id.desc()).limit(1)) or 0


def carried(session: Session, conference: Conference, key: str, part: str) -> str:
    """What stands in a place that this meeting has not written: the name of the line, else nothing."""
    if part != NAME:
        return ""
    ruled = table_of(conference)
    names = [
        each.value
        for each in texts_until(session, conference, key)
        if each.part == NAME and each.meeting != (conference.held_on, conference.id)
    ]
    return names[-1] if names else (ruled.starts_with if ruled and key == WHOLE else "")


def before(session: Session, conference: Conference, text: LineText) -> str:
    history = select(LineText.value).where(
        LineText.conference_id == conference.id, LineText.line == text.line, LineText.part == text.part
    )
    found = session.scalar(history.where(LineText.number == text.number - 1))
    return carried(session, conference, text.line, text.part) if found is None else found


def is_own(session: Session, editor: Editor, newest: LineText, base: int) -> bool:
    """Everything since came from this very page: its answers were lost on the way."""
    since = select(LineText.origin).where(
        LineText.conference_id == newest.conference_id,
        LineText.line == newest.line,
        LineText.part == newest.part,
        LineText.number > base,
    )
    return bool(editor.origin) and set(session.scalars(since)) <= {editor.origin}


def keep(
    session: Session, editor: Editor, conference: Conference, key: str, part: str, value: str
) -> LineText:
    """The next version, without asking what stands there."""
    newest = newest_of(session, conference, key, part)
    made = LineText(
        conference_id=conference.id, line=key, part=part, number=(newest.number if newest else 0) + 1,
        value=value, person_id=editor.person.id, at=editor.now, origin=editor.origin,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made
