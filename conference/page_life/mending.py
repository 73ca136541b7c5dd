"""A published case back on its author's table: the page's words become answers again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock
from conference.case_drafts import questions
from conference.case_drafts.models import CaseDraft, CaseEdit, DraftState
from conference.errors import ConferenceError
from search.pages import case
from search.pages.case import CasePage


class NoDraft(ConferenceError):
    """The page did not come from a household of these records."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "このページには、もとの下書きがありません。取り下げて、新しい事例として作ってください。まだ何も変えていません。"
        )


def draft_of(session: Session, page_id: str) -> CaseDraft | None:
    return session.scalar(select(CaseDraft).where(CaseDraft.page_id == page_id))


def is_published(draft: CaseDraft) -> bool:
    """Not on its author's table already."""
    return draft.phase is DraftState.PUBLISHED


def reopen(session: Session, page_id: str, text: str, words: str) -> CaseDraft:
    """`text` is the newest version.  The author signs again, another person approves again.  Raises NoDraft."""
    draft = draft_of(session, page_id)
    if draft is None or not is_published(draft):
        raise NoDraft
    draft.edits.clear()
    draft.signatures.clear()
    session.flush()
    draft.state, draft.returned_words = DraftState.RETURNED, words.strip() or "漏れの報告がありました。"
    for field, value in answers(case.parse(text)).items():
        made = CaseEdit(
            field=field, number=1, value=value, person_id=draft.author_id, at=clock.now(), origin="page"
        )
        draft.edits.append(made)
    session.flush()
    return draft


def answers(page: CasePage) -> dict[str, str]:
    """Field → text, so that `questions.page` of them has the words of this page."""
    said = {
        "title": page.title,
        "stage": page.stage,
        "lesson": page.lesson,
        "outcome": page.outcome,
        "minutes": str(page.minutes or ""),
        "asked": "\n".join(page.asked),
        **{name: "、".join(getattr(page, name)) for name in ("themes", "functions", "services", "points")},
    }
    for part in page.sections:
        said.update(_of_section(part.heading, part.body, page.lesson))
    return {field: value for field, value in said.items() if value}


def _of_section(heading: str, body: str, lesson: str) -> dict[str, str]:
    """Paragraphs that begin with a question's own lead go to it, the rest to the first of the section."""
    asked = [each for each in questions.asked(lesson) if each.section == heading]
    if not asked:
        return {}
    parts: dict[str, list[str]] = {}
    current = asked[0]
    for paragraph in body.split("\n\n"):
        led = next((each for each in asked if each.lead and paragraph.startswith(f"{each.lead}：")), None)
        current = led or current
        plain = paragraph.removeprefix(f"{current.lead}：") if led else paragraph
        parts.setdefault(current.key, []).append(plain)
    texts = {key: "\n\n".join(given).strip() for key, given in parts.items()}
    return {key: text.replace("- ", "") if _is_list(key) else text for key, text in texts.items()}


def _is_list(key: str) -> bool:
    return any(each.key == key and each.is_list for each in questions.QUESTIONS)
