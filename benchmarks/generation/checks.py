"""Command: how many right sentences pass the checks, and how many changed ones are caught.

python -m benchmarks.generation.checks INDEXES_DIR [POOLS]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.generation.checking import Checker, Draft
from assistant.generation.evidence import Evidence, gather
from assistant.generation.saying import said
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.models.embedding import open_embedding_model
from assistant.protocols import Embedder, Vectors
from assistant.types import EVERYTHING, Hit
from tests.generation.claims import claims
from tests.generation.corruptions import corruptions

_PASSAGES = 10
_SENTENCES = 4
_WORDS = (6, 45)


@dataclass
class Rates:
    """What passed and what was caught, by kind of change and by where the new value came from."""

    right: int = 0
    passed: int = 0
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    caught: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def of_kind(self, kind: str) -> tuple[int, int]:
        """Return caught and tried of a kind, exchanges and swaps left aside."""
        keys = [key for key in self.tried if key[0] == kind and key[1] not in _SWAPS]
        return sum(self.caught[key] for key in keys), sum(self.tried[key] for key in keys)

    def of_sources(self, *sources: str) -> tuple[int, int]:
        """Return caught and tried by where the new value came from."""
        keys = [key for key in self.tried if key[1] in sources]
        return sum(self.caught[key] for key in keys), sum(self.tried[key] for key in keys)


_SWAPS = ("cited text", "exchange")


class Remembering:
    """An embedder that embeds each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the texts."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._embedder.embed([text])[0]
        return np.stack([self._known[text] for text in texts])


def measure(index: Index, embedder: Embedder, *, pools: int, seed: int) -> Rates:
    """Draw evidence and sentences at random, change them, and check both."""
    chance, rates, memory = random.Random(seed), Rates(), Remembering(embedder)
    for evidence in _pools(index, memory, pools, chance):
        checker = Checker(memory, evidence)
        for one in _sentences(evidence, chance):
            _try(Draft(said(one), (one.number,)), checker, evidence, rates, chance)
    return rates


def _pools(
    index: Index, embedder: Embedder, pools: int, chance: random.Random
) -> Iterator[list[Evidence]]:
    nowhere = embedder.embed(["anything"])[0]
    for _ in range(pools):
        rows = chance.sample(range(index.snapshot.chunks), min(_PASSAGES, index.snapshot.chunks))
        passages = index.passages([Hit(row, 1.0) for row in rows])
        yield gather(passages, nowhere, index, EVERYTHING)


def _sentences(evidence: Sequence[Evidence], chance: random.Random) -> list[Evidence]:
    long = [one for one in evidence if _WORDS[0] <= len(one.quote.split()) <= _WORDS[1]]
    telling = [one for one in long if any(letter.isdigit() for letter in one.quote)]
    pool = telling if len(telling) >= _SENTENCES else long
    return chance.sample(pool, min(_SENTENCES, len(pool)))


def _try(
    right: Draft,
    checker: Checker,
    evidence: Sequence[Evidence],
    rates: Rates,
    chance: random.Random,
) -> None:
    verdict = checker.check(right)
    rates.right += 1
    if not verdict.is_right:
        rates.refused.append(f"{right.text} ({'; '.join(verdict.faults)})")
        return
    rates.passed += 1
    for change in corruptions(right, evidence, chance):
        key = (change.kind, change.source)
        rates.tried[key] += 1
        if checker.check(change.draft).is_right:
            rates.missed.append(f"{key}: {right.text} -> {change.draft.text}")
        else:
            rates.caught[key] += 1


def main(arguments: Sequence[str]) -> None:
    """Print the rates for an index, and for the hand-written claims."""
    indexes = IndexesFolder(Path(arguments[0]))
    model = open_embedding_model("all-MiniLM-L6-v2", indexes.models, threads=1)
    pools = int(arguments[1]) if len(arguments) > 1 else 50
    rates = measure(Index.open(indexes), model.embedder, pools=pools, seed=1)
    print(f"right sentences passed: {rates.passed} of {rates.right}")
    for key in sorted(rates.tried):
        share = 100 * rates.caught[key] / rates.tried[key]
        print(
            f"{' by '.join(key):24} caught {rates.caught[key]} of {rates.tried[key]} ({share:.1f})"
        )
    evidence, true, false = claims(model.embedder)
    checker = Checker(model.embedder, evidence)
    print(f"true paraphrases passed: {sum(checker.check(d).is_right for d in true)} of {len(true)}")
    print(
        f"false paraphrases caught: {sum(not checker.check(d).is_right for d in false)} "
        f"of {len(false)}"
    )
    for line in [*rates.missed, *rates.refused]:
        print(f"  - {line[:600]}")


if __name__ == "__main__":
    main(sys.argv[1:])
