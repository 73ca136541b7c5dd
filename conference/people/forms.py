"""What the forms about people send, read and checked."""

from __future__ import annotations

from typing import TypedDict

from werkzeug.datastructures import MultiDict

from conference.people.models import Role
from conference.people.service import PersonIncomplete

LONGEST_PASSWORD = 1024


class NewPerson(TypedDict):
    login: str
    name: str
    role: Role
    agency: str
    is_newcomer: bool


def new_person(form: MultiDict[str, str]) -> NewPerson:
    return NewPerson(
        login=form.get("login", ""),
        name=form.get("name", ""),
        role=role(form),
        agency=form.get("agency", "")[:64],
        is_newcomer="is_newcomer" in form,
    )


def role(form: MultiDict[str, str]) -> Role:
    try:
        return Role(form.get("role", ""))
    except ValueError:
        raise PersonIncomplete("役割を一つ選んでください。") from None


def password(form: MultiDict[str, str], name: str) -> str:
    return form.get(name, "")[:LONGEST_PASSWORD]
