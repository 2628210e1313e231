"""A question and passages -> how well each holds a thing of the type that is asked for; pure.

"How many" wants a number, "who" a name, "what are the aims" a list. A passage that holds one near
what the question says is better than another that says as much and holds none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.wanted import wants_list
from assistant.language.wanted_things import Span, Wanted, wanted
from assistant.retrieval.question_terms import QuestionTerms, SaidWord, terms_said
from assistant.types import Passage

# What it counts, beside meaning (1.2) and words (1.0), that a passage holds such a thing at all,
# that it stands near the whole question, that the passage is a list. Flat around these.
_HELD, _NEAR, _LISTED = 0.2, 0.4, 0.3
# Characters on either side of a thing that are near it: its sentence, or its row.
_REACH = 120
# So many lines make a list.
_LINES = 4
# A heading stands over the thing but not beside it.
_OF_HEADINGS = 0.5


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a question wants: a thing that is told by its looks, a list, neither or both."""

    wanted: Wanted
    is_list: bool

    @classmethod
    def of(cls, query: str) -> AskedFor:
        """Read the type of answer in the question."""
        sought = wanted(query)
        return cls(sought, sought.type in ("other", "body") and wants_list(query))

    def is_held(self, text: str) -> bool:
        """Say whether a text holds a thing of the type; never when any text may be the answer."""
        return self.wanted.is_typed and bool(self.wanted.things(text))

    def worth(self, asked: QuestionTerms, passages: Sequence[Passage]) -> list[float]:
        """Return what each passage gains by what it holds."""
        return [self._held(asked, one) + self._listed(one.chunk.text) for one in passages]

    def _held(self, asked: QuestionTerms, passage: Passage) -> float:
        things = self.wanted.things(passage.chunk.text) if self.wanted.is_typed else []
        if not things:
            return 0.0
        said = asked.said_in(passage.chunk.text)
        headed = terms_said(asked.said_in(passage.chunk.prefix))
        return _HELD + _NEAR * max(_nearness(asked, thing, said, headed) for thing in things)

    def _listed(self, text: str) -> float:
        if not self.is_list:
            return 0.0
        lines = max(paragraph.count("\n") for paragraph in text.split("\n\n"))
        return _LISTED * min(1.0, lines / (_LINES - 1))


def _nearness(
    asked: QuestionTerms, thing: Span, said: Sequence[SaidWord], headed: frozenset[str]
) -> float:
    """Return the share of the question that is said near a thing; by headings, half of it."""
    first, last = thing[0] - _REACH, thing[1] + _REACH
    near = terms_said(word for word in said if first <= word.start < last)
    return asked.share(near) + _OF_HEADINGS * asked.share(headed - near)
