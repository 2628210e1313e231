"""A source and a framework -> how it stands to each goal, as a whole and objective by objective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.alignment.findings import Finder
from assistant.alignment.measures import measured
from assistant.alignment.objectives import Objective
from assistant.alignment.stances import Judged, Near, acts_on, is_process, judge
from assistant.alignment.statements import Said, Source

# An objective whose statements stay below this serves no goal (relevance.py).
# Its name must come nearer, since it has fewer words.
_ORPHAN, _BY_NAME = 0.72, 0.85
# From here on a statement is worth a look where nothing serves a goal.
_COMES_NEAR = 0.52


@dataclass(frozen=True, slots=True)
class Standing:
    """How one source stands to the goals: whole, by objective, what it measures, its orphans.

    `nearest` holds the statement that comes nearest to a goal, and how near, if any comes near;
    `acted` the goals on whose subject anything is done or promised.
    """

    whole: Mapping[str, Judged]
    by_objective: tuple[tuple[Objective, Mapping[str, Judged]], ...]
    measures: Mapping[str, list[Said]]
    orphans: tuple[Said, ...]
    nearest: Mapping[str, tuple[float, Said]]
    acted: frozenset[str]


def standing(finder: Finder, source: Source, objectives: Sequence[Objective]) -> Standing:
    """Judge a source against every goal of a framework."""
    near = finder.near(source)
    cells: list[tuple[Objective, Mapping[str, Judged]]] = []
    orphans: list[Said] = []
    for objective in objectives:
        mine = {goal: _under(objective, some) for goal, some in near.items()}
        if not any(mine.values()):
            continue
        cells.append((objective, {goal: judge(some, source.kind) for goal, some in mine.items()}))
        if not _serves(mine) and finder.closeness(objective.goal.text) < _BY_NAME:
            orphans.append(next(some[0].said for some in mine.values() if some))
    return Standing(
        whole={goal: judge(some, source.kind) for goal, some in near.items()},
        by_objective=tuple(cells),
        measures=measured(near, finder.framework, finder.reworded, finder.headed),
        orphans=tuple(orphans),
        nearest={goal: found for goal, some in near.items() if (found := _nearest(some))},
        acted=frozenset(goal for goal, some in near.items() if any(map(acts_on, some))),
    )


def _nearest(near: Sequence[Near]) -> tuple[float, Said] | None:
    close = [
        one
        for one in near
        if one.is_nearest
        and one.nearness >= _COMES_NEAR
        and not one.said.is_row
        and not is_process(one.said.text)
    ]
    best = max(close, key=lambda one: one.nearness, default=None)
    return None if best is None else (best.nearness, best.said)


def _under(objective: Objective, near: Sequence[Near]) -> list[Near]:
    return [
        one for one in near if objective.holds(one.said.locator.section, one.said.locator.start)
    ]


def _serves(near: Mapping[str, Sequence[Near]]) -> bool:
    """Say whether any statement of an objective names a goal or comes near to its nearest."""
    return any(
        one.is_named or (one.is_nearest and one.nearness >= _ORPHAN)
        for some in near.values()
        for one in some
    )
