"""A question and passages -> how well each holds a thing of the type that is asked for; pure.

"How many" wants a number, "who" a name, "what are the aims" a list. A passage that holds one near
what the question says is better than another that says as much and holds none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.language.wanted import wants_list
from assistant.language.wanted_things import Span, Wanted, wanted
from assistant.retrieval.question_terms import QuestionTerms, SaidWord, terms_said
from assistant.retrieval.telltales import telltale
from assistant.types import Passage

Shape = Literal["list", "members", "extreme"]

# What it counts, beside meaning (1.2) and words (1.0), that a passage holds such a thing at all,
# and that it stands near the whole question. Flat around these.
_HELD, _NEAR = 0.2, 0.4
# What it counts that a passage has the shape of an answer: lines, or lines with figures.
_SHAPED: Mapping[Shape, float] = {"list": 0.3, "members": 0.5, "extreme": 0.6}
# Characters on either side of a thing that are near it: its sentence, or its row.
_REACH = 120
# So many lines make a list, so many amounts a table of them.
_LINES = 4
_AMOUNTS = 4
# A heading stands over the thing but not beside it.
_OF_HEADINGS = 0.5
_BODY = r"(?:committee|board|group|team|council|panel|partnership|assembly|forum|network|alliance)"
_ASKS_MEMBERS = re.compile(
    r"\bwho (?:(?:is|are|was|were) )?(?:sits?|sat|sitting|serv(?:es?|ed|ing)) (?:on|in)\b"
    r"|\bwho (?:is|are|was|were) (?:on|members?|part)\b"
    r"|\bwh(?:o|ich|at) (?:are|were) (?:the|its|their|all the) (?:\w+ ){0,3}"
    r"(?:members|partners|participants|signatories|attendees)\b"
    rf"|\b(?:part|members?) of the (?:\w+ ){{0,3}}{_BODY}\b",
    re.IGNORECASE,
)
_ASKS_EXTREME = re.compile(
    r"(?<!at )\b(?:largest|biggest|smallest|lowest|highest|least|most|fewest|greatest|longest"
    r"|shortest|oldest|youngest|busiest|cheapest|dearest|slowest|fastest)\b(?! of\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a question wants: a thing told by its looks or by a word beside it, and in what shape.

    `told` finds the words that tell an answer to a question for a thing of no type.
    """

    wanted: Wanted
    told: re.Pattern[str] | None
    shapes: frozenset[Shape]

    @classmethod
    def of(cls, query: str, *, beyond_types: bool = True) -> AskedFor:
        """Read the type of answer in the question; `beyond_types` what has no type of its own."""
        sought = wanted(query)
        told = telltale(query) if beyond_types and not sought.is_typed else None
        shapes = _shapes(query, sought) if beyond_types else _list_shape(query, sought)
        return cls(sought, told, frozenset(shapes))

    def is_held(self, text: str) -> bool:
        """Say whether a text holds a thing of the type; never when any text may be the answer."""
        return self.wanted.is_typed and bool(self.wanted.things(text))

    def worth(self, asked: QuestionTerms, passages: Sequence[Passage]) -> list[float]:
        """Return what each passage gains by what it holds."""
        return [self._held(asked, one) + self._shaped(one.chunk.text) for one in passages]

    def _held(self, asked: QuestionTerms, passage: Passage) -> float:
        things = self._things(passage.chunk.text)
        if not things:
            return 0.0
        said = asked.said_in(passage.chunk.text)
        headed = terms_said(asked.said_in(passage.chunk.prefix))
        return _HELD + _NEAR * max(_nearness(asked, thing, said, headed) for thing in things)

    def _things(self, text: str) -> list[Span]:
        if self.told is not None:
            return [match.span() for match in self.told.finditer(text)]
        return self.wanted.things(text) if self.wanted.is_typed else []

    def _shaped(self, text: str) -> float:
        """Return what the shape of a passage is worth."""
        if not self.shapes:
            return 0.0
        lines = max(paragraph.count("\n") for paragraph in text.split("\n\n"))
        listed = min(1.0, lines / (_LINES - 1))
        worth = sum(_SHAPED[shape] for shape in self.shapes if shape != "extreme")
        if "extreme" in self.shapes and listed:
            # The largest of all is told where all of them stand.
            amounts = replace(self.wanted, type="amount").things(text)
            worth += _SHAPED["extreme"] * min(1.0, len(amounts) / _AMOUNTS)
        return worth * listed


def _shapes(query: str, sought: Wanted) -> list[Shape]:
    shapes: list[Shape] = []
    if sought.type in ("other", "body", "who", "holder") and _ASKS_MEMBERS.search(query):
        shapes.append("members")
    else:
        shapes += _list_shape(query, sought)
    if _ASKS_EXTREME.search(query):
        shapes.append("extreme")
    return shapes


def _list_shape(query: str, sought: Wanted) -> list[Shape]:
    return ["list"] if sought.type in ("other", "body") and wants_list(query) else []


def _nearness(
    asked: QuestionTerms, thing: Span, said: Sequence[SaidWord], headed: frozenset[str]
) -> float:
    """Return the share of the question that is said near a thing; by headings, half of it."""
    first, last = thing[0] - _REACH, thing[1] + _REACH
    near = terms_said(word for word in said if first <= word.start < last)
    return asked.share(near) + _OF_HEADINGS * asked.share(headed - near)
