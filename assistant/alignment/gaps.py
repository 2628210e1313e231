"""Findings, sources and goals -> gaps, coverage by kind, conflicts and measures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alignment.conflict_search import clashing
from assistant.alignment.findings import TextOf, cite_said, stance_of
from assistant.alignment.measures import dates_of, owner_of, targets_of
from assistant.alignment.statements import Source
from assistant.alignment_types import (
    Conflict,
    Coverage,
    Finding,
    Framework,
    Gap,
    Measure,
    Stance,
)
from assistant.citing import CitationList
from assistant.language.commitment import commitment
from assistant.types import KINDS, Citation

_SERVED = {"supports", "partly"}
_BEST: tuple[Stance, ...] = ("supports", "partly", "mentions", "silent", "conflicts")


def gaps(framework: Framework, findings: Sequence[Finding]) -> list[Gap]:
    """Return the goals that nothing serves, only intentions serve, or one kind leaves out."""
    found: list[Gap] = []
    for goal in framework.goals:
        served = [f for f in findings if f.goal_id == goal.id and stance_of(f) in _SERVED]
        kinds = {one.kind for one in served}
        above = {f.kind for f in findings if f.goal_id == goal.parent and stance_of(f) in _SERVED}
        if not served:
            found.append(Gap(goal.id, "unserved", "No strategy and no board paper serves it."))
            continue
        if all(stance_of(one) == "partly" for one in served):
            found.append(Gap(goal.id, "uncommitted", "It is served in part or in intention only."))
        if "strategy" not in kinds:
            by_itself = " by itself" if "strategy" in above else ""
            found.append(Gap(goal.id, "no_strategy", f"No strategy serves it{by_itself}."))
        if "board" not in kinds:
            by_itself = " by itself" if "board" in above else ""
            found.append(Gap(goal.id, "no_board", f"No board paper acts on it{by_itself}."))
    return found


def coverage(framework: Framework, findings: Sequence[Finding]) -> list[Coverage]:
    """Return for each goal and kind of document the best stance and how many documents serve it."""
    found: list[Coverage] = []
    kinds = [kind for kind in KINDS if any(f.kind == kind for f in findings)]
    for goal in framework.goals:
        for kind in kinds:
            mine = [stance_of(f) for f in findings if f.goal_id == goal.id and f.kind == kind]
            best: Stance = min(mine, key=_BEST.index, default="silent")
            found.append(Coverage(goal.id, kind, best, sum(s in _SERVED for s in mine), len(mine)))
    return found


def conflicts(sources: Sequence[Source], texts: TextOf, citations: CitationList) -> list[Conflict]:
    """Return the pairs of statements of different current documents that cannot both hold."""
    found: list[Conflict] = []
    for pair in clashing(sources):
        a, b = cite_said(pair.a, texts, citations), cite_said(pair.b, texts, citations)
        also = f" {pair.also} more pairs of documents say the same." if pair.also else ""
        found.append(Conflict(pair.why.kind, f"{pair.why.reason}{also}", a, b))
    return sorted(found, key=lambda one: (one.a.locator.document_id, one.a.locator.start))


def measure_of(goal_id: str, citation: Citation) -> Measure:
    """Return what a quote states for a goal: figures, dates, owner, as printed."""
    quote = citation.quote
    return Measure(
        goal_id, citation, commitment(quote), targets_of(quote), dates_of(quote), owner_of(quote)
    )
