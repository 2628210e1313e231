"""Chunks -> a Chroma collection, by LlamaIndex's ingestion pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import MetadataMode, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from assistant.protocols import Embedder
from assistant.types import Chunk

_BATCH = 2_048


def run_pipeline(collection: Any, chunks: Sequence[Chunk], embedder: Embedder) -> None:
    """Embed the chunks behind their prefix and add them to the collection."""
    pipeline = IngestionPipeline(
        transformations=[EmbedderForLlamaIndex(embedder)],
        vector_store=ChromaVectorStore(chroma_collection=collection),
    )
    nodes = [_node(row, chunk) for row, chunk in enumerate(chunks)]
    for start in range(0, len(nodes), _BATCH):
        pipeline.run(nodes=nodes[start : start + _BATCH])


def embedding_text(chunk: Chunk) -> str:
    """Return what a chunk's vector is made of."""
    content: str = _node(0, chunk).get_content(metadata_mode=MetadataMode.EMBED)
    return content


class EmbedderForLlamaIndex(BaseEmbedding):  # type: ignore[misc]
    """Our Embedder in the clothes of a LlamaIndex embedding."""

    _embedder: Any = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name="golden-thread", embed_batch_size=2_048)
        self._embedder = embedder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in vector] for vector in self._embedder.embed(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def _node(row: int, chunk: Chunk) -> TextNode:
    """Return a node whose embedded content is the prefix, a line end and the text."""
    return TextNode(
        id_=chunk.id,
        text=chunk.text,
        metadata={
            "prefix": chunk.prefix,
            "row": row,
            "group": chunk.group,
            "document_id": chunk.document_id,
            "kind": chunk.kind,
        },
        excluded_embed_metadata_keys=["row", "group", "document_id", "kind"],
        metadata_template="{value}",
        text_template="{metadata_str}\n{content}",
    )
