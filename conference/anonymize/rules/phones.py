"""Telephone numbers in every writing an office uses: hyphens, brackets, spaces, full width, nothing at all."""

from __future__ import annotations

import re

from conference.anonymize.rules.table import rule
from conference.anonymize.spans import Label

_GAP = r"[ ]?[-ー\.()・の/_ ][ ]?"
_NOT_INSIDE = r"(?<![0-9\-])"
_ENDS = r"(?![0-9])(?!-[0-9])"
# A number of ten or eleven digits that no area has: sums, serial numbers.
_LEADING = ("01", "02", "03", "04", "05", "06", "07", "08", "09")


def _is_phone(found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found[0])
    if digits.startswith("81"):
        digits = "0" + digits[2:].removeprefix("0")
    mobile = digits[:3] in {"050", "060", "070", "080", "090"}
    if digits[:4] in {"0120", "0570", "0800"}:
        return len(digits) in {10, 11}
    groups = len(re.findall("[0-9]+", found[0]))
    short = (
        groups == 3
        and len(digits) == 9
        and bool(re.match(r"\(?0[0-9]{3}[^0-9]+[0-9][^0-9]+[0-9]{4}$", found[0]))
    )
    return digits[:2] in _LEADING and (
        short or len(digits) == (11 if mobile else 10) or (groups == 3 and len(digits) == 11)
    )


def _is_scale(found: re.Match[str]) -> bool:
    """0・25・50・75・100 are the marks of a scale."""
    return found[0].count("・") > 3


def _is_no_blank(found: re.Match[str]) -> bool:
    """000-0000-0000 on a form stands where a number is to be written."""
    return bool(re.search("[1-9]", found["x"]))


_WORDS = r"(?:電話|TEL|Tel|tel|℡|携帯|ケータイ|スマホ|連絡先|FAX|Fax|fax|ファクス|自宅|実家|職場|☎|📞|市内局番|市外局番なしで)"

RULES = (
    rule(
        Label.PHONE,
        "電話番号の形をしています（区切りあり）",
        _NOT_INSIDE
        + r"(?:\+?81"
        + _GAP
        + r"\(?0?\)?|\(?[ ]?0)[0-9]{1,4}(?:[ ]?\)[ ]?-?[ ]?|"
        + _GAP
        + r")[0-9]{1,4}(?:"
        + _GAP
        + r")[0-9]{3,4}"
        + _ENDS,
        _is_phone,
    ),
    rule(
        Label.PHONE,
        "電話番号の形をしています（続け書き）",
        _NOT_INSIDE + r"\+?(?:0|81)[0-9]{9,10}" + _ENDS,
        _is_phone,
    ),
    rule(
        Label.PHONE,
        "電話番号の形をしています（市外局番と残り）",
        _NOT_INSIDE + r"\(?0[0-9]{1,4}\)?[-ー ()]{0,2}[0-9]{6,8}" + _ENDS,
        _is_phone,
    ),
    rule(
        Label.PHONE,
        "電話などの言葉の後の番号です",
        _WORDS
        + r"[はがのから番号:：（( ]{0,4}(?P<x>\(?[0-9]{1,5}\)?[-ー・()の ]{1,2}[0-9]{3,4}(?:[-ー・() ]{1,2}[0-9]{3,4})?)"
        + _ENDS
        + r"(?![- ][0-9])",
        _is_no_blank,
    ),
    rule(
        Label.PHONE,
        "市外局番のない電話番号の形です",
        r"(?:(?<=さん)[（(]|(?<=[宅家])[（(]|「)(?P<x>(?!19|20)[0-9]{2,4}-[0-9]{4})(?:[)）]|(?=」?に(?:折|か[けか]|電話|連絡)))",
    ),
    rule(
        Label.PHONE,
        "電話番号の終わりの数字です",
        _WORDS
        + r"[^0-9。\n]{0,8}(?:下|末尾|末|下の)[のが]?(?:[34三四](?:桁|けた|ケタ))?[はが:： ]{0,2}(?P<x>[0-9]{3,4})(?![0-9年月日])",
    ),
    rule(
        Label.PHONE,
        "一字ずつ空けて書かれた電話番号です",
        r"(?<![0-9] )(?<![0-9])0(?:[ ]?[-ー・()]?[ ]?[0-9]){9,10}(?![ ]?[-ー]?[ ]?[0-9])",
        lambda found: _is_phone(found) and not _is_scale(found),
    ),
    rule(
        Label.PHONE,
        "電話番号に付いた内線です",
        r"(?<=[0-9])[ ]?[(（]?[ ]?内線[ :：]?(?P<x>[0-9]{2,5})(?![0-9])",
    ),
    rule(
        Label.PHONE,
        "漢数字で書かれた電話番号です",
        r"(?P<x>(?:[〇零○]|ゼロ)?[一二三四五六七八九〇零○]{1,4}[-ーの・()（） ][一二三四五六七八九〇零○]{1,4}[-ーの・()（） ][一二三四五六七八九〇零○]{3,4})",
    ),
    rule(
        Label.PHONE,
        "電話などの言葉の後の番号です（漢数字）",
        _WORDS
        + r"[はがの番号:：（( 、「]{0,4}(?P<x>[一二三四五六七八九〇零]{1,4}[-ーの・ ][一二三四五六七八九〇零]{4})",
    ),
    rule(
        Label.PHONE,
        "内線の番号です",
        r"(?:(?:内線(?:番号)?|PHS|ピッチ|(?<![A-Za-z])[Ee][Xx][Tt]\.?)[はがの:： ]{0,3}|(?<=[(（ ])内[ :：]?)(?P<x>[0-9]{2,5}|[0-9]{1,4}[-ー][0-9]{1,4})(?![-0-9年月日歳人回件分時])",
    ),
    rule(
        Label.PHONE,
        "一部を伏せた電話番号です",
        r"(?<![0-9A-Za-z])(?P<x>0[0-9]{1,3}[-ー][0-9X*x＊×〇○●?…]{2,4}[-ー][0-9X*x＊×〇○●?…]{3,4})(?![0-9A-Za-z])",
        _is_no_blank,
    ),
    rule(
        Label.PHONE,
        "電話番号の終わりの数字です",
        r"(?:末尾|下[4四](?:桁|けた|ケタ))[がはの:： ]{0,2}(?P<x>[0-9]{3,4})(?=(?:の)?(?:番号|着信|携帯|電話|から))",
    ),
    rule(
        Label.PHONE,
        "番号の終わりの数字です",
        r"(?:下|末尾|最後の?|終わりの?)[ ]?[34三四](?:桁|けた|ケタ)(?:の番号)?[がはの:：「『（( ]{0,3}(?P<x>[0-9]{3,4})(?![0-9円年月人])",
    ),
    rule(
        Label.PHONE,
        "番号の終わりの数字です",
        r"(?:(?:番号|電話|着信|携帯)の?(?:末尾|最後|終わり|うしろ|後ろ)[がはの:： ]{1,2}|末尾[ ]?)(?P<x>[0-9]{4})(?![0-9円年月人])",
    ),
    rule(
        Label.PHONE,
        "携帯電話の番号の形です（読点などで区切った形）",
        r"(?<![0-9])0[5-9]0[ ]?[、,~〜][ ]?[0-9]{4}[ ]?[、,~〜][ ]?[0-9]{4}(?![0-9])",
    ),
    rule(
        Label.PHONE,
        "初めの0を英字で書いた電話番号です",
        r"(?<![A-Za-z0-9])(?P<x>[Oo][5-9]0[-ー・ ]?[0-9]{4}[-ー・ ]?[0-9]{4})(?![0-9])",
    ),
)
