"""Question -> passages: search by meaning and by words, fuse, cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.protocols import Searcher
from assistant.retrieval.fusion import fuse
from assistant.types import Filters, Hit, Passage, Reader

# How many hits each way contributes; more changes nothing that is shown (docs/retrieval.md).
_CANDIDATES = 100
WEIGHTS: Mapping[str, float] = {"dense": 1.0, "lexical": 1.0}


class HybridRetriever:
    """Finds passages by every searcher at once; each filters inside its own search."""

    def __init__(
        self,
        searchers: Mapping[str, Searcher],
        passages: Callable[[Sequence[Hit]], list[Passage]],
    ) -> None:
        self._searchers = searchers
        self._passages = passages

    def retrieve(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> list[Passage]:
        """Return at most `top` passages, best first, with the score of each way of searching."""
        depth = max(top, _CANDIDATES)
        lists = {
            way: searcher.search(query, reader=reader, filters=filters, top=depth)
            for way, searcher in self._searchers.items()
        }
        fused = fuse(lists, WEIGHTS)[:top]
        found = self._passages([hit for hit, _ in fused])
        return [
            replace(passage, found_by=scores)
            for passage, (_, scores) in zip(found, fused, strict=True)
        ]
