"""What the casebook must hold, measured: counts, lengths, words, runs shared by two cases, family blocks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from search.pages import genogram, timeline
from search.pages.family import OddFamily, describe, family_from

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("妊娠期", "乳児期", "幼児期", "小学生", "中学生", "高校生年代")
LESSONS = ("成功", "うまくいかなかった", "途中")
OUTCOMES = ("解決", "好転", "変化なし", "悪化", "その他", "未測定")
ROUTES = ("合同ケース会議", "学校スクリーニング", "意見の相違")
UNIONS = ("婚姻", "内縁", "別居", "離婚", "死別", "交際")
TOLD = ("概要", "見立て", "手立て", "経過と結果", "ふりかえり")
ASKED = ("考えてみよう", "会議で決めたこと", "進行役メモ")
SHARED_RUN = 20
PUNCTUATION = re.compile(r"[\s*_#>|`\-・、。,.「」『』()\[\]【】:;!?~…●○■→\"'/]+")


@dataclass(frozen=True)
class Case:
    path: Path
    meta: dict[str, Any]
    sections: dict[str, str]

    @property
    def id(self) -> str:
        return self.path.stem

    @property
    def words(self) -> str:
        """Everything a reader reads: title, timeline and sections."""
        events = " ".join(str(e.get("what", "")) for e in self.meta.get("timeline", []))
        return " ".join([str(self.meta.get("title", "")), events, *self.sections.values()])

    @cached_property
    def grams(self) -> set[str]:
        text = squeeze("".join(self.sections.values()))
        return {text[i : i + SHARED_RUN] for i in range(len(text) - SHARED_RUN + 1)}

    @property
    def label_free(self) -> bool:
        return not any(word in self.words for theme in self.meta["themes"] for word in label_words(theme))

    def length(self, names: tuple[str, ...] | None = None) -> int:
        chosen = self.sections if names is None else {n: self.sections.get(n, "") for n in names}
        return sum(len(re.sub(r"\s", "", body)) for body in chosen.values())


def squeeze(text: str) -> str:
    return PUNCTUATION.sub("", unicodedata.normalize("NFKC", text))


def label_words(theme: str) -> list[str]:
    """孤立・転入 → 孤立, 転入; 保護者の依存症 → 依存症; ひきこもり家族 → ひきこもり."""
    bare = re.sub(r"^(保護者の|乳児の)", "", theme).removesuffix("家族")
    return re.split("[・と]", bare)


def read_case(path: Path) -> Case:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    parts = re.split(r"^## +(.+?)\s*$", body, flags=re.M)
    sections = {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    return Case(path, yaml.safe_load(head), sections)


def read_cases() -> list[Case]:
    return [read_case(path) for path in sorted((ROOT / "kb" / "cases").glob("*.md"))]


def themes() -> list[str]:
    text = (ROOT / "kb" / "themes.yml").read_text(encoding="utf-8")
    return [item["label"] for item in yaml.safe_load(text)]


def point_ids() -> set[str]:
    return {path.stem for path in (ROOT / "kb" / "points").glob("*.md")}


def shared_runs(cases: list[Case]) -> list[tuple[str, str, str]]:
    """Pairs of cases with 20 or more squeezed characters in common, and the first such run."""
    seen: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for case in cases:
        for gram in sorted(case.grams):
            owner = seen.setdefault(gram, case.id)
            if owner != case.id:
                found.setdefault((owner, case.id), gram)
    return [(a, b, gram) for (a, b), gram in sorted(found.items())]


def page_problems(case: Case) -> list[str]:
    meta = case.meta
    checks = {
        "id is not the file's stem": meta.get("id") == case.id,
        "title over 40 characters": 0 < len(meta.get("title", "")) <= 40,
        "themes not 1 to 4 known labels": 1 <= len(meta["themes"]) <= 4
        and set(meta["themes"]) <= set(themes()),
        "stage": meta.get("stage") in STAGES,
        "lesson": meta.get("lesson") in LESSONS,
        "outcome": meta.get("outcome") in OUTCOMES,
        "origin": meta.get("origin") == "fictional",
        "route": meta.get("route", ROUTES[0]) in ROUTES,
        "minutes": 5 <= meta.get("minutes", 0) <= 60,
        "no services": bool(meta.get("services")),
        "no points": bool(meta.get("points")),
        "sections missing": all(case.sections.get(name) for name in TOLD + ASKED),
        "unknown section": set(case.sections) <= {*TOLD, *ASKED, "少数意見"},
        "told part not 500 to 1,000": 500 <= case.length(TOLD) <= 1000,
        "body over 1,400": case.length() <= 1400,
        "questions not 2 or 3": 2
        <= len(re.findall(r"^(?:-|\d+[.．]) ", case.sections.get("考えてみよう", ""), re.M))
        <= 3,
        "特別妊婦": "特別妊婦" not in case.words,
    }
    return [f"{case.id}: {name}" for name, good in checks.items() if not good]


def timeline_problems(case: Case) -> list[str]:
    events = case.meta.get("timeline", [])
    turning = sum(bool(event.get("turning")) for event in events)
    shaped = all({"when", "what"} <= set(event) <= {"when", "what", "turning"} for event in events)
    good = 3 <= len(events) <= 6 and 1 <= turning <= 2 and shaped
    return [] if good else [f"{case.id}: timeline of {len(events)}, {turning} turning"]


def family_problems(case: Case) -> list[str]:
    family = case.meta.get("family", {})
    members = family.get("members", [])
    ids = {member["id"] for member in members}
    unions = family.get("unions", [])
    born = [child for union in unions for child in union.get("children", [])]
    twins = [pair for union in unions for pair in union.get("twins", [])]
    checks = {
        "ids are not unique": len(ids) == len(members) > 0,
        "index persons": sum(bool(m.get("index")) for m in members) == 1,
        "a member without label": all(m.get("label") for m in members),
        "sex": all(m.get("sex") in ("f", "m") or m.get("pregnancy") or m.get("sex") is None for m in members),
        "kind of a union": all(union.get("kind") in UNIONS for union in unions),
        "a union of strangers": all(set(u["of"]) <= ids and 1 <= len(u["of"]) <= 2 for u in unions),
        "children are strangers": set(born) <= ids,
        "a child born twice": len(born) == len(set(born)),
        "twins not among the children": all(set(pair) <= set(born) and len(pair) >= 2 for pair in twins),
        "household": bool(family.get("household")) and set(family["household"]) <= ids,
        "the dead at home": not any(
            m.get("dead") and m["id"] in family.get("household", []) for m in members
        ),
    }
    return [f"{case.id}: family: {name}" for name, good in checks.items() if not good]


def drawing_problems(case: Case) -> list[str]:
    """The two drawings of the page, made as the site makes them: every member has a symbol, every event a dot."""
    try:
        family = family_from(case.meta["family"])
        tree = genogram.draw(family)
        line = timeline.draw(timeline.events_from(case.meta["timeline"]))
    except OddFamily as odd:
        return [f"{case.id}: genogram: {odd}"]
    said = describe(family)
    unseen = [member.label for member in family.members if member.label not in said]
    gone = [str(e["when"]) for e in case.meta["timeline"] if str(e["when"])[:4] not in line]
    drawn = tree.startswith("<svg") and line.startswith("<svg")
    return [f"{case.id}: not drawn: {name}" for name in [*unseen, *gone, *([] if drawn else ["svg"])]]


def dead_links(case: Case) -> list[str]:
    """Links to points nobody has written; nothing to say while kb/points is still empty."""
    known = point_ids()
    return [f"{case.id}: {point}" for point in case.meta.get("points", []) if known and point not in known]


def table(cases: list[Case]) -> str:
    count = Counter((theme, case.meta["stage"]) for case in cases for theme in case.meta["themes"])
    lines = ["\t".join(["theme", *STAGES, "計"])]
    for theme in themes():
        row = [count[theme, stage] for stage in STAGES]
        lines.append("\t".join([theme, *map(str, row), str(sum(row))]))
    return "\n".join([*lines, *summary(cases)])


def summary(cases: list[Case]) -> list[str]:
    def tally(key: str) -> str:
        return ", ".join(f"{k} {n}" for k, n in Counter(c.meta.get(key) for c in cases).most_common() if k)

    told = sorted(case.length(TOLD) for case in cases) or [0]
    whole = sorted(case.length() for case in cases) or [0]
    free = sum(case.label_free for case in cases)
    return [
        f"cases {len(cases)}; stages: {tally('stage')}",
        f"lesson: {tally('lesson')}; outcome: {tally('outcome')}",
        f"route: {tally('route')}",
        f"label words absent: {free} of {len(cases)}",
        f"概要〜ふりかえり {told[0]}–{told[-1]} (middle {told[len(told) // 2]}), whole body {whole[0]}–{whole[-1]}",
        f"pairs sharing {SHARED_RUN}+ characters: {len(shared_runs(cases))}",
    ]
