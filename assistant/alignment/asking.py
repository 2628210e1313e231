"""A question in words -> what it asks of the framework: goals, gaps, who serves what, conflicts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.alignment.asking_patterns import AIMED, COMPILED, GOAL, Wanted
from assistant.alignment.plain_asking import plainly
from assistant.alignment_types import Framework, Goal
from assistant.language.terms import content_stems

_NUMBERED = re.compile(r"\b(?:ambition|priority|goal|aim) (?P<id>\d+(?:\.\d+)*)\b", re.I)
_LEVEL = re.compile(r"\b(ambition|priorit|goal|aim)(?:y|ies|s)?\b", re.I)
_ABOUT = re.compile(
    rf"\b(?:on|about|for|of|over|regarding|concerning|{GOAL} (?:that|to)) (?P<subject>.+)$"
    r"|^(?:the |our )?(?P<before>.+?) (?:ambition|priority|goal|aim)s?$", re.I
)  # fmt: skip
# "Goal" and "aim" may mean either.
_LEVELS = ("ambition", "priority")
_OF_VISION = re.compile(r"^(?:the |our )?vision['’]s |,? (?:in|of) (?:the|our) vision$", re.I)
_WHOLE = re.compile(
    r"^(?:the |our |its |this |any of |all )*(?:\w+['’]s )?(?:\w+ )?visions?$", re.I
)
# "... serve any ambition": no goal in particular.
ANY_GOAL = re.compile(rf"^(?:an?|any|the|our|any of (?:the|our))? ?{AIMED}$", re.I)
_GOAL_WORDS = frozenset(
    content_stems("ambition ambitions priority goal aim vision framework golden thread")
)
_SECOND_QUESTION = re.compile(
    r"(?:,| and) (?:what|has|have|who|when|how|did|does|is|are|why)\b", re.I
)
_SUBJECT = re.compile(r"\b(?:on|about|over|regarding) (?P<subject>.+)$", re.I)


@dataclass(frozen=True, slots=True)
class FrameworkQuestion:
    """What is asked; `name` is of a document, `goal` the words for a goal, `subject` narrows."""

    wanted: Wanted
    text: str
    name: str = ""
    goal: str = ""
    kind: str = ""
    subject: str = ""
    asks_priorities: bool = False


def read_framework_question(text: str) -> FrameworkQuestion | None:
    """Return what a question asks of the framework; None when it asks something else."""
    plain = plainly(text)
    if _SECOND_QUESTION.search(plain):
        return None
    for wanted, pattern in COMPILED:
        match = pattern.match(plain)
        if match is not None:
            found = {name: value or "" for name, value in match.groupdict().items()}
            subject = _SUBJECT.search(plain) if wanted == "conflicts" else None
            return FrameworkQuestion(
                wanted,
                plain,
                name=found.get("name", ""),
                goal=found.get("goal", "") or found.get("under", ""),
                kind=found.get("kind", ""),
                subject=subject["subject"] if subject else "",
                asks_priorities="priorit" in plain.lower(),
            )
    return None


def goal_named(words: str, framework: Framework) -> Goal | None:
    """Return the goal that the words name for certain: by its number or by its own words."""
    if number := _NUMBERED.search(words):
        return next((one for one in framework.goals if one.id == number["id"]), None)
    wanted = frozenset(content_stems(words)) - _GOAL_WORDS
    _, level = subject_of(words)
    found = [
        goal
        for goal in framework.goals
        if wanted
        and (level not in _LEVELS or goal.level == level)
        and frozenset(content_stems(goal.text)) <= wanted
    ]
    return found[0] if len(found) == 1 else None


def is_whole_vision(words: str) -> bool:
    """Say whether the words mean the vision as a whole, no single goal of it."""
    return _WHOLE.match(words) is not None


def speaks_of_a_goal(words: str) -> bool:
    """Say whether the words call something an ambition, a priority, a goal or an aim."""
    return _LEVEL.search(words) is not None


def subject_of(words: str) -> tuple[str, str]:
    """Return what a goal is said to be about, and its level: "the ambition on ageing"."""
    level = _LEVEL.search(words)
    about = _ABOUT.search(words)
    subject = _OF_VISION.sub("", (about["subject"] or about["before"]) if about else words)
    found = level[1].lower() if level else ""
    return subject, "priority" if found == "priorit" else found


def label(goal: Goal) -> str:
    """Return a goal as it is spoken of: "Ambition 3, A home that is right for you"."""
    return f"{goal.level.capitalize()} {goal.id}, {goal.text}"
