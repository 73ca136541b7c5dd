"""Meetings around the office's own: of 要対協, with schools and the region, on plans, among colleagues.

Facts from the handbook (S4 p27, p52, p86–105), the ward plans (S2, S3) and the casebook (S0).
"""

from __future__ import annotations

from conference.rosters.models import Rhythm
from conference.series.kind import OUTSIDE_BEFORE, OWN_TWO, ROSTER_AFTER, ROSTER_DAY, Kind

MEMO_AFTER = ("決まったことを出席者に配る", "次の会議の議題を決める")
PAPERS_AFTER = ("配った紙を集める", "記録を確定する")

WIDER: tuple[Kind, ...] = (
    Kind(
        "representatives", "代表者会議", "関係機関の長が、年間の進め方と実績を見て、働きやすい環境を決めます。",
        "要対協 代表者会議", Rhythm.AD_HOC, "14:00", "16:00",
        ("こども家庭センター：（進行）", "教育委員会", "児童相談所", "警察", "保健所", "医師会", "民生委員・児童委員"),
        ("年間の進め方と実績をまとめる", "構成員を見直す（住宅・水道・若者の機関など）", "議題を先に送る"),
        ("現場の困りごとを一つずつ聞く", "機関ごとにできることを決まったことに書く"), MEMO_AFTER,
        group="representatives", minutes_form="decisions", leaves_center=True, has_roster=False,
    ),
    Kind(
        "youth", "子ども・若者総合サポート会議", "妊娠期から若者までを一つの会議で見ます。",
        "子ども・若者総合サポート会議", Rhythm.MONTHLY, "13:30", "16:00",
        ("こども家庭センター：（進行）", "児童福祉係", "母子保健係", "教育委員会", "若者の相談機関", "児童相談所：（助言）"),
        ("18歳になる人の引き継ぎ先を挙げる", *OUTSIDE_BEFORE), ROSTER_DAY, ROSTER_AFTER,
        group="youth", leaves_center=True,
    ),
    Kind(
        "reunion", "家庭引き取りの検討会議", "児童相談所の進行で、家庭に戻る前に役割と会う日を決めます。",
        "家庭引き取りの検討会議", Rhythm.AD_HOC, "14:00", "15:30",
        ("児童相談所：（進行）", "児童福祉係", "母子保健係", "学校・園"),
        ("引き取りの予定日と試しの外泊を聞く", "学校・園の受け入れを確かめる", *OUTSIDE_BEFORE),
        ("戻ってすぐに会う人と日を決める", "心配なときの連絡先を決める", ROSTER_DAY[1]),
        ("1か月後に見直す日を入れる", *PAPERS_AFTER),
        group="reunion", discuss_minutes=60.0, minutes_form="sheets", leaves_center=True,
    ),
    Kind(
        "plan_match", "児相・児家センとの計画合わせ", "児童相談所や児童家庭支援センターの計画と、サポートプランの食い違いをなくします。",
        "児相・児家センとの計画合わせ", Rhythm.AD_HOC, "10:00", "11:00",
        ("こども家庭センター：（進行）", "児童福祉係", "児童相談所", "児童家庭支援センター"),
        ("両方の計画を手もとに置く", *OUTSIDE_BEFORE),
        ("家族の願いの書き方は同じか", "会う人と日が重ならないか", "急ぐときの動き方は同じか", "食い違いを役割に書く"),
        PAPERS_AFTER,
        group="plan_match", discuss_minutes=20.0, leaves_center=True,
    ),
    Kind(
        "review_reports", "検証報告を読む会", "死亡事例などの検証報告を読み、自分の町ならどこで気づけたかを話します。",
        "検証報告を読む会", Rhythm.AD_HOC, "14:00", "15:30",
        ("こども家庭センター：（進行）", "児童福祉係", "母子保健係", "教育委員会"),
        ("読む報告を選び、要点を1枚にする",),
        ("自分の町なら、だれがどこで気づけたか", "気づいた人は、どこへ話せたか", "明日から変えることを一つ決める"), MEMO_AFTER,
        group="review_reports", minutes_form="decisions", leaves_center=True, has_roster=False,
    ),
    Kind(
        "platform_main", "プラットフォーム本会議", "担当者会議で決められないことを、所属の長で決めます。",
        "プラットフォーム本会議", Rhythm.AD_HOC, "14:00", "15:30",
        ("学校連携担当：（進行）", "児童福祉係", "母子保健係", "教育委員会", "学校"),
        ("担当者会議で残ったことをまとめる", *OUTSIDE_BEFORE), ROSTER_DAY, ("学校に答える", *PAPERS_AFTER),
        group="platform", discuss_minutes=20.0, leaves_center=True,
    ),
    Kind(
        "joint_assessment", "学校との合同アセスメント", "学校と見立てを合わせ、支援が要るかを一緒に決めます。",
        "学校との合同アセスメント", Rhythm.AD_HOC, "15:30", "16:30",
        ("こども家庭センター：（進行）", "児童福祉係", "学校", "スクールソーシャルワーカー"),
        ("学校の見立てを聞いておく", *OUTSIDE_BEFORE),
        ("学校と役所の見立てを並べる", "支援が要るか要らないかを決める", ROSTER_DAY[1]),
        ("学校に答える", *PAPERS_AFTER),
        group="joint_assessment", discuss_minutes=20.0, minutes_form="sheets", leaves_center=True,
    ),
    Kind(
        "school_social", "SSWとの連絡会", "月に一度、互いに知っている子どもの数を合わせ、漏れをなくします。",
        "SSWとの連絡会", Rhythm.MONTHLY, "16:00", "17:00",
        ("こども家庭センター：（進行）", "児童福祉係", "スクールソーシャルワーカー", "教育委員会"),
        ("それぞれの把握している数を数える",),
        ("学校ごとの数の差を確かめる", "漏れていた子を、名簿の会議に提案する"), ("数が表に入っているか見る", "次の日を決める"),
        group="school_social", minutes_form="decisions", leaves_center=True, has_roster=False,
    ),
    Kind(
        "multi_agency", "多機関協働会議（隔月）", "分野をまたぐ困りごとを、重層的支援の機関と話し、目標と方向を一つにします。",
        "多機関協働会議", Rhythm.BIMONTHLY, "13:30", "15:30",
        ("こども家庭センター：（進行）", "生活困窮の窓口", "障害福祉", "高齢福祉", "社会福祉協議会"),
        ("本人の同意を確かめる", *OUTSIDE_BEFORE), ("目標と方向を一つ書く", ROSTER_DAY[1]), PAPERS_AFTER,
        group="multi_agency", discuss_minutes=20.0, leaves_center=True,
    ),
    Kind(
        "supporters", "支援者連絡会", "団体・サロン・テーマごとに集まり、困りごとと使える資源を話します。",
        "支援者連絡会", Rhythm.QUARTERLY, "10:00", "11:30",
        ("こども家庭センター：（進行）", "地域の団体", "社会福祉協議会"),
        ("議題を団体に聞く", "場所を決めて知らせる"), ("困りごとと、できることを聞く",), MEMO_AFTER,
        group="supporters", minutes_form="decisions", leaves_center=True, has_roster=False,
    ),
    Kind(
        "staff", "職員ミーティング（持ち回り事例検討）", "月に一度、当番が知恵袋の事例を一つ選び、全員で話します。",
        "職員ミーティング", Rhythm.MONTHLY, "16:30", "17:15", OWN_TWO,
        ("当番が事例を一つ選ぶ",), ("全員が一度は話す", "次の当番を決める"), ("気になったことを次の議題に足す",),
        group="study", minutes_form="decisions", has_roster=False,
    ),
    Kind(
        "undertakings", "取組の進み具合（前期・中期・後期）", "年度の取組を期ごとに見て、計画との差と、次の期・次年度に送ることを決めます。",
        "取組の進み具合", Rhythm.QUARTERLY, "15:00", "16:00",
        ("こども家庭センター：（進行）", *OWN_TWO[1:]),
        ("取組ごとに、計画と実績を1行ずつ集める",),
        ("計画との差を一言にする", "次の期にすることと、だれがを決める", "後期は、次年度に続けるか改めるかを決める"),
        ("差と決めたことをメモに残す",),
        group="undertakings", minutes_form="decisions", has_roster=False,
    ),
    Kind(
        "plan_handing", "サポートプラン手交の打合せとふりかえり", "家族に渡す前に言葉を練習し、渡した日のうちにふりかえります。",
        "サポートプラン手交の打合せ", Rhythm.AD_HOC, "09:00", "09:30",
        ("こども家庭センター：（助言）", "児童福祉係", "母子保健係"),
        ("話す人と、最初の一言を決める", "断られたときの返し方を決める", "声に出して練習する"),
        ("家族の願いから話し始める",), ("家族の言葉を書く", "困ったことを話す", "見直しの時期（評価日）を入れる"),
        group="plan_handing", discuss_minutes=30.0, minutes_form="sheets",
    ),
)  # fmt: skip
