"""What can happen to a draft on its way to the second person."""

from __future__ import annotations

from conference.errors import ConferenceError


class NotReadyYet(ConferenceError):
    """The draft cannot go to the approver; `missing` says what is lacking."""

    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            f"まだ承認を頼めません。下の{count}か所を済ませてください。書いたものは残っています。"
        )


class OwnText(ConferenceError):
    """Who wrote in a draft cannot approve it."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "自分が書いた事例は承認できません。書いていない統括支援員かセンター長に頼んでください。"
        )


class NotWaiting(ConferenceError):
    """Only what waits can be approved or sent back."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この事例は今、承認待ちではありません。画面を開き直して、今の段階を見てください。")


class WordsNeeded(ConferenceError):
    """What is sent back says why."""

    status = 422

    def __init__(self) -> None:
        super().__init__("どこを直してほしいかを書いてください。まだ戻していません。")


class OnlyTheAuthor(ConferenceError):
    """The checklist is signed by who began the draft."""

    status = 403

    def __init__(self) -> None:
        super().__init__("確かめの印は、この事例を書き始めた人が付けます。書いたものは残っています。")
