"""Reading what a person chose in the two steps of an import."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import FileStorage

from conference.importing.errors import FileEmpty
from conference.importing.fields import FIELDS

LEAVE_OUT = ""


def uploaded(file: FileStorage | None) -> bytes:
    """The bytes of the chosen file; raises FileEmpty when none was chosen."""
    content = file.read() if file else b""
    if not content:
        raise FileEmpty
    return content


def chosen_columns(form: Mapping[str, str], read_as: Mapping[int, str | None]) -> dict[int, str | None]:
    """Only what the person set otherwise than it was read: the rest stays the program's reading."""
    chosen: dict[int, str | None] = {}
    for index, field in read_as.items():
        given = form.get(f"column-{index}")
        if given is None or given == (field or LEAVE_OUT):
            continue
        if given == LEAVE_OUT or given in FIELDS:
            chosen[index] = given or None
    return chosen


def choices(form: Mapping[str, str]) -> dict[int, str]:
    """Number of the household in the file → what to do with it."""
    marks = (
        (name.removeprefix("household-"), value)
        for name, value in form.items()
        if name.startswith("household-")
    )
    return {int(number): value for number, value in marks if number.isdecimal()}
