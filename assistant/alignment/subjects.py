"""A subject in a few words -> the goals that it belongs to, and what documents say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from assistant.alignment.findings import TextOf, cite_said, column_of
from assistant.alignment.stances import is_process
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import Finding, Framework, Goal
from assistant.citing import CitationList
from assistant.language.commitment import is_act
from assistant.types import Citation, Kind

# A statement this close to the words of a subject speaks of it.
_SPEAKS_OF = 0.45
# What is done or promised is shown before what is only said, when both are about as close.
_ACTS = 0.12


@dataclass(frozen=True, slots=True)
class Spoken:
    """The statement of one document that speaks of a subject best."""

    kind: Kind
    closeness: float
    citation: Citation
    acts: bool


def named_goals(subject: str, framework: Framework) -> list[Goal]:
    """Return the goal that the subject names by its id, its name or another wording."""
    asked = " ".join(subject.lower().split())
    return [
        goal
        for goal in framework.goals
        if asked
        in {
            goal.id.lower(),
            f"{goal.level} {goal.id}".lower(),
            goal.text.lower(),
            *(one.quote.lower() for one in goal.wordings),
        }
    ]


def speaking(
    vector: npt.NDArray[np.float32], sources: Sequence[Source], texts: TextOf
) -> dict[str, Spoken]:
    """Return what each document that speaks of the subject says of it, by the document's key."""
    citations = CitationList()
    found: dict[str, Spoken] = {}
    for source in sources:
        closeness = source.vectors @ vector
        worth = closeness + _ACTS * np.array([_acts(one) for one in source.said])
        worth[closeness < _SPEAKS_OF] = 0
        best = int(worth.argmax())
        if worth[best] > 0:
            said = source.said[best]
            citation = cite_said(said, texts, citations)
            found[source.key] = Spoken(
                source.kind, float(closeness[best]), citation, acts=_acts(said)
            )
    return found


def said_of(findings: Sequence[Finding], spoken: Mapping[str, Spoken]) -> list[Finding]:
    """Return the findings of documents that speak of the subject, with those words."""
    return [
        _with_words(one, spoken[column_of(one.id)])
        for one in findings
        if column_of(one.id) in spoken
    ]


def _with_words(finding: Finding, spoken: Spoken) -> Finding:
    quoted = replace(finding, evidence=(spoken.citation,), score=spoken.closeness)
    if spoken.acts or finding.stance == "silent" or finding.decision is not None:
        return quoted
    # It serves the goal, but does nothing of its own about this subject.
    return replace(quoted, stance="mentions")


def _acts(said: Said) -> bool:
    return is_act(said.commitment.strength) and not is_process(said.text)
