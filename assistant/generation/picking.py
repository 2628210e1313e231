"""Evidence -> the pieces that a model picks as answers, each confirmed by a yes of the judge.

A small model invents when it writes; when it only chooses, every citation is right by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.generation.evidence import Evidence
from assistant.generation.judging import Judge
from assistant.generation.prompts import to_pick
from assistant.generation.saying import said
from assistant.generation.session import Session
from assistant.language.terms import content_stems

CANDIDATES = 12
_MOST_PICKS = 3


def candidates(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence nearest to the question by meaning and by words, nearest first."""
    stems = frozenset(content_stems(question))
    return sorted(evidence, key=lambda one: -_nearness(one, stems))[:CANDIDATES]


def pick(
    question: str,
    evidence: Sequence[Evidence],
    session: Session,
    on_right: Callable[[Evidence], None],
) -> list[Evidence]:
    """Let the model pick among numbered evidence; `on_right` hears each confirmed piece at once.

    Raises:
        ModelError: the model fails or replies without the form.
    """
    by_number = {one.number: one for one in evidence}
    reply = session.fields(to_pick(question, evidence, _MOST_PICKS)).get("picks")
    picks = reply if isinstance(reply, list) else []
    chosen = [by_number[n] for n in dict.fromkeys(picks) if isinstance(n, int) and n in by_number]
    judge, confirmed = Judge(session), []
    for one in chosen[:_MOST_PICKS]:
        if judge.is_answer(question, f"{one.heading}: {said(one)}"):
            confirmed.append(one)
            on_right(one)
    return confirmed


def _nearness(one: Evidence, stems: frozenset[str]) -> float:
    shared = len(stems & one.stems) / len(stems) if stems else 0.0
    return one.similarity + shared - 0.01 * one.rank
