"""The people named in one cell: 「青葉 湊（長男）、青葉 凪（長女、妊娠28週）」."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from conference.era import parse_date

_OPEN, _CLOSE = "([〔【＜<［（", ")]〕】＞>］）"
_TO_ROUND = str.maketrans(_OPEN + _CLOSE, "(" * len(_OPEN) + ")" * len(_CLOSE))
_CIRCLED = re.compile("[①-⑳❶-❿]|(?:^|(?<=[\\s、，]))[0-9０-９]{1,2}[.．)](?=\\D)")
_SEPARATORS = "、，,；;\n"
_WEAK_SEPARATORS = "／/・"
_LATIN_OR_KATAKANA = re.compile(r"[A-Za-zァ-ヶーｦ-ﾟ\s・.＝=-]+$")
_KANA = re.compile(r"[ぁ-ゖァ-ヺーｦ-ﾟ\s・]+$")
_OTHERS = re.compile(
    r"(?:他|ほか|外|その他)\s*[0-9一二三四五六七八九]*\s*(?:名|人)?$|(?:他|ほか|外)\s*[0-9一二三四五六七八九]+\s*(?:名|人)"
)
_PREGNANCY = re.compile(r"(?:妊娠|在胎)?(?:満)?([0-9]{1,2})[週wW](?:[0-6]日)?(?:目|頃)?$|妊娠中$|妊婦$")
_STATED = re.compile(
    r"(?:[小中高][1-6]|年[少中長]|[0-9]{1,3}[歳才](?:[0-9]{1,2}[かカヶケヵ]月)?児?|[0-9]{1,2}[かカヶケヵ]月)(?:生|児)?$"
)
_RELATION = re.compile(
    r"(?:第[0-9一二三四五六七八九十]+[子児]|[長次二三四五六七八九末][男女]|本[児人]|[実継養義]?[父母]|[祖曾]?祖[父母]|"
    r"[異実義]?(?:父|母)?[兄弟姉妹]|きょうだい|双子|胎児|妊婦|里[親子]|叔[父母]|伯[父母]|おじ|おば|いとこ|従[兄弟姉妹]+|"
    r"養[子女]|実子|世帯主|夫|妻|内夫|内妻|同居人|[母父]の交際相手|交際相手|パートナー|甥|姪|孫)$"
)
_FIGURE = re.compile("[0-9元一二三四五六七八九十]")  # nearly every token is no date: look before parsing
_ALSO_SURNAMES = frozenset("孫夫妻甥姪")
_LATEST_WEEK = 45
_LONGEST_CELL = 2_000


@dataclass(frozen=True)
class Member:
    """One person as the cell names them; `note` keeps what fits nowhere else."""

    name: str
    relation: str | None = None
    birth_date: date | None = None
    pregnancy_weeks: int | None = None
    kana: str | None = None
    note: str | None = None

    def to_json(self) -> dict[str, str | int | None]:
        return {
            "name": self.name,
            "relation": self.relation,
            "birth_date": self.birth_date.isoformat() if self.birth_date else None,
            "pregnancy_weeks": self.pregnancy_weeks,
            "kana": self.kana,
            "note": self.note,
        }


def pregnancy_weeks_in(text: str) -> int | None:
    """「妊娠28週」, 「28週3日」, 「28」; None for any other text."""
    folded = _folded(text)
    found = re.search(r"妊娠([0-9]{1,2})週", folded) or re.match(r"([0-9]{1,2})(?:週(?:[0-6]日)?)?$", folded)
    return int(found[1]) if found and int(found[1]) <= _LATEST_WEEK else None


def parse_members(cell: str) -> tuple[Member, ...]:
    """The people of a cell in their order; 「他2名」 becomes a note of the one before."""
    members: list[Member] = []
    text = _with_reading_behind(cell[:_LONGEST_CELL].translate(_TO_ROUND))
    for part in _parts(text):
        if _OTHERS.match(part):
            members[-1:] = [_noted(member, part) for member in members[-1:]]
        elif member := _member(part):
            members.append(member)
    return tuple(members)


def _with_reading_behind(text: str) -> str:
    """A reading written on the line above a full name goes into brackets behind it."""
    lines = text.splitlines()
    if len(lines) != 2 or any(len(line.split()) < 2 for line in lines):
        return text
    reading, name = (line.strip() for line in lines)
    return f"{name}({reading})" if _KANA.match(reading) and not _KANA.match(name) else text


def _parts(text: str) -> list[str]:
    """Cut between people: at separators outside brackets, at numbering, after a closing bracket."""
    text = _CIRCLED.sub("\n", text)
    cuts = _SEPARATORS + (_WEAK_SEPARATORS if _cuts_at_weak(text) else "")
    parts, depth = [""], 0
    for sign in text:
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if depth == 0 and sign in cuts:
            parts.append("")
        elif depth == 0 and _begins_anew(parts[-1], sign):
            parts.append(sign)
        else:
            parts[-1] += sign
    return _with_lone_notes([part.strip() for part in parts if part.strip(" \t　・-―ー")])


def _begins_anew(part: str, sign: str) -> bool:
    """A name right behind 「（長男）」 is the next person."""
    return part.rstrip().endswith(")") and not sign.isspace() and sign not in "()"


def _with_lone_notes(parts: list[str]) -> list[str]:
    """A part that only says 「妊娠28週」 or 「小3」 belongs to the person before it."""
    joined: list[str] = []
    for part in parts:
        if joined and (part.startswith("(") or _is_attribute(part)) and not _OTHERS.match(part):
            joined[-1] += part if part.startswith("(") else f"({part})"
        else:
            joined.append(part)
    return joined


def _cuts_at_weak(text: str) -> bool:
    """・ and / part people, except inside a foreign name (ファム・ミン・アン)."""
    outside = re.sub(r"\([^()]*\)", "", text)
    return not _LATIN_OR_KATAKANA.match(outside.strip() or "ー") or "/" in outside or "／" in outside


def _is_attribute(part: str) -> bool:
    folded = _folded(part)
    return bool(_STATED.match(folded) or (_PREGNANCY.match(folded) and folded != "妊婦") or _born(folded))


def _born(folded: str) -> date | None:
    return parse_date(folded) if _FIGURE.search(folded) else None


def _member(part: str) -> Member | None:
    outside, inside = _brackets(part)
    words = outside.split()
    before, words = _leading_relation(words)
    after: list[str] = []
    while len(words) > 1 and (_is_attribute(words[-1]) or _RELATION.match(words[-1])):
        after.insert(0, words.pop())
    name = " ".join(words) if before or after else outside
    if not name:
        return None
    member = Member(name, relation=name if _RELATION.match(name) else None)
    for token in [*before, *after, *inside]:
        member = _with_token(member, token)
    return member


def _leading_relation(words: list[str]) -> tuple[list[str], list[str]]:
    """「母：織部 結愛」, 「長男 湊」."""
    if not words:
        return [], words
    relation, colon, rest = words[0].replace("：", ":").partition(":")
    if not _RELATION.match(relation) or (not colon and (len(words) == 1 or relation in _ALSO_SURNAMES)):
        return [], words
    remaining = ([rest] if rest else []) + words[1:]
    return ([relation], remaining) if remaining else ([], [relation])


def _brackets(part: str) -> tuple[str, list[str]]:
    """The text outside brackets, and the tokens inside them, nested or not."""
    outside, inside, depth = "", "", 0
    for sign in part:
        if sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
            inside += "、"
        elif depth:
            inside += sign
        else:
            outside += sign
    return outside.strip(), _tokens(inside)


def _tokens(text: str) -> list[str]:
    """A reading keeps its blank; everything else may be blank-separated."""
    tokens: list[str] = []
    for part in re.split(r"[、，,;；\n]", text):
        whole = part.strip()
        if _KANA.match(whole) or _is_attribute(whole):
            tokens.append(whole)
        else:
            tokens.extend(token for token in re.split(r"[\s・]+", whole) if token)
    return [token for token in tokens if token]


def _with_token(member: Member, token: str) -> Member:
    folded = _folded(token)
    weeks = _PREGNANCY.match(folded)
    if weeks and weeks[1] and int(weeks[1]) <= _LATEST_WEEK:
        return replace(member, pregnancy_weeks=int(weeks[1]))
    if _RELATION.match(folded) and member.relation in (None, member.name):
        return replace(member, relation=token)
    if member.birth_date is None and (born := _born(folded)):
        return replace(member, birth_date=born)
    if _KANA.match(token) and member.kana is None:
        return replace(member, kana=token)
    return _noted(member, token)


def _noted(member: Member, text: str) -> Member:
    return replace(member, note=f"{member.note}、{text}" if member.note else text)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
