"""区分 as offices write it."""

from __future__ import annotations

import re
import unicodedata

CATEGORIES = ("要保護", "要支援", "特定妊婦", "その他")
_SAME = {category: category for category in CATEGORIES} | {
    "要保護児童": "要保護",
    "要支援児童": "要支援",
    "要支援家庭": "要支援",
    "要支援児童等": "要支援",
    "特妊": "特定妊婦",
    "他": "その他",
}
_ASIDE = re.compile(r"\([^()]*\)")


def known_category(text: str) -> str | None:
    """One of the four, or None for any other word (終結予定, 特別妊婦 …)."""
    folded = _ASIDE.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    return _SAME.get(folded)
