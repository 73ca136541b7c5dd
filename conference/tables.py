"""Every table, imported once, so that migrations and tests see the whole database."""

from __future__ import annotations

from conference.audit import models as audit
from conference.briefs import models as briefs
from conference.db import Base
from conference.decisions import models as decisions
from conference.households import models as households
from conference.invitations import models as invitations
from conference.people import models as people
from conference.phrases import models as phrases
from conference.proposals import models as proposals
from conference.roster_import import models as roster_import
from conference.rosters import models as rosters
from conference.series import models as series
from conference.similar import models as similar
from conference.whiteboards import models as whiteboards

__all__ = [
    "Base",
    "audit",
    "briefs",
    "decisions",
    "households",
    "invitations",
    "people",
    "phrases",
    "proposals",
    "roster_import",
    "rosters",
    "series",
    "similar",
    "whiteboards",
]
