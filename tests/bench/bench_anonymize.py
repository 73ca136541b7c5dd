"""How fast names are found: characters a second by rules alone and with the trained layer.

    python -m tests.bench.bench_anonymize

The developed half of the judged notes, read twice, the better time counts. Nothing is asserted.
"""

from __future__ import annotations

import json
import time

from conference.anonymize import Known, find
from conference.anonymize.tagger import Layer, Silent, opened
from search.errors import ModelUnavailable
from tests.conference.anonymize.judged.mark import HERE


def main() -> None:
    lines = [json.loads(line) for line in (HERE / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    notes = [(line["text"], Known.of(line["known"])) for line in lines]
    find(*notes[0])
    _tell("記録と規則だけ", notes, Silent())
    try:
        _tell("学習した読み取りも", notes[:40], _warm(opened()))
    except ModelUnavailable:
        print("学習した読み取り: モデルがありません")


def _warm(tagger: Layer) -> Layer:
    begun = time.perf_counter()
    find("はじめの一文", None, tagger)
    print(f"最初の一文まで: {time.perf_counter() - begun:.1f}秒")
    return tagger


def _tell(name: str, notes: list[tuple[str, Known]], tagger: Layer) -> None:
    letters = sum(len(text) for text, _ in notes)
    best = min(_seconds(notes, tagger) for _ in range(2))
    print(f"{name}: 1秒に{letters / best:,.0f}字（500字で{500_000 * best / letters:.0f}ミリ秒）")


def _seconds(notes: list[tuple[str, Known]], tagger: Layer) -> float:
    begun = time.perf_counter()
    for text, known in notes:
        find(text, known, tagger)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
