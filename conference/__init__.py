"""知恵袋とケース会議: the application, put together from its feature folders."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from conference import (
    access,
    assets,
    db,
    error_pages,
    formats,
    health,
    keys,
    name_reading,
    navigation,
    notices,
    phones,
    request_log,
    search_port,
    security,
)
from conference.config import Settings
from conference.publishing import spreading
from conference.similar import service as similar

LIBRARY_FEATURES: tuple[str, ...] = (
    "people",
    "backups",
    "audit",
    "home",
    "library",
    "page_reports",
    "page_life",
    "point_edits",
    "unfound",
    "wordbook",
)
"""Folders that hold no named records; FEATURES=library registers only these."""
NAMED_FEATURES: tuple[str, ...] = (
    "rosters",
    "roster_import",
    "decisions",
    "households",
    "minutes",
    "similar",
    "live",
    "lists",
    "projector",
    "phrases",
    "whiteboards",
    "calendars",
    "confirmations",
    "handovers",
    "births",
    "advice",
    "papers",
    "case_drafts",
    "series",
    "meeting_cases",
    "invitations",
    "notes",
    "proposals",
    "briefs",
    "family_sheets",
    "replies",
    "visits",
    "years",
    "groups",
    "turns",
)
"""Folders whose pages show named records."""


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings; raises ConferenceError when it could not work safely."""
    app = Flask(__name__)
    app.extensions["settings"] = settings = settings or Settings.from_environment()
    db.init_app(app, settings)
    keys.init_app(app)
    for part in (request_log, security, access, error_pages, formats, navigation, notices, assets, health):
        part.init_app(app)
    phones.init_app(app)  # after access: first who, then from where
    search_port.init_app(app)
    similar.init_app(app)
    spreading.init_app(app)
    name_reading.init_app(app)
    register_features(app, settings)
    access.require_declarations(app)
    return app


def register_features(app: Flask, settings: Settings) -> None:
    named = NAMED_FEATURES if settings.features == "all" else ()
    for name in (*LIBRARY_FEATURES, *named):
        app.register_blueprint(import_module(f"conference.{name}.views").pages)
