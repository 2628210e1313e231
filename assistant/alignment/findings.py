"""Sources and a framework -> a finding for every goal and document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from assistant.alignment.relevance import GoalRelevance, Nearness, hoped_for
from assistant.alignment.stances import Judged, Near, judge
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import Commitment, Finding, Framework, Goal, Stance
from assistant.citing import CitationList
from assistant.protocols import Embedder, Vectors
from assistant.types import Citation

TextOf = dict[str, str]
# A subject belongs to a goal from this nearness on, and to others that are about as near.
_BELONGS, _AS_NEAR, _MOST_GOALS = 0.42, 0.12, 2
# A heading is plainly about a goal from here on: at the top, with one below it that is nearer.
_TOP, _BELOW = 0.65, 0.75
_HEADING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:\w+\s+(?:\d+|[A-Z])\s*[:.–-]\s*)?")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Finder:
    """Judges sources against one framework; made once per framework."""

    def __init__(self, framework: Framework, embedder: Embedder) -> None:
        self.framework = framework
        self._embedder = embedder
        self._headings: dict[str, Mapping[str, float]] = {}
        levels = dict.fromkeys(goal.parent is None for goal in framework.goals)
        self._levels = [
            GoalRelevance(
                framework, [g for g in framework.goals if (g.parent is None) == top], embedder
            )
            for top in levels
        ]

    def near(self, source: Source) -> dict[str, list[Near]]:
        """Return for each goal's id the statements of the source with their nearness."""
        found: dict[str, list[Near]] = {}
        texts = [said.text for said in source.said]
        for level in self._levels:
            nearness = self._with_items(level, texts, level.nearness(texts, source.vectors))
            nearest = nearness.argmax(axis=1)
            named = _named(level, self._levels, source)
            for row, said in enumerate(source.said):
                in_text = level.named_in_text(said.text)
                for column, goal in enumerate(level.goals):
                    one = Near(
                        said,
                        float(nearness[row, column]),
                        bool(nearest[row] == column),
                        named[row][column],
                        in_text[column],
                    )
                    found.setdefault(goal.id, []).append(one)
        return {goal.id: self._under_its_parent(goal, found) for goal in self.framework.goals}

    def _under_its_parent(self, goal: Goal, near: Mapping[str, list[Near]]) -> list[Near]:
        """Count a statement as a priority's own only where it is also the own of the ambition."""
        above = near.get(goal.parent) if goal.parent else None
        if above is None:
            return near[goal.id]
        return [
            one if one.is_named or over.is_nearest else replace(one, is_nearest=False)
            for one, over in zip(near[goal.id], above, strict=True)
        ]

    def reworded(
        self, near: Mapping[str, Sequence[Near]], texts: Mapping[int, str]
    ) -> dict[str, list[Near]]:
        """Return the statements, those in these places as near as these texts are."""
        found = {goal: list(some) for goal, some in near.items()}
        places, words = list(texts), list(texts.values())
        vectors = self._embedder.embed(words)
        for level in self._levels:
            nearness = level.nearness(words, vectors)
            for row, place in enumerate(places):
                best = int(nearness[row].argmax())
                for column, goal in enumerate(level.goals):
                    one = found[goal.id][place]
                    found[goal.id][place] = replace(
                        one, nearness=float(nearness[row, column]), is_nearest=column == best
                    )
        return found

    def headed(self, heading: str) -> Mapping[str, float]:
        """Return how near a heading comes to the goal that it plainly is about, and one below."""
        if heading not in self._headings:
            name = _HEADING.sub("", heading)
            vector = self._embedder.embed([name])
            rows = [(level, level.nearness([name], vector)[0]) for level in self._levels]
            best = [(level.goals[int(row.argmax())], float(row.max())) for level, row in rows]
            top = next(((goal, near) for goal, near in best if not goal.parent), None)
            found = {} if top is None or top[1] < _TOP else {top[0].id: top[1]}
            found |= {g.id: near for g, near in best if g.parent in found and near >= _BELOW}
            is_plain = len(found) > 1 or max(found.values(), default=0.0) >= _BELOW
            self._headings[heading] = found if is_plain else {}
        return self._headings[heading]

    def closeness(self, text: str) -> float:
        """Return how near a text comes to the goal that it comes nearest to."""
        vector = self._embedder.embed([text])
        return max(float(level.nearness([text], vector).max()) for level in self._levels)

    def goals_of(self, subject: str, vector: Vectors) -> list[Goal]:
        """Return the goals that a subject of a few words belongs to, the nearest first."""
        near = [
            (float(score), goal)
            for level in self._levels
            for score, goal in zip(level.nearness([subject], vector)[0], level.goals, strict=True)
        ]
        best = max((score for score, _ in near), default=0.0)
        if best < _BELONGS:
            return []
        close = [one for one in near if one[0] >= max(_BELONGS, best - _AS_NEAR)]
        return [goal for _, goal in sorted(close, key=lambda one: -one[0])[:_MOST_GOALS]]

    def _with_items(self, level: GoalRelevance, texts: list[str], nearness: Nearness) -> Nearness:
        """Raise a statement that lists outcomes to the nearness of the nearest of them."""
        for row, text in enumerate(texts):
            items = hoped_for(text)
            if items:
                each = level.nearness(items, self._embedder.embed(items))
                nearness[row] = np.maximum(nearness[row], each.max(axis=0))
        return nearness

    def judged(self, source: Source) -> dict[str, Judged]:
        """Return how a source stands to each goal, by the goal's id."""
        near = self.near(source)
        return {goal.id: judge(near[goal.id], source.kind) for goal in self.framework.goals}

    def findings(self, source: Source, texts: TextOf, citations: CitationList) -> list[Finding]:
        """Return one finding a goal for a source."""
        return findings_of(self.framework, source, self.judged(source), texts, citations)


