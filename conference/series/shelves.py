"""The kinds as the page of kinds offers them: the office's own meetings first, the others under headings."""

from __future__ import annotations

from conference.series.kinds import BY_ID, KINDS, Kind

OWN = "合同ケース会議と、世帯を話す会議"
COLLEAGUES = "職場の学びと準備"
SHELVES: dict[str, tuple[str, ...]] = {
    OWN: ("joint_weekly", "joint_monthly", "joint_ad_hoc", "maternal", "individual"),
    "要対協の会議": (
        "practitioners", "practitioners_section", "management", "representatives", "youth", "reunion",
        "plan_match", "review_reports",
    ),
    "学校・地域との会議": (
        "schools", "platform", "platform_main", "joint_assessment", "school_social", "multi_agency", "supporters",
    ),
    COLLEAGUES: ("study", "staff", "casebook", "undertakings", "plan_handing"),
}  # fmt: skip


def shelves() -> list[tuple[str, list[Kind]]]:
    """(heading, kinds); a kind that nobody has put anywhere stands with the last."""
    found = {heading: [BY_ID[each] for each in ids if each in BY_ID] for heading, ids in SHELVES.items()}
    placed = {each for ids in SHELVES.values() for each in ids}
    found[COLLEAGUES] += [kind for kind in KINDS if kind.id not in placed]
    return list(found.items())
