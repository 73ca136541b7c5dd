"""Who keeps the words of the search: 統括支援員・センター長, and 研修担当."""

from __future__ import annotations

from conference.access import RUNS_CONFERENCES, allow
from conference.people.models import Role

KEEPS_WORDS = (*RUNS_CONFERENCES, Role.TRAINER)
allow_keeps_words = allow(*KEEPS_WORDS)
