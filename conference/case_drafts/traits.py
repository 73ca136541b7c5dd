"""Named attributes of households and of a case, to ask how many look alike.

Pure.  What is read from text is read alike for the case and for every household, by plain words;
a circumstance that a record does not name is not counted, so that a case seems rarer, never commoner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from conference.anonymize.normalize import fold
from conference.anonymize.rarity import Attributes, Broader, Trait
from conference.case_drafts.questions import lines
from conference.households.models import Household
from conference.rosters.cells import stage_of

STAGE, CHILDREN, SHAPE, ROOTS, THEME, FUNCTION, SERVICE, CATEGORY = (
    "時期", "子どもの数", "家族の形", "ルーツ", "テーマ", "関わった機関", "サービス", "区分",
)  # fmt: skip
_COUNTRIES = (
    "フィリピン", "ベトナム", "中国", "韓国", "ブラジル", "ペルー", "ネパール", "ミャンマー", "インドネシア", "タイ", "スリランカ", "バングラデシュ",
    "パキスタン", "インド", "モンゴル", "ロシア", "ウクライナ", "アメリカ", "ナイジェリア", "シリア", "トルコ", "イラン", "アフガニスタン",
)  # fmt: skip
_SHAPES = (
    ("ひとり親", r"ひとり親|一人親|母子(?:家庭|世帯)|父子(?:家庭|世帯)|シングル(?:マザー|ファザー)|離婚"),
    ("再婚・同居", r"再婚|継父|継母|養父|内縁|ステップファミリー|同居男性"),
    ("祖父母と暮らす", r"祖父母(?:が|と|宅)|祖母と(?:同居|暮ら)|祖父母養育"),
    ("多胎", r"双子|双生児|ふたご|三つ子|多胎|品胎"),
)
_FUNCTIONS = (
    ("学校", r"学校|担任|SSW|スクールソーシャル|校長"), ("保育所・幼稚園", r"保育|幼稚園|こども園|園長"), ("医療機関", r"病院|医院|クリニック|主治医|受診"),
    ("児童相談所", r"児童相談所|児相"), ("警察", r"警察|署員|交番"), ("生活保護", r"生活保護|生保|CW"), ("障害福祉", r"療育|放課後等デイ|障害福祉|計画相談"),
    ("民生・児童委員", r"民生委員|児童委員"), ("母子保健", r"保健師|母子保健|助産師|健診"),
)  # fmt: skip
_MANY = re.compile(
    r"([2-9]|二|三|四|五|六|七|八|九)人(?:きょうだい|兄弟|姉妹|の子)|(?:きょうだい|兄弟|姉妹|子ども)(?:は|が)?([2-9])人"
)
_KANJI = {number: place for place, number in enumerate("二三四五六七八九", start=2)}
_BANDS = {"1人": ("1〜2人", {"1人", "2人"}), "2人": ("1〜2人", {"1人", "2人"}), "3人": ("3人以上", {"3人", "4人", "5人以上"}), "4人": ("3人以上", {"3人", "4人", "5人以上"}), "5人以上": ("3人以上", {"3人", "4人", "5人以上"})}  # fmt: skip
_STAGES = {"小学生": ("学齢期", {"小学生", "中学生"}), "中学生": ("十代", {"中学生", "高校生年代"}), "高校生年代": ("十代", {"中学生", "高校生年代"}), "乳児期": ("就学前", {"乳児期", "幼児期"}), "幼児期": ("就学前", {"乳児期", "幼児期"}), "妊娠期": ("妊娠・出産の頃", {"妊娠期", "乳児期"})}  # fmt: skip


def of_household(household: Household, texts: Iterable[str], themes: Iterable[str], on: date) -> Attributes:
    """What is known of a household: its people, and what was written of it at conferences."""
    told = fold("\n".join(texts)).text
    stage = stage_of(household, on)
    categories = frozenset(each.category for each in household.members if each.category)
    known = {
        STAGE: frozenset([stage] if stage else []),
        CATEGORY: categories,
        CHILDREN: _counted(len(household.members)),
    }
    return {**of_text(told, themes), **known}


def of_case(said: Mapping[str, str], themes: Iterable[str]) -> Attributes:
    """What a processed case says of itself, in its facts and in its sentences."""
    told = fold("\n".join(said.values())).text
    read = of_text(told, themes)
    children = _MANY.search(told)
    number = next((part for part in children.groups() if part), "") if children else ""
    facts = {
        STAGE: frozenset(lines(said.get("stage", ""))),
        THEME: frozenset(lines(said.get("themes", ""))),
        FUNCTION: read[FUNCTION]
        | frozenset(lines(said.get("functions", ""))) & {name for name, _ in _FUNCTIONS},
        CHILDREN: _counted(_KANJI.get(number) or int(number)) if number else frozenset(),
    }
    return {**read, **facts}


def of_text(told: str, themes: Iterable[str]) -> dict[str, frozenset[str]]:
    """Shape, roots, themes and functions that a (folded) text names."""
    return {
        SHAPE: frozenset(name for name, pattern in _SHAPES if re.search(pattern, told)),
        ROOTS: frozenset(
            name for name in _COUNTRIES if re.search(rf"{name}(?:人|籍|国籍|語|から|出身|の|系)", told)
        ),
        THEME: frozenset(theme for theme in themes if theme in told),
        FUNCTION: frozenset(name for name, pattern in _FUNCTIONS if re.search(pattern, told)),
    }


def broader(trait: Trait) -> list[Broader]:
    """Wider words for a value, and what a reader no longer learns."""
    name, value = trait
    bands = {CHILDREN: _BANDS, STAGE: _STAGES}.get(name, {})
    found = (
        [Broader(to, frozenset(covers), f"「{value}」であること") for to, covers in [bands[value]]]
        if value in bands
        else []
    )
    if name == ROOTS:
        found.append(Broader("外国につながる", frozenset(_COUNTRIES), "どの国か"))
    if name == SHAPE and value == "多胎":
        found.append(Broader("きょうだい", None, "双子・三つ子であること"))
    return [*found, Broader("書かない", None, f"{name}のこと")]


def _counted(number: int) -> frozenset[str]:
    return frozenset([f"{number}人" if number < 5 else "5人以上"] if number else [])
