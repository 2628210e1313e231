"""A question how far something changed, or between what it lies, and the units -> what gives both.

"By how much were the staff cut?" is answered by "has fallen from 400 in 2003 to 75 in 2012".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of
from assistant.answering.progress import is_target
from assistant.answering.tables import row_of
from assistant.language.kin import roots
from assistant.language.quantities import years
from assistant.language.wanted import LIGHT
from assistant.protocols import Library

_MEASURE = r"(?:number|cost|price|share|level|amount|size|rate|figure|proportion|volume)"
_MOVED = r"(?:chang|grow|grew|fall|fell|ris|rose|develop|mov|drop|increas|decreas|cut|reduc)\w*"
_ASKS = re.compile(
    rf"\bwhat (?:has )?(?:happened|become|became) (?:to|of) (?:the )?{_MEASURE}\b"
    rf"|\bhow (?:much )?(?:has|have|did|were|was) [^?]*\b{_MOVED}|\bby how (?:much|many)\b"
    r"|\b(?:what|which) range of\b|\bhow far apart\b|\bbetween what\b", re.IGNORECASE
)  # fmt: skip
_SUM = r"[£$€]?(?!(?:19|20)\d\d\b)\d[\d,.]*(?: ?(?:%|per cent|million|billion|thousand|bn|m|k)\b)?"
_SPAN = re.compile(
    rf"\bfrom (?:\w+ ){{0,3}}?{_SUM}[^.;]{{0,60}}?\bto (?:\w+ ){{0,3}}?{_SUM}"
    rf"|\bbetween {_SUM}[^.;]{{0,30}}? and {_SUM}|[£$€]\d[\d,.]*(?:m|bn|k)? ?[–-] ?[£$€]?\d"
    rf"|{_SUM}[^.;]{{0,40}}?,? (?:compared with|against|up from|down from|instead of) {_SUM}",
    re.IGNORECASE,
)
# Words that ask for the span: what gives it need not say them.
_ASKING = stems_of("range happen happened become became change apart")
_LOOKED_AT = 20
_TOLD, _OWN = 0.6, 0.4


def span_of(
    asked: Asked, units: Sequence[Evidence], weights: Mapping[str, float], library: Library
) -> Evidence | None:
    """Return the unit that gives both ends, of what is asked: the one that tells most of it.

    Rather what is reported than what is to come. Beside the best unit one word is enough.
    """
    if not _ASKS.search(asked.text):
        return None
    told = [
        (_share_told(asked, one, weights), not is_target(one), -place, one)
        for place, one in enumerate(units[:_LOOKED_AT])
        if _gives_both(one) and not _is_superseded(one, library)
    ]
    own, *_, best = max(told, key=lambda entry: entry[:3], default=(0.0, False, 0, None))
    is_beside = best is not None and best.context is units[0].context
    return best if own >= _OWN or (is_beside and own > 0) else None


def _gives_both(one: Evidence) -> bool:
    """Say whether a sentence has two ends, or a row the same measure at several times."""
    if one.block.kind != "table_row":
        return _SPAN.search(one.text) is not None
    times = [head for head in row_of(one).numbers if years(head)]
    return len(times) > 1 or _SPAN.search(one.text) is not None


def _is_superseded(one: Evidence, library: Library) -> bool:
    return library.document(one.passage.chunk.document_id).status == "superseded"


def _share_told(asked: Asked, one: Evidence, weights: Mapping[str, float]) -> float:
    """Return how much of the question the unit tells itself; 0 when its passage tells little."""
    moves = {term.stem for term in asked.terms if re.fullmatch(_MOVED, term.text, re.IGNORECASE)}
    sought = [stem for stem in asked.stems if stem not in LIGHT | moves | _ASKING]
    total = sum(weights[stem] for stem in sought) or 1.0

    def share(told: frozenset[str]) -> float:
        there = roots(told)
        held = (stem for stem in sought if stem in told or asked.kin_of(stem) & there)
        return sum(weights[stem] for stem in held) / total

    passage = share(one.context.stems | one.context.heading_stems)
    return share(one.stems | one.near_stems) if passage >= _TOLD else 0.0
