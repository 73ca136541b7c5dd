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
        super().__init__(f"鍵のファイル（{where}）でこの記録を開けません。保管してある鍵を元の場所に戻してください。")


class NotYours(ConferenceError):
    """The thing does not exist for this person: missing and forbidden look alike."""

    status = 404

    def __init__(self) -> None:
        super().__init__("ページが見つかりません。会議の一覧から開いてください。")


class NotAllowed(ConferenceError):
    """The person may see the thing but not do this with it."""

    status = 403

    def __init__(self, sentence: str = "この操作をする権限がありません。必要なときは統括支援員に申し出てください。") -> None:
        super().__init__(sentence)
