"""What can happen to somebody who keeps the office's words."""

from __future__ import annotations

from conference.errors import ConferenceError


class WordbookDamaged(ConferenceError):
    """The office's file is not written as its groups are; it is left as it is."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この職場の言葉のファイル（synonyms.yml）を読み取れないため、書き込んでいません。"
            "検索は、はじめから入っている言葉で続いています。システム管理者に、ファイルを直すよう頼んでください。"
        )


class WordbookUnwritable(ConferenceError):
    """The disk refused."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "今は言葉を保存できません。前の言葉はそのままです。少し待って、もう一度選んでください。"
        )


class GroupChanged(ConferenceError):
    """Somebody else changed this group in the meantime."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この言葉は、ほかの人が先に変えました。今の内容を見て、もう一度選んでください。ほかの言葉はそのままです。"
        )
