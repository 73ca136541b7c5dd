"""The page of terms: rows of the syllabary to jump to, a filter, and where each meaning comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape

from kbsite import furniture
from kbsite.terms import Term, ruby

ROWS = {
    "あ": "あいうえおぁぃぅぇぉ",
    "か": "かきくけこがぎぐげご",
    "さ": "さしすせそざじずぜぞ",
    "た": "たちつてとだぢづでど",
    "な": "なにぬねの",
    "は": "はひふへほばびぶべぼぱぴぷぺぽ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わをん",
}
LEAD = (
    "本文で点線の付いた言葉は、ここにつながっています。"
    "<strong>補足</strong>は、もとの資料になく、一般的な知識から書いた説明です。"
    "<strong>要確認</strong>は、仕事で使う前に法令や職場の決まりで確かめるものです。"
)


def page(terms: Sequence[Term]) -> str:
    """Markdown of the whole page."""
    rows = {row: [t for t in terms if _row(t) == row] for row in (*ROWS, "")}
    rows = {row: members for row, members in rows.items() if members}
    jumps = "".join(f'<li><a href="#row-{_number(row)}">{_name(row)}</a></li>' for row in rows)
    body = "".join(
        f'<section data-filter-group><h2 id="row-{_number(row)}">{_name(row)}</h2>'
        f'<dl class="kb-terms">{"".join(map(_entry, members))}</dl></section>'
        for row, members in rows.items()
    )
    used = sorted({source for term in terms for source in term.sources})
    return (
        "---\ntitle: 用語集\nhide: [toc]\nfilter: true\n---\n"
        f'<div class="kb-page"><h1>用語集</h1><p>{LEAD}</p>'
        f"{furniture.filter_box('言葉をしぼる', '読みの一部でも（例：しゅ、要対協）', len(terms))}"
        f'<ul class="kb-rows" aria-label="五十音から">{jumps}</ul>{body}'
        f"{furniture.sources([(id, '') for id in used], ())}</div>\n"
    )


def script(terms: Iterable[Term]) -> str:
    """What a marked word says when it is pointed at, loaded at the first one."""
    said = {
        t.anchor: [t.term, t.reading if t.reading != t.term else "", t.meaning, _checked(t)] for t in terms
    }
    return f"var kbTerms = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n"


def found(terms: Iterable[Term]) -> list[dict[str, str]]:
    """Entries of the theme's search: one for a term."""
    return [
        {
            "location": f"glossary.html#{t.anchor}",
            "title": t.term,
            "text": escape(" ".join((t.reading, *t.also, t.meaning)), quote=False),
        }
        for t in terms
    ]


def _entry(term: Term) -> str:
    also = f'<p class="kb-also">ほかの呼び方：{escape("、".join(term.also))}</p>' if term.also else ""
    words = escape(" ".join((term.term, term.reading, *term.also)), quote=True)
    head = ruby(term.written, term.reading) + escape(term.term[len(term.written) :])
    return (
        f'<div id="{term.anchor}" data-filter="{words}"><dt>{head}</dt>'
        f'<dd><p>{escape(term.meaning)}</p>{also}<p class="kb-source">{_origin(term)}</p></dd></div>'
    )


def _origin(term: Term) -> str:
    cited = escape(f"出所：{'、'.join(term.sources)}") if term.sources else ""
    return cited + "".join(f"<strong>{word}</strong>　" for word in _checked(term).split("・") if word)


def _checked(term: Term) -> str:
    """補足 where no source carries the meaning; what the list itself remarks comes first."""
    return term.remark or ("" if term.sources else "補足")


def _row(term: Term) -> str:
    return next((row for row, letters in ROWS.items() if term.reading[:1] in letters), "")


def _name(row: str) -> str:
    return f"{row}行" if row else "そのほか"


def _number(row: str) -> int:
    return list(ROWS).index(row) if row else len(ROWS)
