"""The numbers of an address (block, house, room), in digits and kanji, however they are joined.  Patterns only."""

from __future__ import annotations

import re

KANJI = "一二三四五六七八九十百〇壱弐参拾"
# After a number these make it a count, a date or a measure.
COUNTS = "年月日歳才人名回時分秒週間度%円万点件世帯軒匹個枚本割倍kgcm"
NUMBER = rf"(?:[0-9]{{1,5}}(?![0-9.,])|[{KANJI}]{{1,5}}(?![{KANJI}]))(?![{COUNTS}]|か月|ヶ月|カ月|つ)"
_JOINT = r"[ ]?[-ーのノ之・][ ]?"
_UNIT = rf"(?:[ ]?(?:(?:丁目|番地?)(?:の|[-ー])?|番[街町]|街区|号棟?の|号[-ー])[ ]?|{_JOINT})"
_LOT = "(?:[甲乙丙丁]|[イロハニホヘト](?=[-のノー]?[0-9])[-のノー]?)?(?:第[ ]?)?"
_END = r"(?:[ ]?(?:丁目|番地先|番地|番先|番町|番(?!目|茶|号|手|組)|街区|号室?(?!棟|線|車|機|様式)|地先|室(?!内))|F(?![A-Za-z])|階(?!段))?"
SEQUENCE = rf"{_LOT}{NUMBER}(?:{_UNIT}{NUMBER}){{0,4}}{_END}"
# No telephone number: those begin with a nought.
BLOCK = re.compile(rf"(?<![0-9.,/{KANJI}])(?!0[0-9]){SEQUENCE}(?![0-9]|{_JOINT}[0-9])")
CERTAIN = re.compile(r"丁目|番地|街区")
LIKELY = re.compile(rf"番[町街]?[ ]?の?[0-9{KANJI}]|番[ ]?号|[甲乙丙イロハニホヘト][-のノー]?[0-9]{{2}}")
_JOINED = re.compile(rf"[0-9{KANJI}]{_JOINT}(?=[0-9{KANJI}])")
_NUMBERS = re.compile(rf"[0-9]+|[{KANJI}]+")
_ALONE = re.compile(rf"[0-9]{{1,5}}|[{KANJI}]{{1,5}}")
_ALONE_AHEAD = re.compile(r"[、。 \n（()）」→]|$|[にのでへ番号]|から")


def joints(said: str) -> int:
    """How many numbers are joined by a hyphen, の or the like, less one."""
    return len(_JOINED.findall(said))


def enough(said: str) -> bool:
    """Whether the numbers say by themselves that they are of an address: a unit of blocks, or two numbers."""
    return bool(CERTAIN.search(said)) or len(_NUMBERS.findall(said)) > 1


def alone(said: str) -> bool:
    """Whether it is one number and nothing else."""
    return bool(_ALONE.fullmatch(said))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether one number may be a house: no single kanji (三本木), nothing behind it that it counts."""
    return not re.fullmatch(rf"[{KANJI}]", text[start:end]) and bool(_ALONE_AHEAD.match(text, end))
