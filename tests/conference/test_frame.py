"""The frame around every page: who sees which door, notices with undo, files served by name only."""

from __future__ import annotations

import pytest
from flask import Flask

from conference import notices
from conference.access import public
from conference.assets import FILES
from tests import cast
from tests.browser import Browser


def _doors(browser: Browser) -> list[str]:
    return [link.get_text(strip=True) for link in browser.get("people.password").soup.select(".top-places a")]


@pytest.mark.parametrize(
    ("actor", "doors"),
    [
        (cast.SATO, ["ホーム", "会議", "一覧", "知恵袋", "検索", "事例づくり"]),
        (cast.SUZUKI, ["ホーム", "会議", "一覧", "知恵袋", "検索", "事例づくり"]),
        (cast.TANAKA, ["ホーム", "会議", "知恵袋", "検索"]),
        (cast.TAKAGI, ["ホーム", "会議", "一覧", "知恵袋", "検索", "事例づくり", "見た記録"]),
        (cast.NISHIMURA, ["ホーム", "知恵袋", "検索"]),
        (cast.KANRI, ["ホーム", "知恵袋", "検索", "利用者", "控え", "見た記録"]),
    ],
    ids=lambda value: getattr(value, "login", ""),
)
def test_doors(app: Flask, actor: cast.Actor, doors: list[str]) -> None:
    assert _doors(Browser(app).sign_in(actor.login)) == doors


@pytest.mark.parametrize("actor", cast.CAST, ids=lambda actor: actor.login)
def test_library_mode_has_no_door_to_named_records(library_app: Flask, actor: cast.Actor) -> None:
    browser = Browser(library_app).sign_in(actor.login)
    assert "会議" not in _doors(browser)
    assert browser.get("/").status == 200


def test_nobody_sees_a_door(browser: Browser) -> None:
    page = browser.get("people.sign_in")
    assert page.soup.select(".top-places, .top-search, .top-person") == []


def test_a_notice_is_told_once_with_its_undo(app: Flask) -> None:
    @public
    def told() -> str:
        notices.notice("3番を次回（12/24）へ回しました。", undo="/password")
        return ""

    app.add_url_rule("/told", "told", told)
    browser = Browser(app).sign_in("sato")
    browser.get("/told")
    page = browser.get("people.password")
    assert page.notices == ["3番を次回（12/24）へ回しました。"]
    assert page.soup.select_one(".notice form[action='/password'] button").get_text() == "元に戻す"  # type: ignore[union-attr]
    assert browser.get("people.password").notices == []


@pytest.mark.parametrize("name", ["package.json", "axe.js", "..", "htmx.js.map"])
def test_only_listed_files_are_served(app: Flask, name: str) -> None:
    assert Browser(app).client.get(f"/assets/{name}").status_code == 404


def test_listed_files_come_from_the_assets_folder(app: Flask) -> None:
    folder = app.extensions["settings"].assets_dir
    if not folder.is_dir():
        pytest.skip("browser files are not installed (make assets)")
    missing = [name for name, path in FILES.items() if not (folder / path).is_file()]
    assert missing == []


def test_fonts_and_styles_name_only_our_own_addresses(app: Flask) -> None:
    sheet = Browser(app).get("/static/app.css").text
    named = {word.split('"')[0].removeprefix("/assets/") for word in sheet.split('url("')[1:]}
    assert named <= FILES.keys()
