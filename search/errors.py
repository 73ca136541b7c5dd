"""What can go wrong in search, one class per situation, each with the sentence staff read."""

from __future__ import annotations

from pathlib import Path


class SearchError(Exception):
    """Base of all situations `search` reports; `str(error)` is the Japanese sentence."""


class SettingInvalid(SearchError):
    """A setting has a value that cannot be used; the sentence names the setting."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"設定 {name} の値が使えません。{why}")
        self.name = name


class PageUnreadable(SearchError):
    """A page cannot be read; `line` counts from 1 in the file."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path} の {line} 行目: {reason}")
        self.path = Path(path)
        self.line = line
        self.reason = reason


class IndexMissing(SearchError):
    """There is no index at the place given."""

    def __init__(self, where: Path) -> None:
        super().__init__(f"索引がまだありません（{where}）。search build を実行してください。")


class IndexTampered(SearchError):
    """The index is not the one that was built here; nothing in it was opened."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"索引がここで作ったものと一致しないため、開きませんでした（{why}）。"
            "知恵袋のページはそのままです。search build で作り直してください。"
        )


class IndexBusy(SearchError):
    """Another build holds the index for longer than we wait."""

    def __init__(self) -> None:
        super().__init__("ほかの索引づくりが続いています。終わってからもう一度お試しください。")


class IndexUnwritable(SearchError):
    """The index folder cannot be written to."""

    def __init__(self, where: Path, why: str) -> None:
        super().__init__(
            f"索引の置き場所（{where}）に書き込めません（{why}）。空き容量と権限を確かめてください。"
        )


class ModelUnavailable(SearchError):
    """The embedding model cannot be loaded; search goes on with words alone."""

    def __init__(self, why: str) -> None:
        super().__init__(f"意味でさがすモデルを使えません（{why}）。ことばだけでさがします。")


class JudgementsUnreadable(SearchError):
    """A file of judged queries, or a batch file, cannot be used."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path} を読めません。{why}")
