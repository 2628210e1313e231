"""A question what a body does for something and the units -> the unit that tells it of that body.

"What does the fire service do about loneliness?" is not answered by what others do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.kin import roots
from assistant.language.terms import content_stems, stem
from assistant.language.titles import names_a_document
from assistant.language.wanted import LIGHT
from assistant.language.wordlists import word_set
from assistant.protocols import Library

_DOES = re.compile(
    r"^\W*what (?P<verb>is|are|does|do|did|will|has|have) (?P<actor>(?:the |our )?[^?,]{3,60}?)"
    r" (?P<deed>do|doing|done) (?P<thing>(?:for|about|on|to|against)\b [^?]+)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:we|they|it|he|she|you|people|anyone|everyone|nobody|some(?:one|body)\b.*|partners|(?:the|this|that|each|every"
    r"|an?) (?:board|partners?|strateg\w+|plans?|papers?|ambition|objective|goal|priority|vision)\b"
    r".*)$", re.IGNORECASE
)  # fmt: skip
_ONE_WORD = {"do": "do", "does": "does", "did": "did"}
# A body is told by its other words where it has some: "the library service", "libraries".
_CLASS = frozenset(
    map(
        stem,
        word_set(
            "service force trust team body department group organisation office unit sector local"
        ),
    )
)
_NUMBERED = re.compile(r"\b[A-Za-z]+ \d+\b")
_LOOKED_AT, _MOST = 40, 3


@dataclass(frozen=True, slots=True)
class Actor:
    """The body of which is asked what it does: its words, those of the thing that it is done for.

    `told` is the question put indirectly: "what the fire service does about floods".
    """

    stems: frozenset[str]
    thing: frozenset[str]
    numbered: str
    told: str


def actor_of(asked: Asked) -> Actor | None:
    """Return the body of which the question asks what it does; None when it asks of none."""
    match = _DOES.search(asked.text)
    if match is None or asked.kind == "alignment":
        return None
    name = match["actor"].strip()
    if _NOBODY.match(name) or names_a_document(name):
        return None
    own = frozenset(content_stems(name)) - LIGHT
    thing = frozenset(content_stems(match["thing"])) - LIGHT
    if not own or not thing:
        return None
    numbered = _NUMBERED.search(match["thing"])
    verb, deed = match["verb"].lower(), match["deed"].lower()
    does = _ONE_WORD.get(verb, f"{verb} {deed}")
    told = f"what {name} {does} {match['thing'].strip()}"
    return Actor(own - _CLASS or own, thing, numbered.group() if numbered else "", told)


def deeds_of(
    actor: Actor, asked: Asked, units: Sequence[Evidence], library: Library
) -> list[Evidence]:
    """Return the nearest units that name the body, and tell of the thing where they stand.

    In a paper of the body itself every unit is about what it does. What is in force comes first.
    """
    named = [one for one in units[:_LOOKED_AT] if _is_named(actor, one, library)]
    found = [one for one in named if _tells_of(actor, asked, one)]
    current = [one for one in found if not _is_superseded(one, library)]
    return (current or found)[:_MOST]


def _is_superseded(one: Evidence, library: Library) -> bool:
    return library.document(one.passage.chunk.document_id).status == "superseded"


def _is_named(actor: Actor, one: Evidence, library: Library) -> bool:
    document = library.document(one.passage.chunk.document_id)
    issued = frozenset(content_stems(f"{document.organisation or ''} {document.title}"))
    return actor.stems <= one.stems or actor.stems <= issued


def _tells_of(actor: Actor, asked: Asked, one: Evidence) -> bool:
    """Say whether the passage or its headings tell of the thing: "Ambition 2" word for word."""
    if actor.numbered:
        return actor.numbered.lower() in f"{one.passage.chunk.text} {one.context.heading}".lower()
    told = one.context.stems | one.context.heading_stems
    there = roots(told)
    return any(word in told or asked.kin_of(word) & there for word in actor.thing)
