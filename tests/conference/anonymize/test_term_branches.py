"""Terms in nested branches match what a plain list of them would, the longest first."""

from __future__ import annotations

import re
from random import Random

from conference.anonymize.context import _by_first_letter


def test_nested_branches_match_like_a_plain_list() -> None:
    random = Random(8)
    for _ in range(300):
        terms = {
            "".join(random.choices("あいう.", k=random.randint(1, 7))) for _ in range(random.randint(1, 12))
        }
        longest = sorted(terms, key=len, reverse=True)
        nested = re.compile("|".join(_by_first_letter(longest)))
        plain = re.compile("|".join(map(re.escape, longest)))
        text = "".join(random.choices("あいう.え", k=60))
        assert [found[0] for found in nested.finditer(text)] == [found[0] for found in plain.finditer(text)]
