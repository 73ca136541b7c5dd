"""What can happen to an edited practice point on its way."""

from __future__ import annotations

from conference.errors import ConferenceError


class NotBeingWritten(ConferenceError):
    """It waits for approval, is published, or was dropped."""

    status = 423

    def __init__(self) -> None:
        super().__init__(
            "この直しは今、書き換えられません。画面を開き直して、今の段階を見てください。前の文は残っています。"
        )


class NotWaiting(ConferenceError):
    status = 409

    def __init__(self) -> None:
        super().__init__("この直しは今、承認待ちではありません。画面を開き直して、今の段階を見てください。")


class OwnText(ConferenceError):
    """Who wrote never approves."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "自分が書いた直しは承認できません。書いていない統括支援員かセンター長に頼んでください。"
        )


class OnlyTheAuthor(ConferenceError):
    status = 403

    def __init__(self) -> None:
        super().__init__("この直しは、書き始めた人が書きます。何も変えていません。")


class NothingChanged(ConferenceError):
    status = 409

    def __init__(self) -> None:
        super().__init__("今のページと同じ文です。直してから承認を頼んでください。書いたものは残っています。")


class ReasonMissing(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__("なぜ直すかを書いてから頼んでください。書いた文は残っています。")


class NotReadyYet(ConferenceError):
    """The gate would refuse; the page lists the places."""

    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            f"まだ承認を頼めません。下の{count}か所を済ませてください。書いたものは残っています。"
        )


class PageChanged(ConferenceError):
    """Another text of the same point was published since this one was compared with it."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この実践ポイントは、この直しを書いたあとで新しくなりました。書いた人が今の文と見比べて保存し直すと、承認できます。まだ公開していません。"
        )


class WordsNeeded(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__("どこを直してほしいかを書いてください。まだ戻していません。")
