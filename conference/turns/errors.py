"""What can happen to somebody who makes a list of turns, each with its sentence."""

from __future__ import annotations

from conference.errors import ConferenceError


class NobodyTakesTurns(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__(
            "当番をする人が選ばれていません。一人以上に印を付けるか、名前を書いてください。表はそのままです。"
        )


class NoDays(ConferenceError):
    """随時, or a series that has not met yet."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この会議は次の日が決まっていないため、当番を割り当てていません。会議を一つ作ると、その先の日が出ます。"
        )


class TwoToSwap(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__("入れ替えるときは、名前のある二つの行に印を付けてください。入れ替えていません。")
