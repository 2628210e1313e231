"""Settings -> objects: the only place where implementations are chosen.

What only ingestion needs (parsers, LlamaIndex) is imported when an ingester is opened: a question
must not wait for it.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.alignment.answering import FrameworkAnswers
from assistant.answerers import open_answerer
from assistant.answering.catalogue import Catalogue
from assistant.answering.comparing import Comparisons
from assistant.answering.courtesy import Courtesy
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.assistant import Assistant
from assistant.errors import IndexMissingError, IndexUnusableError, StoreUnavailableError
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.models.embedding import EmbeddingModel, open_embedding_model
from assistant.models.remembering import RememberingEmbedder
from assistant.protocols import Reranker, Shortcut
from assistant.retrieval.retriever import HybridRetriever
from assistant.settings import Settings
from assistant.timing import Observe, nobody
from assistant.types import Passage, Question, Reader

if TYPE_CHECKING:
    from assistant.alignment.aligner import Aligner
    from assistant.ingest import Ingester, Progress
    from assistant.records.decisions import Decisions
    from assistant.reporting import Reporting

logger = logging.getLogger(__name__)

# One thread a query serves several clients best; ingestion has the machine to itself.
_SERVING_THREADS = 1
_INGESTING_THREADS = 2
# As many passages for a follow-up that was rewritten as for any question.
_PASSAGES = 10


def open_model(settings: Settings, *, threads: int = _SERVING_THREADS) -> EmbeddingModel:
    """Open the embedding model that the settings name."""
    folder = IndexesFolder(settings.indexes_dir).models
    return open_embedding_model(settings.embedding_model, folder, threads=threads)


def open_index(settings: Settings) -> Index:
    """Open the snapshot that is served now, without any model."""
    return Index.open(IndexesFolder(settings.indexes_dir))


def open_assistant(settings: Settings) -> Assistant:
    """Open the snapshot that is served now.

    Raises:
        IndexMissingError: none has been built.
        IndexUnusableError: it is damaged or was built with another model.
    """
    return _assistant(open_index(settings), open_model(settings), settings)


def open_ingester(settings: Settings, *, progress: Progress) -> Ingester:
    """Return what builds snapshots in the settings' folder."""
    from assistant.ingest import Ingester

    return Ingester(
        IndexesFolder(settings.indexes_dir),
        open_model(settings, threads=_INGESTING_THREADS),
        chroma_url=settings.chroma_url,
        workers=_INGESTING_THREADS,
        progress=progress,
    )


def open_aligner(settings: Settings) -> Aligner:
    """Open what holds documents against goals; without an index it knows goals.yaml alone."""
    from assistant.alignment.aligner import Aligner
    from assistant.alignment.goals_file import read_goals

    given = read_goals(settings.corpus_dir / "goals.yaml")
    try:
        index = open_index(settings)
    except IndexMissingError:
        index = None
    return Aligner(open_model(settings).embedder, given, index, _open_decisions(settings))


def _open_decisions(settings: Settings) -> Decisions | None:
    """Return what people decided; None where the records cannot be kept."""
    from assistant.records.database import Database
    from assistant.records.decisions import Decisions

    try:
        return Decisions(Database.open(settings.records_path))
    except StoreUnavailableError as error:
        logger.warning("Decisions on findings are not shown and not kept: %s", error)
        return None


def open_reporting(settings: Settings) -> Reporting:
    """Return what makes reports; it opens what it needs at the first of them."""
    from assistant.reporting import Reporting

    indexes = IndexesFolder(settings.indexes_dir)
    return Reporting(partial(open_aligner, settings), indexes.current)


class ServedAssistant:
    """The assistant over the current snapshot; notices a new one without a restart."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._observe: Observe = nobody
        self._indexes = IndexesFolder(settings.indexes_dir)
        self._lock = threading.Lock()
        self._model: EmbeddingModel | None = None
        self._opened: tuple[Path, Assistant] | None = None

    def tell(self, observe: Observe) -> None:
        """Tell an observer from now on how long each stage took."""
        self._observe = observe
        self._opened = None

    def __call__(self) -> Assistant:
        """Return the assistant over the snapshot that is served now.

        Raises:
            IndexMissingError: none has been built yet.
        """
        folder = self._indexes.current()
        opened = self._opened
        if opened is not None and opened[0] == folder:
            return opened[1]
        with self._lock:
            self._model = self._model or _remembering(open_model(self._settings))
            index = Index.open(self._indexes)
            assistant = _assistant(index, self._model, self._settings, self._observe)
            self._opened = (index.folder, assistant)
            return assistant


def _remembering(model: EmbeddingModel) -> EmbeddingModel:
    return replace(model, embedder=RememberingEmbedder(model.embedder))


def _open_reranker(name: str) -> Reranker:
    from assistant.models.reranker import CrossEncoderReranker

    return CrossEncoderReranker.open(name)


def _assistant(
    index: Index, model: EmbeddingModel, settings: Settings, observe: Observe = nobody
) -> Assistant:
    if index.snapshot.embedding_model != model.description.identity:
        raise IndexUnusableError(
            f"The index was built with the embedding model {index.snapshot.embedding_model}, "
            f"the settings name {model.description.identity}. "
            "Build it again: golden-thread ingest FOLDER"
        )
    searchers = index.searchers(model.embedder, chroma_url=settings.chroma_url)
    ways = {"dense": searchers.dense, "lexical": searchers.lexical}
    reranker = _open_reranker(settings.reranker_model) if settings.reranker_model else None
    retriever = HybridRetriever(ways, index, model.tokens, reranker=reranker)

    def find(question: Question, reader: Reader) -> list[Passage]:
        return retriever.retrieve(
            question.alone, reader=reader, filters=question.filters, top=_PASSAGES
        )

    extractive = ExtractiveAnswerer(model.embedder, index)
    answerer = open_answerer(settings, model.embedder, index, find, observe)
    alignment = cache(partial(_alignment, index, model, settings))
    framework = FrameworkAnswers(alignment, index)
    comparisons = Comparisons(index, index, find, extractive)
    shortcuts: list[Shortcut] = [Courtesy(), Catalogue(index, index), framework, comparisons]
    return Assistant(index, retriever, answerer, shortcuts, observe)


def _alignment(index: Index, model: EmbeddingModel, settings: Settings) -> Aligner:
    """Open the alignment of this snapshot, at the first question about its framework."""
    from assistant.alignment.aligner import Aligner
    from assistant.alignment.goals_file import read_goals

    given = read_goals(settings.corpus_dir / "goals.yaml")
    kept = _open_decisions(settings) if settings.records_path.is_file() else None
    return Aligner(model.embedder, given, index, kept)
