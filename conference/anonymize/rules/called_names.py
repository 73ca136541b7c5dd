"""What somebody is called (「たっくん」と呼ぶ, かのあと名乗る)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import titles
from conference.anonymize.rules.spelling import callable_name, person
from conference.anonymize.spans import Span

_CALLED = re.compile(
    r"[「『](?P<x>[ぁ-んァ-ヶー一-龠]{1,8})[」』](?:と(?:呼|いう名|名乗|名付|命名)|(?:という|って)(?:名前|呼び名|源氏名|愛称|あだ名)|って(?:人|子|男|女|呼))"
)
_SAYS_TO_BE = re.compile(r"[「『][一-龠ぁ-ん]{1,4}の(?P<x>[ァ-ヶー]{2,8}|[ぁ-ん]{2,6})[」』]と名乗")
_CALLED_BARE = re.compile(
    r"(?P<x>[ぁ-んァ-ヶー一-龠]{2,8})(?:と(?:呼ばれ|呼んで|名乗|名付け|命名)|という(?:名前|呼び名|源氏名|愛称|あだ名|弟|妹|兄|姉|子|男|女|人|児|友|同級))"
)


def find(reading: Reading) -> Iterator[Span]:
    for pattern in (_CALLED, _SAYS_TO_BE, _CALLED_BARE):
        for found in pattern.finditer(reading.text):
            if callable_name(reading, *found.span("x")) or _kana_alone(found, reading.text):
                yield person(reading, *found.span("x"), "呼び名として書かれています")


def _kana_alone(found: re.Match[str], text: str) -> bool:
    """あかりんと呼ばれ: kana that are no ordinary word."""
    said = found["x"]
    return (
        bool(re.fullmatch(r"[ぁ-ん]{2,6}|[ァ-ヶー]{2,6}", said))
        and said not in lists.katakana_nouns()
        and said not in titles.NOT_NAMES
        and not titles.AFTER.fullmatch(said)
        and not (
            re.match(r"[はがをにでもとのか]", said)
            and re.match(r"[ぁ-ん一-龠々ァ-ヶー」』)]", text[: found.start("x")][-1:])
        )
        and not re.match(r"こ(?:れ|の|う)|そ(?:れ|の|う)", said)
    )
