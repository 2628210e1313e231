"""Goals, matches, verifications and threads -> JSON bodies and plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.alignment_types import (
    Finding,
    Framework,
    Goal,
    GoldenThread,
    Match,
    Objectives,
    Verification,
)
from assistant.types import Citation

Body = dict[str, Any]


def citation_body(citation: Citation | None) -> Body | None:
    """Return a citation with its locator and its address in the web page."""
    if citation is None:
        return None
    where = citation.locator
    span = f"{where.start}-{where.end}"
    return {
        "number": citation.number,
        "document_id": where.document_id,
        "title": where.title,
        "kind": where.kind,
        "organisation": where.organisation,
        "date": where.date,
        "section": list(where.section),
        "paragraph": where.paragraph,
        "page": where.page,
        "page_label": where.page_label,
        "quote": citation.quote,
        "start": where.start,
        "end": where.end,
        "version": where.version,
        "url": f"/documents/{where.document_id}?v={where.version}&c={span}#c",
    }


def goal_body(goal: Goal) -> Body:
    """Return one goal."""
    return {
        "id": goal.id,
        "level": goal.level,
        "text": goal.text,
        "description": goal.description,
        "parent": goal.parent,
        "citation": citation_body(goal.citation),
        "wordings": [citation_body(one) for one in goal.wordings],
    }


def framework_body(framework: Framework) -> Body:
    """Return one framework."""
    return {
        "vision": framework.vision,
        "title": framework.title,
        "source": framework.source,
        "goals": [goal_body(goal) for goal in framework.goals],
    }


def framework_text(framework: Framework) -> str:
    """Return a framework as an indented list."""
    lines = [f"{framework.title} ({framework.vision}, {framework.source})"]
    for goal in framework.goals:
        indent = "  " if goal.parent is None else "      "
        also = "".join(f"  (also: “{one.quote}”)" for one in goal.wordings)
        lines.append(f"{indent}{goal.id}  {goal.text}{also}")
    return "\n".join(lines)


def objectives_body(objectives: Objectives) -> Body:
    """Return the objectives of one strategy."""
    return {
        "document_id": objectives.document_id,
        "title": objectives.title,
        "goals": [goal_body(goal) for goal in objectives.goals],
    }


def objectives_text(objectives: Objectives) -> str:
    """Return the objectives of one strategy as an indented list."""
    lines = [f"{objectives.title} ({objectives.document_id}): objectives"]
    return "\n".join([*lines, *(f"  {goal.id}  {goal.text}" for goal in objectives.goals)])


def matches_body(matches: Sequence[Match]) -> Body:
    """Return matches as INTERFACES.md gives them."""
    return {
        "goals": [
            {
                "goal_id": match.goal_id,
                "level": match.level,
                "text": match.text,
                "score": match.score,
                "stance": match.stance,
                "reason": match.reason,
            }
            for match in matches
        ]
    }


def matches_text(matches: Sequence[Match]) -> str:
    """Return matches, one a line."""
    lines = [f"{m.score:5.2f}  {m.stance:9} {m.goal_id}  {m.text}" for m in matches]
    served = [match for match in matches if match.stance != "silent"]
    head = served[0].reason if served else "The text serves none of the goals."
    return "\n".join([head, *lines])


def verification_body(verification: Verification) -> Body:
    """Return a verification as INTERFACES.md gives it."""
    return {
        "supported": verification.supported,
        "score": verification.score,
        "reason": verification.reason,
    }


def finding_body(finding: Finding) -> Body:
    """Return one finding with its quotes from both sides and any decision."""
    decision = finding.decision
    return {
        "id": finding.id,
        "goal_id": finding.goal_id,
        "document_id": finding.document_id,
        "title": finding.title,
        "kind": finding.kind,
        "date": finding.date,
        "stance": decision.stance if decision else finding.stance,
        "found_stance": finding.stance,
        "judged_by": finding.judged_by,
        "score": finding.score,
        "commitment": {
            "strength": finding.commitment.strength,
            "target": finding.commitment.target,
            "date": finding.commitment.date,
            "owner": finding.commitment.owner,
        },
        "reason": finding.reason,
        "goal": citation_body(finding.goal_citation),
        "evidence": [citation_body(one) for one in finding.evidence],
        "decision": decision
        and {
            "accepted": decision.accepted,
            "stance": decision.stance,
            "name": decision.name,
            "reason": decision.reason,
            "made": decision.made,
        },
    }


def thread_body(thread: GoldenThread) -> Body:
    """Return a golden thread."""
    return {
        "subject": thread.subject,
        "goals": [goal_body(goal) for goal in thread.goals],
        "links": [
            {
                "kind": link.kind,
                "stance": link.stance,
                "goal_id": link.goal_id,
                "citation": citation_body(link.citation),
            }
            for link in thread.links
        ],
        "gaps": list(thread.gaps),
        "text": thread.text,
    }


def thread_text(thread: GoldenThread) -> str:
    """Return a golden thread to read from top to bottom, with the missing links in their place."""
    lines = [thread.text]
    for kind in ("vision", "strategy", "board", "other"):
        mine = [link for link in thread.links if link.kind == kind]
        if not mine and (kind not in thread.gaps or not thread.goals):
            continue
        lines += ["", kind.upper()]
        if kind in thread.gaps:
            lines.append("  (no link: nothing here acts on it)")
        for link in mine:
            where = link.citation.locator
            section = where.section[-1] if where.section else None
            places = (where.title, where.date, section if section != where.title else None)
            goal = f"goal {link.goal_id}: " if link.goal_id else ""
            stance = "" if kind == "vision" else f"  [{goal}{link.stance}]"
            lines.append(f"  “{' '.join(link.citation.quote.split())}”")
            lines.append(f"    {', '.join(one for one in places if one)}{stance}")
    return "\n".join(lines)
