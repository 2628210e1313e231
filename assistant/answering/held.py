"""A part of a question and the quotes -> whether one holds what it asks for, or stands near."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.answer_types import holds_answer
from assistant.answering.evidence import Evidence
from assistant.answering.parts import QuestionPart
from assistant.answering.quoting import Quote
from assistant.answering.ranking import Ranking

# From here on a unit holds the type of answer that is asked for.
_HELD = 0.7
# Two facts often stand in neighbouring sentences.
_NEAR_STEPS = (1, -1, 2, -2)


def is_held(part: QuestionPart, ranking: Ranking, quotes: Sequence[Quote]) -> bool:
    """Say whether a quote holds what a part asks for."""
    inside = [
        one.evidence
        for one in ranking.units
        for quote in quotes
        if one.evidence.passage.chunk.document_id == quote.evidence.passage.chunk.document_id
        and quote.start <= one.evidence.unit.start
        and one.evidence.unit.end <= quote.end
    ]
    return any(holds(part, evidence) for evidence in inside)


def beside(part: QuestionPart, quotes: Sequence[Quote]) -> Evidence | None:
    """Return the sentence near the first quote that holds what a part asks for, if one does."""
    near = (quotes[0].evidence.neighbour(steps) for steps in _NEAR_STEPS) if quotes else ()
    return next((one for one in near if one and holds(part, one)), None)


def holds(part: QuestionPart, evidence: Evidence) -> bool:
    """Say whether a unit holds the type that a part asks for, beside a word of the part."""
    near = evidence.stems | evidence.near_stems
    is_on_it = not part.own or not part.own.isdisjoint(near)
    return is_on_it and holds_answer(part.asked, evidence) >= _HELD
