"""Question files and their folders of papers -> open indexes, built once and kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.chunking.chunks import MOST_TOKENS, ChunkSource, chunks_of
from assistant.chunking.units import embedded_text, units_of
from assistant.evaluation.exam import Exam, Examined
from assistant.evaluation.marks import Outcome
from assistant.evaluation.questions import read_questions
from assistant.indexing.builder import IndexedDocument, build_snapshot
from assistant.indexing.catalogue import group_at, groups_of
from assistant.indexing.embedding_cache import EmbeddingCache
from assistant.indexing.exact import ExactSearcher
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.ingest import Ingester
from assistant.models.embedding import EmbeddingModel
from assistant.protocols import Searcher
from assistant.retrieval.retriever import ALL_STEPS, HybridRetriever, Steps
from assistant.types import EVERYTHING, Chunk, Document, Filters, Reader, SearchResult
from benchmarks.retrieval.sets import SHARED

REPOSITORY = Path(__file__).parent.parent.parent
QUESTIONS = REPOSITORY / "tests" / "quality" / "questions"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question file and the folder of papers that it is about."""

    name: str
    questions: Path
    papers: Path


def question_sets() -> list[QuestionSet]:
    """Return the sets that are present: our own always, the shared ones when they lie beside."""
    papers = SHARED / "documents"
    found = [
        QuestionSet("sample", REPOSITORY / "tests" / "data" / "sample_questions.yaml",
                    REPOSITORY / "corpus" / "sample"),
        QuestionSet("essex", SHARED / "eval" / "essex_dev.yaml", papers / "essex"),
        QuestionSet("essex, more", QUESTIONS / "essex_more_dev.yaml", papers / "essex"),
        QuestionSet("UK digital", QUESTIONS / "uk_digital_dev.yaml",
                    papers / "uk-digital-strategy"),
        QuestionSet("UK justice", QUESTIONS / "uk_justice_dev.yaml",
                    papers / "uk-justice-digital-strategy"),
        QuestionSet("US federal", QUESTIONS / "us_federal_dev.yaml",
                    papers / "us-federal-data-strategy"),
        QuestionSet("Canada", QUESTIONS / "canada_dev.yaml", papers / "canada-it-strategy"),
    ]  # fmt: skip
    return [one for one in found if one.questions.is_file() and one.papers.is_dir()]


def fresh_sets() -> list[QuestionSet]:
    """Return questions by someone else, seen only when the weights had been chosen."""
    papers = SHARED / "documents"
    folders = {
        "essex": "essex",
        "uk_digital": "uk-digital-strategy",
        "uk_justice": "uk-justice-digital-strategy",
        "us_federal": "us-federal-data-strategy",
    }
    found = [
        QuestionSet(f"fresh, {name}", QUESTIONS / f"fresh_{name}_dev.yaml", papers / folder)
        for name, folder in folders.items()
    ]
    return [one for one in found if one.questions.is_file() and one.papers.is_dir()]


def open_papers(folder: Path, model: EmbeddingModel, kept: Path) -> tuple[IndexesFolder, Index]:
    """Ingest a folder, only what changed since the last time, and open its index."""
    indexes = IndexesFolder(kept / "papers" / folder.name)
    Ingester(indexes, model).ingest([folder])
    return indexes, Index.open(indexes)


@dataclass(frozen=True)
class Ways:
    """How a question is searched; everything as the product does it unless said otherwise."""

    steps: Steps = ALL_STEPS
    searchers: Callable[[Index, EmbeddingModel], dict[str, Searcher]] = lambda index, model: (
        both_searchers(index, model)
    )


def both_searchers(index: Index, model: EmbeddingModel) -> dict[str, Searcher]:
    """Return the product's ways of searching."""
    searchers = index.searchers(model.embedder, chroma_url=None)
    return {"dense": searchers.dense, "lexical": searchers.lexical}


