"""A ranking and the chosen quotes -> what another document says against them on the fact asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.quoting import Quote, quote_unit
from assistant.answering.ranking import Ranking
from assistant.language.commitment import commitment
from assistant.language.conflicts import clash
from assistant.language.terms import ASKING_WORDS, stem

# Units further down speak of something else.
_LOOKED_AT = 25
# Of the question's words, by how telling they are, what both sides must have.
_SAME_FACT = 0.5
_ASKING = frozenset(map(stem, ASKING_WORDS))
_PROMISES = ("will", "aims")


def disputed(ranking: Ranking, quotes: Sequence[Quote]) -> tuple[Quote, Quote] | None:
    """Return two quotes on the fact asked that cannot both hold: a chosen one rather than others.

    A chosen row or heading cannot be compared; a promise behind it on the same fact can.
    """
    chosen = [quote.evidence for quote in quotes]
    others = [one.evidence for one in ranking.units[:_LOOKED_AT]]
    told = [one for one in others if _is_promise(one) and _is_on_fact(ranking, one)]
    first = [one for one in told if any(one.key == other.key for other in chosen)]
    for one in [*first, *told]:
        against = next((other for other in told if _clash(one, other)), None)
        if against is not None:
            return quote_unit(one), quote_unit(against)
    return None


def disagree(one: Quote, other: Quote) -> bool:
    """Say whether two quotes of different documents cannot both hold."""
    return (
        _is_promise(one.evidence)
        and _is_promise(other.evidence)
        and _clash(one.evidence, other.evidence)
    )


def _is_on_fact(ranking: Ranking, evidence: Evidence) -> bool:
    """Say whether a unit has enough of what the question asks about."""
    weights = {one: weight for one, weight in ranking.weights.items() if one not in _ASKING}
    shared = sum(weight for one, weight in weights.items() if one in evidence.stems)
    return shared >= _SAME_FACT * sum(weights.values())


def _clash(one: Evidence, other: Evidence) -> bool:
    return _may_clash(one, other) and clash(_plain(one), _plain(other)) is not None


def _may_clash(one: Evidence, other: Evidence) -> bool:
    chunk, against = one.passage.chunk, other.passage.chunk
    is_other = chunk.document_id != against.document_id
    return is_other and "vision" not in (chunk.kind, against.kind)


def _is_promise(evidence: Evidence) -> bool:
    """Say whether a unit promises: what is only told may differ by when it was told."""
    is_row = evidence.block.kind in ("table_row", "table_head", "heading")
    return not is_row and commitment(evidence.text).strength in _PROMISES


def _plain(evidence: Evidence) -> str:
    return " ".join(evidence.text.split())
