"""`anonymize --batch FILE`: a JSON object a line in, a JSON object a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conference.anonymize import Known, Outcome, anonymize
from conference.errors import ConferenceError


class LineUnreadable(ConferenceError):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"{number}行目を読めません。1行に1件、id と text のある JSON で書いてください。ここまでの行は出しました。"
        )


class NoBatchGiven(ConferenceError):
    def __init__(self) -> None:
        super().__init__("読むファイルが要ります。--batch の後にファイルの名前を書いてください。")


def run(batch: str | None) -> int:
    """Write one line for each line of the file, in its order; nothing of a text goes anywhere else."""
    if not batch:
        raise NoBatchGiven
    for line in _answers(Path(batch)):
        sys.stdout.write(line + "\n")
    return 0


def _answers(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(_decoded(lines), start=1):
            if line.strip():
                yield _answer(line, number)


def _decoded(lines: Any) -> Iterator[str]:
    number = 0
    try:
        for line in lines:
            number += 1
            yield line
    except UnicodeDecodeError as reason:
        raise LineUnreadable(number + 1) from reason


def _answer(line: str, number: int) -> str:
    try:
        given = json.loads(line)
        identity, text, said = given["id"], given["text"], given.get("known")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise LineUnreadable(number) from reason
    if not isinstance(text, str) or not isinstance(said, dict | None):
        raise LineUnreadable(number)
    return json.dumps({"id": identity, **_told(anonymize(text, Known.of(said)))}, ensure_ascii=False)


def _told(outcome: Outcome) -> dict[str, Any]:
    spans = [{"start": span.start, "end": span.end, "label": span.label.value} for span in outcome.spans]
    risks = [{"kind": risk.kind, "why": risk.why} for risk in dict.fromkeys(outcome.risks)]
    return {"spans": spans, "text": outcome.text, "risks": risks}
