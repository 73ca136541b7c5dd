"""The family of a case as its page writes it, and the sentence that says it in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KINDS = ("婚姻", "内縁", "別居", "離婚", "死別", "交際")
_PHRASES = {
    "婚姻": "は夫婦",
    "内縁": "は内縁",
    "別居": "は別居中",
    "離婚": "は離婚している",
    "死別": "は死別",
    "交際": "は交際中",
}


class OddFamily(ValueError):
    """The family cannot be drawn; the message is one Japanese line for the writer of the page."""


@dataclass(frozen=True)
class Member:
    """One person; `sex` is "m", "f" or "" (not known)."""

    id: str
    label: str
    sex: str = ""
    age: str = ""
    index: bool = False
    dead: bool = False
    pregnancy: bool = False


@dataclass(frozen=True)
class Union:
    """One or two partners, their children (oldest first) and which of these are twins."""

    of: tuple[str, ...]
    kind: str = "婚姻"
    children: tuple[str, ...] = ()
    twins: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Family:
    members: tuple[Member, ...]
    unions: tuple[Union, ...] = ()
    household: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise OddFamily where the parts do not fit together."""
        _check_members(self)
        for union in self.unions:
            _check_union(union)
        _check_known(self)
        _check_one_pair_of_parents(self)

    def member(self, id: str) -> Member:
        return next(m for m in self.members if m.id == id)


def family_from(raw: object) -> Family:
    """Read the `family` of a page's front matter; raises OddFamily."""
    if not isinstance(raw, Mapping):
        raise OddFamily("家族の図の書き方を読み取れません。familyの下にmembersを書いてください。")
    members = tuple(_member(item) for item in _list(raw.get("members")))
    unions = tuple(_union(item) for item in _list(raw.get("unions")))
    return Family(members, unions, _ids(raw.get("household")))


def describe(family: Family) -> str:
    """The whole family in Japanese sentences, for readers who cannot see the drawing."""
    name = {m.id: m.label for m in family.members}
    parts = ["、".join(_person(m) for m in family.members) + "の家族。"]
    parts += [_union_words(union, name) for union in family.unions]
    if family.household:
        parts.append("いっしょに暮らすのは" + _listed(family.household, name) + "。")
    return "".join(parts)


def _person(member: Member) -> str:
    marks = [member.age] if member.age else []
    if member.dead:
        marks.append("亡くなっている")
    if member.pregnancy:
        marks.append("妊娠中")
    return member.label + (f"（{'、'.join(marks)}）" if marks else "")


def _union_words(union: Union, name: Mapping[str, str]) -> str:
    words = ""
    if len(union.of) == 2:
        words = "と".join(name[id] for id in union.of) + _PHRASES[union.kind] + "。"
    if union.children:
        words += "と".join(name[id] for id in union.of) + "の子は" + _listed(union.children, name) + "。"
    for group in union.twins:
        words += _listed(group, name) + "は双子。" if len(group) == 2 else _listed(group, name) + "は多胎。"
    return words


def _listed(ids: Iterable[str], name: Mapping[str, str]) -> str:
    return "、".join(name[id] for id in ids)


def _list(raw: object) -> list[object]:
    if raw is None:
        return []
    if not isinstance(raw, list | tuple):
        raise OddFamily(
            "家族の図の書き方を読み取れません。members と unions は「- 」で始まる並びで書いてください。"
        )
    return list(raw)


def _ids(raw: object) -> tuple[str, ...]:
    return tuple(str(item) for item in _list(raw))


def _member(raw: object) -> Member:
    if not isinstance(raw, Mapping) or raw.get("id") is None:
        raise OddFamily("家族の図に、idのない人がいます。{id: a, label: 本人} のように書いてください。")
    sex = str(raw.get("sex") or "")
    return Member(
        id=str(raw["id"]),
        label=str(raw.get("label") or raw["id"]),
        sex=sex if sex in ("m", "f") else "",
        age="" if raw.get("age") is None else str(raw["age"]),
        index=raw.get("index") is True,
        dead=raw.get("dead") is True,
        pregnancy=raw.get("pregnancy") is True,
    )


def _union(raw: object) -> Union:
    if not isinstance(raw, Mapping):
        raise OddFamily(
            "家族の図の組（unions）を読み取れません。{of: [f, m], kind: 婚姻} のように書いてください。"
        )
    return Union(
        of=_ids(raw.get("of")),
        kind=str(raw.get("kind") or "婚姻"),
        children=_ids(raw.get("children")),
        twins=tuple(_ids(group) for group in _list(raw.get("twins"))),
    )


def _check_members(family: Family) -> None:
    if not family.members:
        raise OddFamily("家族の図に人がいません。membersに1人以上書いてください。")
    seen: set[str] = set()
    for member in family.members:
        if member.id in seen:
            raise OddFamily(f"家族の図の「{member.id}」が2回書かれています。どちらかのidを変えてください。")
        seen.add(member.id)


def _check_union(union: Union) -> None:
    if len(union.of) not in (1, 2) or len(set(union.of)) != len(union.of):
        raise OddFamily("家族の図の組（of）には、ちがう人を1人か2人書いてください。")
    if union.kind not in KINDS:
        raise OddFamily(f"家族の図の関係「{union.kind}」は描けません。{'・'.join(KINDS)}から選んでください。")
    if set(union.of) & set(union.children):
        raise OddFamily(f"家族の図の「{union.of[0]}」たちの組で、親と子が同じ人になっています。")
    if any(id not in union.children for group in union.twins for id in group):
        raise OddFamily("家族の図の双子（twins）は、同じ組のchildrenにも書いてください。")


def _check_known(family: Family) -> None:
    known = {m.id for m in family.members}
    named = [id for u in family.unions for id in (*u.of, *u.children)] + list(family.household)
    unknown = next((id for id in named if id not in known), None)
    if unknown is not None:
        raise OddFamily(f"家族の図の「{unknown}」がmembersにいません。idを確かめてください。")


def _check_one_pair_of_parents(family: Family) -> None:
    seen: set[str] = set()
    for child in (id for union in family.unions for id in union.children):
        if child in seen:
            raise OddFamily(f"家族の図の「{child}」が2つの組の子になっています。どちらかを消してください。")
        seen.add(child)
