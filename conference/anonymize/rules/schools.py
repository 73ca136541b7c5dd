"""Schools, nurseries, after-school clubs and their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming, school_classes
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

KIND = re.compile(
    r"ほいくえん|ほいくしょ|ようちえん|こどもえん|しょうがっこう|ちゅうがっこう|義務教育学校|特別支援学校|支援学校|養護学校|聾学校|ろう学校|盲学校|中等教育学校|高等専門学校|高等専修学校|高専修(?=[】」、。（( ])|高等学校|高等学園|専門学校|専修学校|日本語学校|美容学校|看護学校|小中学校|小学校|中学校|中学部|高等部|小学部|小学|分校"
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
# A school said by what only schools have, and a nursery by the word before it.
_CLIPPED = (
    rule(
        Label.SCHOOL,
        "学校の名前を縮めた形です",
        r"(?<=高[1-3]、)(?P<x>[一-龠々]{1,3}(?:工|商|農|女子|東|西|南|北))(?=[。、にへ])",
    ),
    rule(
        Label.SCHOOL,
        "学校の名前を縮めた形です",
        r"(?<![一-龠々])(?P<x>(?!最|残|標|円|身|年|女子|男子|通信|定時|単位|孤|崇|至|在|同|他|各|元|現|中)[一-龠々]{1,2}高)(?=[ ]?(?:入学|へ(?:行|進)|に(?:合格|進|入学|通)|を?(?:受験|中退|卒業|辞)|の(?:ジャージ|制服|合格|入試|授業|先生)|から電車))",
    ),
    rule(
        Label.SCHOOL,
        "学校の名前を縮めた形です",
        r"(?<![一-龠々])(?P<x>[一-龠々]{1,4}(?<!幼児)[小中高])(?=[1-6](?:[ \n、。）)・]|$)|のジャージ|の制服|の体操服|のランドセル)",
        lambda found: found["x"] not in _NOT_SHORT,
    ),
    rule(
        Label.SCHOOL,
        "園の名前です",
        r"(?:(?<![一-龠ぁ-んァ-ヶー])園|[前今]の園|通園先|在籍園|希望園)(?:[:：]|は|（|[(]|[ ])[ ]?「?(?P<x>(?!ない|なし|まだ|いつ|どこ|それ|この|その|あと|では|にも|から|とても|すでに|やや|かなり|あまり|たぶん|まったく|ほとんど)(?:[ぁ-ん]{3,7}|[ァ-ヶー]{3,8}))(?=[）)」。、\n ]|$)",
    ),
    rule(
        Label.SCHOOL,
        "希望する園の名前です",
        r"第[ ]?[1-5一二三四五](?:希望)?[はが:： ]{0,2}「?(?P<x>(?<=[望はが:： 1-5])(?!から|まで|なし|など|また|ない|とも|より|とは)[ぁ-ん]{3,8}(?:[東西南北])?)(?=[、。」,・\n ]|第|$)",
    ),
)
_ORDINAL = re.compile(
    r"(?:^|[^一-龠々])((?:第?[一二三四五六七八九十]{1,2}|第[0-9]{1,2}|[東西南北]|中央|附属|付属)[小中高])(?=$|[のにへをではがともや、。・「（( )）]|教頭|校長|担任|[1-6一二三四五六]年|から|より|SC|SSW|養護)"
)
_COMPACT = re.compile(
    r"(?<![一-龠々])(?P<x>[一-龠]{1,3}(?:[東西南北一二三四五]小|[東西南北一二三四五]中|[東西南北一二三四五]高|小|女子|商|工|農|特支|支援学校|高専))(?=[1-6一二三四五六][年のー\-]|[ ][一-龠]|の[一-龠々]{2}|[一-龠々]{2}[:：先]|休学|中学部|高等部|小学部|卒|通級|校長|教頭)"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _named(reading)
    yield from _ahead(reading)
    yield from _short(reading)
    yield from apply(school_classes.RULES, reading)
    yield from apply(_CLIPPED, reading)
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
            or (word.surface in lists.towns() and word.surface not in naming.no_name())
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
        if kind[0].endswith(" ") and naming.start_before(reading, kind.start()) is not None:
            continue  # a column after a name that is whole (谷の子幼稚園 弁護士)
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
