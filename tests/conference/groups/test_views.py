"""The board: lines pasted, changed, taken down; a need joined with an offer, followed up, taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from flask import Flask
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from conference.groups.models import GroupLine, GroupPair, GroupSide
from conference.search_port import QuietSearcher
from tests import cast
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
NEED, OFFER = GroupSide.NEED.value, GroupSide.OFFER.value
NEEDS = "こども食堂の会：荷物を運ぶ車がない（連絡 田辺さん）\n北町サロン：場所がほしい"
OFFERS = "社協：車を出せる（連絡 大原さん）\n南町会：机を貸せる"


class KnowsMeaning(QuietSearcher):
    """The first need and the first offer belong together, whatever they say."""

    def nearness(self, *asked: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(len(asked[0]), len(asked[1]), dtype=np.float32)


@pytest.fixture(autouse=True)
def quiet(app: Flask) -> None:
    app.extensions["search"] = QuietSearcher()


def _add(browser: Browser, lines: str, side: str) -> Page:
    return browser.post("groups.add", {"lines": lines, "side": side})


def _board(as_: As) -> tuple[Browser, Page]:
    browser = as_(cast.SUZUKI)
    _add(browser, NEEDS, NEED)
    return browser, _add(browser, OFFERS, OFFER)


def _lines(page: Page, heading: str) -> list[str]:
    section = page.soup.select_one(f"section[aria-labelledby={heading}]")
    return (
        [] if section is None else [each.get_text(" ", strip=True) for each in section.select(".group-line")]
    )


def _fields(page: Page) -> dict[str, str]:
    return {
        str(tag["name"]): str(tag.get("value", ""))
        for tag in page.soup.select("form[action$='/groups/pairs'] input[name]")
        if tag["name"] != "csrf_token" and (tag.get("type") != "checkbox" or tag.has_attr("checked"))
    }


def test_pasted_lines_hang_on_their_side_once(as_: As) -> None:
    browser, page = _board(as_)
    assert [each.split()[0] for each in _lines(page, "needs")] == ["こども食堂の会", "北町サロン"]
    assert [each.split()[0] for each in _lines(page, "offers")] == ["社協", "南町会"]
    assert _add(browser, OFFERS, OFFER).notices == [
        "「できること」に0行を足しました。2行はもう出ていました。"
    ]


def _undo(page: Page) -> str:
    """Where the button beside what was told posts to."""
    (form,) = page.soup.select(".notice form")
    return str(form["action"])


def test_added_and_taken_away(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    _add(browser, OFFERS, OFFER)
    page = browser.post(_undo(_add(browser, NEEDS, NEED)))
    assert page.notices == ["足した2行を外しました。"]
    assert (_lines(page, "needs"), len(_lines(page, "offers"))) == ([], 2)


def test_what_was_changed_or_joined_since_stays(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    _add(browser, OFFERS, OFFER)
    undo = _undo(_add(browser, NEEDS + "\n東会：机がない", NEED))  # the lines 3, 4, 5
    browser.post("groups.join", {"offer": 1}, line_id=3)
    sent = {"group_name": "北町サロン", "text": "広い場所がほしい", "was": "北町サロン\t場所がほしい\t"}
    as_(cast.INUI).post("groups.change", sent, line_id=4)
    page = browser.post(undo)
    assert page.notices == [
        "足した1行を外しました。2行は、あとから直されたか合わせてあるため、そのままです。"
    ]
    assert _lines(page, "needs") == ["北町サロン 広い場所がほしい"]
    assert "荷物を運ぶ車がない" in page.words


def test_a_hundred_lines_can_be_taken_away(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    page = _add(browser, "\n".join(f"団{n}：机" for n in range(100)), OFFER)
    assert browser.post(_undo(page)).notices == ["足した100行を外しました。"]


@pytest.mark.parametrize("lines", ["", "x.0-", "9" * 30 + ".0", "1.00000000"])
def test_only_what_an_undo_names_is_taken_away(as_: As, session: Session, lines: str) -> None:
    browser, _ = _board(as_)
    assert browser.post("groups.take_away", lines=lines).status == 200
    assert session.query(GroupLine).filter_by(dropped_at=None).count() == 4


def test_what_cannot_be_kept_stays_in_the_field(as_: As, session: Session) -> None:
    page = _add(as_(cast.INUI), "社協：机\n社協：", NEED)
    assert (page.status, "2行目に" in page.words) == (422, True)
    assert page.soup.select_one("textarea").get_text() == "社協：机\n社協："  # type: ignore[union-attr]
    assert _add(as_(cast.INUI), "社協：机", "どちらでも").status == 404
    assert session.query(GroupLine).count() == 0


def test_the_wall_does_not_show_contact_persons(as_: As) -> None:
    _, page = _board(as_)
    contacts = [tag for tag in page.soup.find_all(string=lambda text: "さん" in text)]
    assert len(contacts) == 2
    assert all(tag.find_parent(class_="on-screen") for tag in contacts)


def test_beside_a_need_what_might_fit(as_: As) -> None:
    _, page = _board(as_)
    fits = [each.get_text(" ", strip=True) for each in page.soup.select(".fits li > span")]
    assert fits == ["社協\u3000車を出せる 同じ言葉：車"]


def test_near_in_meaning(app: Flask, as_: As) -> None:
    app.extensions["search"] = KnowsMeaning()
    browser = as_(cast.SUZUKI)
    _add(browser, "\n".join(f"会{n}：{word}" for n, word in enumerate("春夏秋冬")), NEED)
    page = _add(browser, "\n".join(f"団{n}：{word}" for n, word in enumerate("東西南北")), OFFER)
    assert [each.get_text(strip=True) for each in page.soup.select(".fits .hint")] == ["近い言葉"] * 4


def test_nobody_is_told_of_their_own_offer(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    _add(browser, "社協：車がない", NEED)
    page = _add(browser, "\n".join(f"社協：車を{n}台出せる" for n in range(1, 5)), OFFER)
    assert not page.soup.select(".fits li")
    page = _add(browser, "南町会：車がある", OFFER)
    assert [each.get_text(" ", strip=True) for each in page.soup.select(".fits li > span")] == [
        "南町会\u3000車がある 同じ言葉：車"
    ], "four offers of one's own do not hide another's"


def _joined(as_: As) -> tuple[Browser, Page]:
    browser, _ = _board(as_)
    return browser, browser.post("groups.join", {"offer": 3}, line_id=1)


def test_joined_and_back(as_: As, session: Session) -> None:
    browser, page = _joined(as_)
    assert page.notices == [
        "「こども食堂の会」の困りごとに「社協」を合わせました。声をかける人は鈴木さんです。"
    ]
    assert [each.split()[0] for each in _lines(page, "needs")] == ["北町サロン"]
    page = browser.post("groups.take_apart", pair_id=1)
    assert len(_lines(page, "needs")) == 2
    browser.post("groups.join_again", pair_id=1)
    assert session.query(GroupPair).one().apart_at is None


@pytest.mark.parametrize(
    ("line_id", "offer", "status", "reason"),
    [
        (1, "4", 409, "the need has an offer already"),
        (3, "4", 404, "an offer is no need"),
        (2, "1", 404, "a need is no offer"),
        (2, "そのほか", 404, "no number"),
        (99, "3", 404, "no such line"),
    ],
)
def test_what_cannot_be_joined(as_: As, line_id: int, offer: str, status: int, reason: str) -> None:
    browser, _ = _joined(as_)
    assert browser.post("groups.join", {"offer": offer}, line_id=line_id).status == status, reason


def test_followed_up_and_done(as_: As, session: Session) -> None:
    browser, page = _joined(as_)
    page = browser.post("groups.write_pairs", {**_fields(page), "who-1": "乾", "done-1": "1"})
    assert page.notices == ["1組を保存しました。"]
    assert page.soup.select_one("section[aria-labelledby=pairs]") is None
    assert "済んだ組合せ 1" in page.words
    pair = session.query(GroupPair).one()
    assert (pair.who, pair.done_at is not None) == ("乾", True)


def test_done_too_early_is_opened_again(as_: As, session: Session) -> None:
    browser, page = _joined(as_)
    page = browser.post("groups.write_pairs", {**_fields(page), "done-1": "1"})
    (form,) = page.soup.select(".done-pairs form")
    page = browser.post(str(form["action"]))
    assert page.notices == ["「こども食堂の会」と「社協」の組合せを、まだにしました。"]
    assert (_fields(page)["was-1"], page.soup.select(".done-pairs")) == ("鈴木\t", [])
    assert session.query(GroupPair).one().done_at is None


def test_what_was_taken_apart_is_not_opened(as_: As) -> None:
    browser, _ = _joined(as_)
    browser.post("groups.take_apart", pair_id=1)
    assert browser.post("groups.open_again", pair_id=1).status == 409
    assert browser.post("groups.open_again", pair_id=99).status == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"who-1": "倉持"}, "書いた声をかける人「倉持」は、保存していません。"),
        ({"who-1": "倉持", "done-1": "1"}, "書いた声をかける人「倉持」と済の印は、保存していません。"),
        ({"done-1": "1"}, "書いた済の印は、保存していません。"),
    ],
)
def test_what_was_typed_beside_a_pair_that_is_apart(
    as_: As, session: Session, typed: dict[str, str], said: str
) -> None:
    browser, _ = _joined(as_)
    sent = _fields(browser.post("groups.join", {"offer": 4}, line_id=2))
    as_(cast.INUI).post("groups.take_apart", pair_id=1)
    page = browser.post("groups.write_pairs", {**sent, **typed, "who-2": "乾"})
    assert page.status == 409
    assert "「こども食堂の会」と「社協」の組合せは、ほかの人が解きました。" + said in page.words
    assert _fields(page)["who-2"] == session.get_one(GroupPair, 2).who == "乾", "the others are kept"


def test_nothing_typed_beside_a_pair_that_is_apart(as_: As) -> None:
    browser, page = _joined(as_)
    sent = _fields(page)
    as_(cast.INUI).post("groups.take_apart", pair_id=1)
    assert browser.post("groups.write_pairs", {**sent, "was-99": "x\t"}).notices == [
        "変わったところはありません。"
    ]


def test_two_who_write_the_same_pair(as_: As, session: Session) -> None:
    browser, page = _joined(as_)
    sent = _fields(page)
    as_(cast.INUI).post("groups.write_pairs", {**sent, "who-1": "乾"})
    page = browser.post("groups.write_pairs", {**sent, "who-1": "倉持"})
    assert (page.status, "今の内容：乾。" in page.words) == (409, True)
    assert _fields(page)["who-1"] == "倉持", "what was typed is still there"
    assert session.query(GroupPair).one().who == "乾"
    session.commit()
    browser.post("groups.write_pairs", _fields(page))
    session.expire_all()
    assert session.query(GroupPair).one().who == "倉持"


def test_another_field_of_the_pair_is_kept_beside(as_: As, session: Session) -> None:
    browser, page = _joined(as_)
    sent = _fields(page)
    as_(cast.INUI).post("groups.write_pairs", {**sent, "who-1": "乾"})
    browser.post("groups.write_pairs", {**sent, "done-1": "1"})
    pair = session.query(GroupPair).one()
    assert (pair.who, pair.done_at is not None) == ("乾", True)


def test_taken_apart_beside_what_was_typed(as_: As, session: Session) -> None:
    browser, _ = _joined(as_)
    page = browser.post("groups.join", {"offer": 4}, line_id=2)
    page = browser.post("groups.write_pairs", {**_fields(page), "who-2": "倉持", "apart": "1"})
    assert [each.who for each in session.query(GroupPair).order_by(GroupPair.id)] == ["鈴木", "倉持"]
    assert [each.split()[0] for each in _lines(page, "pairs")] == []
    assert "「こども食堂の会」と「社協」の組合せを解きました。" in page.notices


def test_a_line_that_is_followed_up_stays(as_: As) -> None:
    browser, page = _joined(as_)
    assert browser.post("groups.drop", line_id=3).status == 409
    browser.post("groups.write_pairs", {**_fields(page), "done-1": "1"})
    page = browser.post("groups.drop", line_id=3)
    assert page.notices == ["「車を出せる」を外しました。"]
    assert "車を出せる" in page.words, "what is done is still told"
    assert browser.post("groups.join", {"offer": 3}, line_id=2).status == 409, "it hangs there no more"
    assert "社協 車を出せる 連絡 大原さん" in _lines(browser.post("groups.put_back", line_id=3), "offers")


def test_a_line_is_changed_by_two(as_: As, session: Session) -> None:
    browser, _ = _board(as_)
    was = {"group_name": "南町会", "text": "机を貸せる", "contact": "", "was": "南町会\t机を貸せる\t"}
    as_(cast.INUI).post("groups.change", {**was, "text": "机を十台貸せる"}, line_id=4)
    page = browser.post("groups.change", {**was, "contact": "林さん"}, line_id=4)
    assert (page.status, "今の内容：南町会　机を十台貸せる" in page.text) == (409, True)
    again = {str(tag["name"]): str(tag["value"]) for tag in page.soup.select("main input[name]")}
    assert (again["contact"], again["was"]) == ("林さん", "南町会\t机を十台貸せる\t")
    browser.post("groups.change", {**again, "text": "机を十台貸せる"}, line_id=4)
    line = session.get_one(GroupLine, 4)
    assert (line.text, line.contact) == ("机を十台貸せる", "林さん")


def test_a_line_that_was_taken_down_is_not_changed_unseen(as_: As, session: Session) -> None:
    browser, _ = _board(as_)
    sent = {"group_name": "南町会", "text": "机を十台貸せる", "contact": "", "was": "南町会\t机を貸せる\t"}
    as_(cast.INUI).post("groups.drop", line_id=4)
    page = browser.post("groups.change", sent, line_id=4)
    assert (page.status, "この行は、ほかの人が外しました。まだ直していません。" in page.words) == (409, True)
    assert session.get_one(GroupLine, 4).text == "机を貸せる"
    session.commit()
    again = {str(tag["name"]): str(tag["value"]) for tag in page.soup.select("main input[name]")}
    assert again["text"] == "机を十台貸せる", "what was typed is still there"
    page = browser.post("groups.change", again, line_id=4)
    assert page.notices == ["直して、表に戻しました。"]
    assert "南町会 机を十台貸せる" in _lines(page, "offers")


def test_a_line_cannot_lose_its_text(as_: As) -> None:
    browser, _ = _board(as_)
    page = browser.post("groups.change", {"group_name": "社協", "text": " ", "was": ""}, line_id=3)
    assert (page.status, "書かれていません。まだ直していません。" in page.words) == (422, True)


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_others_do_not_see_it(as_: As, actor: cast.Actor) -> None:
    _board(as_)
    page = as_(actor).get("groups.board")
    assert (page.status, "社協" in page.text) == (403, False)


def test_the_way_to_it(as_: As) -> None:
    assert as_(cast.INUI).get("visits.visits").soup.select_one("main a[href='/groups']")
