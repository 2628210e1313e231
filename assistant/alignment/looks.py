"""Sources and how they stand to a framework -> what a person should look at, each with its quote.

None of these is a verdict: a document that is out of date or misnames a goal, a draft that seems to
differ from a decision, a strategy that only intends, and what comes nearest to a goal unserved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.alignment.against_decisions import against_decisions
from assistant.alignment.remarks import references_to_superseded, renamed, wrong_names
from assistant.alignment.stances import Judged, is_process
from assistant.alignment.standing import Standing
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import Framework, Gap, Goal
from assistant.language.commitment import is_act

Look = tuple[str, Said]
# An ambition that nothing serves is worth more than a priority.
_MOST_NEAREST, _MOST_BELOW = 3, 1


def looks(
    stood: Sequence[tuple[Source, Standing]], framework: Framework, gaps: Sequence[Gap]
) -> Iterator[Look]:
    """Yield what to look at in these sources, and why."""
    sources = [source for source, _ in stood]
    yield from _nearest(stood, framework, gaps)
    yield from _uncommitted(stood, framework)
    yield from _undecided(sources)
    yield from _wrongly_named(sources, framework)


def _nearest(
    stood: Sequence[tuple[Source, Standing]], framework: Framework, gaps: Sequence[Gap]
) -> Iterator[Look]:
    """Yield what comes nearest to each goal that nothing serves, at most one of a source."""
    unserved = {gap.goal_id for gap in gaps if gap.kind == "unserved"}
    for goal in framework.goals:
        if goal.id not in unserved or goal.parent in unserved:
            continue
        near = [
            stands.nearest[goal.id]
            for source, stands in stood
            if goal.id in stands.nearest and source.document.status != "superseded"
        ]
        near.sort(key=lambda one: -one[0])
        for _, said in near[: _MOST_BELOW if goal.parent else _MOST_NEAREST]:
            yield f"Nothing serves {_name(goal)}. This comes nearest to it.", said


def _uncommitted(stood: Sequence[tuple[Source, Standing]], framework: Framework) -> Iterator[Look]:
    """Yield the strategies that speak for a goal and commit to nothing of it."""
    for source, stands in stood:
        if source.kind != "strategy" or source.document.status == "superseded":
            continue
        for goal in (one for one in framework.goals if one.parent is None):
            judged = stands.whole[goal.id]
            below = {one.id for one in framework.goals if one.parent == goal.id}
            is_acted_on = bool(stands.acted & {goal.id, *below})
            if judged.stance == "partly" and not is_acted_on and not _acts_beside(source, judged):
                note = f"It is for {_name(goal)}, and commits to nothing there."
                yield note, judged.evidence[0]


def _acts_beside(source: Source, judged: Judged) -> bool:
    """Say whether what carries a stance, or anything in the same section, does or promises."""
    section = judged.evidence[0].locator.section
    return any(
        is_act(one.commitment.strength) and not is_process(one.text)
        for one in source.said
        if one in judged.evidence or one.locator.section == section
    )


def _undecided(sources: Sequence[Source]) -> Iterator[Look]:
    """Yield what drafts say otherwise than was decided."""
    for draft in sources:
        if draft.document.status == "draft":
            for mine, theirs, paper, how in against_decisions(draft, sources):
                where = ", ".join(one for one in (paper.title, paper.date) if one)
                yield f"{how} The decision: “{theirs.text}” ({where}).", mine


def _wrongly_named(sources: Sequence[Source], framework: Framework) -> Iterator[Look]:
    documents = list({one.document.id: one.document for one in sources}.values())
    titles: Mapping[str, str] = {one.id: one.title for one in documents}
    for source in sources:
        others = [one for one in documents if one.id != source.document.id]
        for said in source.said:
            for _, document in references_to_superseded(said.text, others):
                if document.superseded_by == source.document.id:
                    continue
                successor = titles.get(document.superseded_by or "", document.superseded_by)
                by = f" by {successor}" if successor else ""
                yield f"{document.title} has been superseded{by}.", said
            for _, wrong in wrong_names(said.text, framework):
                yield wrong, said
            for _, other in renamed(said.locator.section, said.text, framework):
                yield other, said


def _name(goal: Goal) -> str:
    return f"{goal.level} {goal.id}, {goal.text}"
