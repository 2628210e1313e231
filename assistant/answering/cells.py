"""A question for a figure and the units found -> the row of which it names the label and a column.

"What share of people over 65 were offline?" is answered by the cell "% offline" of the row "Over
65", whatever a sentence says in more of the question's words.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.asking import Asked
from assistant.answering.columns import told_share
from assistant.answering.evidence import Evidence
from assistant.answering.tables import Row, row_of
from assistant.language.kin import roots
from assistant.language.opposites import is_negated
from assistant.language.terms import content_stems, words
from assistant.language.wanted import LIGHT
from assistant.protocols import Library

_FIGURES = frozenset(("count", "share", "amount", "money"))
_LOOKED_AT = 20
# So much of the question the row must tell with what stands above it, its times all.
_TOLD = 0.5


def named_cell(asked: Asked, units: Sequence[Evidence], library: Library) -> Evidence | None:
    """Return the row whose label and one of whose columns the question names in full."""
    if asked.wanted not in _FIGURES:
        return None
    rows = [row_of(one) for one in units[:_LOOKED_AT] if one.block.kind == "table_row"]
    named = [
        (named, row.evidence)
        for row in rows
        if (named := _named(asked, row)) and not _is_superseded(row.evidence, library)
    ]
    return max(named, key=lambda entry: entry[0])[1] if named else None


def _named(asked: Asked, row: Row) -> int:
    """Return how many words of the label and of the best column are named; 0 when not all are."""
    label = _telling(row.label)
    columns = [head for head in map(_telling, row.numbers) if head and head <= set(asked.stems)]
    is_denied = is_negated(words(row.label)) and not asked.negated
    is_named = (
        columns and not is_denied and _are_told(asked, label) and told_share(asked, [row]) >= _TOLD
    )
    return len(label) + max(map(len, columns)) if is_named else 0


def _telling(text: str) -> frozenset[str]:
    return frozenset(content_stems(text)) - LIGHT


def _are_told(asked: Asked, label: frozenset[str]) -> bool:
    akin = frozenset[str]().union(*map(asked.kin_of, asked.stems))
    return bool(label) and all(
        one in asked.stems or roots(frozenset((one,))) & akin for one in label
    )


def _is_superseded(one: Evidence, library: Library) -> bool:
    return library.document(one.passage.chunk.document_id).status == "superseded"
