"""What can happen to a person at work here, each with the sentence that is shown."""

from __future__ import annotations


class ConferenceError(Exception):
    """Base of every situation that staff may meet; `str()` is the sentence on the screen."""

    status = 400

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SettingWrong(ConferenceError):
    """A setting has a value the product cannot start with."""

    def __init__(self, name: str, value: str, advice: str) -> None:
        super().__init__(f"設定 {name} の値「{value}」では始められません。{advice}")


class KeyMissing(ConferenceError):
    """The database is there but its key is not, or does not open it."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"鍵のファイル（{where}）でこの記録を開けません。保管してある鍵を元の場所に戻してください。"
        )


class NotYours(ConferenceError):
    """The thing does not exist for this person: missing and forbidden look alike."""

    status = 404

    def __init__(self) -> None:
        super().__init__("ページが見つかりません。会議の一覧から開いてください。")


class NotAllowed(ConferenceError):
    """The person may see the thing but not do this with it."""

    status = 403

    def __init__(
        self, sentence: str = "この操作をする権限がありません。必要なときは統括支援員に申し出てください。"
    ) -> None:
        super().__init__(sentence)


class SignInNeeded(ConferenceError):
    """Nobody is signed in, or the sign-in ended."""

    status = 401

    def __init__(self) -> None:
        super().__init__("しばらく操作がなかったため閉じました。ログインすると続きから書けます。")


class CameFromElsewhere(ConferenceError):
    """A change was asked for by another site's page."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "別のサイトからの操作は受け付けていません。この画面を開き直してから、もう一度選んでください。"
        )


class FormTooOld(ConferenceError):
    """The form's one-time mark no longer fits; nothing was saved."""

    status = 400

    def __init__(self) -> None:
        super().__init__(
            "画面を開いてから時間がたっています。前の画面に戻って読み込み直し、もう一度選んでください。まだ何も変わっていません。"
        )


class TextUnreadable(ConferenceError):
    """A field holds characters that no keyboard writes."""

    status = 400

    def __init__(self) -> None:
        super().__init__(
            "書いた文の中に、保存できない文字があります。その文字を消して、もう一度選んでください。"
        )


class BusyNow(ConferenceError):
    """The database could not be written in time: locked, read-only, or the disk is full."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "今は記録を開けないか、書けません。保存した記録はそのままです。少し待って、もう一度選んでください。"
        )


class CalledOff(ConferenceError):
    """A meeting that is not held takes nothing more."""

    status = 423

    def __init__(self) -> None:
        super().__init__(
            "この会議は見送りにしてあります。書いたものはそのままです。開くときは［やはり開く］を選んでください。"
        )
