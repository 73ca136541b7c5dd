"""Every table, imported once, so that migrations and tests see the whole database."""

from __future__ import annotations

from conference.advice import models as advice
from conference.audit import models as audit
from conference.births import models as births
from conference.briefs import models as briefs
from conference.case_drafts import models as case_drafts
from conference.confirmations import models as confirmations
from conference.db import Base
from conference.decisions import models as decisions
from conference.groups import models as groups
from conference.handovers import models as handovers
from conference.households import models as households
from conference.invitations import models as invitations
from conference.meeting_cases import models as meeting_cases
from conference.notes import models as notes
from conference.page_life import models as page_life
from conference.page_reports import models as page_reports
from conference.papers import models as papers
from conference.people import models as people
from conference.phrases import models as phrases
from conference.point_edits import models as point_edits
from conference.proposals import models as proposals
from conference.publishing import hiding
from conference.publishing import models as publishing
from conference.roster_import import models as roster_import
from conference.rosters import models as rosters
from conference.series import models as series
from conference.similar import models as similar
from conference.turns import models as turns
from conference.unfound import models as unfound
from conference.visits import models as visits
from conference.whiteboards import models as whiteboards
from conference.wordbook import models as wordbook
from conference.years import models as years

__all__ = [
    "Base",
    "advice",
    "audit",
    "births",
    "briefs",
    "case_drafts",
    "confirmations",
    "decisions",
    "groups",
    "handovers",
    "hiding",
    "households",
    "invitations",
    "meeting_cases",
    "notes",
    "page_life",
    "page_reports",
    "papers",
    "people",
    "phrases",
    "point_edits",
    "proposals",
    "publishing",
    "roster_import",
    "rosters",
    "series",
    "similar",
    "turns",
    "unfound",
    "visits",
    "whiteboards",
    "wordbook",
    "years",
]
