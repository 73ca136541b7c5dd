"""The site as it is built: what a page shows, what stays folded, and that it asks nobody outside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.kb import site_factory as make

build = make.builder()
LOADS = ("src", "href", "srcset", "data", "poster", "action", "xlink:href")


@cache
def soup(site: Path, url: str) -> BeautifulSoup:
    return BeautifulSoup((site / url).read_text(encoding="utf-8"), "html.parser")


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            url = str(path.relative_to(site))
            yield url, soup(site, url)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build that most tests look at."""
    folder = tmp_path_factory.mktemp("small")
    settings = make.settings(
        folder,
        c0001=make.case(words="くわしくは[[p4-2]]へ。"),
        c0002=make.case("c0002", title="見直しの遅れた事例", review_by="2026-11-20"),
        office_c9001=make.case("c9001", title="この職場の事例", origin="anonymized"),
        p4_2=make.point(),
    )
    near = {
        "c0001": [
            {"id": "c0002", "title": "x", "reason": "朝の始まりが同じ"},
            {"id": "c0777", "title": "x", "reason": "-"},
        ]
    }
    settings.nearest_file.write_text(json.dumps(near), encoding="utf-8")
    assert build.run(settings, strict=True) == 0
    return settings.site_dir


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = make.real_pages(tmp_path_factory.mktemp("real"))
    assert build.run(settings, strict=True) == 0
    return settings.site_dir


def test_a_fictional_case_says_so_before_its_title(small: Path) -> None:
    page = soup(small, "cases/c0001.html")
    assert page.select_one(".kb-badges + h1")
    assert page.select_one(".kb-badges").get_text() == "架空・考える材料"  # type: ignore[union-attr]


def test_an_office_case_stands_beside_them_with_its_own_badges(small: Path) -> None:
    badges = [b.get_text() for b in soup(small, "cases/c9001.html").select(".kb-badge")]
    assert badges == ["加工済み事例", "この職場の事例"]


def test_what_was_decided_is_shut_until_it_is_opened(small: Path) -> None:
    folds = soup(small, "cases/c0001.html").select("details")
    assert [f.select_one("h2").get_text() for f in folds] == [  # type: ignore[union-attr]
        "会議で決めたこと",
        "少数意見",
        "進行役メモ（研修担当むけ）",
    ]
    assert not any(f.has_attr("open") for f in folds)


