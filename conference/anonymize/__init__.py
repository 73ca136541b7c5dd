"""Finds what names a person or a place in a note, and writes something else in its stead.

Knows no Flask, no database and no disk beyond its own word lists; nothing of a text is kept or
logged.  Offsets are code points of the text as given, ends exclusive.
"""

from __future__ import annotations

from conference.anonymize.engine import Outcome as Outcome
from conference.anonymize.engine import anonymize as anonymize
from conference.anonymize.engine import find as find
from conference.anonymize.engine import together as together
from conference.anonymize.record import Known as Known
from conference.anonymize.residue import AnonymizedText as AnonymizedText
from conference.anonymize.residue import Mark as Mark
from conference.anonymize.residue import StillNamed as StillNamed
from conference.anonymize.residue import marks as marks
from conference.anonymize.residue import seal as seal
from conference.anonymize.risks import Risk as Risk
from conference.anonymize.spans import Label as Label
from conference.anonymize.spans import Span as Span
