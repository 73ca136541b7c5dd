"""Who writes practice points anew: the office, and 研修担当."""

from __future__ import annotations

from conference.access import SEES_ROSTERS, allow
from conference.people.models import Role

WHO_EDITS = (*SEES_ROSTERS, Role.TRAINER)
allow_edits = allow(*WHO_EDITS)
