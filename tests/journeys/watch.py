"""What no page may do: call outside, break in a script, be refused by its own policy, or fail axe."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).resolve().parents[2] / "var/assets/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EXPECTED = ("409", "410", "422", "ERR_INTERNET_DISCONNECTED", "401")  # answers a journey asks for on purpose


@dataclass
class Watch:
    """Problems seen so far, each a sentence."""

    url: str
    problems: list[str] = field(default_factory=list)
    asked_for: str = ""
    """The status of a page that is opened to see it refused."""

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.problems.append(f"a request left the house: {request.url}")

    def console(self, message: ConsoleMessage) -> None:
        expected = (*EXPECTED, self.asked_for) if self.asked_for else EXPECTED
        if message.type == "error" and not any(word in message.text for word in expected):
            self.problems.append(f"the console says: {message.text}")

    def page_error(self, error: Exception) -> None:
        self.problems.append(f"a script broke: {error}")

    def axe(self, page: Page, where: str) -> None:
        """Run axe on the page as it stands now."""
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
        )
        for violation in found["violations"]:
            targets = [node["target"] for node in violation["nodes"][:3]]
            self.problems.append(
                f"axe at {where}: {violation['id']} {json.dumps(targets, ensure_ascii=False)}"
            )

    def assert_quiet(self) -> None:
        assert self.problems == []


def watched(page: Page, watch: Watch) -> Page:
    page.on("request", watch.request)
    page.on("console", watch.console)
    page.on("pageerror", watch.page_error)
    return page
