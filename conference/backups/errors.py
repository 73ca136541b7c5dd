"""What can happen with a copy, each with its sentence."""

from __future__ import annotations

from conference.errors import ConferenceError


class CopyMissing(ConferenceError):
    def __init__(self, where: str) -> None:
        super().__init__(f"控え（{where}）が見つかりません。場所を確かめてください。")


class CopyUnreadable(ConferenceError):
    """Another key, or not a copy at all: from outside both look alike."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"控え（{where}）を今の鍵で開けません。控えを作ったときの鍵を戻すか、ほかの控えを選んでください。今の記録はそのままです。"
        )


class CopyDamaged(ConferenceError):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"控え（{where}）は壊れています。ほかの控えを選んでください。今の記録はそのままです。"
        )


class CopyNotMade(ConferenceError):
    status = 503

    def __init__(self) -> None:
        super().__init__(
            "控えを作れませんでした。置き場所の空きと書き込みの許可を確かめてください。今の記録はそのままです。"
        )


class CopyInTheWay(ConferenceError):
    def __init__(self, where: str) -> None:
        super().__init__(f"「{where}」はもうあります。ほかの名前を書いてください。")
