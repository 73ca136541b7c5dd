"""What is asked on a visit, in the office's words.  Pure.

Subjects from S4 p98 (schools before a meeting) and p86 (what support is there, who uses it, what is lacking).
"""

from __future__ import annotations

from dataclasses import dataclass

from conference.visits.models import VisitKind


@dataclass(frozen=True)
class Question:
    """One field of a visit's page; `hint` says what belongs in it."""

    key: str
    label: str
    hint: str = ""


ABOUT_EACH_CHILD = (
    "登園・登校の様子（休み、遅れ、早く帰る日）",
    "けが・身なり・体調",
    "食事、持ち物や提出物",
    "本人のことば、友だちとの様子",
    "保護者の様子（送り迎え、連絡のつき方）",
)
"""Said aloud at a school or nursery; what is heard goes to the child it is about."""
SCHOOL = (
    Question(
        "whole", "園・学校の全体のこと", "体制の変わったところ、困っていること、センターへの頼みごとなど。"
    ),
)
RESOURCE = (
    Question("offers", "いま行っている支援", "だれに、いつ、どこで。費用や申し込み方も。"),
    Question("users", "利用している人の様子", "年代や人数、通う理由。だれのことか分かる書き方はしません。"),
    Question("lacking", "足りないもの・困っていること", "人、場所、お金のほか、地域にあったらよい支援も。"),
    Question("wishes", "こども家庭センターに望むこと"),
    Question("could", "これから一緒にできそうなこと", "新しく受けられる人、得意なこと、次に話す日など。"),
)


def questions_of(kind: VisitKind) -> tuple[Question, ...]:
    """The fields of a visit of this kind; none where its one word is enough."""
    if kind.goes_to_schools:
        return SCHOOL
    return RESOURCE if kind is VisitKind.RESOURCE else ()
