"""A statement and its evidence -> what the judgement of support is made of, one number each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.alignment.aimed import aim_features
from assistant.alignment.contradiction import contradiction_features
from assistant.alignment.direction import direction, is_denied, opposite
from assistant.alignment.missing_facts import is_of_another, missing_facts, names_of
from assistant.alignment.word_matches import (
    interaction,
    is_left_out,
    margin_features,
    match_features,
    unmet_words,
)
from assistant.alignment.words import inverse_frequency, rarity, stems
from assistant.language.opposites import opposed
from assistant.language.quantities import figures
from assistant.protocols import TokenEmbedder

# The evidence may be a whole page: words choose the sentences that are compared by meaning.
_CANDIDATES = 20
_BEST = 5
_SHORT_EVIDENCE = ("-",)
# A figure or a name counts when it stands in the nearest sentences, beside them, or in the title.
_NEAREST, _OPENING = 4, 3
# How well words are met is told by so many sentences; a word is missed when more of them lack it.
_READ, _SOUGHT, _MOST_UNMET = 8, 12, 3
# Evidence of more sentences than this is a page, in which something near is always found.
PAGE = 25
# A word as common as "now" or "well" need not be met for a yes.
_TELLING = 0.3


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sentences of the evidence that come nearest to a statement, the nearest first."""

    best: tuple[str, ...]
    candidates: tuple[str, ...]
    cosines: npt.NDArray[np.float64]
    against: npt.NDArray[np.float64]
    of_opposite: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The features by name, the sentences that they were measured on, and what is not there."""

    features: Mapping[str, float]
    best: tuple[str, ...]
    missing: tuple[str, ...]
    unmet: tuple[str, ...]
    leaves_out: bool


def gather(statement: str, evidence: Sequence[str], embedder: TokenEmbedder) -> Gathered:
    """Return the candidate sentences with their closeness to the statement and to its opposite."""
    lexical = _lexical(statement, evidence)
    chosen = np.argsort(-lexical, kind="stable")[:_CANDIDATES]
    texts = [evidence[i] for i in chosen]
    vectors = embedder.embed([statement, opposite(statement), *texts])
    cosines = np.asarray(vectors[2:] @ vectors[0], dtype=np.float64)
    against = cosines - vectors[2:] @ vectors[1]
    order = np.argsort(-(cosines + 0.5 * lexical[chosen] / (lexical.max() + 1e-9)), kind="stable")
    return Gathered(
        best=tuple(texts[i] for i in order[:_BEST]),
        candidates=tuple(texts[i] for i in order),
        cosines=cosines[order],
        against=against[order],
        of_opposite=1 - float(vectors[0] @ vectors[1]),
    )


def support_features(statement: str, evidence: Sequence[str], embedder: TokenEmbedder) -> Measured:
    """Return what the judgement is made of, and the figures, names and words that are missing."""
    kept = [one for one in evidence if one.strip()] or list(_SHORT_EVIDENCE)
    found = gather(statement, kept, embedder)
    read = found.candidates[:_READ]
    words = interaction(statement, opposite(statement), found.candidates[:_SOUGHT], embedder)
    unmet = unmet_words(
        words.matches(_SOUGHT), set(stems(" ".join(_around(kept, set(found.best)))))
    )
    joined = " ".join(found.best[:3])
    statement_vector, joined_vector = embedder.embed([statement, joined])
    features = {
        "closest": float(found.cosines.max()),
        "joined": float(statement_vector @ joined_vector),
        "stands_out": float(found.cosines.max() - np.median(found.cosines)),
        "length": math.log(len(set(stems(statement))) + 1),
        "evidence_length": math.log(len(kept) + 1),
        **_coverage(statement, kept, found),
        **_facts(statement, kept, found),
        **_polarity(statement, found),
        **contradiction_features(statement, found.best),
        **match_features(words.matches(_READ)),
        **margin_features(words.margins),
        **aim_features(statement, read),
        "of_another": float(is_of_another(statement, found.best[0])),
        "unmet": float(min(len(unmet), _MOST_UNMET)),
    }
    nearest = " ".join(_around(kept, set(found.best[:_NEAREST])))
    missing = missing_facts(statement, nearest, found.best[0], " ".join(kept))
    telling = [word for word in unmet if rarity(word.stem) > _TELLING]
    rules_out = is_left_out(statement, telling, is_page=len(evidence) > PAGE)
    return Measured(features, found.best, missing, tuple(word.text for word in telling), rules_out)


def _around(evidence: Sequence[str], best: set[str]) -> list[str]:
    """Return the best sentences, their neighbours and how the evidence begins, in order."""
    chosen = {i for n, one in enumerate(evidence) if one in best for i in (n - 1, n, n + 1)}
    return [one for n, one in enumerate(evidence) if n in chosen or n < _OPENING]


def _lexical(statement: str, evidence: Sequence[str]) -> npt.NDArray[np.float64]:
    mine = set(stems(statement))
    sets = [set(stems(one)) for one in evidence]
    weights = inverse_frequency(sets)
    return np.array(
        [sum(weights[s] for s in mine & some) / math.sqrt(4 + len(some)) for some in sets]
    )


def _coverage(statement: str, evidence: Sequence[str], found: Gathered) -> dict[str, float]:
    wanted = {stem: rarity(stem) for stem in stems(statement)}
    total = max(sum(wanted.values()), 1e-9)
    sets = [set(stems(one)) & set(wanted) for one in found.candidates]
    covered: set[str] = set()
    steps = []
    for _ in range(3):
        covered |= max(sets, key=lambda some: sum(wanted[s] for s in some | covered))
        steps.append(sum(wanted[s] for s in covered) / total)
    everything = set(stems(" ".join(evidence))) & set(wanted)
    pairs = list(pairwise(stems(statement)))
    there = {pair for one in found.best for pair in pairwise(stems(one))}
    return {
        "covered_by_one": steps[0],
        "covered_by_three": steps[2],
        "covered": sum(wanted[s] for s in everything) / total,
        "pairs": sum(pair in there for pair in pairs) / max(1, len(pairs)),
    }


def _facts(statement: str, evidence: Sequence[str], found: Gathered) -> dict[str, float]:
    text, near = " ".join(evidence), " ".join(found.best)
    names = set(names_of(statement))
    return {
        "figures_missing": len(figures(statement) - figures(text)),
        "names_missing": len(names - set(stems(text))),
        "names_near": len(names & set(stems(near))) / len(names) if names else 1.0,
    }


def _polarity(statement: str, found: Gathered) -> dict[str, float]:
    mine, denied = direction(statement), is_denied(statement)
    theirs = [direction(one) for one in found.best[:3]]
    denials = [is_denied(one) for one in found.best[:3]]
    nearness = np.maximum(found.cosines, 0) ** 4
    return {
        "against_opposite": float(found.against[:3].mean()),
        "against_opposite_all": float((found.against * nearness).sum() / (nearness.sum() + 1e-9)),
        "opposite_differs": found.of_opposite,
        "same_direction": float(mine * theirs[0]),
        "same_direction_3": mine * sum(theirs) / len(theirs),
        "denied": float(denied),
        "denial_differs": float(denied != denials[0]),
        "denied_alone": float(denied and not any(denials)),
        "denial_only_there": float(not denied and denials[0]),
        "opposed": float(opposed(set(stems(statement)), frozenset(stems(found.best[0])))),
    }
