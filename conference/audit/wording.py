"""The details of a line in the office's words (pure)."""

from __future__ import annotations

import json

from conference.case_drafts.questions import QUESTIONS
from conference.decisions.fields import FieldName, FieldUnknown
from conference.people.models import ROLE_LABELS

NAMES = {
    "rows": "行", "new": "新しい", "changed": "変わる", "field": "欄", "number": "回目", "before": "前", "after": "後",
    "kind": "結果", "outside": "外へ渡す形", "items": "項目", "lines": "件", "what": "もの", "role": "役割", "case": "事例", "person_id": "利用者番号",
    "list": "一覧", "page": "ページ", "outcome": "答え", "answer": "答え", "into": "残る世帯の番号", "other": "もう一つの世帯の番号", "done": "済", "attendance": "参加者番号", "ground": "根拠", "names": "名前入り", "last_kept": "控えの最後の番号", "last_before": "戻す前の最後の番号",
}  # fmt: skip
VALUES = {
    "attendance": "出席", "checklist": "準備", "cases": "取り上げる事例", "lines": "会議の表", "usual": "いつもの出席者", "members": "構成員・担当者", "agenda": "議題", "agreed": "決まったこと", "looked_back": "ふりかえり", "when": "日時・場所", "roles_at_table": "会議での役割", "question": "聞きたいこと", "comment": "意見", "read": "読みました", "series": "会議の種類", "track": "扱い", "minutes": "時間", "sort": "振り分け", "same": "前回と同じ", "name": "名前",
    "case_number": "ケース番号", "lead_function": "主たる担当機能", "lead_worker": "担当", "member": "世帯員",
    "relation": "続柄", "born": "生年月日・妊娠週数", "category": "区分", "affiliation": "所属",
    "registration_number": "要対協の番号", "registered_on": "要対協の登録日", "together": "一括確認", "talk_about": "この行は話す", "decide": "決定", "case_rejected": "似た事例",
    "rechecks": "再確認", "row_rechecked": "再確認", "minutes_read": "読みました", "handover_agreed": "引き継ぎ", "roles_handed_over": "役割の引き継ぎ", "birth_answered": "出産後の確認", "births": "出産後の確認", "advice_taken_back": "助言の取り消し", "advice_read": "助言を読みました", "paper_issued": "紙の部数", "case_helped": "参考になった", "unfound_settled": "見つからなかった言葉", "wordbook_changed": "同じ意味の言葉",
    "proposal": "提案", "proposals": "提案", "family": "家族の図", "doubles": "同じ家族かもしれない世帯", "merge": "まとめた世帯", "import": "取込み", "plans": "評価日", "calls": "声かけ", "roles": "役割と期限", "still": "動いていない決定",
    "title": "題名", "themes": "テーマ", "stage": "時期", "lesson": "学べること", "outcome": "結果", "functions": "関わった機関", "services": "サービス", "points": "実践ポイント",
    **{each.key: each.section for each in QUESTIONS},
    "page_reported": "漏れの報告", "RESTORED": "戻した", "MENDING": "直すことにした", "KEPT_BACK": "出さない", "WITHDRAWN": "取り下げた", "unseen": "会えていない世帯", "closed": "終結", "ending": "終結を考える", "visits_planned": "訪問と働きかけの予定", "group_line": "団体の行", "group_pair": "団体の組合せ", "turns": "当番", "True": "あり", "False": "なし", **{role.value: label for role, label in ROLE_LABELS.items()},
}  # fmt: skip


def in_words(detail: str) -> str:
    """`{"field": "policy", "number": 3}` becomes 欄 方針、回目 3."""
    said: dict[str, object] = json.loads(detail) if detail else {}
    return "、".join(f"{NAMES.get(name, name)} {_value(name, str(value))}" for name, value in said.items())


def _value(name: str, value: str) -> str:
    if name == "field":
        try:
            return FieldName.read(value).field.label
        except FieldUnknown:
            pass
    return VALUES.get(value, value)
