"""Dates with a day, or a year with a month, in every era form; no weekdays, fiscal years or ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conference.anonymize.context import Reading
from conference.anonymize.spans import Label, Span
from conference.era import parse_date

_KANJI = "〇零一二三四五六七八九十廿"
_DIGITS = rf"(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}})"
_S = r"[ ]?"
_ERA_YEAR = rf"(?:(?:令和|平成|昭和|大正|令|平|昭)|(?<![A-Za-z0-9])[RHSTrhst][.・]?){_S}(?:元|{_DIGITS})"
_WEST_YEAR = rf"(?<![0-9])(?:(?:19|20)[0-9]{{2}}|二〇[{_KANJI}]{{2}}|一九[{_KANJI}]{{2}})"
_YEAR = rf"(?:(?:西暦)?{_WEST_YEAR}(?:{_S}年)?(?:[(（]{_ERA_YEAR}年?[)）])?|{_ERA_YEAR}(?:{_S}年)?(?:[(（](?:19|20)[0-9]{{2}}年?[)）])?|[’'][0-9]{{2}}年?)(?!度)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|一[〇一二])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三][〇一二三四五六七八九]|[一二三四五六七八九])"
_SEP = rf"{_S}[./\-ー年・]{_S}"
_MD = rf"{_MONTH}{_S}(?:月の?{_S}{_DAY}{_S}日|[./\-ー・月]{_S}{_DAY}(?:日)?)(?:(?![0-9])|(?=[0-9]{{1,2}}(?:時|:[0-9]{{2}}|歳|か月)))"
_NEAR = r"(?:[前昨今本翌来同当]年|さ来年|一昨年|おととし|去年|再来年)"
_OLD_MONTHS = "(?:睦月|如月|弥生|卯月|皐月|水無月|文月|葉月|長月|神無月|霜月|師走)"
_LISTED = rf"(?<![A-Za-z0-9])(?:[RHS]{_DIGITS}[、,]{_S}{_MONTH}[、,]{_S}{_DAY}(?=生(?![活徒命後育涯理保])|出生)|(?:平成?|昭和?|令和?)[・.]{_DIGITS}[・.]{_MONTH}[・.]{_DAY}(?![0-9]))"
_MORE_DAYS = rf"(?:{_S}[、,・と~〜～\-及び]{{1,2}}{_S}(?:{_MONTH}[/月])?{_DAY}日)*"

_MORE_DOTTED = r"(?:[、,・と](?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?![0-9.]))*"

_FULL = re.compile(
    rf"{_YEAR}(?:{_SEP}|の|{_S}){_MD}{_MORE_DAYS}{_MORE_DOTTED}(?:[(（](?:{_ERA_YEAR}|{_WEST_YEAR})年?[)）])?"
)
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_ENGLISH = re.compile(
    rf"(?<![0-9A-Za-z])(?:[0-9]{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTHS}[.,]?[ ](?:19|20)[0-9]{{2}}"
    rf"|{_MONTHS}[.]?[ ][0-9]{{1,2}}(?:st|nd|rd|th)?,?[ ](?:19|20)[0-9]{{2}}"
    r"|[0-3]?[0-9]/[0-3]?[0-9]/(?:19|20)[0-9]{2})(?![0-9])"
)
_SIX = re.compile(
    r"(?:(?<=生年月日)|(?<=生年月日[ はが:(]))(?:[0-9]{6,7}|(?:19|20)[0-9]{2} [0-9]{1,2} [0-9]{1,2})(?![0-9])"
    r"|(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=生(?![活徒命後育涯理保]))"
)
_DAYS_OF = re.compile(
    rf"(?<![0-9./\-])(?:{_MONTH}月{_DAY}[〜~・,、\-]{_DAY}日|(?:1[0-2]|[1-9])/(?:3[01]|[12][0-9]|[1-9])[・,](?:3[01]|[12][0-9]|[1-9])(?=[にはのと、。)）]|$)|(?:1[0-2]|[1-9])/(?:3[01]|[12][0-9]|[1-9])、(?:3[01]|[12][0-9]|[1-9])(?=[にはの]))"
)
_COMPACT = re.compile(
    r"(?<![A-Za-z0-9])(?:[RHSTrhst][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9\-])"
    r"|(?<![0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=[ ]?\([月火水木金土日]\))"
)
_YEAR_MONTH = re.compile(
    rf"(?:{_YEAR}{_S}[年./\-の]?{_S}{_MONTH}{_S}月(?:末日)?|{_YEAR}[./\-・]{_MONTH}(?![0-9./\-年]|歳|点|度|月))(?:{_S}(?:上旬|中旬|下旬|初旬|末|頃|初め))?"
)
_NEAR_MONTH = re.compile(rf"{_NEAR}(?:の)?{_S}{_MONTH}{_S}月(?:{_S}{_DAY}日)?")
_MONTH_DAY = re.compile(
    rf"(?<![0-9./\-])(?:(?:同|翌|[先今来]月の?|{_NEAR}の?)?{_MONTH}{_S}月(?:の(?=[廿二三]))?{_S}{_DAY}{_S}日{_MORE_DAYS})"
)
_SLASHED = re.compile(
    rf"(?:(?<![0-9A-Za-z./\-])|(?<=\.\.\.))(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])(?:(?![0-9/.])|(?=[0-9]{{1,2}}(?:時|:[0-9]{{2}})))(?!{_S}(?:点|回|人|名|%|kg|g|度|週|割|程度|以下|以上|に減|量|本(?=[はがをにのと、。でも]|$)|mg|ml|錠|の量|くらい|ほど|日で))"
)
_DOTTED = re.compile(
    r"(?<![0-9A-Za-z.\-])(?:[0-9]{1,2}\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9]))(?![0-9.])"
)
_DOTTED_DAY = re.compile(
    r"(?<![0-9A-Za-z.\-/])(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=[ ]?[〜~](?:1[0-2]|[1-9])\.[0-9]{1,2}(?![0-9])|(?:実?[母父]|本人|祖[母父]|両親|[父母]子)(?:が|と)?(?:来所|来庁|電話|来院)|入院|退院|来所|訪問|面談|面接|受診|電話|健診|転入|転出|受理|会議|生まれ|生(?![活徒命後育涯理保])|付|\([月火水木金土日]\)|[(（][月火水木金土日]|[)）](?!の))|(?:(?<=[。\n（(])|^)(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=[ ]?(?:[0-9]{1,2}[:時]|午[前後]|朝|昼|夕|夜|早朝|深夜|未明|から|より|に(?!増|減|な|下|上)))|(?:(?<=\n)|^)(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=[ ][一-龠々ァ-ヶ])(?![ ](?:[度点倍週分割歳回]|か月|キロ|パーセント|センチ))|(?<=[ ])(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=[ ][0-9]{1,2}[:時])|(?:(?<=済[（(])|(?<=施[（(])|(?<=認[（(]))(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=[、）)])|(?<=、)(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=未明|早朝|深夜|夕方|の?夜|の?朝)|(?<=[0-9][〜~])(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])(?=入|退|[ 、。)）]|$)"
)
_SHORT_YEAR = re.compile(
    rf"(?<![0-9A-Za-z./\-])(?:[0-9]{{1,2}}/(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])(?![0-9/])|[0-9]{{1,2}}年{_S}{_MONTH}月{_S}{_DAY}日)"
)
_SPACED = re.compile(
    r"(?<![A-Za-z0-9])[RHS][0-9]{1,2} (?:1[0-2]|0?[1-9]) (?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
_YEAR_BORN = re.compile(
    rf"(?:(?:{_WEST_YEAR}|{_ERA_YEAR}){_S}年|(?<![A-Za-z])[RHS]{_DIGITS})(?=(?:早)?(?:生まれ|生れ|うまれ|出生|生(?![活徒命後育涯理保])))"
)
_KANJI_YEAR = re.compile(rf"(?<![一-龠〇0-9])(?:元|[{_KANJI}]{{1,3}}){_S}年{_S}{_MONTH}月{_S}{_DAY}{_S}日")
_WEEK_OF = re.compile(
    rf"(?:{_MONTH})月の?第[1-5一二三四五][ ]?週|(?:{_YEAR})?[ ]?年?{_MONTH}月末日|(?:{_MONTH})月第[1-5一二三四五][月火水木金土日]曜"
)
_ERA_AND_MARKS = re.compile(_LISTED)
_OLD_MONTH_DAY = re.compile(rf"{_OLD_MONTHS}の?{_DAY}日")
_DASHED = re.compile(
    r"(?<![0-9\-])(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9])(?=[ ]?\([月火水木金土日]\))"
)
_SPELLED_DAY = re.compile(
    rf"(?:(?:再来|来|今|先)週(?:の)?(?:[月火水木金土日]曜(?:日)?)?[、 ]?(?={_DAY}日(?:[にはのかま、。で]))|[先今来当同翌前]々?月(?:の)?|[0-9]{{1,2}}月の){_S}{_DAY}{_S}日(?![間目分])"
)
_BARE_DAY = re.compile(
    r"(?<![0-9./\-×x月年第約後とり計ぶ々週期ア保泊児])(?<!連続)(?<!欠席)(?<!欠席は)(?<!登校)(?<!もう)(?<!まで)(?<!休み)(?<!服が)(?<!すでに)(?<!ここ)(?<!ここ[0-9]、)(?<!残りは)(?<!残りが)(?<!あと)(?<!合わせて)(?:3[01]|[12][0-9]|[1-9])日(?=[はもにのがよまか、。(（)）\s」]|[0-9]{1,2}時|で(?:す|あ)|付|[一-龠ァ-ヶ]|$)(?!に[0-9一二三]|の間|のうち|か[け月]|から[0-9]日間|[前後間以中程毎差目分数本常休]|ごと|おき|のみ|だけ|まで利用|続|連|同じ|替え|も(?:しな|な)|まで?の間)"
)

_KANJI_DAY = re.compile(
    r"(?<![一-龠〇0-9])(?:三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九])日(?=まで|に(?![一二三])|から(?!の間)|の(?!間)|は|、|以降)"
)

_BORN_AFTER = re.compile(
    r"[ 　]?[)）]?[ ]?(?:生まれ|生れ|うまれ|出生|生(?![活徒命後育涯理保])|に?(?:生まれ|出生|誕生)|が?誕生日|[にの]出産|に[0-9,]{3,5}gで)"
)
_BORN_BEFORE = re.compile(
    r"(?:生年月日|誕生日|生月日|出生日|お誕生日|バースデー|生年|DOB|出生)[はがも:：→、 　(（「]{0,4}$"
)
_WHY = {
    _FULL: "年月日です",
    _COMPACT: "年月日を続けて書いた数字です",
    _YEAR_MONTH: "年と月です",
    _NEAR_MONTH: "年と月です",
    _MONTH_DAY: "月日です",
    _SLASHED: "月日（/ 書き）です",
    _DOTTED: "年月日（. 書き）です",
    _DOTTED_DAY: "月日（. 書き）です",
    _SHORT_YEAR: "年月日です",
    _YEAR_BORN: "生まれた年です",
    _KANJI_YEAR: "年月日です",
    _SPACED: "年月日（空けて書いた形）です",
    _WEEK_OF: "月と週・月末の日です",
    _SPELLED_DAY: "月と日です",
    _ENGLISH: "年月日（英語の形）です",
    _SIX: "年月日を続けて書いた数字です",
    _DAYS_OF: "月日です",
    _BARE_DAY: "日です",
    _KANJI_DAY: "日です",
    _ERA_AND_MARKS: "年月日です",
    _OLD_MONTH_DAY: "月と日です",
    _DASHED: "月日です",
}


@dataclass(frozen=True)
class Dated:
    """A date as written: its place in the folded text, and the day where all of it is said."""

    start: int
    end: int
    why: str
    day: date | None


def dates(reading: Reading) -> Iterator[Dated]:
    for pattern, why in _WHY.items():
        for found in pattern.finditer(reading.text):
            yield Dated(found.start(), found.end(), why, day_of(found[0]))


def day_of(written: str) -> date | None:
    """The day a date says, where it says the year; a range gives its first day."""
    said = re.split(r"[、,~〜～と及]", written)[0].replace("\n", "").removeprefix("西暦")
    said = re.sub(
        r"^令(?!和)|^平(?!成)|^昭(?!和)", lambda era: {"令": "令和", "平": "平成", "昭": "昭和"}[era[0]], said
    )
    said = re.sub(r"^([RHSTrhst])[.・]", r"\1", said).replace("・", ".")
    if re.match(r"[0-9]{1,2}\.", said):
        said = "R" + said
    return parse_date(said)


def find(reading: Reading) -> Iterator[Span]:
    for one in dates(reading):
        label = Label.BIRTHDATE if is_birth(reading.text, one.start, one.end) else Label.DATE
        yield reading.span(one.start, one.end, label, one.why)


def is_birth(text: str, start: int, end: int) -> bool:
    return bool(_BORN_AFTER.match(text, end) or _BORN_BEFORE.search(text[max(0, start - 12) : start]))
