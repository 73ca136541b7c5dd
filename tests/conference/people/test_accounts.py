"""利用者: accounts are made, changed and stopped by the システム管理者 only."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.people.passwords import PasswordTooWeak, check_new, one_time
from conference.people.service import by_login
from tests import cast
from tests.browser import Browser


@pytest.fixture
def admin(app: Flask) -> Browser:
    return Browser(app).sign_in("kanri")


def _id(session: Session, login: str) -> int:
    found = by_login(session, login)
    session.commit()
    assert found is not None
    return found.id


def test_a_new_person_chooses_an_own_password_first(app: Flask, admin: Browser) -> None:
    page = admin.post(
        "people.add_person", {"login": "mori", "name": "森 葵", "role": "child", "agency": "児童福祉係"}
    )
    handed = page.soup.select_one(".handed code")
    assert handed is not None
    mori = Browser(app)
    assert (
        mori.post("people.sign_in_now", {"login": "mori", "password": handed.text}).h1 == "パスワードを変える"
    )
    assert mori.get("people.fresh_token").h1 == "パスワードを変える"  # nothing else opens yet
    mori.post("people.change_password", {"old": handed.text, "new": "aoi mori no michi"})
    assert mori.get("people.fresh_token").status == 200
    assert handed.text not in mori.get("people.password").text


def test_role_newcomer_stop_and_return(admin: Browser, session: Session) -> None:
    suzuki = _id(session, "suzuki")
    assert admin.post("people.change_role", {"role": "maternal"}, person_id=suzuki).notices == [
        "鈴木 花さんの役割を母子保健にしました。"
    ]
    assert admin.post("people.change_newcomer", {"is_newcomer": "1"}, person_id=suzuki).notices
    stopped = admin.post("people.deactivate", person_id=suzuki)
    assert stopped.notices == ["鈴木 花さんを止めました。書いた記録は残っています。"]
    undo = stopped.soup.select_one(".notice form")
    assert undo is not None
    assert admin.post(str(undo["action"])).notices == ["鈴木 花さんを戻しました。"]


@pytest.mark.parametrize("what", ["people.deactivate", "people.change_role"])
def test_the_last_administrator_stays(admin: Browser, session: Session, what: str) -> None:
    page = admin.post(what, {"role": "child"}, person_id=_id(session, "kanri"))
    assert page.status == 400
    assert "管理者がいなくなります" in page.words


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"login": "", "name": "森 葵", "role": "child"}, "利用者名と名前を書いてください"),
        ({"login": "sato", "name": "森 葵", "role": "child"}, "利用者名「sato」は使われています"),
        ({"login": "mori", "name": "森 葵", "role": "king"}, "役割を一つ選んでください"),
        ({"login": "m" * 65, "name": "森 葵", "role": "child"}, "64文字まで"),
        ({"login": "mo\0ri", "name": "森 葵", "role": "child"}, "保存できない文字があります"),
    ],
)
def test_odd_input_keeps_what_was_typed(admin: Browser, form: dict[str, str], told: str) -> None:
    page = admin.post("people.add_person", form)
    assert page.status == 400
    assert told in page.words


@pytest.mark.parametrize(
    "actor", [actor for actor in cast.CAST if actor is not cast.KANRI], ids=lambda actor: actor.login
)
def test_nobody_else(app: Flask, actor: cast.Actor, session: Session) -> None:
    browser, suzuki = Browser(app).sign_in(actor.login), _id(session, "suzuki")
    assert browser.get("people.people").status == 403
    assert browser.post("people.change_role", {"role": "admin"}, person_id=suzuki).status == 403


@pytest.mark.parametrize(
    ("password", "is_good", "reason"),
    [
        ("umi to yama to kawa", True, "a few words"),
        ("うみとやまとかわとそら", False, "eleven letters"),
        ("うみとやまとかわとそらと", True, "twelve kana"),
        ("password1234", False, "on the common list"),
        ("PASSWORD1234", False, "likewise in capitals"),
        ("aaaaaaaaaaaa", False, "one letter"),
        ("sato no heya 2026", False, "holds the login"),
        ("x" * 50 + "abcdefgh" * 9, True, "122 letters"),
        ("abcdefgh" * 17, False, "136 letters"),
    ],
)
def test_new_passwords(password: str, is_good: bool, reason: str) -> None:
    try:
        check_new(password, "sato")
        accepted = True
    except PasswordTooWeak:
        accepted = False
    assert accepted == is_good, reason


def test_one_time_passwords_are_good_and_differ() -> None:
    made = {one_time() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_new(password, "sato")


def test_changing_asks_for_the_old_one(app: Flask) -> None:
    sato = Browser(app).sign_in("sato")
    assert (
        "名前かパスワードが違います"
        in sato.post("people.change_password", {"old": "x", "new": "ame no hi no uta"}).words
    )
    assert (
        "今と同じパスワード"
        in sato.post("people.change_password", {"old": cast.PASSWORD, "new": cast.PASSWORD}).words
    )
    assert (
        sato.post(
            "people.change_password", {"old": cast.PASSWORD, "new": "ame no hi no uta"}, follow=False
        ).status
        == 302
    )