def test_notes_for_trainers_are_not_found_by_the_theme_search(small: Path) -> None:
    index = (small / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "玄関で足が止まる朝" in index
    assert "研修の人だけが読む" not in index


def test_family_and_course_are_drawn_with_words(small: Path) -> None:
    drawn = soup(small, "cases/c0001.html").select("figure svg[role=img]")
    assert [d.get("aria-label") for d in drawn] == [
        "本人（小3）、母の家族。母の子は本人。いっしょに暮らすのは本人、母。",
        "9月 朝の訪問を始める（転機）。",
    ]


def test_a_link_by_id_shows_the_title(small: Path) -> None:
    links = soup(small, "cases/c0001.html").select('a[href="../points/p4-2.html"]')
    assert {link.get_text() for link in links} == {"合同ケース会議では何を決める？"}


def test_near_cases_come_with_their_reason_and_gone_ones_are_passed_over(small: Path) -> None:
    text = soup(small, "cases/c0001.html").get_text()
    assert "朝の始まりが同じ" in text
    assert "c0777" not in text


@pytest.mark.parametrize(("url", "late"), [("cases/c0002.html", True), ("cases/c0001.html", False)])
def test_a_page_past_its_review_is_marked(small: Path, url: str, late: bool) -> None:
    assert ("見直し予定を過ぎています" in soup(small, url).get_text()) is late


def test_a_point_shows_its_first_screen_and_folds_the_rest(small: Path) -> None:
    page = soup(small, "points/p4-2.html")
    assert [f.select_one("h2").get_text() for f in page.select("details")] == ["なぜそうするか", "数字"]  # type: ignore[union-attr]
    assert "令和7年3月" in page.select_one(".kb-sources").get_text()  # type: ignore[union-attr]
    assert "64-65ページ" in page.get_text()


def test_a_chart_has_its_numbers_in_a_table_and_its_source(small: Path) -> None:
    figure = soup(small, "points/p4-2.html").select_one("details .kb-chart")
    assert isinstance(figure, Tag)
    assert [row.get_text() for row in figure.select("tr")] == ["同行67%", "書面12%"]
    assert "出所：S4 p61" in figure.get_text()


def test_holes_are_seen_in_the_table_of_themes_and_stages(small: Path) -> None:
    rows = {
        r.th.get_text(): [c.get_text() for c in r.select("td")]
        for r in soup(small, "cases/index.html").select("tbody tr")
        if r.th
    }
    assert rows["不登校"] == ["・", "・", "・", "3", "・", "・", "3"]
    assert rows["いじめ"] == ["・"] * 6 + ["0"]


def test_the_front_page_counts_what_is_there(small: Path) -> None:
    text = soup(small, "index.html").get_text()
    assert "事例 3件　実践ポイント 1件" in text


def test_navigation_holds_entrances_only(small: Path) -> None:
    names = [a.get_text(strip=True) for a in soup(small, "cases/c0001.html").select(".md-tabs a")]
    assert names == ["はじめに", "実践ポイント", "事例"]
    assert not soup(small, "cases/c0001.html").select('.md-nav a[href*="c0002"]')


@pytest.mark.parametrize("which", ["small", "real"])
def test_no_page_asks_for_anything_outside(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    outside = [
        (url, tag.name, tag[name])
        for url, page in pages(site)
        for tag in page.find_all(True)
        for name in LOADS
        if tag.name != "a" and re.match(r"(https?:)?//", str(tag.get(name, "")))
    ]
    sheets = [
        p
        for p in site.rglob("*.css")
        if re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", p.read_text("utf-8"))
    ]
    assert (outside, sheets) == ([], [])


@pytest.mark.parametrize("which", ["small", "real"])
def test_every_local_link_leads_to_a_file(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    lost = [
        (url, link)
        for url, page in pages(site)
        for tag in page.find_all(True)
        for link in [str(tag.get("href") or tag.get("src") or "").split("#")[0].split("?")[0]]
        if link
        and link != "/"
        and not link.startswith("data:")
        and not (site / url).parent.joinpath(link).exists()
    ]
    assert lost == []


@pytest.mark.parametrize("which", ["small", "real"])
def test_every_page_keeps_its_promises(which: str, request: pytest.FixtureRequest) -> None:
    broken = []
    for url, page in pages(request.getfixturevalue(which)):
        ids = [tag["id"] for tag in page.find_all(id=True)]
        inline = [s for s in page.select("script:not([src])") if s.get("type") != "application/json"]
        promises = {
            "language": page.html is not None and page.html.get("lang") == "ja",
            "one h1": len(page.find_all("h1")) == 1,
            "ids differ": len(ids) == len(set(ids)),
            "no script or style inside": not inline
            and not page.find_all(style=True)
            and not page.find_all("style"),
            "search box is labelled": bool(page.select("label[for=kb-q]")),
        }
        broken += [(url, promise) for promise, kept in promises.items() if not kept]
    assert broken == []


def test_the_theme_bundle_has_no_search_form_to_start_on(small: Path) -> None:
    """Its form would load the whole index on every page."""
    assert not soup(small, "index.html").select('form[name="search"]')


def test_a_dead_link_is_named_and_stops_a_strict_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = make.settings(tmp_path, c0001=make.case(points="", words="[[p9-9]]"))
    assert build.run(settings, strict=True) == 2
    assert "cases/c0001.md の [[p9-9]]" in capsys.readouterr().err
    assert not settings.site_dir.exists()


def test_one_unreadable_page_is_named_and_the_rest_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = make.settings(tmp_path, c0001=make.case(points=""), c0002="---\ntitle: [\n---\n")
    assert build.run(settings) == 1
    assert "c0002.md" in capsys.readouterr().err
    assert (settings.site_dir / "cases/c0001.html").exists()
    assert not (settings.site_dir / "cases/c0002.html").exists()


def test_what_the_office_hides_is_nowhere_on_the_site(tmp_path: Path) -> None:
    """A page of the product and one by address: not built, not listed, not found."""
    settings = make.settings(
        tmp_path, c0001=make.case(points=""), c0002=make.case("c0002", title="出さない題", points="")
    )
    before = build.fingerprint(settings)
    settings.office_dir.mkdir(exist_ok=True)
    (settings.office_dir / ".hidden").write_text("c0002\nstart/trainer\n", "utf-8")
    assert build.fingerprint(settings) != before
    assert build.run(settings) < 2
    assert (settings.site_dir / "cases/c0001.html").exists()
    assert not (settings.site_dir / "cases/c0002.html").exists()
    assert not (settings.site_dir / "start/trainer.html").exists()
    said = [path for path in settings.site_dir.rglob("*.*") if "出さない題".encode() in path.read_bytes()]
    assert said == []


def test_an_odd_family_is_told_on_its_page(tmp_path: Path) -> None:
    odd = "family: {members: [{id: a}, {id: a}]}\ntimeline: 9月\n"
    settings = make.settings(tmp_path, c0001=make.case(points="", more=odd))
    assert build.run(settings) == 1
    assert len(soup(settings.site_dir, "cases/c0001.html").select(".kb-note")) == 2


def test_a_bare_page_is_shown(tmp_path: Path) -> None:
    bare = "---\nid: c0001\ntitle: 短い\nthemes: [新しいテーマ]\nstage: 大学生\n---\n本文だけ。\n"
    settings = make.settings(tmp_path, c0001=bare)
    assert build.run(settings, strict=True) == 0
    assert "新しいテーマ" in soup(settings.site_dir, "cases/index.html").get_text()


def test_nothing_changed_nothing_built(tmp_path: Path) -> None:
    settings = make.settings(tmp_path, c0001=make.case(points=""))
    assert build.run(settings) == 0
    (settings.site_dir / "mark").touch()
    assert build.run(settings) == 0
    assert (settings.site_dir / "mark").exists()


@pytest.mark.parametrize("change", ["page", "office", "day"])
def test_a_change_builds_anew(tmp_path: Path, change: str) -> None:
    settings = make.settings(tmp_path, c0001=make.case(points=""))
    before = build.fingerprint(settings)
    if change == "page":
        make.settings(tmp_path, c0001=make.case(points="", words="一文。"))
    elif change == "office":
        make.settings(tmp_path, office_c9001=make.case("c9001", points=""))
    else:
        settings = replace(settings, today=settings.today.replace(year=2028))
    assert build.fingerprint(settings) != before


def test_without_browser_files_the_build_says_how_to_get_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = replace(make.settings(tmp_path), assets_dir=tmp_path / "nothing")
    assert build.run(settings) == 2
    assert "make assets" in capsys.readouterr().err


def test_the_copy_for_a_folder_carries_its_index_as_a_script(tmp_path: Path) -> None:
    settings = replace(make.settings(tmp_path, c0001=make.case(points="")), offline=True)
    assert build.run(settings) == 0
    assert (settings.site_dir / "search/search_index.js").read_text("utf-8").startswith("var __index = {")
    assert not (settings.site_dir / "search/search_index.json").exists()
