"""The kinds of meeting an office holds, as data: who usually comes, what is prepared, how it is written up.

Facts from the handbook (S4 chapters 4 and 7) and the ward plans (S2, S3); an office changes its own copy.
"""

from __future__ import annotations

from conference.rosters.models import Rhythm, Series
from conference.series.kind import (
    MINUTES_FORMS,
    OUTSIDE_BEFORE,
    OWN_TWO,
    ROSTER_AFTER,
    ROSTER_BEFORE,
    ROSTER_DAY,
    STAGES,
    Kind,
)
from conference.series.wider_kinds import WIDER

__all__ = ["BY_ID", "JOINT", "KINDS", "MINUTES_FORMS", "STAGES", "WITHOUT_ROSTER", "Kind", "kind_of"]

KINDS: tuple[Kind, ...] = (
    Kind(
        "joint_weekly", "合同ケース会議（週例）", "両機能の最小限の人数で、新しい世帯と急ぎの世帯を話します。",
        "合同ケース会議", Rhythm.WEEKLY, "09:00", "10:30", OWN_TWO,
        ROSTER_BEFORE, ROSTER_DAY, ROSTER_AFTER, discuss_minutes=10.0,
    ),
    Kind(
        "joint_monthly", "合同ケース会議（月例）", "名簿の全部を見ます。続く世帯は一括、残りを協議します。",
        "合同ケース会議", Rhythm.MONTHLY, "13:30", "15:30",
        (*OWN_TWO, "地域子育て相談機関", "育児サポーター"),
        (*ROSTER_BEFORE, *OUTSIDE_BEFORE, "名簿と概要を配る"), ROSTER_DAY, ROSTER_AFTER, leaves_center=True,
    ),
    Kind(
        "joint_ad_hoc", "合同ケース会議（随時）", "定例を待たずに、一つの世帯をていねいに話します。",
        "合同ケース会議", Rhythm.AD_HOC, "10:00", "10:30", OWN_TWO,
        ("来られる人に知らせる",), ROSTER_DAY, ("記録を確定する",), discuss_minutes=30.0,
    ),
    Kind(
        "maternal", "母子ケース検討会議", "健診や訪問で気になる子と妊婦を、母子保健と児童福祉で話します。",
        "母子ケース検討会議", Rhythm.MONTHLY, "13:30", "15:00",
        ("母子保健係：（進行）", "児童福祉係", "こども家庭センター", "保健所"),
        ("健診・訪問で気になる世帯を挙げる", *OUTSIDE_BEFORE),
        ("助言を書きとめる", ROSTER_DAY[1]), ROSTER_AFTER,
        group="maternal", discuss_minutes=15.0, leaves_center=True,
    ),
    Kind(
        "practitioners", "実務者会議（全体）", "要対協の実務者がそろい、進行管理と現場の課題を話します。",
        "実務者会議 全体会", Rhythm.QUARTERLY, "13:30", "16:00",
        ("こども家庭センター：（進行）", "母子保健係", "児童相談所", "教育委員会", "警察", "保健所"),
        ("関係機関から近況を聞く", *OUTSIDE_BEFORE, "後半の研修の題を決める"),
        ("名簿の紙に番号を付けて配る", *ROSTER_DAY, "研修をする"), ROSTER_AFTER,
        group="practitioners", discuss_minutes=6.0, leaves_center=True, training_minutes=60,
    ),
    Kind(
        "practitioners_section", "実務者会議（部会）",
        "年代や主題ごとの部会です。名前は、虐待・DV／児童生徒／乳幼児／発達／若者などに直せます。",
        "実務者会議 児童生徒部会", Rhythm.MONTHLY, "14:00", "16:00",
        ("こども家庭センター：（進行）", "児童福祉係", "教育委員会", "スクールソーシャルワーカー", "児童相談所：（助言）"),
        ("関係機関から近況を聞く", *OUTSIDE_BEFORE),
        ("名簿の紙に番号を付けて配る", *ROSTER_DAY), ROSTER_AFTER,
        group="practitioners", leaves_center=True, training_minutes=0,
    ),
    Kind(
        "management", "進行管理会議", "3か月ごとに全部を見直し、方針と終結を考えます。",
        "進行管理会議", Rhythm.QUARTERLY, "13:30", "16:30",
        ("こども家庭センター：（進行）", "児童福祉係", "母子保健係", "教育委員会", "児童相談所", "スーパーバイザー：（助言）"),
        ("学校・園などから近況の紙を集める", "事務局の案を先に送り、意見をもらう", *OUTSIDE_BEFORE),
        ("案どおりでよい世帯を一括で確かめる", "終結できる世帯がないか見る", *ROSTER_DAY), ROSTER_AFTER,
        group="management", discuss_minutes=7.0, together_minutes=1.0, leaves_center=True,
    ),
    Kind(
        "individual", "個別ケース検討会議", "一つの世帯に関わる人が集まります。本人・家族の席があり、先に意向を聞きます。",
        "個別ケース検討会議", Rhythm.AD_HOC, "14:00", "15:00",
        ("こども家庭センター：（進行）", "児童福祉係", "母子保健係", "学校・園"),
        ("本人・家族に声をかける", "本人・家族の聞いてほしいことを聞いておく", *OUTSIDE_BEFORE),
        ("本人・家族の意向を先に聞いて書く", "決めたことを本人・家族と確かめる"),
        ("本人・家族に紙で渡す", "配った紙を集める", "記録を確定する"),
        group="individual", discuss_minutes=45.0, minutes_form="sheets", leaves_center=True, family_seat=True,
    ),
    Kind(
        "platform", "プラットフォーム担当者会議", "学校からの相談を、区役所・役場の中で組織をこえて話します。",
        "プラットフォーム担当者会議", Rhythm.AD_HOC, "10:00", "11:30",
        ("学校連携担当：（進行）", "児童福祉係", "母子保健係", "スクールソーシャルワーカー", "教育委員会"),
        ("学校からの相談をまとめる", *OUTSIDE_BEFORE),
        ("使える支援をそれぞれが出す", ROSTER_DAY[1]),
        ("学校に答える", "配った紙を集める", "記録を確定する"),
        group="platform", discuss_minutes=15.0, leaves_center=True,
    ),
    Kind(
        "schools", "小・中学校とのケース会議", "月に一度、学校と話します。きょうだいのときは小・中を合わせます。",
        "小・中学校とのケース会議", Rhythm.MONTHLY, "15:30", "17:00",
        ("こども家庭センター：（進行）", "児童福祉係", "小学校", "中学校", "教育委員会"),
        ("学校に気になる子を聞く", *OUTSIDE_BEFORE),
        ROSTER_DAY, ("学校に答える", "配った紙を集める", "記録を確定する"),
        group="schools", discuss_minutes=10.0, leaves_center=True,
    ),
    Kind(
        "study", "事例検討会", "名簿を使わず、知恵袋の事例で考え方を学びます。",
        "事例検討会", Rhythm.MONTHLY, "16:00", "17:00",
        ("こども家庭センター：（進行）", "母子保健係", "児童福祉係"),
        ("事例を選ぶ", "進行役と時間割を決める"), ("全員が一度は話す",), ("次に調べることを知恵袋に残す",),
        group="study", minutes_form="decisions", has_roster=False,
    ),
    Kind(
        "casebook", "事例集の検討会（ワーキング）", "知恵袋に載せる事例を読み、成功の要因と、うまくいかなかった原因・次の手を言葉にします。",
        "事例集の検討会", Rhythm.QUARTERLY, "15:00", "17:00",
        ("こども家庭センター：（進行）", "母子保健係", "児童福祉係", "スーパーバイザー：（助言）"),
        ("うまくいった事例と、うまくいかなかった事例を選ぶ", "承認を待っている事例に目を通す"),
        ("うまくいった事例で、成功の要因を話す", "うまくいかなかった事例で、原因と次の手を話す", "家族が読んで困らない書き方か確かめる"),
        ("決めた言葉を事例に書き足す", "承認する人を決める"),
        group="study", minutes_form="decisions", has_roster=False,
    ),
    *WIDER,
)  # fmt: skip
BY_ID = {kind.id: kind for kind in KINDS}
WITHOUT_ROSTER = tuple(kind.id for kind in KINDS if not kind.has_roster)
JOINT = {
    Rhythm.WEEKLY: BY_ID["joint_weekly"],
    Rhythm.MONTHLY: BY_ID["joint_monthly"],
    Rhythm.AD_HOC: BY_ID["joint_ad_hoc"],
}


def kind_of(series: Series) -> Kind:
    """The template a series was made from; one that names none is the 合同ケース会議 of its rhythm."""
    found = BY_ID.get(series.kind or "")
    return found or JOINT.get(Rhythm(series.rhythm), BY_ID["joint_monthly"])
