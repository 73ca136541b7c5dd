"""Words of the field: readings over kanji, one mark a page, and a page that holds them all."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown

from tests.kb import site_factory as make  # first: it makes the site's own folder known

from kbsite import glossary_page, terms  # isort: skip
from kbsite.plain_text import PlainText  # isort: skip
from kbsite.term_marks import Marker  # isort: skip

LIST = terms.load(make.ROOT / "kb" / "glossary.yml")


def term(name: str, reading: str = "", *also: str) -> terms.Term:
    return terms.Term(name, reading, also, "意味", (), "")


WORDS = Marker(
    [
        term("手交", "しゅこう"),
        term("見立て", "みたて"),
        term("会議", "かいぎ"),
        term("合同ケース会議", "ごうどうけーすかいぎ"),
        term("スクールソーシャルワーカー", "", "SSW"),
        term("こども家庭センター", "こどもかていせんたー", "センター"),
        term("一体化(機構改革)", "いったいか"),
    ]
)


@pytest.mark.parametrize(
    ("html", "marked", "why"),
    [
        ("<p>手交する。手交した。</p>", ["手交"], "only the first time"),
        ("<p>合同ケース会議で会議をする</p>", ["合同ケース会議", "会議"], "the longest wins"),
        ("<p>手交前、再手交</p>", [], "part of a longer word of kanji"),
        ("<p>SSWとは。SSWRでもNSSWでもない</p>", ["SSW"], "an abbreviation stands alone"),
        ("<p>スクールソーシャルワーカーズ</p>", [], "part of a longer word of katakana"),
        ("<p>見立てる。見立てを</p>", ["見立て"], "a verb is not the term"),
        ("<p>のこども家庭センターへ</p>", ["こども家庭センター"], "kana before it are another word"),
        ("<p>給食センター</p>", [], "an everyday word is not taken for another name"),
        ("<p>一体化を</p>", ["一体化"], "a remark in brackets is no part of the name"),
        ("<h2>手交</h2><p>手交</p>", ["手交"], "not in a heading, but after it"),
        ('<a href="x">手交</a>', [], "not inside a link"),
        ("<svg><g><text>手交</text></g></svg><b>手交</b>", ["手交"], "not in a drawing, but after it"),
        ('<img alt="手交">', [], "not in a tag"),
        ("<th>手交</th><td>手交</td>", ["手交"], "not at the head of a table"),
    ],
)
def test_terms_are_marked(html: str, marked: list[str], why: str) -> None:
    made = WORDS.mark(html, "../")
    links = re.findall(r'<a class="kb-term" href="\.\./glossary\.html#g-[0-9a-f]{8}">(.*?)</a>', made)
    assert [re.sub(r"<r[pt]>.*?</r[pt]>|<[^>]+>", "", link) for link in links] == marked, why
    assert re.sub(r'<a class="kb-term"[^>]*>(.*?)</a>', r"\1", _bare(made)) == html, "nothing else is changed"


def _bare(html: str) -> str:
    return re.sub(r"<r[pt]>.*?</r[pt]>|</?ruby>", "", html)


@pytest.mark.parametrize(
    ("written", "reading", "shown"),
    [
        ("主担当", "しゅたんとう", "主担当（しゅたんとう）"),
        ("サポートプラン", "さぽーとぷらん", "サポートプラン"),
        ("合同ケース会議", "ごうどうけーすかいぎ", "合同（ごうどう）ケース会議（かいぎ）"),
        (
            "1歳6か月児健診",
            "いっさいろっかげつじけんしん",
            "1歳6（いっさいろっ）か月児健診（げつじけんしん）",
        ),
        ("手立て", "ちがう", "手立て（ちがう）"),
    ],
)
def test_readings_stand_over_kanji(written: str, reading: str, shown: str) -> None:
    assert re.sub(r"<[^>]+>", "", terms.ruby(written, reading)) == shown


def test_every_term_of_the_list_is_on_the_page_in_its_row() -> None:
    page = glossary_page.page(LIST)
    rows = dict(re.findall(r'<h2 id="row-\d">(.*?)</h2><dl[^>]*>(.*?)</dl>', page))
    assert {t.anchor for t in LIST} == set(re.findall(r'<div id="(g-[0-9a-f]+)"', page))
    assert "EPDS" in rows["あ行"]
    assert "合同" in rows["か行"]
    assert len({t.anchor for t in LIST}) == len(LIST)


def test_what_no_source_carries_is_said() -> None:
    known = terms.Term("KPI", "けー", (), "x", ("S2", "S3"), "")
    page = glossary_page.page(
        [term("手交", "しゅこう"), known, terms.Term("EPDS", "いー", (), "x", (), "補足・要確認")]
    )
    assert re.findall(r'<p class="kb-source">(.*?)</p>', page) == [
        "<strong>補足</strong>　<strong>要確認</strong>　",
        "出所：S2、S3",
        "<strong>補足</strong>　",
    ]


def test_terms_are_found_by_the_theme_search() -> None:
    (found,) = glossary_page.found([term("手交", "しゅこう", "手渡し")])
    assert (found["title"], found["location"]) == ("手交", f"glossary.html#{term('手交').anchor}")
    assert "手渡し" in unescape(found["text"])


def test_without_a_list_nothing_is_marked(tmp_path: Path) -> None:
    assert terms.load(tmp_path / "glossary.yml") == ()
    assert Marker(()).mark("<p>手交</p>", "../") == "<p>手交</p>"


@pytest.mark.parametrize(
    "text",
    [
        "ただの文。\n\n- 一\n- 二\n\n1. 三",
        "**太字**と*斜体*と`字`と\\*印",
        "[つなぐ](x.html)と![絵](a.png)と[参照][r]\n\n[r]: y.html",
        "<b>塗る</b> & &amp; <https://a.example>",
        "<div>\n\n**塗らない**\n\n</div>",
        "a_b_c _斜体_",
        "",
    ],
)
def test_what_a_text_does_not_use_can_be_left_out(text: str) -> None:
    assert Markdown(extensions=[PlainText()]).convert(text) == Markdown().convert(text)
