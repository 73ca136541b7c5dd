"""控え: the システム管理者 makes one and sees the last."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import cast
from tests.browser import Browser


def test_the_administrator_makes_a_copy(app: Flask) -> None:
    kanri = Browser(app).sign_in("kanri")
    assert "控えがまだ一つもありません" in kanri.get("backups.backups").words
    page = kanri.post("backups.make_backup")
    assert page.notices == ["控えを作り、開けることを確かめました。"]
    assert "最後の控え R8.11.21 14:30" in page.words


def test_a_full_disk_is_told(app: Flask) -> None:
    app.extensions["settings"].backup_dir.write_text("a file where the folder should be")
    kanri = Browser(app).sign_in("kanri")
    answer = kanri.client.post("/backups", headers={"X-CSRFToken": kanri.csrf_token()})
    assert answer.status_code == 503
    assert "控えを作れませんでした" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("actor", "todo"),
    [
        (cast.KANRI, "「控え」の画面で作り"),
        (cast.SATO, "システム管理者に伝えてください"),
        (cast.TAKAGI, "システム管理者に伝えてください"),
        (cast.SUZUKI, None),
        (cast.TANAKA, None),
    ],
    ids=lambda value: getattr(value, "login", ""),
)
def test_home_tells_an_old_copy_to_those_who_can_act(app: Flask, actor: cast.Actor, todo: str | None) -> None:
    browser = Browser(app).sign_in(actor.login)
    page = browser.get("home.index")
    assert ("控えがまだ一つもありません" in page.words) == (todo is not None)
    assert todo is None or todo in page.words
    assert "控えがまだ一つもありません" not in browser.get("people.password").words


def test_nobody_else(app: Flask) -> None:
    for actor in cast.CAST:
        if actor is not cast.KANRI:
            assert Browser(app).sign_in(actor.login).get("backups.backups").status == 403
