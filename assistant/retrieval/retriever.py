"""Question -> passages: search by meaning and by words, fuse, weigh, fold repeats, join, cut.

What each step adds is measured in docs/retrieval.md; `Steps` switches them one by one for that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.protocols import Reranker, Searcher, TokenCounter, TokenEmbedder, Vectors
from assistant.retrieval.asked_for import AskedFor
from assistant.retrieval.duplicates import fold_duplicates, lower_repeats
from assistant.retrieval.fragments import weigh_fragments
from assistant.retrieval.fusion import Fuse, fuse, scaled
from assistant.retrieval.joining import Joiner
from assistant.retrieval.late_interaction import weighed_tokens
from assistant.retrieval.named import worth_of_names
from assistant.retrieval.other_words import worth_of_other_words
from assistant.retrieval.question_terms import QuestionTerms
from assistant.retrieval.reranking import rerank
from assistant.retrieval.variety import spans_documents, vary
from assistant.types import Filters, Hit, Passage, Reader

# How many hits each way contributes; more changes nothing that is shown (docs/retrieval.md).
_CANDIDATES = 100
# Passages that are looked at for each one shown: enough to replace repeats and joined neighbours.
_LOOKED_AT = 2
# What word by word counts beside meaning (1.2) and words (1.0); 0.4 to 0.8 differ little.
_MATCHED = 0.5


class PassageSource(Protocol):
    """What the retriever needs of an open index beside its searchers."""

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        """Return the chunks of these hits as passages, in the same order."""
        ...

    def words_met(self, asked: Vectors, hits: Sequence[Hit]) -> list[Vectors] | None:
        """Compare words of a question with those of each hit: (asked, tokens); None if not kept."""
        ...

    def canonical_text(self, document_id: str) -> str:
        """Return the text that the chunks of a document were cut from."""
        ...

    def other_forms(self, query: str, *, reader: Reader) -> str:
        """Return the other forms of the abbreviations that the query names."""
        ...


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps are taken: all of them, but when measuring what each is worth."""

    expand: bool = True
    fold: bool = True
    join: bool = True
    lower: bool = True
    vary: bool = True
    weigh: bool = True
    match: bool = True
    name: bool = True
    kin: bool = True
    type: bool = True
    tell: bool = True
    fuse: Fuse = fuse


ALL_STEPS = Steps()


class HybridRetriever:
    """Finds passages by every searcher at once; each filters inside its own search.

    `embedder` reads questions word by word; without it passages are not matched so.
    """

    def __init__(
        self,
        searchers: Mapping[str, Searcher],
        source: PassageSource,
        tokens: TokenCounter,
        *,
        embedder: TokenEmbedder | None = None,
        reranker: Reranker | None = None,
        steps: Steps = ALL_STEPS,
    ) -> None:
        self._searchers = searchers
        self._source = source
        self._joiner = Joiner(source.canonical_text, tokens)
        self._embedder = embedder
        self._reranker = reranker
        self._steps = steps

    def retrieve(self, query: str, *, reader: Reader, filters: Filters, top: int) -> list[Passage]:
        """Return at most `top` passages, best first, with the score of each way of searching."""
        passages = self._search(query, reader, filters, top)
        if self._reranker is not None:
            passages = rerank(query, passages, self._reranker)
        return self._arranged(passages, several=spans_documents(query))[:top]

    def _search(self, query: str, reader: Reader, filters: Filters, top: int) -> list[Passage]:
        depth = max(top, _CANDIDATES)
        also = self._source.other_forms(query, reader=reader) if self._steps.expand else ""
        lists = {
            way: searcher.search(query, reader=reader, filters=filters, top=depth, also=also)
            for way, searcher in self._searchers.items()
        }
        fused = self._steps.fuse(lists)[: _LOOKED_AT * top]
        found = self._source.passages([hit for hit, _ in fused])
        passages = [
            replace(passage, found_by=scores)
            for passage, (_, scores) in zip(found, fused, strict=True)
        ]
        return self._weighed(query, passages, [hit for hit, _ in fused])

    def _weighed(
        self, query: str, passages: Sequence[Passage], hits: Sequence[Hit]
    ) -> list[Passage]:
        """Return the passages best first, by their scores and by what reading them tells."""
        steps, asked = self._steps, QuestionTerms(query, passages)
        sought = AskedFor.of(query, beyond_types=steps.tell)
        gains = [self._matched(query, asked, hits)]
        if steps.name:
            gains.append(worth_of_names(query, passages))
        if steps.kin:
            gains.append(worth_of_other_words(asked, passages))
        if steps.type:
            gains.append(sought.worth(asked, passages))
        gained = map(sum, zip(*gains, strict=True))
        weighed = [
            replace(passage, score=passage.score + gain)
            for passage, gain in zip(passages, gained, strict=True)
        ]
        if steps.weigh:
            return weigh_fragments(weighed, answers=sought.is_held if steps.type else None)
        return sorted(weighed, key=lambda passage: -passage.score)

    def _matched(self, query: str, asked: QuestionTerms, hits: Sequence[Hit]) -> list[float]:
        """Return what each hit gains by how well its words meet the question's, one by one."""
        nothing = [0.0] * len(hits)
        if self._embedder is None or not self._steps.match:
            return nothing
        tokens = weighed_tokens(query, self._embedder.read([query])[0], asked.weights)
        met = self._source.words_met(tokens.tokens, hits)
        if met is None:
            return nothing
        return [_MATCHED * value for value in scaled([tokens.best_stretch(one) for one in met])]

    def _arranged(self, passages: list[Passage], *, several: bool) -> list[Passage]:
        if self._steps.fold:
            passages = fold_duplicates(passages)
        if self._steps.join:
            passages = self._joiner.join(passages)
        if self._steps.lower:
            passages = lower_repeats(passages)
        return vary(passages) if self._steps.vary and several else passages
