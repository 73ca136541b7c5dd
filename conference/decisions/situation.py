"""状況 made from what stands there: a line put in by one press, or taken out, with the words of others around it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference.decisions import edits
from conference.decisions.edits import Editor
from conference.decisions.service import save_field
from conference.errors import ConferenceError
from conference.rosters.models import Row


class LineNotThere(ConferenceError):
    """Somebody changed the line meanwhile, or took it out: theirs is not undone."""

    status = 409

    def __init__(self) -> None:
        super().__init__("入れた文は、そのままの形では状況にありません。状況の文は変えていません。")


def write(session: Session, editor: Editor, row: Row, text: str) -> int:
    """The next version over what stands now, from which `text` was made; raises what saving a field raises."""
    newest = edits.newest_edit(session, row.id, "situation")
    return save_field(session, editor, row, "situation", text, newest.number if newest else 0).number
