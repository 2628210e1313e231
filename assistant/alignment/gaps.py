"""Findings, sources and goals -> gaps, orphans, conflicts and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.alignment.findings import Finder, TextOf, cite_said
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import Conflict, Finding, Framework, Gap, Goal, Measure
from assistant.citing import CitationList
from assistant.language.conflicts import clash
from assistant.types import Citation

_OBJECTIVE = re.compile(r"^(?:objective|goal|aim|outcome|theme|action)\s+\d+\s*[:.–-]", re.I)
_ALIKE = 0.62
_SERVED = {"supports", "partly"}
# An objective whose statements stay below this serves no goal (relevance.py).
_ORPHAN = 0.72


def gaps(framework: Framework, findings: Sequence[Finding]) -> list[Gap]:
    """Return the goals that nothing serves, only intentions serve, or one kind leaves out."""
    found: list[Gap] = []
    for goal in framework.goals:
        served = [f for f in findings if f.goal_id == goal.id and _stance(f) in _SERVED]
        kinds = {one.kind for one in served}
        if not served:
            found.append(Gap(goal.id, "unserved", "No strategy and no board paper serves it."))
            continue
        if all(_stance(one) == "partly" for one in served):
            found.append(Gap(goal.id, "uncommitted", "It is served in part or in intention only."))
        if "strategy" not in kinds:
            found.append(Gap(goal.id, "no_strategy", "No strategy serves it."))
        if "board" not in kinds:
            found.append(Gap(goal.id, "no_board", "No board paper acts on it."))
    return found


def orphans(
    sources: Sequence[Source], finder: Finder, texts: TextOf, citations: CitationList
) -> list[Citation]:
    """Return the first statement of each objective of a strategy that serves no goal."""
    found: list[Citation] = []
    for source in sources:
        if source.kind != "strategy" or source.document.status == "superseded":
            continue
        best = _best_by_objective(source, finder)
        for said, nearness, is_named in best.values():
            if not is_named and nearness < _ORPHAN:
                found.append(cite_said(said, texts, citations))
    return found


def conflicts(sources: Sequence[Source], texts: TextOf, citations: CitationList) -> list[Conflict]:
    """Return the pairs of statements of different current documents that cannot both hold."""
    said = [
        (source, one, vector)
        for source in sources
        if source.document.status != "superseded"
        for one, vector in zip(source.said, source.vectors, strict=True)
        if one.commitment.strength in {"will", "aims"} and not one.is_row
    ]
    if not said:
        return []
    vectors = np.array([vector for _, _, vector in said])
    found: list[Conflict] = []
    for i, (source, one, vector) in enumerate(said):
        for j in np.flatnonzero(vectors[i + 1 :] @ vector >= _ALIKE) + i + 1:
            other_source, other, _ = said[int(j)]
            if other_source.document.id == source.document.id or "vision" in {
                source.kind,
                other_source.kind,
            }:
                continue
            why = clash(one.text, other.text)
            if why is not None:
                a, b = cite_said(one, texts, citations), cite_said(other, texts, citations)
                found.append(Conflict(why.kind, why.reason, a, b))
    return found


def measures(findings: Sequence[Finding], framework: Framework) -> tuple[list[Measure], list[Goal]]:
    """Return what the documents state with target and date, or owner; and the goals without."""
    from assistant.language.commitment import commitment

    found = [
        Measure(finding.goal_id, citation, commitment(citation.quote))
        for finding in findings
        for citation in finding.evidence
        if _has_measure(citation)
    ]
    measured = {one.goal_id for one in found}
    return found, [goal for goal in framework.goals if goal.id not in measured]


def _stance(finding: Finding) -> str:
    return finding.decision.stance if finding.decision else finding.stance


def _has_measure(citation: Citation) -> bool:
    from assistant.language.commitment import commitment

    made = commitment(citation.quote)
    return made.owner or (made.target and made.date)


def _best_by_objective(source: Source, finder: Finder) -> dict[str, tuple[Said, float, bool]]:
    near = finder.near(source)
    best: dict[str, tuple[Said, float, bool]] = {}
    for rows in near.values():
        for one in rows:
            heading = next((s for s in one.said.locator.section if _OBJECTIVE.match(s)), None)
            if heading is None:
                continue
            said, nearness, named = best.get(heading, (one.said, 0.0, False))
            if one.is_nearest or one.is_named:
                nearness = max(nearness, one.nearness)
            best[heading] = (said, nearness, named or one.is_named)
    return best
