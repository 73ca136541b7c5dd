"""The headings offices use for each field of a roster, the likeliest first."""

from __future__ import annotations

import re
import unicodedata

# What a row can hold.  The first fifteen are the contract's; the rest serve matching and display.
FIELDS: dict[str, str] = {
    "case_number": "ケース番号",
    "household": "世帯",
    "name": "児童・妊婦の氏名",
    "kana": "フリガナ",
    "relation": "続柄",
    "birth_date": "生年月日",
    "pregnancy_weeks": "妊娠週数",
    "affiliation": "所属（学校・園）",
    "grade": "学年",
    "lead": "主担当",
    "lead_function": "主たる担当機能",
    "workers": "担当者",
    "category": "区分",
    "registration_number": "要対協登録番号",
    "registered_on": "要対協登録日",
    "concern": "主訴",
    "situation": "現在の状況",
    "last_policy": "前回の方針",
    "review_on": "見直し予定日",
    "plan_review_on": "評価日",
}
DATE_FIELDS = frozenset({"birth_date", "registered_on", "review_on", "plan_review_on"})
IDENTITY_FIELDS = frozenset({"household", "name"})
PERSON_FIELDS = frozenset({"name", "kana", "relation", "birth_date", "affiliation", "grade"})
_ANOTHER_PERSON = re.compile("保護者|世帯主|父|母(?!子)|祖")

_HEADINGS: dict[str, str] = {
    "case_number": "ケース番号 ケースno 世帯番号 台帳番号 管理番号 整理番号 受付番号 相談番号 児童番号 番号 no 登録no",
    "household": "世帯 世帯名 対象世帯 世帯氏名 家庭 家庭名 家族 家族名 ケース名 世帯主 世帯主氏名 世帯主名 保護者 保護者氏名 保護者名 姓",
    "name": "氏名 児童氏名 児童名 対象児童 対象児童名 対象児童氏名 児童 児童・妊婦 児童妊婦 児童・妊婦氏名 児童等氏名 児童の氏名 児童・妊婦の氏名 "
    "対象者 対象者氏名 対象児 子ども こども 子供 子の氏名 子ども氏名 子どもの氏名 こどもの氏名 児童生徒氏名 本児 本人 本人氏名 "
    "妊婦 妊婦氏名 世帯員 世帯員氏名 名前 子どもの名前 こどもの名前",
    "kana": "フリガナ ふりがな カナ カナ氏名 氏名カナ 氏名フリガナ 児童名フリガナ よみ よみがな 読み 読み仮名 読みがな",
    "relation": "続柄 続き柄 児童続柄 関係",
    "birth_date": "生年月日 児童生年月日 本児生年月日 誕生日 出生日 出生年月日 生年月日年齢",
    "pregnancy_weeks": "妊娠週数 妊娠週 妊娠週数等 在胎週数 週数",
    "affiliation": "所属・学年 所属 所属学年 学校・園 学校園 園・学校 園学校 所属園・学校 所属機関 所属先 学校名 学校 園 在籍校 在籍 在籍園 "
    "在籍園・校 在籍先 在籍校・園 保育所・学校 保育園・学校 学校等 学校・保育所等 通園・通学先 通学先 就園・就学先 就学・就園先 学校・学年 学校名・学年",
    "grade": "学年 学年等 年次 クラス 学年・クラス 学年クラス 年齢・学年 学年・年齢 歳児",
    "lead": "主担当 主担当者 主たる担当者 主担当課 主担当部署 主たる担当 主担当機関 主管課",
    "lead_function": "主たる担当機能 主担当機能 担当機能 主たる機能 機能 主たる支援機能",
    "workers": "担当者 担当 担当職員 担当者名 担当者氏名 担当ワーカー 担当cw 地区担当 担当保健師 担当相談員 担当者等",
    "category": "区分 種別 ケース区分 ケース種別 対象区分 対象種別 支援区分 児童区分 要対協区分 類型 要保護・要支援 要保護等の別",
    "registration_number": "要対協登録番号 登録番号 要対協番号 要対協no",
    "registered_on": "要対協登録日 登録日 登録年月日 要対協登録年月日",
    "concern": "主訴 主訴・課題 主訴課題 相談内容 相談主訴 主な課題 課題 主たる課題 問題 リスク 相談理由 受理理由 支援理由",
    "situation": "現在の状況 現在の様子 現状 状況 近況 経過・現状 現状・経過 状況・経過 経過・状況 経過 支援経過 経過等 経過概要 直近の状況 "
    "最近の状況 最近の様子 前回からの変化 家庭状況 家庭の状況",
    "last_policy": "前回の方針 前回方針 前回の支援方針 前回の援助方針 前回支援方針 前回決定 前回決定事項 前回の協議結果 前回協議結果 援助方針 支援方針 "
    "現在の方針 対応方針 方針 支援の方針 処遇方針 今後の支援方針 今後の方針",
    "review_on": "見直し予定日 見直予定日 見直し日 見直日 次回見直し予定日 次回見直し日 次回見直し 見直し 見直し時期 方針見直し日 方針見直し予定日 見直し予定",
    "plan_review_on": "評価日 サポートプラン評価日 評価予定日 次回評価日 プラン評価日 サポートプラン見直し日 サポートプラン見直し プラン見直し日 sp評価日 評価予定",
}
_RANKS: dict[str, tuple[str, int]] = {
    heading: (field, rank)
    for field, headings in _HEADINGS.items()
    for rank, heading in enumerate(headings.split())
}
# A longer heading around one of these words is still likely to mean the field.
_WITHIN: tuple[tuple[str, str], ...] = (
    ("生年月日", "birth_date"),
    ("見直し予定日", "review_on"),
    ("要対協登録番号", "registration_number"),
    ("要対協登録日", "registered_on"),
    ("ケース番号", "case_number"),
    ("フリガナ", "kana"),
    ("ふりがな", "kana"),
    ("担当機能", "lead_function"),
    ("主担当", "lead"),
    ("主訴", "concern"),
    ("児童氏名", "name"),
    ("児童名", "name"),
    ("児童の氏名", "name"),
    ("前回の方針", "last_policy"),
    ("前回方針", "last_policy"),
    ("援助方針", "last_policy"),
    ("現在の状況", "situation"),
)
WITHIN_RANK = 100  # below every listed heading
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = re.compile(r"[\s:*※_]|^[0-9]{1,2}[.)](?=.)|(?<=no)\.$", re.IGNORECASE)
_LONGEST_HEADING = 24
_SERIAL_HEADINGS = frozenset({"通番", "連番", "項番", "行番号", "順番", "順", "項", "#"})


