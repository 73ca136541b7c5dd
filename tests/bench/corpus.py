"""Many pages out of few: whole passages of the knowledge base put together anew, seeds fixed."""

from __future__ import annotations

import random
from pathlib import Path

from search.catalogue import entry_of
from search.pages import case
from search.pages.case import STAGES, CasePage
from search.pages.front_matter import Section
from search.pages.load import load_pages

PAGE_LENGTH = 1_000
SEED = 20261121
QUESTIONS = 100
TITLE = "まとめ"


def material(kb: Path) -> tuple[list[str], list[str]]:
    """Passages to make pages of, and questions: titles, first sentences and openings of cases, mixed."""
    entries = [entry_of(source) for source in load_pages([kb]).sources]
    passages = [passage.text for entry in entries for passage in entry.passages]
    choose = random.Random(SEED)
    asked = [
        text for entry in entries for text in (entry.title, entry.sentences[0].text, entry.passages[0].text)
    ]
    return passages, choose.sample(asked, min(QUESTIONS, len(asked)))


def page_id(number: int) -> str:
    return f"b{number:06}"


def write_pages(kb: Path, passages: list[str], numbers: range, version: int = 0) -> None:
    """Pages of about `PAGE_LENGTH` characters; each is the same in every run, and another in every version."""
    (kb / "cases").mkdir(parents=True, exist_ok=True)
    for number in numbers:
        choose = random.Random(SEED + 1_000_003 * version + number)
        stage = choose.randrange(len(STAGES))
        chosen: list[str] = []  # each passage under one stage only: what is embedded holds both
        while sum(map(len, chosen)) < PAGE_LENGTH - 100:
            chosen.append(choose.choice(passages[stage :: len(STAGES)]))
        page = CasePage(
            id=page_id(number),
            title=TITLE,
            themes=("試し",),
            stage=STAGES[stage],
            sections=tuple(Section(f"その{place}", text) for place, text in enumerate(chosen, 1)),
        )
        (kb / "cases" / f"{page.id}.md").write_text(case.render(page), encoding="utf-8")
