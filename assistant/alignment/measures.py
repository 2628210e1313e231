"""What documents say near goals -> the measures, targets, dates and owners stated for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.alignment.stances import NEAR, Near, is_process
from assistant.alignment.statements import Said
from assistant.alignment_types import Framework, Goal
from assistant.language.quantities import quantities

_NAME = r"(?:[Tt]he\s+)?[A-Z][^.;|()]{2,80}?"
_OWNER = re.compile(
    rf"\b(?:[Oo]wner|[Ll]ead(?: body| officer| partner)?|Responsible|Who)\s*:\s*({_NAME})"
    r"\s*(?:[|;.]|$)"
    rf"|\b(?:owner of [^.;]{{2,40}}? is|led by|accountable to)\s+({_NAME})(?=[,;.]|\s+and\b|$)"
    rf"|({_NAME})\s+(?:is|are) (?:responsible|accountable)\b"
    rf"|({_NAME})\s+(?:leads (?:this|the|on)|will lead)\b"
)
# The number of a paragraph is no figure, nor is that of a goal that is named.
_LABEL = re.compile(
    r"^\s*(?:\(?[a-z]\)|\d+(?:\.\d+)*\.?)\s+|\b(?:ambition|priority|objective|goal|theme)s?\s+\d+"
    r"(?:\.\d+)*\b",
    re.I,
)
_SERVES = re.compile(r"\bserves?\b|\bagenda item\b", re.I)
_MOST = 12
# A column that does not say what is measured, by its head, and the head of one that does.
_BESIDE = re.compile(
    r"^\s*(?:owner|lead\w*|by|when|date|status|who|responsible|number|cost|baseline|target"
    r"|[^:|]*\d{4}|\d)[^:|]*:",
    re.I,
)
_HEAD = re.compile(r"^[^:|]{2,40}:\s*")
_FEWEST_WORDS = 2
# A sentence must come nearer than a row, which has fewer words.
_SURE = 0.71
# Statements of each goal and the new wordings of some of them -> all, judged by these.
Reworded = Callable[[Mapping[str, Sequence[Near]], Mapping[int, str]], dict[str, list[Near]]]
# A heading -> the goal that it plainly is about, and the one below, with how near it comes.
Headed = Callable[[str], Mapping[str, float]]


def owner_of(text: str) -> str | None:
    """Return who is named as the owner, word for word."""
    found = _OWNER.search(text)
    if found is None:
        return None
    return next(one for one in found.groups() if one is not None).strip()


def targets_of(text: str) -> tuple[str, ...]:
    """Return the figures of a statement as printed."""
    return _texts(text, {"money", "percent", "number"})


def dates_of(text: str) -> tuple[str, ...]:
    """Return the dates and years of a statement as printed."""
    return _texts(text, {"date", "year"})


def measured(
    near: Mapping[str, Sequence[Near]], framework: Framework, judged: Reworded, headed: Headed
) -> dict[str, list[Said]]:
    """Return what is said of each goal with a target and a date, or an owner; the nearest first.

    A row of a table is judged by what it measures, without owners and dates. A figure belongs to
    the goal of the heading that it stands under, where that is plain; else to the goal that it
    comes nearest to, which for a priority must be nearest to the goal above it too.
    """
    every = next(iter(near.values()), [])
    places = [place for place, one in enumerate(every) if _is_measure(one.said)]
    mine = {goal: [some[place] for place in places] for goal, some in near.items()}
    rows = {n: every[place].said for n, place in enumerate(places) if every[place].said.is_row}
    texts = {n: substance(said.text) for n, said in rows.items()}
    changed = {n: text for n, text in texts.items() if text != rows[n].text}
    mine = judged(mine, changed) if changed else mine
    return {goal.id: _chosen(goal, framework, mine, headed) for goal in framework.goals}


def substance(row: str) -> str:
    """Return what a row of a table is about; all of it when little is left without the rest."""
    cells = [cell for cell in row.split(" | ") if not _BESIDE.match(cell)]
    kept = " ".join(_HEAD.sub("", cell) for cell in cells)
    return kept if len(kept.split()) >= _FEWEST_WORDS else row


def _chosen(
    goal: Goal, framework: Framework, near: Mapping[str, Sequence[Near]], headed: Headed
) -> list[Said]:
    beside = [g.id for g in framework.goals if g.parent == goal.parent and g.id != goal.id]
    mine = [
        one
        for place, one in enumerate(near[goal.id])
        if _is_of_goal(
            goal,
            one,
            near[goal.parent][place] if goal.parent else None,
            [near[other][place] for other in beside],
            headed,
        )
    ]
    mine.sort(key=lambda one: (-one.is_named, -one.nearness))
    return sorted((one.said for one in mine[:_MOST]), key=lambda said: said.locator.start)


def _is_of_goal(
    goal: Goal, one: Near, above: Near | None, beside: Sequence[Near], headed: Headed
) -> bool:
    """Say whether a measure is the goal's; who owns something does not tell what it is."""
    if one.is_named:
        return one.is_nearest
    if not (targets_of(one.said.text) and dates_of(one.said.text)):
        return False
    under = headed(one.said.locator.section[-1]) if one.said.locator.section else {}
    if goal.id in under:
        return not any(other.is_nearest and other.nearness > under[goal.id] for other in beside)
    if under and not {goal.id, goal.parent} & under.keys():
        return False
    is_near = one.nearness >= (NEAR if one.said.is_row or under else _SURE)
    return is_near and one.is_nearest and (above is None or above.is_nearest or bool(under))


def _is_measure(said: Said) -> bool:
    text = said.text
    if _SERVES.search(text) or is_process(text):
        return False
    return bool(targets_of(text) and dates_of(text)) or owner_of(text) is not None


def _texts(text: str, kinds: Iterable[str]) -> tuple[str, ...]:
    labels = [match.span() for match in _LABEL.finditer(text)]
    found = [
        one.text
        for one in quantities(text)
        if one.kind in kinds and not any(a <= one.start < b for a, b in labels)
    ]
    return tuple(dict.fromkeys(found))