def field_of(heading: str) -> tuple[str, int] | None:
    """The field a heading names and its rank (0: the usual word); None for any other text."""
    whole = _folded(heading)
    if not whole or len(whole) > _LONGEST_HEADING:
        return None
    for text in (whole, _BRACKETED.sub("", whole), whole.translate(_NO_BRACKETS), whole.rstrip("等")):
        if text in _RANKS:
            return _RANKS[text]
    inner = next((field for word, field in _WITHIN if word in whole), None)
    if inner is None or (inner in PERSON_FIELDS and names_another_person(heading)):
        return None
    return inner, WITHIN_RANK


def may_be_another_kind(heading: str) -> bool:
    """種別 is 区分 in one office and the kind of abuse in the next."""
    return "種別" in _folded(heading) or _folded(heading) == "類型"


def names_another_person(heading: str) -> bool:
    """母氏名, 保護者生年月日: a grown-up's particulars, not the child's."""
    return bool(_ANOTHER_PERSON.search(_folded(heading)))


def is_serial_heading(heading: str) -> bool:
    return _folded(heading) in _SERIAL_HEADINGS


def may_be_serial(heading: str) -> bool:
    """Headings under which some offices keep the case number and others a running number."""
    return _folded(heading) in {"番号", "no"}


_NO_BRACKETS = str.maketrans("", "", "()[]")


def _folded(heading: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading)).lower()
