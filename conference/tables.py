"""Every table, imported once, so that migrations and tests see the whole database."""

from __future__ import annotations

from conference.audit import models as audit
from conference.briefs import models as briefs
from conference.db import Base
from conference.decisions import models as decisions
from conference.households import models as households
from conference.people import models as people
from conference.phrases import models as phrases
from conference.proposals import models as proposals
from conference.roster_import import models as roster_import
from conference.rosters import models as rosters
from conference.similar import models as similar
from conference.whiteboards import models as whiteboards

__all__ = [
    "Base",
    "audit",
    "briefs",
    "decisions",
    "households",
    "people",
    "phrases",
    "proposals",
    "roster_import",
    "rosters",
    "similar",
    "whiteboards",
]
