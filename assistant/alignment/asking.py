"""A question in words -> what it asks of the framework: goals, gaps, who serves what, conflicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.alignment_types import Framework, Goal
from assistant.language.terms import content_stems

Wanted = Literal[
    "goals", "unserved", "uncommitted", "served_by", "serving", "conflicts", "orphans", "verdict"
]  # fmt: skip
_GOAL = r"(?:ambitions?|goals?|priorit(?:y|ies)|aims?)"
_VERB = (
    r"(?:serv|support|contribut|further|deliver|address|help|advanc|pick\w* up|work\w* towards?"
    r"|act\w* on|meet|tackle|tak\w+ forward|carr\w+ forward)"
)
_AIMED = r"(?:ambitions?|goals?|priorit(?:y|ies)|aims?|visions?)"
_SERVES = (
    rf"(?:{_VERB}\w*(?: to| on| towards?)?|align\w* (?:with|to)|fit\w*(?: in)?(?: with)?"
    r"|follow\w*(?: from)?|carr\w+ (?:out|forward))"
)
# These name no paper and no body in particular.
_ANY = r"(?:(?:the|our|any|all) )?(?:boards?|strateg\w+|plans|partners?|papers|documents|we|they)\b"
_NOT = (
    r"(?:nobody|no[ -]?one|nothing|no (?:strateg\w+|plans?|documents?|papers?|partners?|board"
    r"(?: papers?)?)|not|unserved|neglected|ignored|missing|left out|forgotten|overlooked|orphaned"
    r"|without|never|un(?:met|supported|addressed|covered))"
)
_PATTERNS: tuple[tuple[Wanted, str], ...] = (
    ("conflicts", r"^(?:where|which|what|how|do|does|are|is) .*\b(?:strateg\w+|plans|documents"
     r"|papers|partners|they)\b.*\b(?:contradict\w*|conflict\w*|disagree\w*|clash\w*"
     r"|inconsisten\w+)\b"),
    ("conflicts", r"^(?:where|what|which) (?:are|is) (?:the|our) (?:contradictions?|conflicts?)\b"),
    ("conflicts", r"^are there (?:any )?(?:contradictions?|conflicts?|inconsistencies)\b"),
    ("orphans", r"^(?:which|what) (?:objectives?|actions?)\b.*\b(?:serve no|not serve|without an?"
     r"|no ambition|no goal|belong to no|orphan\w*)\b"),
    ("uncommitted", rf"^(?:which|what) {_GOAL}\b.*\b(?:only .*\b(?:intention|intended|part|partly"
     r"|aspiration)|no (?:firm )?commitments?|uncommitted|without (?:a )?commitment)\b"),
    ("unserved", rf"^(?:which|what)(?: of (?:the|our))? {_GOAL}\b.*\b{_NOT}\b"),
    ("unserved", rf"^(?:is|are) there (?:an?y? )?{_GOAL}\b.*\b{_NOT}\b"),
    ("unserved", r"^(?:where|what) are (?:the|our) gaps(?: in (?:the|our) (?:golden thread"
     r"|strategies|alignment|framework|vision))?$"),
    ("goals", r"^(?:what are|which are|list|name|show me|tell me)(?: all)?(?: of)? (?:the|our)"
     rf"(?: \w+)? {_GOAL}"
     r"(?: (?:of|in) (?:the|our) (?:vision|framework)| (?:of|in) (?P<name>.+))?$"),
    ("goals", rf"^(?:what|which) {_GOAL} (?:are there|do we have|have we(?: got)?|does the vision"
     r" (?:set(?: out)?|have|name|hold))$"),
    ("goals", rf"^what are (?:the )?{_GOAL} (?:under|of|for|below) (?P<under>ambition \d+)$"),
    ("served_by", rf"^(?:which|what)(?: of (?:the|our))? {_GOAL}(?: of (?:the|our) vision)?"
     rf" (?:does|do|is|are|will) (?P<name>.+?) {_VERB}\w*(?: to| on)?$"),
    ("serving", r"^(?:which|what)(?: (?:of (?:the|our) )?(?P<kind>strateg(?:y|ies)|plans?"
     rf"|documents?|(?:board )?papers?|board documents))? {_VERB}\w*(?: to| on)? (?P<goal>.+)$"),
    ("serving", rf"^who (?:is |are )?{_VERB}\w*(?: to| on)?"
     r" (?P<goal>(?:ambition|priority|goal) .+)$"),
    ("verdict", rf"^(?:does|do|did|will) (?P<name>.+?) {_SERVES} (?P<goal>.*\b{_AIMED}\b.*)$"),
    ("verdict", rf"^how(?: well| far)? (?:does|do|did|will) (?P<name>.+?) {_SERVES}"
     rf" (?P<goal>.*\b{_AIMED}\b.*)$"),
    ("verdict", rf"^what (?:does|do|did|is|are|will) (?P<name>(?!{_ANY}).+?) (?:do|doing)"
     rf" (?:for|about|towards?|on) (?P<goal>.*\b{_AIMED}\b.*)$"),
    ("verdict", rf"^(?:is|are) (?P<name>.+?) (?:aligned|in line|consistent|in keeping) (?:with|to)"
     rf" (?P<goal>.*\b{_AIMED}\b.*)$"),
)  # fmt: skip
_COMPILED = tuple((wanted, re.compile(pattern, re.I)) for wanted, pattern in _PATTERNS)
_NUMBERED = re.compile(r"\b(?:ambition|priority|goal|aim) (?P<id>\d+(?:\.\d+)*)\b", re.I)
_LEVEL = re.compile(r"\b(ambition|priorit|goal|aim)(?:y|ies|s)?\b", re.I)
_ABOUT = re.compile(
    rf"\b(?:on|about|for|of|over|regarding|concerning|{_GOAL} (?:that|to)) (?P<subject>.+)$"
    r"|^(?:the |our )?(?P<before>.+?) (?:ambition|priority|goal|aim)s?$", re.I
)  # fmt: skip
_OF_VISION = re.compile(r"^(?:the |our )?vision['’]s |,? (?:in|of) (?:the|our) vision$", re.I)
_WHOLE = re.compile(
    r"^(?:the |our |its |this |any of |all )*(?:\w+['’]s )?(?:\w+ )?visions?$", re.I
)
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
    plain = " ".join(text.split()).strip(" ?.!")
    if _SECOND_QUESTION.search(plain):
        return None
    for wanted, pattern in _COMPILED:
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
    found = [
        goal for goal in framework.goals if wanted and frozenset(content_stems(goal.text)) <= wanted
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
