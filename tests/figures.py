"""Figures that a test measures stand at the end of every run, whichever worker measured them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NAME = "figures"
Show = Callable[[str], None]


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Show:
    """Takes a table as text; it is printed after the last test."""
    return lambda table: record_property(NAME, table)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Called by pytest at the end of a run."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            _print(terminalreporter, report)


def _print(terminal: pytest.TerminalReporter, report: pytest.TestReport) -> None:
    for name, table in report.user_properties:
        if name == NAME and report.when == "call":
            terminal.section(report.nodeid.rpartition("/")[2])
            terminal.write_line(str(table).strip("\n"))
