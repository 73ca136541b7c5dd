"""控え: the システム管理者 makes one and sees the last."""

from __future__ import annotations

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


def test_nobody_else(app: Flask) -> None:
    for actor in cast.CAST:
        if actor is not cast.KANRI:
            assert Browser(app).sign_in(actor.login).get("backups.backups").status == 403
