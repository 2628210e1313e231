"""A question what a body does for something and the units -> the unit that tells it of that body.

"What does the fire service do about loneliness?" is not answered by what others do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.deeds_asked import deed_asked
from assistant.language.kin import roots
from assistant.language.terms import content_stems, stem
from assistant.language.wanted import LIGHT
from assistant.language.wordlists import word_set
from assistant.protocols import Library

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
    asks = deed_asked(asked.text)
    if asks is None or asked.kind == "alignment":
        return None
    own = frozenset(content_stems(asks.actor)) - LIGHT
    thing = frozenset(content_stems(asks.thing)) - LIGHT
    if not own or not thing:
        return None
    numbered = _NUMBERED.search(asks.thing)
    return Actor(own - _CLASS or own, thing, numbered.group() if numbered else "", asks.told)


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
