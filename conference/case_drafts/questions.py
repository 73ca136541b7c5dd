"""The questions that lead an author through a case, and the page they make together.  Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from search.pages.case import STAGES, CasePage
from search.pages.front_matter import Section
from search.passages import ASKED

LESSONS = ("成功", "うまくいかなかった", "途中")
OUTCOMES = ("解決", "好転", "変化なし", "悪化", "その他", "未測定")
TITLE_LIMIT = 40
_LISTS = ("themes", "functions", "services", "points")


@dataclass(frozen=True)
class Question:
    """One small question: `key` names its field, `section` the part of the page its answer goes into."""

    key: str
    section: str
    ask: str
    hint: str = ""
    material: tuple[str, ...] = ()
    """Kinds of raw material shown beside it first."""
    lesson: tuple[str, ...] = LESSONS
    """Asked only where the lesson is one of these."""
    lead: str = ""
    """Words before the answer on the page."""
    is_list: bool = False
    is_needed: bool = False


QUESTIONS = (
    Question("worry", "概要", "どんな家庭の、何が心配で会議に出ましたか。", "だれが困っていたかから書き始めると、読む人が場面を思い浮かべられます。", ("situation",), is_needed=True),
    Question("began", "概要", "はじめに気づいたのはだれで、どう伝わりましたか。", "", ("situation",)),
    Question("cause", "見立て", "会議では、何が起きていると考えましたか。", "見えていることと、その奥にあると考えたことを分けて書きます。", ("situation", "policy"), is_needed=True),
    Question("strength", "見立て", "この家庭の力や、頼れる人は何でしたか。"),
    Question("means", "手立て", "だれが、何をしましたか。", "母子保健側・児童福祉側・学校など、担い手ごとに書きます。", ("role", "policy"), is_needed=True),
    Question("course", "経過と結果", "そのあと、どう変わりましたか。", "何か月後に何が起きたか。変わり目があればそこを詳しく。", ("situation", "role"), is_needed=True),
    Question("now", "経過と結果", "いまはどうなっていますか。残っていることは何ですか。", "", ("policy",)),
    Question("success", "ふりかえり", "成功の要因は何だったと思いますか。", "", ("policy",), ("成功", "途中"), "成功の要因"),
    Question("failure", "ふりかえり", "うまくいかなかった原因は何だったと思いますか。", "人を責めず、仕組みと手順で書きます。", ("policy",), ("うまくいかなかった", "途中"), "うまくいかなかった原因"),
    Question("next", "ふりかえり", "次に同じ場面なら、何を変えますか（次の手）。", "", (), ("うまくいかなかった", "途中"), "次の手"),
    Question("think", "考えてみよう", "読む人に考えてほしいことは何ですか。", "1行に1つ。答えが一つに決まらない問いがよい問いです。", (), is_list=True),
    Question("decided", "会議で決めたこと", "会議で決めたことは何でしたか。", "研修では、先に読む人が自分で考えます。あとで開く部分です。", ("policy", "role")),
    Question("minority", "少数意見", "会議で、ほかの見方や反対の意見はありましたか。", "なければ空のままにします。", ("policy",)),
    Question("asked", ASKED, "ほかの職員は、この事例をどんなことばでさがしそうですか。", "1行に1つ。題や本文にない言い方が、さがす人の助けになります。なければ空のままにします。", is_list=True),
)  # fmt: skip
_ASKED = QUESTIONS[-1]
FACTS = ("title", "themes", "stage", "lesson", "outcome", "functions", "services", "minutes", "points")
LABELS = {
    "title": "題名", "themes": "テーマ", "stage": "時期", "lesson": "学べること", "outcome": "結果", "functions": "関わった機関",
    "services": "使ったサービス", "minutes": "研修で話す分数", "points": "つながる実践ポイント", **{each.key: each.ask for each in QUESTIONS},
}  # fmt: skip
FIELDS = (*FACTS, *(each.key for each in QUESTIONS))
CHOICES = {"stage": STAGES, "lesson": LESSONS, "outcome": OUTCOMES}
NEEDED = ("title", "themes", "stage", "lesson")


def asked(lesson: str) -> list[Question]:
    """The questions for this lesson; all of them while none is chosen."""
    return [each for each in QUESTIONS if not lesson or lesson in each.lesson]


def missing(said: Mapping[str, str]) -> list[str]:
    """Labels of what a page cannot do without and is still empty."""
    wanted = [*NEEDED, *(each.key for each in QUESTIONS if each.is_needed)]
    return [LABELS[key] for key in wanted if not said.get(key, "").strip()]


def lines(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in re.split(r"[\n、,]", text) if each.strip())


def page(said: Mapping[str, str], page_id: str, approved_by: str = "", on: date | None = None) -> CasePage:
    """The page of these answers (already processed); the approval is empty until somebody approves."""
    lists: dict[str, Any] = {name: lines(said.get(name, "")) for name in _LISTS}
    minutes = said.get("minutes", "").strip()
    return CasePage(
        id=page_id, title=_flat(said.get("title", "")) or "題名がまだありません", stage=said.get("stage", ""), origin="anonymized",
        lesson=said.get("lesson", ""), outcome=said.get("outcome", ""), approved_by=approved_by, approved_on=on,
        minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 4 else None,
        reviewed_on=on, review_by=date(on.year + 1, on.month, min(on.day, 28)) if on else None,
        asked=tuple(row.removeprefix("- ") for row in _body(_ASKED, said.get("asked", "")).splitlines()),
        sections=_sections(said), **lists,
    )  # fmt: skip


def _sections(said: Mapping[str, str]) -> tuple[Section, ...]:
    bodies: dict[str, list[str]] = {}
    for question in asked(said.get("lesson", "")):
        text = _body(question, said.get(question.key, ""))
        if text and question is not _ASKED:
            bodies.setdefault(question.section, []).append(text)
    return tuple(Section(heading, "\n\n".join(parts)) for heading, parts in bodies.items())


def _body(question: Question, text: str) -> str:
    """Words of the author; what would look like a heading or a list of ours begins plainly."""
    rows = [re.sub(r"^[#\-+*>\s]+", "", row).rstrip() for row in text.splitlines()]
    if question.is_list:
        return "\n".join(f"- {row}" for row in rows if row)
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
    return f"{question.lead}：{plain}" if plain and question.lead else plain


def _flat(text: str) -> str:
    return " ".join(text.split())
