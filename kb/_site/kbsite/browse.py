"""Pages to browse by, made from what is on the shelf: stage, theme, outcome, chapter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote
from zlib import crc32

from kbsite import names
from kbsite.shelf import Entry, Shelf
from search.pages.case import STAGES, CasePage
from search.pages.point import PointPage

Listed = Sequence[tuple[Entry, CasePage]]


def pages(shelf: Shelf) -> dict[str, str]:
    """Source path to Markdown of every page that nobody writes by hand."""
    made = {"cases/index.md": _all_cases(shelf), "points/index.md": _all_points(shelf)}
    for stage in stages(shelf):
        cases = [(e, p) for e, p in shelf.cases if p.stage == stage]
        made[_source(stage_url(stage))] = _page(f"{stage}の事例", _by_theme(shelf, cases))
    for theme in themes(shelf):
        cases = [(e, p) for e, p in shelf.cases if theme in p.themes]
        about = next((t.about for t in shelf.themes if t.label == theme), "")
        made[_source(theme_url(theme))] = _page(
            theme, f"<p>{escape(about)}</p>\n\n" + _by_stage(shelf, cases)
        )
    for outcome in outcomes(shelf):
        cases = [(e, p) for e, p in shelf.cases if p.outcome == outcome]
        made[_source(outcome_url(outcome))] = _page(
            f"結果：{names.OUTCOMES.get(outcome, outcome)}", _by_stage(shelf, cases)
        )
    return made


def stages(shelf: Shelf) -> list[str]:
    return _known_first(STAGES, (p.stage for _, p in shelf.cases))


def themes(shelf: Shelf) -> list[str]:
    return _known_first([t.label for t in shelf.themes], (t for _, p in shelf.cases for t in p.themes))


def outcomes(shelf: Shelf) -> list[str]:
    return _known_first(names.OUTCOMES, (p.outcome for _, p in shelf.cases if p.outcome))


def stage_url(stage: str) -> str:
    return f"browse/{_slug('stage', stage)}.html"


def theme_url(theme: str) -> str:
    return f"browse/{_slug('theme', theme)}.html"


def outcome_url(outcome: str) -> str:
    return f"browse/{_slug('outcome', outcome)}.html"


def listing(cases: Listed, top: str = "../") -> str:
    return f'<ul class="kb-list">{"".join(_item(e, p, top) for e, p in cases)}</ul>'


def chips(items: Iterable[tuple[str, str, int]]) -> str:
    """Links with a count: (url, text, count)."""
    links = "".join(
        f'<li><a href="{url}">{escape(text)}<span class="kb-count">{n}</span></a></li>'
        for url, text, n in items
    )
    return f'<ul class="kb-chips">{links}</ul>'


def theme_chips(shelf: Shelf, top: str) -> str:
    """Themes in the groups of themes.yml, each with its number of cases."""
    count = Counter(t for _, p in shelf.cases for t in p.themes)
    groups: dict[str, list[str]] = {}
    for theme in themes(shelf):
        group = next((t.group for t in shelf.themes if t.label == theme), "") or "そのほか"
        groups.setdefault(group, []).append(theme)
    return "".join(
        f'<div class="kb-group"><p class="kb-group__name">{escape(group)}</p>'
        f"{chips((top + theme_url(t), t, count[t]) for t in members)}</div>"
        for group, members in groups.items()
    )


def stage_chips(shelf: Shelf, top: str) -> str:
    count = Counter(p.stage for _, p in shelf.cases)
    return chips((top + stage_url(s), s, count[s]) for s in stages(shelf))


def outcome_chips(shelf: Shelf, top: str) -> str:
    count = Counter(p.outcome for _, p in shelf.cases)
    return chips((top + outcome_url(o), names.OUTCOMES.get(o, o), count[o]) for o in outcomes(shelf))


def chapter_chips(shelf: Shelf, top: str) -> str:
    count = Counter(p.chapter for _, p in shelf.points)
    known = _known_first(names.CHAPTERS, count)
    return chips(
        (f"{top}points/index.html#chapter-{c}", names.CHAPTERS.get(c, "そのほか"), count[c]) for c in known
    )


def _page(title: str, body: str) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n<h1>{escape(title)}</h1>\n\n{body}\n"


def _all_cases(shelf: Shelf) -> str:
    body = (
        f"事例は{len(shelf.cases)}件あります。段階、テーマ、結果のどこからでも探せます。\n\n"
        f"## 段階から\n\n{stage_chips(shelf, '../')}\n\n## 結果から\n\n{outcome_chips(shelf, '../')}\n\n"
        f"## テーマと段階の表\n\n数は事例の件数です。「・」は、まだ事例がないところです。\n\n{_table(shelf)}\n"
    )
    return _page("事例", body)


def _table(shelf: Shelf) -> str:
    count = Counter((t, p.stage) for _, p in shelf.cases for t in p.themes)
    columns = stages(shelf)
    head = "".join(f'<th scope="col">{escape(s)}</th>' for s in columns)
    rows = "".join(
        f'<tr><th scope="row"><a href="../{theme_url(t)}">{escape(t)}</a></th>'
        + "".join(_cell(t, s, count[t, s]) for s in columns)
        + f"<td>{sum(count[t, s] for s in columns)}</td></tr>"
        for t in themes(shelf)
    )
    return (
        '<div class="kb-scroll"><table class="kb-matrix">'
        f'<thead><tr><th scope="col">テーマ</th>{head}<th scope="col">計</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _cell(theme: str, stage: str, count: int) -> str:
    if not count:
        return '<td class="kb-hole"><span aria-label="0件">・</span></td>'
    return f'<td><a href="../{theme_url(theme)}#{quote(stage)}" aria-label="{escape(theme)}・{escape(stage)} {count}件">{count}</a></td>'


def _all_points(shelf: Shelf) -> str:
    chapters = _known_first(names.CHAPTERS, (p.chapter for _, p in shelf.points))
    body = "\n\n".join(_chapter(c, [(e, p) for e, p in shelf.points if p.chapter == c]) for c in chapters)
    return _page("実践ポイント", "仕事の問いごとに、まず何をするかを1ページにまとめています。\n\n" + body)


def _chapter(chapter: str, points: Sequence[tuple[Entry, PointPage]]) -> str:
    items = "".join(f'<li><a href="../{escape(e.url)}">{escape(p.title)}</a></li>' for e, p in points)
    shown = f'<ul class="kb-list">{items}</ul>' if items else "まだページがありません。"
    return f"## {names.CHAPTERS.get(chapter, 'そのほか')} {{ #chapter-{chapter or 'other'} }}\n\n{shown}"


def _by_theme(shelf: Shelf, cases: Listed) -> str:
    groups = ((t, [(e, p) for e, p in cases if p.themes[:1] == (t,)]) for t in themes(shelf))
    return _groups(groups)


def _by_stage(shelf: Shelf, cases: Listed) -> str:
    return _groups((s, [(e, p) for e, p in cases if p.stage == s]) for s in stages(shelf))


def _groups(groups: Iterable[tuple[str, Listed]]) -> str:
    shown = [f"## {escape(name)}\n\n{listing(cases)}" for name, cases in groups if cases]
    return "\n\n".join(shown) or "まだ事例がありません。"


def _item(entry: Entry, page: CasePage, top: str) -> str:
    marks = [page.stage, "・".join(page.themes), names.LESSONS.get(page.lesson, page.lesson)]
    if page.minutes:
        marks.append(f"{page.minutes}分")
    if entry.office:
        marks.append(names.OFFICE)
    meta = escape("｜".join(m for m in marks if m))
    return f'<li><a href="{top}{escape(entry.url)}">{escape(page.title)}</a><span class="kb-meta">{meta}</span></li>'


def _known_first(known: Iterable[str], found: Iterable[str]) -> list[str]:
    """The words of the list in its order, then others that pages use."""
    order = dict.fromkeys(known)
    return [*order, *sorted(set(found) - set(order))]


def _source(url: str) -> str:
    return url.removesuffix(".html") + ".md"


def _slug(kind: str, word: str) -> str:
    """A short file name of plain letters, for folders that are copied between machines."""
    return f"{kind}-{crc32(word.encode()):08x}"
