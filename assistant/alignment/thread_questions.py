"""A question about a goal, or about the goal that something serves -> whose thread it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.alignment.plain_asking import plainly
from assistant.alignment_types import Framework, Goal
from assistant.language.deeds_asked import deed_asked

_GOAL = r"(?:ambitions?|goals?|priorit(?:y|ies)|aims?)"
_SERVES = (
    r"(?:serv\w+|support\w*|further\w*|contribut\w+ to|help\w*|advanc\w+|belong\w* (?:to|under)"
    r"|come under|fall\w* under|fits?(?: in| under| with)?|bear\w* on|answers?)"
)
# A goal that is named is followed through the papers when the question asks what is done for it.
_FOLLOWED = re.compile(
    rf"\b(?:{_SERVES}|tak\w+ (?:\w+ )?(?:forward|up|on)|carr\w+ (?:\w+ )?(?:forward|on|out)"
    r"|deliver\w*|(?:being |been )?done (?:about|for|on|to)|do(?:es|ing)? (?:about|for)"
    r"|follow\w* (?:from|up|through)|from vision to|from the vision to|golden thread"
    r"|become of|act\w* on|respons\w+ to|turn\w* into)\b", re.I
)  # fmt: skip
_NUMBERED = re.compile(r"\b(?:ambition|priority|goal|aim) (?P<id>\d+(?:\.\d+)*)\b", re.I)
# "Does the work on social prescribing serve an ambition?", "Which priority does it come under?"
_WHICH = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:does|do|did|will|would) (?P<subject>.+?) {_SERVES} (?:an?|any|which|one)\b"
        rf"(?: of (?:the|our))? {_GOAL}\b",
        rf"^(?:which|what) {_GOAL}\b(?: of (?:the|our) \w+)? (?:does|do|is|are|will)"
        rf" (?P<subject>.+?) {_SERVES}$",
        rf"^(?P<subject>.+?),? and (?:which|what) {_GOAL} (?:does|do|is|are|will) (?:it|this|that"
        rf"|they) {_SERVES}$",
    )
)
# "What does the vision say about culture, and who is doing anything about it?"
_AND_WHO_ACTS = re.compile(
    r"^what (?:does|do|did) (?:the|our) (?:\w+ )?vision (?:say|promise|want|ask for)"
    r"(?: (?:about|on|for))? (?P<subject>.+?),? and (?:who|what|which strateg\w+) (?:is|are|has"
    r"|have|does|do) (?:\w+ ){0,3}?(?:doing|done|acting|acted|deliver\w*|picked|serv\w+|carr\w+"
    r"|tak\w+|do|being done)\b.*$", re.I
)  # fmt: skip
_FRAME = re.compile(
    r"^(?:(?:what|how much) (?:is|are|has|have|will) (?:being |been |be )?(?:done|happening)"
    r" (?:to|about|on|for|with)|how (?:is|are|do|does) (?:the|our) \w+|what do(?:es)? .{3,40} say"
    r" (?:on|about)) (?:reduc\w+|improv\w+|tackl\w+|help\w*|support\w*|mak\w+)?\s*"
    r"|^(?:the |our |any )?(?:work|effort|action|plan)s? (?:on|for|to|with|about|around) "
    r"|^(?:the|our|an?) ", re.I
)  # fmt: skip
_SECOND = re.compile(
    r"(?:,| and|, and) (?:what|has|have|who|when|how|did|does|is|are|why|which)\b.*$", re.I
)
_OF_BOARD = re.compile(
    r"^\W*(?:and )?(?:what|has|have|did) (?:has |have |did )?(?:the )?Board\b", re.I
)


@dataclass(frozen=True, slots=True)
class ThreadQuestion:
    """A goal whose thread is asked for, or a subject whose goal is; `named` may name a paper."""

    subject: str
    goal: Goal | None = None
    named: str = ""


def may_ask_for_thread(text: str) -> bool:
    """Say whether it is worth looking at the goals: the question speaks of what serves what."""
    return _FOLLOWED.search(text) is not None or _AND_WHO_ACTS.match(plainly(text)) is not None


def read_thread_question(text: str, framework: Framework) -> ThreadQuestion | None:
    """Return whose thread a question asks for; None when it asks for none, or for one body's."""
    if deed_asked(text):
        return None
    plain = plainly(text)
    for pattern in _WHICH:
        match = pattern.match(plain)
        if match is not None:
            subject = _FRAME.sub("", match["subject"]).strip()
            return ThreadQuestion(subject, named=match["subject"]) if subject else None
    both = _AND_WHO_ACTS.match(plain)
    if both is not None:
        return ThreadQuestion(both["subject"], named=both["subject"])
    second = _SECOND.search(plain)
    if second is not None and not _OF_BOARD.match(second.group()):
        return None
    goal = _goal_in(plain, framework)
    if goal is None or _FOLLOWED.search(plain) is None:
        return None
    return ThreadQuestion(goal.text, goal, named=plain)


def _goal_in(text: str, framework: Framework) -> Goal | None:
    """Return the goal whose own words stand in the text, the longest first, or its number."""
    lowered = text.lower()
    found = [goal for goal in framework.goals if _stands_in(goal.text, text, lowered)]
    if found:
        return max(found, key=lambda goal: len(goal.text))
    number = _NUMBERED.search(text)
    return next((one for one in framework.goals if number and one.id == number["id"]), None)


def _stands_in(name: str, text: str, lowered: str) -> bool:
    """Say whether a goal is named; one of few words must be written as a name."""
    if len(name.split()) > 3:
        return name.lower() in lowered
    return len(name.split()) > 1 and name in text
