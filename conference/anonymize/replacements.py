"""What stands in the stead of each finding, so that the story stays readable.

Pure.  The same person has the same letter, schools and places become their kind, dates become
months counted from the year the case began, ages become bands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conference.anonymize.normalize import fold, kana_key
from conference.anonymize.record import Known
from conference.anonymize.rules import titles
from conference.anonymize.rules.dates import day_of
from conference.anonymize.spans import Label, Span

_KINDS: dict[Label, tuple[tuple[str, str], ...]] = {
    Label.SCHOOL: (
        (r"特別支援学校|支援学校|養護学校|聾学校|ろう学校|盲学校", "ある特別支援学校"),
        (r"小学校|小学|小$", "ある小学校"), (r"中学校|中$|中学", "ある中学校"), (r"高等学校|高校|高$", "ある高校"),
        (r"こども園|子ども園", "あるこども園"), (r"幼稚園|幼$", "ある幼稚園"), (r"保育|保$|ナーサリー|託児", "ある保育園"),
        (r"学童|児童クラブ", "ある学童クラブ"), (r"大学|短大", "ある大学"), (r"専門学校", "ある専門学校"), (r"塾|ゼミ", "ある塾"), (r"[0-9一二三四五六]年|組$|^[^ ]{1,6}$", "あるクラス"), (r"", "ある学校"),
    ),
    Label.FACILITY: (
        (r"児童相談所|児相", "ある児童相談所"), (r"薬局|ドラッグ", "ある薬局"), (r"助産", "ある助産院"), (r"産婦人科|産科|小児科|内科|歯科|科|クリニック|病院|医院|診療所|医療センター|レディース", "ある医療機関"),
        (r"シェルター", "あるシェルター"), (r"乳児院|養護施設|ホーム|寮|母子生活支援", "ある施設"), (r"警察|署|交番", "ある警察署"), (r"保健所|保健センター|福祉事務所", "ある公的機関"), (r"デイ|児発|発達支援|療育", "ある療育の事業所"),
        (r"スナック|居酒屋|バー|クラブ|店|スーパー|マート|ストア|パチンコ|食堂|弁当|コンビニ|ラーメン", "ある店"), (r"会社|製作所|工業|建設|運送|運輸|工務店|工場|産業|物流", "ある会社"), (r"", "ある施設"),
    ),
    Label.PLACE: (
        (r"駅", "ある駅"), (r"公園", "ある公園"), (r"[市区町村]$", "ある自治体"), (r"[都道府県]$", "ある都道府県"), (r"", "ある地域"),
    ),
    Label.ADDRESS: ((r"^〒?[0-9]{3}-?[0-9]{4}$", "（郵便番号）"), (r"", "（住所）")),
    Label.PHONE: ((r"", "（電話番号）"),),
    Label.EMAIL: ((r"", "（メールアドレス）"),),
    Label.URL: ((r"", "（ウェブ上の名）"),),
    Label.ID: ((r"", "（番号）"),),
    Label.VEHICLE: ((r"", "（車のナンバー）"),),
    Label.BIRTHDATE: ((r"", "（生年月日）"),),
}  # fmt: skip
_BANDS = (
    (1, "0歳"),
    (3, "1〜2歳"),
    (6, "3〜5歳"),
    (9, "小学校低学年くらい"),
    (12, "小学校高学年くらい"),
    (15, "中学生くらい"),
    (18, "高校生くらい"),
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_AGE = re.compile(r"(?<![0-9./])([0-9]{1,2})(?:歳|才)(?!児|半|健診|[0-9か])(?:[0-9]{1,2}[かカヶケ]月)?")
_MONTH = re.compile(
    r"(?:^|[^0-9])(1[0-2]|[1-9])月|^(1[0-2]|0?[1-9])[/.](?=[0-9]{1,2}$)|[0-9]{1,4}[年./\-](1[0-2]|0?[1-9])"
)
_SAYS_YEAR = re.compile(r"[RHSTrhst令平昭大’']|[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.")
_TITLED = re.compile(rf"[ ]?(?:{titles.FOND}|{titles.POLITE}|{titles.OFFICE})")
_RELATED = re.compile(
    r"の?(?:母|父|祖母|祖父|姉|兄|妹|弟|家|宅|世帯|一家|きょうだい|夫妻|夫婦|両親|叔母|叔父)"
)
_CHILD_AHEAD = re.compile(
    r"(?:本児|長男|長女|次男|次女|二男|二女|三男|三女|第[0-9一二三四]子|末子|児童)[ :：・（(「]?$"
)
_FOND = re.compile(titles.FOND)


def apply(
    text: str, spans: Sequence[Span], known: Known, start: date | None = None, people: People | None = None
) -> str:
    """The text with each span replaced; spans are in order and do not overlap.

    `people` keeps the letters over several texts of one household; without it each text begins at A.
    """
    letters = people or People(known)
    year = _first_year(text, spans, start)
    made: list[str] = []
    at = 0
    for span in spans:
        made += [text[at : span.start], _instead(text, span, letters, year)]
        at = span.end
    return "".join([*made, text[at:]])


def age_band(years: int) -> str:
    """An age as a stretch of life: 7 → 小学校低学年くらい, 34 → 30代."""
    return next((band for limit, band in _BANDS if years < limit), f"{max(years, 18) // 10 * 10}代")


def soften_ages(text: str) -> str:
    """Ages as bands; 3歳児健診 and 1歳6か月児健診 stay."""
    return _AGE.sub(lambda age: age_band(int(age[1])), text)


class People:
    """Letters for persons: one for each person, in the order they appear."""

    def __init__(self, known: Known) -> None:
        self._known = _known_people(known)
        self._family = {kana_key(one) for one in known.families}
        self._letters: dict[str, str] = {}

    def letter(self, name: str) -> str:
        who = self.who(name)
        if who not in self._letters:
            count = len(self._letters)
            self._letters[who] = _LETTERS[count % 26] + (str(count // 26 + 1) if count >= 26 else "")
        return self._letters[who]

    def who(self, name: str) -> str:
        """One key for all writings of a person the record knows; else the name itself."""
        key = re.sub(r"[ ・.,]", "", kana_key(fold(name).text))
        if key in self._known:
            return self._known[key]
        for family in self._family:
            if key.startswith(family) and key[len(family) :] in self._known:
                return self._known[key[len(family) :]]
        ends = [who for said, who in self._known.items() if len(said) > 1 and key.endswith(said)]
        return ends[0] if ends and key.startswith(tuple(self._family) or ("\0",)) else key

    def is_child(self, name: str) -> bool:
        return self.who(name).startswith("child:")


def _known_people(known: Known) -> dict[str, str]:
    """Writing → person; a list of names and one of readings of the same length go together."""
    people: dict[str, str] = {}
    given = [
        re.sub(r"^(?:" + "|".join(map(re.escape, known.families)) + r")(?=.)", "", one)
        if known.families
        else one
        for one in known.given_names
    ]
    for number, name in enumerate(given):
        people[kana_key(name.replace(" ", ""))] = f"child:{number}"
    readings = [one.split()[-1] for one in known.kana]
    if len(readings) == len(given):
        people |= {kana_key(one): f"child:{number}" for number, one in enumerate(readings)}
        for number, one in enumerate(known.kana):
            people[kana_key(re.sub(r"[ ・]", "", one))] = f"child:{number}"
    for nickname in known.nicknames:
        people.setdefault(kana_key(nickname), _nicknamed(nickname, readings, len(given)))
    people |= {kana_key(one): "family" for one in known.families}
    return people


def _nicknamed(nickname: str, readings: Sequence[str], children: int) -> str:
    """The child whose reading begins as the nickname does; an only child has every nickname."""
    key = kana_key(nickname)
    for length in (2, 1):
        fitting = [number for number, one in enumerate(readings) if kana_key(one)[:length] == key[:length]]
        if len(fitting) == 1 and len(readings) == children:
            return f"child:{fitting[0]}"
    return "child:0" if children == 1 else f"nickname:{key}"


def _instead(text: str, span: Span, people: People, year: int | None) -> str:
    said = fold(text[span.start : span.end]).text
    if span.label is Label.PERSON:
        return _person(text, span, people)
    if span.label is Label.DATE:
        return month_of_case(said.replace("\n", ""), year)
    return next(written for pattern, written in _KINDS[span.label] if re.search(pattern, said))


def _person(text: str, span: Span, people: People) -> str:
    """A児 and Aさん where the name stood alone; the letter alone where a title or relation follows."""
    name = text[span.start : span.end]
    letter = people.letter(name)
    rest = fold(text[span.end : span.end + 8]).text
    if _TITLED.match(rest):
        return letter
    child = people.is_child(name) or bool(_CHILD_AHEAD.search(text[max(0, span.start - 8) : span.start]))
    if child:
        return f"{letter}児"
    return letter if _RELATED.match(rest) or people.who(name) == "family" else f"{letter}さん"


def month_of_case(said: str, year: int | None) -> str:
    """R8.6.3 → X年6月, the year after → X+1年; without a year only the month."""
    day = day_of(said)
    if day is None and _SAYS_YEAR.match(said):
        found = re.match(r"(.*?[0-9]{1,4}|.*?元)[年./\-]?(1[0-2]|0?[1-9])月?$", said)
        day = day_of(f"{found[1]}年{found[2]}月1日") if found else None
    if day is not None and year is not None:
        gap = day.year - year
        return f"X{gap:+d}年{day.month}月" if gap else f"X年{day.month}月"
    month = _MONTH.search(said)
    return f"{int(next(filter(None, month.groups())))}月" if month else "（ある日）"


def _first_year(text: str, spans: Sequence[Span], start: date | None) -> int | None:
    if start:
        return start.year
    said = [day_of(fold(text[span.start : span.end]).text) for span in spans if span.label is Label.DATE]
    return min((day.year for day in said if day), default=None)
