"""Rankings -> nDCG@10 by a kept library (ir-measures), and how sure a difference is."""

from __future__ import annotations

from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import nDCG

from benchmarks.retrieval.sets import BeirSet
from benchmarks.retrieval.ways import Rank

_SAMPLES = 2_000
_SEED = 7
_MEASURE = nDCG @ 10


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference with the interval that holds 95 % of its bootstrap samples."""

    mean: float
    low: float
    high: float


def ndcg_by_query(beir: BeirSet, rank: Rank) -> dict[str, float]:
    """Return nDCG@10 of every judged query."""
    run = {name: rank(query) for name, query in beir.queries.items()}
    qrels = {name: beir.relevant[name] for name in beir.queries}
    found = {
        one.query_id: float(one.value) for one in ir_measures.iter_calc([_MEASURE], qrels, run)
    }
    return {name: found.get(name, 0.0) for name in beir.queries}


def difference(ours: dict[str, float], theirs: dict[str, float]) -> Difference:
    """Return how far ours is ahead, paired by query."""
    gaps = np.asarray([ours[name] - theirs[name] for name in ours])
    samples = np.random.default_rng(_SEED).choice(gaps, (_SAMPLES, len(gaps))).mean(axis=1)
    low, high = np.percentile(samples, [2.5, 97.5])
    return Difference(float(gaps.mean()), float(low), float(high))
