"""The committed table of routes: who may open what, and what the application declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from flask import Flask

from conference.access import policy_of
from conference.people.models import Role
from tests.house.source import ROOT

TABLE = ROOT / "tests" / "house" / "routes.yml"
OFFICE = {Role.DIRECTOR, Role.COORDINATOR, Role.MATERNAL, Role.CHILD}
GROUPS: dict[str, set[Role]] = {
    "public": set(Role),
    "everyone": set(Role),
    "office": OFFICE,
    "named": {*OFFICE, Role.PARTICIPANT},
    "facilitators": {Role.DIRECTOR, Role.COORDINATOR},
    **{role.value: {role} for role in Role},
}
ONLY_PUBLIC = "public"


@dataclass(frozen=True)
class Route:
    method: str
    rule: str
    who: str
    endpoint: str = ""

    @property
    def line(self) -> str:
        return f"{self.method} {self.rule}"

    @property
    def is_public(self) -> bool:
        return self.who == ONLY_PUBLIC

    @property
    def roles(self) -> set[Role]:
        return set().union(*(GROUPS[word] for word in self.who.split()))


def committed() -> dict[str, Route]:
    listed: dict[str, str] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {line: Route(*line.split(" ", 1), who) for line, who in listed.items()}


def declared(app: Flask) -> Iterator[Route]:
    """What the views say themselves, in the words of the table."""
    for rule in app.url_map.iter_rules():
        policy = policy_of(app, rule.endpoint)
        assert policy is not None
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(method, rule.rule, _in_words(policy.roles, policy.is_public), rule.endpoint)


def _in_words(roles: frozenset[Role], is_public: bool) -> str:
    if is_public:
        return ONLY_PUBLIC
    same = [word for word, group in GROUPS.items() if word != ONLY_PUBLIC and group == roles]
    return same[0] if same else " ".join(sorted(role.value for role in roles))
