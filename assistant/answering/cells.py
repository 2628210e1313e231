"""A question for a figure and the units found -> the row of which it names the label and a column.

"What share of people over 65 were offline?" is answered by the cell "% offline" of the row "Over
65", whatever a sentence says in more of the question's words.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.asking import Asked
from assistant.answering.columns import told_by_table, told_share
from assistant.answering.evidence import Evidence
from assistant.answering.tables import Row, row_of
from assistant.language.dates import full_months
from assistant.language.kin import roots
from assistant.language.opposites import is_negated
from assistant.language.terms import content_stems, words
from assistant.language.wanted import LIGHT
from assistant.protocols import Library

_FIGURES = frozenset(("count", "share", "amount", "money"))
# What such a question asks for may stand in any cell.
_OPEN = frozenset(("what", "how_many", "how_much"))
_LOOKED_AT = 20
# Of a label of three words or more, one may be put otherwise where the column is named in full.
_MOST_OF_IT, _FEWEST = 0.66, 2
# So much of the question the row must tell with what stands above it, its times all.
_TOLD = 0.5


def named_cell(asked: Asked, units: Sequence[Evidence], library: Library) -> Evidence | None:
    """Return the row whose label and one of whose columns the question names in full."""
    if asked.wanted not in _FIGURES and asked.kind not in _OPEN:
        return None
    rows = [row_of(one) for one in units[:_LOOKED_AT] if one.block.kind == "table_row"]
    named = [
        (named, row.evidence)
        for row in rows
        if (named := _named(asked, row)) and not _is_superseded(row.evidence, library)
    ]
    return max(named, key=lambda entry: entry[0])[1] if named else None


def _named(asked: Asked, row: Row) -> int:
    """Return how many words of the label and of the best column are named; 0 when too few are.

    Where no figure is sought, or a word of the label is put otherwise, the table must tell all.
    """
    label = _telling(row.label)
    sought = full_months(asked.stems)
    heads = row.numbers if asked.wanted in _FIGURES else row.cells
    columns = [head for head in map(_telling, heads) if head and head <= sought]
    told = _told_of(asked, label)
    is_whole = told == len(label) and asked.wanted in _FIGURES
    if not columns or not told or (is_negated(words(row.label)) and not asked.negated):
        return 0
    is_told = told_share(asked, [row]) >= _TOLD if is_whole else _tells_all(asked, row)
    return told + max(map(len, columns)) if is_told else 0


def _tells_all(asked: Asked, row: Row) -> bool:
    """Say whether the row and what stands above it tell every word that asks for something."""
    told = full_months(told_by_table([row]))
    there = roots(told)
    sought = full_months(asked.stems) - LIGHT
    return all(one in told or asked.kin_of(one) & there for one in sought)


def _telling(text: str) -> frozenset[str]:
    return full_months(content_stems(text)) - LIGHT


def _told_of(asked: Asked, label: frozenset[str]) -> int:
    """Return how many words of a label are told, 0 when too few are."""
    akin = frozenset[str]().union(*map(asked.kin_of, asked.stems))
    told = sum(one in asked.stems or bool(roots(frozenset((one,))) & akin) for one in label)
    is_enough = told >= _FEWEST and told >= _MOST_OF_IT * len(label)
    return told if told == len(label) or is_enough else 0


def _is_superseded(one: Evidence, library: Library) -> bool:
    return library.document(one.passage.chunk.document_id).status == "superseded"
