"""Question and passages -> every quotable unit with what speaks for it, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.answer_types import leading_type
from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, gather
from assistant.answering.leading import NOTHING_LEADS, Leading, Search, leading_units
from assistant.answering.lists import asked_list
from assistant.answering.model import LinearModel
from assistant.answering.relation import relation_features, told_words
from assistant.answering.scope import (
    is_of_another,
    is_of_other_time,
    is_only_planned,
    tells_the_year,
)
from assistant.answering.token_match import QuestionTokens
from assistant.answering.unit_features import Scale, unit_features
from assistant.language.rarity import rarity
from assistant.protocols import Library, Reading, TokenEmbedder, Vectors
from assistant.types import Passage

# Each costs some 8 ms; those further down are hardly ever the answer.
_READ_IN_CONTEXT = 6
# One that is so far behind (in log-odds) before it is read stays behind; three are always read.
_FAR_BEHIND, _ALWAYS_READ = 2.0, 3
# So many may come first because they hold the type of answer that is asked for.
_LEADING = 5
# What names the year asked about may tell so much less of the question than what does not.
_LESS_TOLD = 0.1
_READ = ("in_context", "words_met", "weakest", "told_share", "head_told", "deed_told")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit, what speaks for it, its score; `leads` when a table or a list was read for it.

    `told` says of each word of the question how well it is told, where the unit was read for that.
    """

    evidence: Evidence
    features: Mapping[str, float]
    score: float
    leads: bool = False
    told: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of a question, best first, and how telling each of its terms is.

    `leading` are those that were read for it as a whole, and how little more is needed then.
    """

    asked: Asked
    units: Sequence[Ranked]
    weights: Mapping[str, float]
    leading: Leading = NOTHING_LEADS


def rank(
    asked: Asked,
    passages: Sequence[Passage],
    library: Library,
    selection: LinearModel,
    embedder: TokenEmbedder,
) -> Ranking:
    """Return the units of the passages in the order in which they answer.

    The best by what is known already are embedded once more in their context, since a sentence
    often owes its subject to its heading or to the sentence before.
    """
    question = embedder.read([asked.text])[0]
    documents = dict.fromkeys(passage.chunk.document_id for passage in passages)
    weights = rarity(asked.terms, map(library.canonical_text, documents))
    best = max((one.found_by.get("lexical", 0.0) for one in passages), default=0.0)
    ranked = []
    for evidence in gather(passages, question.vector, library):
        features = unit_features(asked, evidence, Scale(weights, best))
        features |= dict.fromkeys(_READ, 0.0)
        ranked.append(Ranked(evidence, features, selection.score(features)))
    line = asked_list(asked, [one.evidence for one in ranked], weights, library)
    ranked.sort(key=lambda one: (one.evidence is not line, -one.score))
    asking = QuestionTokens(asked, question, weights)
    again = _read_in_context(ranked, asking, question.vector, selection, embedder)
    ordered = sorted(again, key=lambda one: -one.score)
    near = [one.evidence for one in ordered]
    leading = leading_units(Search(asked, near, line, weights, library))
    units = in_order(asked, _with_leaders(ordered, leading.units))
    return Ranking(asked, units, weights, leading)


def _with_leaders(ranked: Sequence[Ranked], leaders: Sequence[Evidence]) -> list[Ranked]:
    """Lift the rows that are asked for by comparing, or the list, above the others."""
    lifted = [replace(_judged(one, ranked), evidence=one, leads=True) for one in leaders]
    return [*lifted, *(one for one in ranked if not any(one.evidence is it for it in leaders))]


def _judged(leader: Evidence, ranked: Sequence[Ranked]) -> Ranked:
    """Return the leader's own standing; one that was not found has that of its passage's best."""
    itself = (one for one in ranked if one.evidence is leader)
    beside = (one for one in ranked if one.evidence.context is leader.context)
    return next(itself, None) or next(beside)


def in_order(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the units by their score; among the first, those that hold what is asked for lead.

    Only where nothing else can answer: an amount, a count, a person's name.
    """
    leaders = [one for one in ranked if one.leads]
    others = sorted((one for one in ranked if not one.leads), key=lambda one: -one.score)
    ordered = _of_the_year(asked, [*leaders, *others])
    needed = leading_type(asked)
    if needed is None:
        return ordered
    first, rest = ordered[:_LEADING], ordered[_LEADING:]
    # A plan does not tell how many there were.
    leading = sorted(
        first,
        key=lambda one: (
            not one.leads,
            one.features["type"] < needed,
            is_only_planned(asked, one.evidence),
            is_of_another(asked, one.evidence),
        ),
    )
    return [*leading, *rest]


def _of_the_year(asked: Asked, ranked: list[Ranked]) -> list[Ranked]:
    """Put what names the year asked about before a unit of another time that tells no more."""
    if not asked.years or not ranked or ranked[0].leads:
        return ranked
    first = ranked[0]
    if not is_of_other_time(asked, first.evidence):
        return ranked
    needed = first.features["told_share"] - _LESS_TOLD
    dated = (
        one
        for one in ranked[1:_LEADING]
        if one.features["told_share"] >= needed and tells_the_year(asked, one.evidence)
    )
    found = next(dated, first)
    return [found, *(one for one in ranked if one is not found)]


def _read_in_context(
    ranked: Sequence[Ranked],
    asking: QuestionTokens,
    question: Vectors,
    selection: LinearModel,
    embedder: TokenEmbedder,
) -> list[Ranked]:
    """Read the best in context; the others are taken to be like the least of these."""
    texts = [one.evidence.in_context for one in _worth_reading(ranked)]
    if not texts:
        return []
    starts = [len(text) - len(one.evidence.text) for text, one in zip(texts, ranked, strict=False)]
    readings = embedder.read(texts)
    told = [
        told_words(asking.asked, one.evidence, asking.nearest(reading))
        for reading, one in zip(readings, ranked, strict=False)
    ]
    found = [
        _in_context(asking, reading, start, question, words)
        for reading, start, words in zip(readings, starts, told, strict=True)
    ]
    least = {name: min(one[name] for one in found) for name in found[0]}
    unread: int = len(ranked) - len(found)
    return [
        Ranked(one.evidence, features, selection.score(features), told=words)
        for one, more, words in zip(
            ranked, [*found, *[least] * unread], [*told, *[{}] * unread], strict=True
        )
        for features in [{**one.features, **more}]
    ]


def _worth_reading(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the first units that may come out best, three to six."""
    first = ranked[:_READ_IN_CONTEXT]
    near = sum(one.score >= first[0].score - _FAR_BEHIND for one in first)
    return first[: max(near, _ALWAYS_READ)]


def _in_context(
    asking: QuestionTokens,
    reading: Reading,
    start: int,
    question: Vectors,
    told: Mapping[str, float],
) -> dict[str, float]:
    """Return what only the unit as it is read in its context tells."""
    return {
        "in_context": float(reading.vector @ question),
        "words_met": asking.met_by(reading, start),
        **relation_features(asking.asked, told, asking.rarity),
    }
