"""`anonymize --batch FILE`: a JSON object a line in, a JSON object a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conference.anonymize import Known, Outcome, anonymize
from conference.anonymize.tagger import Layer, opened
from conference.errors import ConferenceError
from search.errors import ModelUnavailable

_SHOWN = 5  # numbers of lines in one sentence


class LinesUnreadable(ConferenceError):
    """Some lines could not be read; all others were answered."""

    def __init__(self, numbers: list[int]) -> None:
        named = "・".join(map(str, numbers[:_SHOWN])) + "行目" + ("など" if len(numbers) > _SHOWN else "")
        super().__init__(
            f"{named}（{len(numbers)}行）を読めません。1行に1件、id と text のある JSON で書いてください。ほかの行はすべて出しました。"
        )


class NoBatchGiven(ConferenceError):
    def __init__(self) -> None:
        super().__init__("読むファイルが要ります。--batch の後にファイルの名前を書いてください。")


class TaggerUnavailable(ConferenceError):
    """The trained layer does not start: the command answers with nothing rather than with less."""

    def __init__(self) -> None:
        super().__init__(
            "名前を読み取るモデルを用意できません。何も出していません。導入のしかたを README で確かめてください。"
        )


class _Unreadable(Exception):
    """This one line is no JSON object with `id` and `text`."""


def run(batch: str | None) -> int:
    """Write one line for each readable line of the file, in its order; nothing of a text goes anywhere else."""
    if not batch:
        raise NoBatchGiven
    tagger = _tagger()
    missing = []
    for number, line in enumerate(_lines(Path(batch)), start=1):
        try:
            if line.strip():
                sys.stdout.write(_answer(line, tagger) + "\n")
        except _Unreadable:
            missing.append(number)
    if missing:
        raise LinesUnreadable(missing)
    return 0


def _tagger() -> Layer:
    try:
        return opened()
    except ModelUnavailable as reason:
        raise TaggerUnavailable from reason


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines


def _answer(line: bytes, tagger: Layer) -> str:
    try:
        given = json.loads(line.decode("utf-8-sig"))
        identity, text, said = given["id"], given["text"], given.get("known")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise _Unreadable from reason
    if not isinstance(text, str) or not isinstance(said, dict | None):
        raise _Unreadable
    outcome = anonymize(text, Known.of(said), tagger=tagger)
    return json.dumps({"id": identity, **_told(outcome)}, ensure_ascii=False)


def _told(outcome: Outcome) -> dict[str, Any]:
    spans = [{"start": span.start, "end": span.end, "label": span.label.value} for span in outcome.spans]
    risks = [{"kind": risk.kind, "why": risk.why} for risk in dict.fromkeys(outcome.risks)]
    return {"spans": spans, "text": outcome.text, "risks": risks}
