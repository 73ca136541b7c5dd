"""How somebody takes part in a meeting.  Pure."""

from __future__ import annotations

from enum import StrEnum


class AttendanceKind(StrEnum):
    """Staff see the value itself."""

    COMES = "出席"
    ABSENT = "欠席"
    CIRCULATED = "供覧"
    """Not in the room; the papers are passed round."""

    @property
    def gets_papers(self) -> bool:
        return self is not AttendanceKind.ABSENT

    @property
    def reads_later(self) -> bool:
        """The record, since they were not in the room."""
        return self is not AttendanceKind.COMES