def passages_by_meaning(index: Index, model: EmbeddingModel) -> Searcher:
    """Return the search by meaning without a look at single sentences."""
    vectors = np.load(index.folder / "vectors.npy", mmap_mode="r")
    codes = np.load(index.folder / "groups.npy")
    names = json.loads((index.folder / "groups.json").read_text(encoding="utf-8"))
    return ExactSearcher(vectors, codes, names, index.catalogue, model.embedder)


def outcomes(one: QuestionSet, index: Index, model: EmbeddingModel, ways: Ways) -> list[Outcome]:
    """Search every question of a set; nothing is answered."""
    searchers = ways.searchers(index, model)
    retriever = HybridRetriever(
        searchers, index, model.tokens, embedder=model.embedder, steps=ways.steps
    )
    examined: Examined = _SearchOnly(index, retriever)  # type: ignore[assignment]
    exam = Exam(examined, model.tokens, reader=EVERYTHING, with_answers=False)
    return list(exam.outcomes(read_questions(one.questions)))


class _SearchOnly:
    def __init__(self, index: Index, retriever: HybridRetriever) -> None:
        self._index = index
        self._retriever = retriever

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        found = self._retriever.retrieve(query, reader=reader, filters=filters, top=top)
        return [self._index.locate(passage, rank) for rank, passage in enumerate(found, 1)]


def rebuilt(
    indexes: IndexesFolder,
    index: Index,
    model: EmbeddingModel,
    *,
    name: str,
    most: int,
    with_prefix: bool = True,
) -> Index:
    """Return an index of the same documents, cut or embedded in another way."""
    contents = list(contents_again(index, model, most, with_prefix=with_prefix))
    return built(indexes, index, contents, model, name=name)


def built(
    indexes: IndexesFolder,
    index: Index,
    contents: Sequence[IndexedDocument],
    model: EmbeddingModel,
    *,
    name: str,
    cache: EmbeddingCache | None = None,
) -> Index:
    """Build an index of these contents beside the one at hand; texts are shared.

    `cache`: where vectors are kept, if not with those of the index at hand.
    """
    other = IndexesFolder(indexes.root.with_name(f"{indexes.root.name}-{name}"))
    cache = cache or EmbeddingCache(indexes.embeddings, model.embedder, model.description.identity)
    chunks = sum(len(content.chunks) for content in contents)
    units = sum(len(content.unit_texts) for content in contents)
    fresh = f"{time.time_ns()}-{name}"
    snapshot = replace(index.snapshot, id=fresh, chunks=chunks, units=units)
    with other.writing():
        build_snapshot(other, snapshot, contents, cache, chroma_url=None,
                       progress=lambda _stage: None)  # fmt: skip
    if not other.texts.exists():
        other.texts.symlink_to(indexes.texts.resolve())
    return Index.open(other)


def contents_again(
    index: Index, model: EmbeddingModel, most: int = MOST_TOKENS, *, with_prefix: bool = True
) -> Iterator[IndexedDocument]:
    """Chunk the documents of an index again."""
    for document in index.catalogue.all_documents:
        blocks = tuple(index.blocks(document.id))
        chunks: Sequence[Chunk] = ()
        if blocks:
            chunks = chunks_of(_source(index, document), model.tokens, most=most)
        if not with_prefix:
            chunks = [replace(chunk, prefix="") for chunk in chunks]
        text = index.canonical_text(document.id) if blocks else ""
        units = [units_of(text, blocks, chunk.start, chunk.end) for chunk in chunks]
        unit_texts = [embedded_text(text, blocks, unit) for some in units for unit in some]
        yield IndexedDocument(document, blocks, chunks, units, unit_texts)


def _source(index: Index, document: Document) -> ChunkSource:
    text, blocks = index.canonical_text(document.id), index.blocks(document.id)
    by_name = {group.name: group for group in groups_of(document)}
    names = [group_at(document, block.start) for block in blocks]
    kinds = [by_name[name].kind for name in names]
    titles = [by_name[name].title for name in names]
    return ChunkSource(document.id, text, blocks, names, kinds, titles)
