"""Schools, nurseries, after-school clubs, their short forms and their class names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

KIND = re.compile(
    r"義務教育学校|特別支援学校|支援学校|養護学校|聾学校|ろう学校|盲学校|中等教育学校|高等専門学校|高等専修学校|高等学校|高等学園|専門学校|専修学校|日本語学校|美容学校|看護学校|小中学校|小学校|中学校|中学部|高等部|小学部|小学|分校"
    r"|女子高校|工業高校|商業高校|農業高校|女子高|工業高|商業高|農業高|高校|幼保園|女学院|中等部|初等部|商業(?=[にのへをでとが合、。])|東高|西高|南高|北高|短期大学|短大|女子大学|大学|認定こども園|こども園|子ども園|幼稚園|保育園|保育所|保育室|保育ルーム|託児所|託児室|託児ルーム|ナーサリースクール|ナーサリー|プリスクール|ベビールーム|ベビーホーム|キンダーガーテン|チャイルドルーム|キッズルーム|キッズガーデン|キッズランド|保育の家|幼児園"
    r"|放課後児童クラブ|学童保育所?|学童クラブ|児童クラブ|学童|学習塾|塾|ゼミナール|ゼミ|予備校|アカデミー|学園|学院|スクール"
)
CLUB_AHEAD = re.compile(
    r"(?:放課後児童クラブ|学童保育所?|学童クラブ|児童クラブ|学童|認定こども園|こども園|保育園|保育所|幼稚園|保育ルーム|託児所|小規模保育|事業所内保育|家庭的保育|企業主導型保育(?:園)?|塾|学習塾)[ ]?"
)
_COURSE = re.compile(r"[ ]?(?:定時制|通信制|全日制|前期課程|後期課程|分教室|[東西南北]校舎)")
_ALL_QUOTED = re.compile(r"[ ]?(?P<x>[「『][^「」『』\n]{1,20}[」』])")
_SHORT = re.compile(
    r"(?P<kind>[小中高保幼園]|特支|附小|附中)(?=$|[^一-龠ァ-ヶーa-zA-Z]|[0-9]|教頭|校長|園長|担任|養護|[一二三四五六]年|支援級|特支|特別支援|定時制|通信制|夜間|三者面談|主任|前|側|学童|卒|在籍|教諭|先生|通級|SC|SSW|区|へ|在学|PTA|生徒|時代|組|通い|卒業|入学|運動会|参観|見学)"
)
# A school said by its course, or by the class that only schools have.
_COURSES = (
    rule(
        Label.SCHOOL,
        "学校の名前を縮めた形です",
        r"(?<![一-龠々])(?P<x>[一-龠々]{2,4}の?(?:通信|定時)(?:制)?)(?=[。、のにへ/・」）)\s]|か[一-龠]|$)",
        lambda found: (
            not re.search(
                r"電気|学校|学級|学年|学園|保健|保護者|毎[日週月]|児相|家庭|職員|図書|研修|施設|本人|遠隔|公立|私立|県立|夜間|昼間|全日|高校|単位|入試|無線|情報|有線|広域|通学|[のとや]の",
                found["x"],
            )
        ),
    ),
    rule(
        Label.SCHOOL,
        "学校の名前を縮めた形です",
        r"(?<![一-龠々])(?P<x>[一-龠々]{2,3})(?=の(?:特別支援学級|特別支援級|支援学級|支援級|通級指導教室|通級|情緒学級|知的学級))",
    ),
)
_NOT_SHORT = lists.words("not_schools.txt")
_ORDINAL = re.compile(
    r"(?:^|[^一-龠々])((?:第?[一二三四五六七八九十]{1,2}|第[0-9]{1,2}|[東西南北]|中央|附属|付属)[小中高])(?=$|[のにへをではがともや、。・「（( )）]|教頭|校長|担任|[1-6一二三四五六]年|から|より|SC|SSW|養護)"
)
_COMPACT = re.compile(
    r"(?<![一-龠々])(?P<x>[一-龠]{1,3}(?:[東西南北一二三四五]小|[東西南北一二三四五]中|[東西南北一二三四五]高|小|女子|商|工|農|特支|支援学校|高専))(?=[1-6一二三四五六][年のー\-]|[ ][一-龠]|の[一-龠々]{2}|[一-龠々]{2}[:：先]|休学|中学部|高等部|小学部|卒|通級|校長|教頭)"
)
# Papers, questions and scales are numbered like classes (資料3-2, 月齢5-6).
_NO_CLASS = re.compile(r"(?:資料|図表?|表|別[紙表記]|様式|設?問|項目?|月齢|割合|[章節条号対番第で〜~])[ ]?$")
_CLASS = (
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
        r"(?:(?<=[^ぁ-ん一-龠ァ-ヶー])|(?<=[のはがをにで園保])|^)(?P<x>(?P<n>[ぁ-ん]{2,6}|[ァ-ヶー]{2,6}|[一-龠]{1,2})組)(?!み|[ぁ-ん]?合|む|も|ん|め|ま|織)",
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
        r"(?<![0-9])(?P<x>[1-9一二三四五六]年[ ]?(?:[A-Z]|[1-9][0-9]?|[一二三四五六七八九])[ ]?組)",
    ),
    rule(
        Label.SCHOOL,
        "組の名前です",
        r"(?<![0-9A-Za-z./-])(?P<x>[1-6](?:[-ー]|の)[1-9A-D])(?=[のにはが担、。 （()）」]|$)(?!の?[0-9]|の割合|の比)",
        lambda found: not _NO_CLASS.search(found.string[: found.start("x")]),
    ),
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _named(reading)
    yield from _ahead(reading)
    yield from _short(reading)
    yield from apply(_CLASS, reading)
    yield from _by_course(reading)


def _named(reading: Reading) -> Iterator[Span]:
    for kind in KIND.finditer(reading.text):
        start = naming.start_before(reading, kind.start())
        if start is not None:
            end = kind.end() + _quoted(reading, kind.end())
            end = _course(reading, end)
            yield reading.span(start, end, Label.SCHOOL, "学校・園の名前です")


def _by_course(reading: Reading) -> Iterator[Span]:
    for rule_span, first in ((span, span.start) for span in apply(_COURSES, reading)):
        at = reading.folded.starts.index(first)
        word = reading.words[reading.covering[at]]
        if (
            word.proper
            or word.unknown
            or (len(word.surface) == 1 and word.kind[1] != "数詞")
            or word.surface in {"工業", "商業", "農業"}
            or (word.surface in lists.towns() and word.surface not in naming.generic() | lists.beside())
        ):
            yield rule_span


def _quoted(reading: Reading, at: int) -> int:
    found = _ALL_QUOTED.match(reading.text, at)
    return len(found[0]) if found else 0


def _course(reading: Reading, at: int) -> int:
    """Over the course of a school (定時制, 前期課程)."""
    found = _COURSE.match(reading.text, at)
    return found.end() if found else at


def _ahead(reading: Reading) -> Iterator[Span]:
    """学童すみれクラブ, 認定こども園「青空」."""
    for kind in CLUB_AHEAD.finditer(reading.text):
        quoted = _ALL_QUOTED.match(reading.text, kind.end())
        end = quoted.end() if quoted else naming.end_after(reading, kind.end())
        if end is not None and (quoted or not _goes_on(reading, kind.end())):
            yield reading.span(kind.start(), end, Label.SCHOOL, "学校・園の名前です")


def _goes_on(reading: Reading, at: int) -> bool:
    """学童|は|そのまま: a particle, then no noun."""
    number = reading.starting.get(at)
    if number is None or reading.words[number].kind[0] != "助詞" or number + 1 >= len(reading.words):
        return False
    after = reading.words[number + 1]
    return after.kind[0] in {"副詞", "連体詞", "代名詞", "動詞", "形容詞"} or after.kind[2] == "副詞可能"


def _short(reading: Reading) -> Iterator[Span]:
    """さつき野小, 鶴小, ○○保: a name, one letter for the kind, then the end of the noun."""
    for kind in _SHORT.finditer(reading.text):
        start = _short_start(reading, kind.start(), kind.end())
        if start is not None:
            yield reading.span(
                start, _course(reading, kind.end()), Label.SCHOOL, "学校・園の名前を縮めた形です"
            )
    for found in _ORDINAL.finditer(reading.text):
        yield reading.span(*found.span(1), Label.SCHOOL, "学校の名前を縮めた形です")
    for found in _COMPACT.finditer(reading.text):
        if found["x"] not in _NOT_SHORT and not _ordinary(reading, found.end("x")):
            yield reading.span(*found.span("x"), Label.SCHOOL, "学校の名前を縮めた形です")


def _ordinary(reading: Reading, end: int) -> bool:
    """One word of the dictionary that is no proper noun (縮小)."""
    word = reading.words[reading.covering[end - 1]]
    return word.start < end - 1 and not word.proper


def _short_start(reading: Reading, at: int, end: int) -> int | None:
    if at == 0:
        return None
    word = reading.words[reading.covering[at]]
    if word.start < at:
        return word.start if _short_word(word.surface, word.end == end, word.proper) else None
    if word.end != end and word.surface not in {"小中"}:
        return None
    start = naming.start_before(reading, at)
    before = reading.words[reading.covering[at - 1]]
    told = reading.text[start:end] if start is not None else ""
    if start is None or told in _NOT_SHORT or len(told) < 2 or reading.within_term(at, end):
        return None
    letter = reading.text[at:end]
    if letter in "中高" and not (before.proper or before.unknown):
        return None
    if letter == "保" and not (before.proper or before.unknown or _is_kana(before.surface)):
        return None
    return None if before.kind[2] in {"サ変可能", "副詞可能"} else start


def _short_word(surface: str, ends: bool, proper: bool) -> bool:
    return ends and proper and surface not in _NOT_SHORT


def _is_kana(surface: str) -> bool:
    return all("ぁ" <= letter <= "ヿ" for letter in surface)
