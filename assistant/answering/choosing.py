"""A ranking -> the spans to quote: the fact first, complete, and little beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.answer_types import names_holder
from assistant.answering.asking import Asked, AskedKind
from assistant.answering.evidence import Evidence
from assistant.answering.quoting import LONGEST_QUOTE, Quote, quote_list, quote_unit
from assistant.answering.ranking import Ranked, Ranking
from assistant.answering.scope import is_of_another
from assistant.protocols import Library

# In log-odds of being the right unit, as the selection model scores.
_AS_GOOD = 1.2
_AS_GOOD_FOR_TWO_FACTS = 2.5
_NEIGHBOUR_WORTH = 8.0
_MOST_STATEMENTS = 3
_LOOKED_AT = 5
# What a further statement must have of the question's words, by itself and beside the first.
_WORDS_MET, _WORDS_BEHIND = 0.4, 0.25
# Kinds whose answer is told rather than named: neighbouring sentences belong to it.
_TOLD: frozenset[AskedKind] = frozenset(
    (
        *("what", "how", "why", "list", "definition", "comparison", "which", "yes_no"),
        *("alignment", "who", "where"),
    )
)
_LISTED: frozenset[AskedKind] = frozenset(("list", "what", "which", "how", "definition"))
_BACKWARD = re.compile(
    r"^\W*(?:it|its|this|these|they|their|he|she|his|her|such|those|both|the (?:latter|former))\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\bwho (?:said|says|wrote|writes)\b|\bwhose words\b", re.IGNORECASE)
_NAME_ALONE = re.compile(r"^\W*(?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’-]+\W*$")
_LINES_BELOW = 4
_SENTENCES_BEHIND = 2
_STANDS_FOR = re.compile(r"\b(?:this|it|its|these|them|their)\b", re.IGNORECASE)
_TWO_FACTS = re.compile(
    r"(?:,| and) (?:by |to |from |in |at |under )?(?:who|what|when|where|how|which|why)\b",
    re.IGNORECASE,
)


def choose(ranking: Ranking, library: Library) -> list[Quote]:
    """Return one to three quotes, best first, none inside another."""
    speaker, holder = _speaker(ranking), _holder(ranking)
    told = _told(ranking, library)
    if holder is not None:
        return distinct([told[0], quote_unit(holder)])
    return distinct(told if speaker is None else [quote_unit(speaker), told[0]])


def distinct(quotes: Iterable[Quote]) -> list[Quote]:
    """Return the quotes that do not overlap with an earlier one."""
    kept: list[Quote] = []
    for quote in quotes:
        if not any(_overlap(quote, other) for other in kept):
            kept.append(quote)
    return kept


def complete(ranking: Ranking, one: Ranked, library: Library) -> Quote:
    """Return the unit with what it cannot be understood without, within the limits of a quote."""
    evidence = one.evidence
    is_item = one.leads and evidence.block.kind == "list_item" and not ranking.leading.as_list
    if _wants_list(ranking.asked, evidence) and not is_item:
        whole = quote_list(evidence, library)
        if whole is not None:
            return whole
    return _with_neighbours(ranking, one)


def with_antecedent(evidence: Evidence) -> Quote:
    """Return the unit, with the sentence before it when it begins with what stands for that."""
    quote, before = quote_unit(evidence), evidence.neighbour(-1)
    return _joined(quote, before) if before and _BACKWARD.match(evidence.text) else quote


def _told(ranking: Ranking, library: Library) -> list[Quote]:
    """Return the best unit, widened by what its paragraph has beside it, and others about as good.

    Twice as far down when two facts are asked for. Nothing stands beside the rows that lead.
    """
    best = ranking.units[0]
    if best.leads:
        return [complete(ranking, one, library) for one in ranking.units if one.leads]
    quotes = [complete(ranking, best, library)]
    for one in _worth_saying(ranking):
        longer = quotes[0]
        if one.evidence.context is best.evidence.context:
            longer = _joined(quotes[0], one.evidence)
        if longer is not quotes[0]:
            quotes[0] = longer
        elif _says_enough(one, best):
            quotes.append(complete(ranking, one, library))
    return quotes[:_MOST_STATEMENTS]


def _worth_saying(ranking: Ranking) -> Iterable[Ranked]:
    """Return the units about as good as the best: twice as far down when two facts are asked."""
    first = ranking.units[0]
    asks_two = _TWO_FACTS.search(ranking.asked.text) is not None
    reach = _AS_GOOD_FOR_TWO_FACTS if asks_two else _AS_GOOD
    return [
        one
        for one in ranking.units[1:_LOOKED_AT]
        if one.score >= first.score - reach and not is_of_another(ranking.asked, one.evidence)
    ]


def _says_enough(one: Ranked, best: Ranked) -> bool:
    """Say whether a further unit meets the question's words about as well as the best does."""
    first = best.features["words_met"]
    needed = max(_WORDS_MET, first - _WORDS_BEHIND)
    return one.features["words_met"] >= min(needed, first)


def _speaker(ranking: Ranking) -> Evidence | None:
    """Return the line that names who said the best unit: a name alone, soon behind a quotation."""
    if not _SAID.search(ranking.asked.text):
        return None
    following = (ranking.units[0].evidence.neighbour(step) for step in range(1, _LINES_BELOW + 1))
    return next((one for one in following if one and _NAME_ALONE.match(one.text)), None)


def _holder(ranking: Ranking) -> Evidence | None:
    """Return the sentence soon behind the best that names who holds it ("Ann Lark leads this").

    Only where the best itself names nobody, and by a pronoun for what it tells of.
    """
    asked, best = ranking.asked, ranking.units[0].evidence
    if asked.wanted not in ("holder", "office") or names_holder(asked, best):
        return None
    following = (best.neighbour(step) for step in range(1, _SENTENCES_BEHIND + 1))
    return next(
        (
            one
            for one in following
            if one and _STANDS_FOR.search(one.text) and names_holder(asked, one)
        ),
        None,
    )


def _wants_list(asked: Asked, evidence: Evidence) -> bool:
    introduces = evidence.text.rstrip().endswith(":")
    return introduces or (asked.kind in _LISTED and evidence.block.kind == "list_item")


def _with_neighbours(ranking: Ranking, one: Ranked) -> Quote:
    quote = with_antecedent(one.evidence)
    before, after = one.evidence.neighbour(-1), one.evidence.neighbour(1)
    if ranking.asked.kind not in _TOLD:
        return quote
    worth = {id(r.evidence): r.score >= one.score - _NEIGHBOUR_WORTH for r in ranking.units}
    while after and (worth.get(id(after), False) or _BACKWARD.match(after.text)):
        longer = _joined(quote, after)
        if longer is quote:
            break
        quote, after = longer, after.neighbour(1)
    return _joined(quote, before) if before and worth.get(id(before), False) else quote


def _joined(quote: Quote, neighbour: Evidence) -> Quote:
    """Return the quote widened by a sentence of the same paragraph, if it stays short enough."""
    start = min(quote.start, neighbour.unit.start)
    end = max(quote.end, neighbour.unit.end)
    is_same = neighbour.unit.block == quote.evidence.unit.block
    if not is_same or end - start > LONGEST_QUOTE:
        return quote
    return Quote(quote.evidence, start, end, quote.blocks)


def _overlap(one: Quote, other: Quote) -> bool:
    same = one.evidence.passage.chunk.document_id == other.evidence.passage.chunk.document_id
    return same and one.start < other.end and other.start < one.end
