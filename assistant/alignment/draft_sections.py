"""The statements of a draft, section by section -> the goals that each serves, and those without.

A section serves a goal when its text matches and one of its statements comes near too: a match by
single words of a long section is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.alignment.matching import GoalMatcher, best_goals
from assistant.alignment.measures import substance
from assistant.alignment.remarks import goals_by_number
from assistant.alignment.stances import Near
from assistant.alignment.statements import Progress, Said, Source
from assistant.alignment_types import Framework, Goal, Match, Remark, SectionCheck, Stance
from assistant.language.commitment import is_act

# A section of a draft serves a goal from here on; below, it is only near its words.
_SERVES, _PLAINLY = 0.35, 0.8
# So near one of its statements comes to the goal, or to one above or below it.
_COMES_NEAR = 0.55
_BY_SUBJECT, _BY_CHILD = 0.35, 0.75
_NAMED = "It is named by its number."
_SERVED = {"supports", "partly"}
_LONGEST_QUOTE = 300


class Sections:
    """Judges the sections of one draft; `titles` are those of documents, which name no goal."""

    def __init__(
        self, matcher: GoalMatcher, near: Mapping[str, Sequence[Near]], titles: Sequence[str]
    ) -> None:
        self._matcher = matcher
        self._near = near
        self._titles = re.compile("|".join(map(re.escape, titles)) or r"(?!)", re.I)
        self._families = {goal.id: _family(goal, matcher.framework) for goal in _goals(matcher)}

    def judged(self, draft: Source, progress: Progress) -> list[SectionCheck]:
        """Return each section of the draft with the goals that it serves."""
        places: dict[tuple[str, ...], list[int]] = {}
        for place, said in enumerate(draft.said):
            places.setdefault(said.locator.section, []).append(place)
        found = []
        for number, (path, some) in enumerate(places.items(), 1):
            found.append(self._section(path, draft.said, some))
            progress("Judging sections", number, len(places))
        return found

    def _section(
        self, path: tuple[str, ...], every: Sequence[Said], places: Sequence[int]
    ) -> SectionCheck:
        said = [every[place] for place in places]
        text = " ".join(one.text for one in said)
        about = " ".join(substance(one.text) if one.is_row else one.text for one in said)
        matches = tuple(
            one
            for one in best_goals(self._matcher.match(self._titles.sub(" ", about), top=3))
            if one.score >= _PLAINLY
            or (one.score >= _SERVES and self._comes_near(one.goal_id, places))
        )
        near = {one.goal_id for one in matches}
        named = [g for g in goals_by_number(text, self._matcher.framework) if g.id not in near]
        matches += tuple(Match(g.id, g.level, g.text, _SERVES, "mentions", _NAMED) for g in named)
        firmest = max(said, key=lambda one: is_act(one.commitment.strength) + one.commitment.date)
        return SectionCheck(path, matches, firmest.commitment, firmest.text[:_LONGEST_QUOTE])

    def _comes_near(self, goal_id: str, places: Sequence[int]) -> bool:
        near = [self._near[one][place] for one in self._families[goal_id] for place in places]
        return any(one.is_named or (one.is_nearest and one.nearness >= _COMES_NEAR) for one in near)


def acted_on(sections: Sequence[SectionCheck]) -> set[str]:
    """Return the goals that a section plainly serves and acts on."""
    return {
        match.goal_id
        for section in sections
        for match in section.matches
        if match.score >= _PLAINLY and is_act(section.commitment.strength)
    }


def subjects(sections: Sequence[SectionCheck], framework: Framework) -> set[str]:
    """Return the goals that sections are about, themselves or plainly by a goal below them."""
    parents = {goal.id: goal.parent for goal in framework.goals}
    matches = [match for section in sections for match in section.matches[:3]]
    own = {one.goal_id for one in matches if one.score >= _BY_SUBJECT}
    above = {parents[one.goal_id] for one in matches if one.score >= _BY_CHILD}
    return own | {one for one in above if one is not None}


def aimless(
    sections: Sequence[SectionCheck], framework: Framework, served: dict[str, Stance]
) -> Iterator[Remark]:
    """Yield the sections that touch no goal, with the goals that the draft serves elsewhere."""
    tops = [g for g in framework.goals if g.parent is None and served[g.id] in _SERVED]
    names = " or ".join(f"{goal.id} {goal.text}" for goal in tops)
    goal = f" ({names}?)" if tops else ""
    advice = f"Say which goal it serves{goal}, or leave it as a section on how you work."
    for section in sections:
        if not section.matches:
            name = section.section[-1] if section.section else "The opening"
            what = "in its words" if tops else "of the vision"
            yield Remark("no_goal", section.quote, f"“{name}” touches no goal {what}. {advice}")


def _goals(matcher: GoalMatcher) -> Sequence[Goal]:
    return matcher.framework.goals


def _family(goal: Goal, framework: Framework) -> set[str]:
    """Return a goal, the one above it and those below it, by id."""
    below = {one.id for one in framework.goals if one.parent == goal.id}
    return {goal.id, *below, *({goal.parent} if goal.parent else ())}
