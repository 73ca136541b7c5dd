"""From the records to the files and back: what stands, what is hidden, what is gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import search_port
from conference.anonymize import gate
from conference.config import Settings
from conference.publishing import service, spreading, writer
from conference.publishing.models import PageVersion
from conference.search_port import QuietSearcher
from search import BuildReport, SearchConfig, Searcher
from search.pages import case
from tests import cast
from tests.conference.anonymize.pages import PAGE_ID, a_page, examined
from tests.factories import a_household


def _publish(session: Session, why: str = "はじめて", **changed: Any) -> PageVersion:
    page = examined(a_page(**changed), key=service.gate_key(session))
    by = cast.enter(session, cast.SATO)
    return service.publish(session, page, by, why, a_household(session))


def _file(settings: Settings) -> Path:
    return settings.office_kb_dir / "cases" / f"{PAGE_ID}.md"


def test_a_published_page_is_a_file_that_reads_back(session: Session, settings: Settings) -> None:
    _publish(session)
    assert spreading.settle(session, settings) == spreading.Settled(written=1)
    assert case.parse(_file(settings).read_text(encoding="utf-8")) == a_page()
    assert spreading.settle(session, settings) == spreading.Settled()


def test_a_second_version_takes_the_place_of_the_first(session: Session, settings: Settings) -> None:
    _publish(session)
    spreading.settle(session, settings)
    assert _publish(session, "題を直した", title="朝の玄関で").number == 2
    spreading.settle(session, settings)
    assert case.parse(_file(settings).read_text(encoding="utf-8")).title == "朝の玄関で"
    assert [(each.number, each.why) for each in service.versions(session, PAGE_ID)] == [
        (2, "題を直した"),
        (1, "はじめて"),
    ]


def test_hidden_and_back(session: Session, settings: Settings) -> None:
    _publish(session)
    spreading.settle(session, settings)
    built = settings.site_dir / "cases" / f"{PAGE_ID}.html"
    built.parent.mkdir(parents=True)
    built.write_text("page")
    by = cast.enter(session, cast.SATO)
    service.hide(session, PAGE_ID, by, "調べる")
    assert spreading.settle(session, settings) == spreading.Settled(removed=1)
    assert not _file(settings).exists()
    assert not built.exists()
    service.restore(session, PAGE_ID, by, "問題なし")
    assert spreading.settle(session, settings) == spreading.Settled(written=1)


def test_withdrawn_takes_everything_and_does_not_come_back(session: Session, settings: Settings) -> None:
    _publish(session)
    spreading.settle(session, settings)
    by = cast.enter(session, cast.SATO)
    service.withdraw(session, PAGE_ID, by, "家族の申し出")
    spreading.settle(session, settings)
    assert not _file(settings).exists()
    assert service.versions(session, PAGE_ID) == []
    with pytest.raises(service.PageGone):
        service.restore(session, PAGE_ID, by, "")
    with pytest.raises(service.PageGone):
        _publish(session)
    assert service.page_of(session, PAGE_ID).household_id is not None
    assert session.query(PageVersion).count() == 0


def test_a_copy_from_before_a_withdrawal_does_not_bring_the_page_back(
    session: Session, settings: Settings
) -> None:
    _publish(session)
    session.commit()
    writer.note_withdrawn(settings.office_kb_dir, [PAGE_ID])  # withdrawn after the copy was made
    assert spreading.settle(session, settings) == spreading.Settled()
    assert not _file(settings).exists()


def test_pages_of_other_hands_are_left_alone(session: Session, settings: Settings) -> None:
    own = settings.office_kb_dir / "cases" / "c9001.md"
    own.parent.mkdir(parents=True)
    own.write_text("by hand", encoding="utf-8")
    spreading.settle(session, settings)
    assert own.read_text(encoding="utf-8") == "by hand"


def test_a_version_changed_in_the_records_is_not_written(session: Session, settings: Settings) -> None:
    version = _publish(session)
    version.text = version.text.replace("A児", "結衣")
    with pytest.raises(gate.ChangedAfterwards):
        spreading.settle(session, settings)
    assert not _file(settings).exists()


def test_the_writer_takes_only_what_the_gate_made(tmp_path: Path) -> None:
    class Lookalike:
        page, text, seal = a_page(), "anything", "seal"

    with pytest.raises(TypeError):
        writer.write(tmp_path, Lookalike())  # type: ignore[arg-type]
    assert list(tmp_path.rglob("*.md")) == []


def test_a_disk_that_refuses_keeps_the_old_page(
    session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(session)
    spreading.settle(session, settings)
    before = _file(settings).read_bytes()
    _publish(session, title="新しい題")
    monkeypatch.setattr("os.fsync", _refuse)
    with pytest.raises(OSError, match="full"):
        spreading.settle(session, settings)
    assert _file(settings).read_bytes() == before
    assert sorted(path.name for path in _file(settings).parent.iterdir()) == [f"{PAGE_ID}.md"]


def _refuse(_: int) -> None:
    raise OSError("full")


def test_files_index_and_site_follow_a_commit(app: Flask, session: Session, settings: Settings) -> None:
    app.extensions["search"] = QuietSearcher()
    spreader: spreading.Spreader = app.extensions["spreader"]
    built: list[int] = []
    spreader.build_site = lambda: built.append(1)
    _publish(session)
    session.commit()
    spreading.spread(app)
    spreader.finish()
    assert _file(settings).exists()
    assert built == [1]


def test_one_changed_version_stops_no_other_page(session: Session, settings: Settings) -> None:
    _publish(session).text = "something else"
    other = examined(a_page(id="o99999999"), key=service.gate_key(session))
    service.publish(session, other, cast.enter(session, cast.SATO), "別の事例")
    with pytest.raises(gate.ChangedAfterwards):
        spreading.settle(session, settings)
    assert [path.stem for path in (settings.office_kb_dir / "cases").iterdir()] == ["o99999999"]


def test_a_page_is_found_and_gone_again(app: Flask, session: Session, settings: Settings) -> None:
    """The very index that readers ask, with the model that needs no weights."""
    app.extensions["spreader"].build_site = lambda: None
    config = replace(search_port.config_of(settings), kb_dirs=(settings.office_kb_dir,), model="hashing")
    searcher = app.extensions["search"] = Searcher(config)
    _publish(session)
    session.commit()
    spreading.spread(app, wait=60)
    assert [hit.id for hit in searcher.search("朝の玄関").hits] == [PAGE_ID]
    service.withdraw(session, PAGE_ID, cast.enter(session, cast.SATO), "")
    session.commit()
    spreading.spread(app, wait=60)
    assert searcher.search("朝の玄関").hits == ()
    app.extensions["spreader"].finish()


def test_the_index_is_told_which_page_it_was(app: Flask, session: Session, settings: Settings) -> None:
    """What happens to one page costs one page, however many there are; what nobody knows is looked for."""
    spreader: spreading.Spreader = app.extensions["spreader"]
    spreader.build_site = lambda: None
    searcher = app.extensions["search"] = NamedSearcher(search_port.config_of(settings))
    spreading.spread(app)
    spreader.finish()
    _publish(session)
    session.commit()
    spreading.spread(app)
    spreader.finish()
    service.withdraw(session, PAGE_ID, cast.enter(session, cast.SATO), "")
    session.commit()
    spreading.spread(app)
    spreader.finish()
    assert searcher.named == [None, {PAGE_ID}, {PAGE_ID}]


def test_after_a_page_that_is_not_the_one_that_passed_all_are_looked_at(
    app: Flask, session: Session, settings: Settings
) -> None:
    spreader: spreading.Spreader = app.extensions["spreader"]
    spreader.build_site = lambda: None
    searcher = app.extensions["search"] = NamedSearcher(search_port.config_of(settings))
    _publish(session).text = "something else"
    session.commit()
    with pytest.raises(gate.ChangedAfterwards):
        spreading.spread(app)
    spreader.finish()
    assert searcher.named == [None]


def test_a_build_that_ends_in_the_unforeseen_forgets_no_page(
    app: Flask, session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    spreader: spreading.Spreader = app.extensions["spreader"]
    spreader.build_site = lambda: None
    searcher = app.extensions["search"] = NamedSearcher(search_port.config_of(settings))
    spreading.spread(app)
    spreader.finish()
    monkeypatch.setattr(searcher, "refresh", _run_out)
    with pytest.raises(MemoryError):
        spreader._index({PAGE_ID})
    monkeypatch.undo()
    spreader.start({"o99999999"})
    spreader.finish()
    assert searcher.named == [None, None]


def _run_out(_: object) -> None:
    raise MemoryError


class NamedSearcher(Searcher):
    """Builds nothing; keeps which pages it was to bring up to date."""

    def __init__(self, config: SearchConfig) -> None:
        super().__init__(config)
        self.named: list[Collection[str] | None] = []

    def refresh(self, only: Collection[str] | None = None) -> BuildReport:
        self.named.append(only)
        return BuildReport(0, 0, 0)


@pytest.mark.parametrize("name", ["../secret", "a/b", "森", ""])
def test_a_number_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        writer.remove(tmp_path, name)
