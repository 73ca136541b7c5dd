"""Classes with a name or a number, and courses with their year."""

from __future__ import annotations

import re

from conference.anonymize.rules.table import rule
from conference.anonymize.spans import Label

# Papers, questions and scales are numbered like classes (資料3-2, 月齢5-6).
_NO_CLASS = re.compile(r"(?:資料|図表?|表|別[紙表記]|様式|設?問|項目?|月齢|割合|[章節条号対番第で〜~])[ ]?$")
RULES = (
    rule(Label.SCHOOL, "学級の名前です", r"(?<=[小中])(?P<x>[ぁ-ん]{3,6}学級)"),
    rule(
        Label.SCHOOL,
        "学級の名前です",
        r"(?<![一-龠ぁ-んァ-ヶー])(?P<x>(?:[ぁ-ん]{2,6}|[ァ-ヶー]{2,6}|[一-龠]{1,3})学級)",
        lambda found: (
            not re.search(
                r"支援|通級|通常|特別|普通|協力|交流|同|両親|父親|母親|親|学級学級|情緒|知的|難聴|弱視|肢体|言語|全|各|在籍|原|当該|この|その|複式|夜間|院内|新|元|家庭教育|育児|固定|障害",
                found["x"],
            )
        ),
    ),
    rule(Label.SCHOOL, "学部・学年です", r"(?P<x>(?:特支|支援学校)(?:中学部|高等部|小学部)[1-6]年)"),
    rule(
        Label.SCHOOL,
        "組の名前です",
        r"(?:(?<=[^ぁ-ん一-龠ァ-ヶー])|(?<=[のはがをにで園保児])|^)(?P<x>(?P<n>[ぁ-ん]{2,6}|[ァ-ヶー]{2,6}|[一-龠]{1,2})組)(?!み|[ぁ-ん]?合|む|も|ん|め|ま|織)",
        lambda found: (
            not found["n"].endswith("人")
            and found["n"]
            not in {
                "年少",
                "年中",
                "年長",
                "満三",
                "未満",
                "番",
                "取",
                "仕",
                "枠",
                "二人",
                "三人",
                "双",
                "縁",
                "骨",
                "腕",
                "同",
                "全",
                "各",
                "何",
                "夫婦",
                "親子",
                "一",
                "二",
                "三",
                "二年",
                "三年",
                "一年",
                "隣",
                "別",
                "他",
                "この",
                "その",
                "どの",
                "の",
            }
        ),
    ),
    rule(
        Label.SCHOOL,
        "組の名前です",
        r"(?<![0-9])(?P<x>[1-9一二三四五六]年[ ]?(?:[A-Z]|[1-9][0-9]?|[一-龠]|[ぁ-ん]{1,4})[ ]?組)(?![むまんみめ])",
    ),
    rule(
        Label.SCHOOL,
        "組の名前です",
        r"(?:^|(?<=[\n・。 ]))(?P<x>[1-6](?:-|の)[1-9A-D])(?=[ ]?[一-龠々]{2,4}[ ]?(?:[ぁ-ん一-龠]{1,3})?(?:さん|くん|ちゃん|、|。|…|:|が|は|の))",
        lambda found: not _NO_CLASS.search(found.string[: found.start("x")]),
    ),
    rule(
        Label.SCHOOL,
        "組の名前です",
        r"(?:(?:^|\n)[ ・]*(?=[1-6][A-F][ ]+[一-龠々ぁ-んァ-ヶ])|(?<=[ぁ-んァ-ヶ一-龠]/)(?=[1-6]の[1-9][/)）]))(?P<x>[1-6](?:[A-F]|の[1-9]))",
    ),
    rule(
        Label.SCHOOL,
        "高校の科と学年です",
        r"(?P<x>(?:海洋|水産|機械|電気|電子|建築|土木|商業|情報|農業|園芸|畜産|食品|家政|福祉|看護|国際|普通|理数|工芸|美術|音楽|体育|調理|服飾|造船|自動車|環境|総合)(?:科学|技術|工学|処理|ビジネス|経済)?学?科[ ]?[1-4]年)(?!度)",
    ),
    rule(
        Label.SCHOOL,
        "組の名前です",
        r"(?<![0-9A-Za-z./-])(?P<x>[1-6](?:[-ー]|の)[1-9A-D])(?=[のにはが担、。 （()）」/]|$)(?!の?[0-9]|/[0-9]|の割合|の比)",
        lambda found: not _NO_CLASS.search(found.string[: found.start("x")]),
    ),
)
