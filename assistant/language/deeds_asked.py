"""A question -> the body of which it asks what it does for something; None when it asks of none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.titles import names_a_document

_DOES = re.compile(
    r"^\W*what (?P<verb>is|are|does|do|did|will|has|have) (?P<actor>(?:the |our )?[^?,]{3,60}?)"
    r" (?P<deed>do|doing|done) (?P<thing>(?:for|about|on|to|against)\b [^?]+)",
    re.IGNORECASE,
)
# No body in particular: everybody, whoever acts, or a paper.
_NOBODY = re.compile(
    r"^(?:we|they|it|he|she|you|people|any(?:one|body|thing)|everyone|nobody|some(?:one|body)\b.*"
    r"|being|going|(?:(?:the|this|that|these|our|each|every|an?|all|any|other) )?"
    r"(?:\w+ )?(?:board|partners?|partnerships?|strateg\w+|plans?|papers?|documents?|reports?"
    r"|minutes|ambitions?|objectives?|goals?|priorit\w+|visions?|measures?|work)\b.*)$",
    re.IGNORECASE,
)
_ONE_WORD = frozenset(("do", "does", "did"))


@dataclass(frozen=True, slots=True)
class DeedAsked:
    """The body and the thing as named, and the question put indirectly: "what it does about it"."""

    actor: str
    thing: str
    told: str


def deed_asked(text: str) -> DeedAsked | None:
    """Return the body of which a question asks what it does for something."""
    match = _DOES.search(text)
    if match is None:
        return None
    actor, thing, verb = match["actor"].strip(), match["thing"].strip(), match["verb"].lower()
    if _NOBODY.match(actor) or names_a_document(actor):
        return None
    does = verb if verb in _ONE_WORD else f"{verb} {match['deed'].lower()}"
    return DeedAsked(actor, thing, f"what {actor} {does} {thing}")
