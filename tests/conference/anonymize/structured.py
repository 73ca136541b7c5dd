"""Numbers as offices write them, made by seed: each a sentence with one marked span.

The writings are listed by kind; the rules never see this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from conference.anonymize.rules.check_digits import my_number_holds

WIDE = str.maketrans("0123456789-() ", "０１２３４５６７８９－（）　")
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
AREAS = ("03", "06", "045", "052", "0466", "0555", "0134", "04992")
FRAMES = {
    "PHONE": ("母の携帯は{}です。", "{}に折り返す。", "連絡先：{}（日中可）", "祖母宅（{}）へ架電、不在。", "{}から着信あり。"),
    "ID": ("{}を確認。", "書類に{}とある。", "窓口で{}を控えた。", "台帳では{}。"),
    "VEHICLE": ("駐車場に{}の軽。", "迎えの車は{}だった。", "{}のワゴンが停まっていた。"),
    "DATE": ("{}に家庭訪問。", "次回は{}とする。", "{}、来所面談。", "前回（{}）の記録を確認。"),
    "BIRTHDATE": ("長男は{}生まれ。", "第一子（{}生）", "生年月日：{}、身長順調。", "{}生の女児。"),
    "ADDRESS": ("転居先は{}。", "住所：{}", "{}に住む祖母。", "現在は{}で同居。"),
    "EMAIL": ("{}に送った。", "メールは{}。", "連絡は{}まで。"),
    "URL": ("{}に投稿があった。", "{}を見て連絡。"),
}  # fmt: skip
Made = tuple[str, str, str]  # what stands before the mark, the marked text, what stands after


def lines(seed: int, each: int) -> Iterator[dict[str, Any]]:
    """`each` lines of every kind, as the judged texts have them."""
    random = Random(seed)
    for label, make in MAKERS.items():
        for number in range(each):
            before, said, after = make(random)
            front, back = random.choice(FRAMES[label]).split("{}")
            start = len(front) + len(before)
            text = front + before + said + after + back
            span = {"start": start, "end": start + len(said), "label": label}
            yield {"id": f"{label}-{seed}-{number}", "text": text, "spans": [span], "decoys": []}


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _width(random: Random, said: str) -> str:
    return said.translate(WIDE) if random.random() < 0.3 else said


def _phone(random: Random) -> Made:
    if random.random() < 0.5:
        parts = (random.choice(("090", "080", "070", "050")), _digits(random, 4), _digits(random, 4))
    else:
        area = random.choice(AREAS)
        parts = (area, "2" + _digits(random, 5 - len(area)), _digits(random, 4))
    form = random.choice(
        (
            "{}-{}-{}",
            "{} {} {}",
            "({}){}-{}",
            "{}({}){}",
            "{}{}{}",
            "{}－{}－{}",
            "{}ー{}ー{}",
            "{}・{}・{}",
            "{}.{}.{}",
        )
    )
    return "", _width(random, form.format(*parts)), ""


def _my_number(random: Random) -> str:
    body = _digits(random, 11)
    return next(body + last for last in "0123456789" if my_number_holds(body + last))


def _identity(random: Random) -> Made:
    number = _my_number(random)
    spaced = f"{number[:4]} {number[4:8]} {number[8:]}"
    kinds: tuple[tuple[str, str], ...] = (
        ("", random.choice((number, spaced, spaced.replace(" ", "-")))),
        ("マイナンバーは", spaced),
        ("母子手帳番号", random.choice(("第{}号", "{}", "R7-{}")).format(_digits(random, 5))),
        ("母子健康手帳の番号は", f"{random.choice(('A', 'B'))}{_digits(random, 6)}"),
        ("児童記録票番号：", f"2026-{_digits(random, 4)}"),
        ("記録票No.", f"{_digits(random, 4)}-{_digits(random, 2)}"),
        ("生活保護受給者番号 ", _digits(random, 7)),
        ("生保ケース番号は", f"{_digits(random, 3)}-{_digits(random, 4)}"),
        ("在留カード番号", f"{random.choice(('AB', 'UH'))}{_digits(random, 8)}{random.choice(('CD', 'EA'))}"),
        ("", f"UF{_digits(random, 8)}LA"),
        ("保険証の記号", f"{_digits(random, 4)} 番号{_digits(random, 5)}"),
        ("被保険者番号：", _digits(random, 8)),
        ("療育手帳番号 ", f"第{_digits(random, 5)}号"),
        ("診察券番号は", f"{_digits(random, 3)}-{_digits(random, 3)}-{_digits(random, 2)}"),
        ("旅券番号", f"TK{_digits(random, 7)}"),
    )
    before, said = random.choice(kinds)
    return before, _width(random, said), ""


def _plate(random: Random) -> Made:
    place = random.choice(("品川", "横浜", "なにわ", "札幌", "つくば", "尾張小牧", "湘南"))
    kana = random.choice("あさたなはまやら")
    serial = random.choice((f"{_digits(random, 2)}-{_digits(random, 2)}", f"・{_digits(random, 3)}", "12-34"))
    form = random.choice(("{p}{c}{k}{s}", "{p} {c} {k} {s}", "{p}{c} {k} {s}", "{k}{s}"))
    if form == "{k}{s}":
        serial = f"{_digits(random, 2)}-{_digits(random, 2)}"
    return (
        "",
        _width(random, form.format(p=place, c=random.choice(("300", "580", "33", "501")), k=kana, s=serial)),
        "",
    )


def _date(random: Random) -> Made:
    year, month, day = random.randint(1, 9), random.randint(1, 12), random.randint(1, 28)
    forms = (
        f"令和{year}年{month}月{day}日", f"R{year}.{month}.{day}", f"R{year}/{month}/{day}", f"R{year}年{month}月{day}日",
        f"{2018 + year}年{month}月{day}日", f"{2018 + year}/{month:02}/{day:02}", f"{2018 + year}-{month:02}-{day:02}",
        f"{month}月{day}日", f"{month}/{day}", f"令和{year}年{month}月", f"R{year}年{month}月",
        f"{2018 + year}年{month}月", f"R{year:02}{month:02}{day:02}", f"令和{_kanji(year)}年{_kanji(month)}月{_kanji(day)}日",
        "令和元年5月7日", f"{year}.{month}.{day}", f"令{year}.{month}.{day}",
    )  # fmt: skip
    return "", _width(random, random.choice(forms)), ""


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else str(tens).translate(KANJI) + "十"
    return ten + (str(ones).translate(KANJI) if ones or not tens else "")


def _birth(random: Random) -> Made:
    year, month, day = random.randint(1, 30), random.randint(1, 12), random.randint(1, 28)
    forms = (
        f"平成{year}年{month}月{day}日", f"H{year}.{month}.{day}", f"H{year}/{month}/{day}", f"{1988 + year}年{month}月{day}日",
        f"{1988 + year}.{month}.{day}", f"昭和{60 + year % 4}年{month}月{day}日", f"平成{_kanji(year)}年{_kanji(month)}月{_kanji(day)}日",
        f"S{50 + year % 13}.{month}.{day}", f"H{year}年{month}月{day}日",
    )  # fmt: skip
    return "", _width(random, random.choice(forms)), ""


def _address(random: Random) -> Made:
    town = random.choice(("栄町", "本町", "緑が丘", "桜台", "豊岡町", "旭町", "中央", "東ヶ丘", "若葉台"))
    front = random.choice(("横浜市鶴見区", "川口市", "", "神奈川県藤沢市", "大阪市北区"))
    a, b, c = random.randint(1, 9), random.randint(1, 40), random.randint(1, 30)
    numbers = random.choice(
        (
            f"{a}丁目{b}番{c}号",
            f"{a}-{b}-{c}",
            f"{a}丁目{b}-{c}",
            f"{a}丁目{b}番地の{c}",
            f"{b}番地{c}",
            f"{_kanji(a)}丁目{b}の{c}",
        )
    )
    building = random.choice(
        (
            "",
            "",
            " メゾン鶴見405",
            " コーポ山田201号室",
            " サンハイツ102",
            "　第二若草荘3号室",
            "レジデンス青葉1203号",
        )
    )
    return "", _width(random, front + town + numbers + building), ""


def _mail(random: Random) -> Made:
    return (
        "",
        f"{random.choice(('hana', 'mi.na', 'y_tanaka', 'abc'))}{_digits(random, 3)}@{random.choice(('example.com', 'mail.example.ne.jp', 'city.example.lg.jp'))}",
        "",
    )


def _url(random: Random) -> Made:
    forms = (
        f"https://www.example.com/u/{_digits(random, 4)}",
        f"@hana_{_digits(random, 3)}",
        f"example-blog.com/{_digits(random, 3)}",
        f"http://example.jp/?id={_digits(random, 5)}",
    )
    return "", random.choice(forms), ""


MAKERS: dict[str, Callable[[Random], Made]] = {
    "PHONE": _phone,
    "ID": _identity,
    "VEHICLE": _plate,
    "DATE": _date,
    "BIRTHDATE": _birth,
    "ADDRESS": _address,
    "EMAIL": _mail,
    "URL": _url,
}
