"""A question's terms and passages -> what each gains by saying them in other words; pure.

Who asks seldom knows the paper's own words: "which grant pays" is answered by "funded by an award".
Words that stand in both were counted by the search; this counts those that a passage, or a heading
above it, says only as others of their kin.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.retrieval.question_terms import QuestionTerms, terms_said
from assistant.types import Passage

# What the whole question counts, beside meaning (1.2) and words (1.0); flat around it.
_WEIGHT = 0.3


def worth_of_other_words(asked: QuestionTerms, passages: Sequence[Passage]) -> list[float]:
    """Return for each passage the share of the question that it says in other words, weighed."""
    return [_WEIGHT * _share(asked, passage) for passage in passages]


def _share(asked: QuestionTerms, passage: Passage) -> float:
    said = [*asked.said_in(passage.chunk.prefix), *asked.said_in(passage.chunk.text)]
    return asked.share(terms_said(said) - {word.itself for word in said})
