"""The page as the site will show it: made by the site's own command, in its own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conference.errors import ConferenceError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds


class PreviewMissing(ConferenceError):
    """The site's own command did not come through."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "今は知恵袋での見え方を作れません。書いた文は残っています。少し待って、もう一度開いてください。"
        )


def page(text: str) -> str:
    """The whole page as HTML, for an address directly below /kb/ and one folder.  Raises PreviewMissing."""
    command = (sys.executable, "kb/_site/preview.py")
    try:
        made = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, input=text.encode(), capture_output=True, check=True, timeout=PATIENCE
        )
    except (subprocess.SubprocessError, OSError) as problem:
        raise PreviewMissing from problem
    return made.stdout.decode()
