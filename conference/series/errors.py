"""What can happen to somebody who sets up a kind of meeting, each with its sentence."""

from __future__ import annotations

from conference.errors import ConferenceError


class NoNamedRows(ConferenceError):
    """A meeting that writes a memo; a family's row would not belong there."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この会議は名簿を使いません。世帯を話すときは、ほかの種類の会議を選んでください。")


class SeriesInUse(ConferenceError):
    """A series that has met is part of the record."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この種類では会議がもう作られているため、消せません。記録はそのままです。使わないときは、次の会議を作らないでおいてください。"
        )
