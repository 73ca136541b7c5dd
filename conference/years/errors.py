"""What can happen to somebody who writes the lines of a meeting, each with its sentence."""

from __future__ import annotations

from conference.decisions.edits import who_wrote
from conference.errors import ConferenceError
from conference.years.models import LineText


class LineHasMore(ConferenceError):
    """Somebody wrote on a line after the page that takes it off was read."""

    status = 409

    def __init__(self, newest: LineText) -> None:
        super().__init__(
            f"{who_wrote(newest)}さんがこの行に{newest.at:%H:%M}に書いたため、外していません。"
            "書かれたものを見てから、もう一度「外す」を押してください。"
        )


class NoLines(ConferenceError):
    """Nothing was pasted."""

    status = 422

    def __init__(self) -> None:
        super().__init__("まだ足していません。1行に1つ書くか、Excelから貼り付けてください。")


class OnlyHeadings(ConferenceError):
    """What was pasted says what columns are called or add up to, and nothing else."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "見出しと合計の行だけだったため、まだ足していません。名前のある行も一緒に貼り付けてください。"
        )


class TooManyLines(ConferenceError):
    """More than a meeting can look at side by side."""

    status = 422

    def __init__(self, most: int, given: int) -> None:
        super().__init__(
            f"表は{most}行までです。足すと{given}行になるため、まだ足していません。"
            "いらない行を除いて、もう一度貼り付けてください。"
        )