def findings_of(
    framework: Framework,
    source: Source,
    judged: Mapping[str, Judged],
    texts: TextOf,
    citations: CitationList,
    *,
    inside: str = "",
) -> list[Finding]:
    """Return one finding a goal, its quotes cited; `inside` ends the ids of a part's findings."""
    cite = partial(_cited, texts, citations)
    found = [_finding(framework, g, source, judged[g.id], cite=cite) for g in framework.goals]
    return [replace(one, id=f"{one.id}{inside}") for one in found] if inside else found


def cite_said(said: Said, texts: TextOf, citations: CitationList) -> Citation:
    """Return the citation of a statement."""
    number = citations.add(said.locator, texts[said.locator.document_id])
    return citations.citations[number - 1]


def stance_of(finding: Finding) -> Stance:
    """Return what a person decided, else what was found."""
    return finding.decision.stance if finding.decision else finding.stance


def column_of(finding_id: str) -> str:
    """Return the key of the document, or part of one, that a finding is about."""
    return finding_id.rsplit("@", 1)[1]


def finding_id(vision: str, goal: Goal, key: str) -> str:
    """Return the id of a finding: the vision, the goal's id, the document."""
    return f"{prefix_of(vision)}{goal.id}@{key}"


def finding_of_the_past(finding_id: str) -> Finding:
    """Return what is left of a finding whose document or goal has gone: nothing is said there."""
    goal, document = finding_id.rpartition(":")[2].rsplit("@", 1)
    return Finding(
        id=finding_id,
        goal_id=goal,
        document_id=document.partition("#")[0],
        title=document,
        kind="other",
        date=None,
        stance="silent",
        score=0.0,
        commitment=Commitment("none"),
        reason="The document or the goal is no longer there.",
        goal_citation=None,
        evidence=(),
    )


def prefix_of(vision: str) -> str:
    """Return how the ids of a vision's findings begin."""
    return f"{_NOT_WORD.sub('-', vision.lower()).strip('-')}:"


def fingerprint(finding: Finding) -> str:
    """Return a mark of what a finding quotes; it changes when the quoted text does."""
    goal = finding.goal_citation.quote if finding.goal_citation else finding.goal_id
    quotes = [one.quote for one in finding.evidence] or [finding.version]
    return hashlib.sha256("\0".join([goal, *quotes]).encode()).hexdigest()[:16]


def _finding(
    framework: Framework,
    goal: Goal,
    source: Source,
    judged: Judged,
    *,
    cite: Callable[[Said], Citation],
) -> Finding:
    return Finding(
        id=finding_id(framework.vision, goal, source.key),
        goal_id=goal.id,
        document_id=source.document.id,
        title=source.title,
        kind=source.kind,
        date=source.date,
        stance=judged.stance,
        score=judged.score,
        commitment=judged.commitment,
        reason=judged.reason,
        goal_citation=goal.citation,
        evidence=tuple(cite(said) for said in judged.evidence),
        version=source.document.version,
        judged_by=judged.judged_by,
    )


def _cited(texts: TextOf, citations: CitationList, said: Said) -> Citation:
    return cite_said(said, texts, citations)


def _named(
    level: GoalRelevance, levels: Sequence[GoalRelevance], source: Source
) -> list[list[bool]]:
    """Say for each statement which goals it names; rows belong to their heading row.

    The heading of a goal of another level ends the rows of one of this level.
    """
    named: list[list[bool]] = []
    heading: list[bool] | None = None
    for said in source.said:
        labels = level.labels(said.text)
        if any(labels):
            heading = labels
        elif not said.is_row or any(any(other.labels(said.text)) for other in levels):
            heading = None
        own = level.named(said.text, _own_sections(source, said))
        named.append(heading if heading is not None else own)
    return named


def _own_sections(source: Source, said: Said) -> Sequence[str]:
    """Return the headings above a statement without the document's own title."""
    return [one for one in said.locator.section if one != source.title]
