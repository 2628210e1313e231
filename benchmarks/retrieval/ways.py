"""The ways of ranking documents that are compared: ours, its halves, BM25, dense, LlamaIndex's.

Each is built once from a set and then called with a query; it returns document ids with scores.
All of them use the same embedding model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import bm25s
import numpy as np
import Stemmer
from llama_index.core import Document as LlamaDocument
from llama_index.core import VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.retrievers.bm25 import BM25Retriever

from assistant.indexing.pipeline import EmbedderForLlamaIndex
from assistant.protocols import Embedder
from benchmarks.retrieval.product import Product
from benchmarks.retrieval.sets import BeirSet

# Documents ranked for each query; nDCG@10 needs ten.
DEPTH = 10
_NODES = 30
Ranking = dict[str, float]
Rank = Callable[[str], Ranking]


def ways_of(beir: BeirSet, product: Product, embedder: Embedder) -> dict[str, Rank]:
    """Build every way of ranking the set's documents."""
    llama = _Llama(beir, embedder)
    return {
        "BM25 (bm25s, Lucene's form, stemmed)": _bm25(beir),
        "dense: title and text as one vector": _dense(beir, embedder),
        "LlamaIndex default: SentenceSplitter, vector top-k": llama.vector,
        "LlamaIndex fusion, reciprocal rank": llama.fusion(FUSION_MODES.RECIPROCAL_RANK),
        "LlamaIndex fusion, relative score": llama.fusion(FUSION_MODES.RELATIVE_SCORE),
        "ours, dense chunks only": product.ranking(ways=("dense",)),
        "ours, words only": product.ranking(ways=("lexical",)),
        "**ours**": product.ranking(),
    }


def _bm25(beir: BeirSet) -> Rank:
    stemmer = Stemmer.Stemmer("english")
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    texts = [document.whole for document in beir.documents]
    model.index(bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False),
                show_progress=False)  # fmt: skip

    def rank(query: str) -> Ranking:
        asked = bm25s.tokenize([query], stopwords="en", stemmer=stemmer, show_progress=False)
        found, scores = model.retrieve(asked, k=DEPTH, show_progress=False)
        return {
            beir.documents[place].id: float(score)
            for place, score in zip(found[0], scores[0], strict=True)
        }

    return rank


def _dense(beir: BeirSet, embedder: Embedder) -> Rank:
    vectors = embedder.embed([document.whole for document in beir.documents])

    def rank(query: str) -> Ranking:
        scores = vectors @ embedder.embed([query])[0]
        best = np.argsort(-scores)[:DEPTH]
        return {beir.documents[place].id: float(scores[place]) for place in best}

    return rank


class _Llama:
    """LlamaIndex as its documentation shows it: default splitter, vector index, fusion."""

    def __init__(self, beir: BeirSet, embedder: Embedder) -> None:
        documents = [LlamaDocument(text=one.whole, id_=one.id) for one in beir.documents]
        nodes = SentenceSplitter().get_nodes_from_documents(documents)
        model = EmbedderForLlamaIndex(embedder)
        index = VectorStoreIndex(nodes, embed_model=model)
        self._vector = index.as_retriever(similarity_top_k=_NODES)
        self._words = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=_NODES)

    def vector(self, query: str) -> Ranking:
        return _best_by_document(self._vector.retrieve(query))

    def fusion(self, mode: FUSION_MODES) -> Rank:
        retriever = QueryFusionRetriever(
            [self._vector, self._words],
            llm=MockLLM(),
            mode=mode,
            num_queries=1,
            similarity_top_k=_NODES,
            use_async=False,
        )
        return lambda query: _best_by_document(retriever.retrieve(query))


def _best_by_document(found: Sequence[Any]) -> Ranking:
    best: Ranking = {}
    for one in found:
        document = one.node.ref_doc_id
        best[document] = max(best.get(document, float("-inf")), float(one.score or 0.0))
    return dict(sorted(best.items(), key=lambda entry: -entry[1])[:DEPTH])
