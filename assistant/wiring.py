"""Settings -> objects: the only place where implementations are chosen.

What only ingestion needs (parsers, LlamaIndex) is imported when an ingester is opened: a question
must not wait for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.alignment.answering import FrameworkAnswers
from assistant.answerers import open_answerer, open_model_reranker, open_stance_judge
from assistant.answering.catalogue import Catalogue
from assistant.answering.comparing import Comparisons
from assistant.answering.courtesy import Courtesy
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.threads import Threads
from assistant.assistant import Assistant
from assistant.conversation.spelling import Spelling
from assistant.errors import IndexMissingError, IndexUnusableError, StoreUnavailableError
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.indexing.withdrawals import Withdrawals
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

logger = logging.getLogger(__name__)
Made = TypeVar("Made")
# The folder of a snapshot, None when there is none, and the withdrawals that it does not know.
Served = tuple[Path | None, frozenset[str]]

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
    index, model = open_index(settings), open_model(settings)

    def align() -> Aligner:
        kept = _open_decisions(settings) if settings.records_path.is_file() else None
        return _aligner(index, model, settings, kept)

    return _assistant(index, model, settings, _once(align))


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
    try:
        index = open_index(settings)
    except IndexMissingError:
        index = None
    return _aligner(index, open_model(settings), settings, _open_decisions(settings))


def _aligner(
    index: Index | None, model: EmbeddingModel, settings: Settings, decisions: Decisions | None
) -> Aligner:
    from assistant.alignment.aligner import Aligner
    from assistant.alignment.goals_file import read_goals

    given = read_goals(settings.corpus_dir / "goals.yaml")
    return Aligner(model.embedder, given, index, decisions, open_stance_judge(settings))


def _open_decisions(settings: Settings) -> Decisions | None:
    """Return what people decided; None where the records cannot be kept."""
    from assistant.records.database import Database
    from assistant.records.decisions import Decisions

    try:
        return Decisions(Database.open(settings.records_path))
    except StoreUnavailableError as error:
        logger.warning("Decisions on findings are not shown and not kept: %s", error)
        return None


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open of one snapshot; the alignment is made at the first question about it.

    `served` names the snapshot and what of it was withdrawn since.
    """

    served: Served
    assistant: Assistant | None
    aligner: Callable[[], Aligner]


def open_withdrawals(settings: Settings) -> Withdrawals:
    """Return what hides a document before a snapshot without it is built."""
    return IndexesFolder(settings.indexes_dir).withdrawals


class ServedAssistant:
    """The assistant and the alignment over the current snapshot; notices a new one by itself.

    Both share one index, one model and one alignment: each of them twice would be twice the memory.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._observe: Observe = nobody
        self._indexes = IndexesFolder(settings.indexes_dir)
        self._lock = threading.Lock()
        self._model = _once(lambda: _remembering(open_model(settings)))
        self._decisions = _once(lambda: _open_decisions(settings))
        self._opened: Opened | None = None

    def tell(self, observe: Observe) -> None:
        """Tell an observer from now on how long each stage took."""
        self._observe = observe
        self._opened = None

    def __call__(self) -> Assistant:
        """Return the assistant over the snapshot that is served now.

        Raises:
            IndexMissingError: none has been built yet.
        """
        assistant = self._at(self._served()).assistant
        assert assistant is not None
        return assistant

    def state(self) -> str:
        """Return a name of what is served, nothing while there is no index.

        It changes with the snapshot and with each withdrawal.
        """
        try:
            folder, withdrawn = self._served()
        except IndexMissingError:
            return ""
        return "/".join([folder.name if folder else "", *sorted(withdrawn)])

    def aligner(self) -> Aligner:
        """Return what holds documents against goals; without an index it knows goals.yaml alone."""
        try:
            served = self._served()
        except IndexMissingError:
            served = (None, frozenset())
        return self._at(served).aligner()

    def _served(self) -> Served:
        # The withdrawals first: one that comes between is seen the next time.
        withdrawn = self._indexes.withdrawals.names()
        return self._indexes.current(), withdrawn

    def _at(self, served: Served) -> Opened:
        opened = self._opened
        if opened is not None and opened.served == served:
            return opened
        with self._lock:
            if self._opened is None or self._opened.served != served:
                self._opened = self._open(served)
            return self._opened

    def _open(self, served: Served) -> Opened:
        model, settings = self._model(), self._settings
        if served[0] is None:
            return Opened(served, None, _once(lambda: self._align(None)))
        index = Index.open(self._indexes)
        align = _once(lambda: self._align(index))
        assistant = _assistant(index, model, settings, align, self._observe)
        return Opened((index.folder, served[1]), assistant, align)

    def _align(self, index: Index | None) -> Aligner:
        return _aligner(index, self._model(), self._settings, self._decisions())


def _remembering(model: EmbeddingModel) -> EmbeddingModel:
    return replace(model, embedder=RememberingEmbedder(model.embedder))


def _open_reranker(settings: Settings) -> Reranker | None:
    name = settings.reranker_model
    if name is None:
        return None
    if name == "llm":
        return open_model_reranker(settings)
    from assistant.models.reranker import CrossEncoderReranker

    return CrossEncoderReranker.open(name)


def _assistant(
    index: Index,
    model: EmbeddingModel,
    settings: Settings,
    align: Callable[[], Aligner],
    observe: Observe = nobody,
) -> Assistant:
    if index.snapshot.embedding_model != model.description.identity:
        raise IndexUnusableError(
            f"The index was built with the embedding model {index.snapshot.embedding_model}, "
            f"the settings name {model.description.identity}. "
            "Build it again: golden-thread ingest FOLDER"
        )
    searchers = index.searchers(model.embedder, chroma_url=settings.chroma_url)
    ways = {"dense": searchers.dense, "lexical": searchers.lexical}
    reranker = _open_reranker(settings)
    retriever = HybridRetriever(
        ways, index, model.tokens, embedder=model.embedder, reranker=reranker
    )

    def find(question: Question, reader: Reader) -> list[Passage]:
        return retriever.retrieve(
            question.alone, reader=reader, filters=question.filters, top=_PASSAGES
        )

    extractive = ExtractiveAnswerer(model.embedder, index)
    answerer = open_answerer(settings, model.embedder, index, find, observe)
    framework = FrameworkAnswers(align, index)
    comparisons = Comparisons(index, index, find, extractive)
    threads = Threads(index, index, find, model.embedder)
    shortcuts: list[Shortcut] = [
        Courtesy(), Catalogue(index, index), framework, comparisons, threads
    ]  # fmt: skip
    spelling = Spelling(index.respelled, model.tokens)
    return Assistant(index, retriever, answerer, shortcuts, observe, spelling.mended)


def _once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Return what makes a thing at the first call, and then returns it again."""
    lock = threading.Lock()
    made: list[Made] = []

    def made_once() -> Made:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return made_once
