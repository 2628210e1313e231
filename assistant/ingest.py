"""The front door for documents: files -> parsed, chunked, embedded -> a new snapshot, published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.chunking.chunks import CHUNKER_VERSION, ChunkSource, chunks_of
from assistant.chunking.units import embedded_text, units_of
from assistant.corpus.describing import describe, describe_refused, with_history
from assistant.corpus.files import CorpusFile, FoundFiles, find_files
from assistant.corpus.ids import assign_ids
from assistant.corpus.sources import Sources
from assistant.errors import CorpusError, IndexMissingError, IndexUnusableError
from assistant.errors import UnreadableDocumentError as Unreadable
from assistant.indexing.builder import INDEX_VERSION, IndexedDocument, build_snapshot
from assistant.indexing.catalogue import Group, group_at, groups_of
from assistant.indexing.embedding_cache import EmbeddingCache
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import DOCUMENTS, Index
from assistant.indexing.texts import ParsedStore, TextStore
from assistant.indexing.withdrawals import Withdrawal
from assistant.models.embedding import EmbeddingModel
from assistant.parsing.identity import infer_identity
from assistant.parsing.parse import PARSER_VERSION, parse_safely
from assistant.types import Document, IngestReport, ParsedText, Snapshot

# A service waits for another one, or for a person's ingestion, rather than fail an upload.
PATIENCE_SECONDS = 1800.0
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what was read of it; `parsed` is None when nothing could be."""

    document: Document
    parsed: ParsedText | None


class Ingester:
    """Builds snapshots of one indexes/ folder with one embedding model."""

    def __init__(
        self,
        indexes: IndexesFolder,
        model: EmbeddingModel,
        *,
        chroma_url: str | None = None,
        workers: int = 2,
        progress: Progress = lambda _stage, _done, _total: None,
    ) -> None:
        self._indexes = indexes
        self._model = model
        self._chroma_url = chroma_url
        self._workers = workers
        self._progress = progress
        self._texts = TextStore(indexes.texts)
        self._parsed = ParsedStore(indexes.parsed, PARSER_VERSION)

    def ingest(
        self, roots: Sequence[Path], *, skip: Sequence[Path] = (), allow_empty: bool = False
    ) -> IngestReport:
        """Read what the folders and files hold and publish a snapshot of exactly that.

        Raises:
            CorpusError: a folder is missing, or nothing could be read; nothing is published.
            UsageError: another ingestion is running.
        """
        with self._indexes.writing(), self._settling():
            sources = Sources.at(roots, skip)
            found = find_files(sources.roots, skip=sources.skipped)
            return self._ingest(sources, found, self._served(), allow_empty=allow_empty)

    def refresh(
        self, corpus: Path, *, withdrawn: Sequence[str] = (), left_out: Sequence[Path] = ()
    ) -> IngestReport:
        """Read again what the served snapshot was built from, and the corpus folder with it.

        So a file that was added there joins what is served, and nothing leaves it but what was
        deleted: `withdrawn` names it, `left_out` are files to pass over where they lie. What was
        withdrawn earlier, by an ingestion that failed, is left out with them.

        Raises:
            CorpusError: a folder is missing or empty, or nothing could be read; nothing is
                published.
            UsageError: another ingestion has been running for half an hour.
        """
        self._progress("Waiting for its turn", 0, 0)
        with self._indexes.writing(patience=PATIENCE_SECONDS), self._settling() as noted:
            before = self._served()
            withdrawn = [*withdrawn, *(one.path for one in noted)]
            left_out = [*left_out, *(Path(one.left_out) for one in noted if one.left_out)]
            sources = Sources.of(before.snapshot if before else None, corpus).without(left_out)
            found = find_files(sources.roots, skip=sources.skipped)
            served = {one.path for one in before.catalogue.all_documents} if before else set()
            lost = served - {file.name for file in found.files} - set(withdrawn)
            return self._ingest(sources, found, before, allow_empty=not lost and bool(withdrawn))

    @contextmanager
    def _settling(self) -> Iterator[list[Withdrawal]]:
        """Yield what was withdrawn before this ingestion read anything; forget it at its end."""
        noted = self._indexes.withdrawals.all()
        yield list(noted.values())
        self._indexes.withdrawals.settle(noted)

    def _ingest(
        self, sources: Sources, found: FoundFiles, before: Index | None, *, allow_empty: bool
    ) -> IngestReport:
        self._refuse_empty(found, sources.roots, allow_empty=allow_empty)
        documents = self._read_all(found.files, before)
        if not allow_empty and not any(one.parsed for one in documents):
            raise CorpusError(_nothing_readable(documents))
        return self._publish(documents, before, found.notes, sources)

    def _served(self) -> Index | None:
        try:
            return Index.open(self._indexes)
        except (IndexMissingError, IndexUnusableError):
            return None

    def _refuse_empty(self, found: FoundFiles, roots: Sequence[Path], *, allow_empty: bool) -> None:
        for root in roots:
            holds = any(file.path.is_relative_to(root) for file in found.files)
            if not holds and not allow_empty:
                raise CorpusError(
                    f"There are no documents in {root}. Nothing was published; what was indexed "
                    "before is still served. Add documents, check that the folder is mounted, or "
                    "use --allow-empty."
                )

    def _read_all(self, files: Sequence[CorpusFile], before: Index | None) -> list[Read]:
        known = before.catalogue.all_documents if before else ()
        ids = assign_ids(files, {document.path: document.id for document in known})
        parsed = self._parse(files)
        earlier = {document.id: document for document in known}
        reads = [
            self._read(file, ids[file.path], parsed[file.path], earlier.get(ids[file.path]))
            for file in files
        ]
        return sorted(reads, key=lambda read: read.document.id)

    def _parse(self, files: Sequence[CorpusFile]) -> dict[Path, ParsedText | Unreadable]:
        """Return what each file holds; a file whose content was read before is not read again."""
        results: dict[Path, ParsedText | Unreadable] = {}
        fresh: dict[Path, CorpusFile] = {}
        for file in files:
            kept = self._parsed.get(file.sha256, file.path.suffix)
            if kept is None:
                fresh[file.path] = file
            else:
                results[file.path] = kept
        self._progress("Reading", 0, len(fresh))
        for path, result in parse_safely(list(fresh), workers=self._workers):
            results[path] = result
            if isinstance(result, ParsedText):
                self._parsed.put(fresh[path].sha256, path.suffix, result)
            self._progress("Reading", len(results) - len(files) + len(fresh), len(fresh))
        return results

    def _read(
        self,
        file: CorpusFile,
        document_id: str,
        result: ParsedText | Unreadable,
        before: Document | None,
    ) -> Read:
        if isinstance(result, Unreadable):
            return self._refused(file, document_id, result, before)
        version = self._texts.put(result.text)
        document = describe(file, document_id, result, version, infer_identity(result, file.path))
        return Read(with_history(document, before), result)

    def _refused(
        self, file: CorpusFile, document_id: str, error: Unreadable, before: Document | None
    ) -> Read:
        """Keep the last good version of a file that has become unreadable, marked stale."""
        last_good = self._parsed.get(before.sha256, file.path.suffix) if before else None
        if before is None or last_good is None:
            refused = describe_refused(file, document_id, error.reason, str(error))
            return Read(with_history(refused, before), None)
        old_file = replace(file, sha256=before.sha256)
        identity = infer_identity(last_good, file.path)
        version = self._texts.put(last_good.text)
        document = describe(old_file, document_id, last_good, version, identity)
        problem = f"{error} Its last good version is still served."
        stale = replace(
            document, stale=True, reason=error.reason, problems=(*document.problems, problem)
        )
        return Read(with_history(stale, before), last_good)

    def _publish(
        self,
        reads: Sequence[Read],
        before: Index | None,
        notes: Sequence[str],
        sources: Sources,
    ) -> IngestReport:
        contents = [self._index(read) for read in reads]
        snapshot = self._snapshot(contents, sources)
        embedded = 0
        if before is None or before.snapshot.fingerprint != snapshot.fingerprint:
            embedded = self._build(snapshot, contents)
        else:
            snapshot = before.snapshot
        self._forget(reads)
        return _report(snapshot, before, [read.document for read in reads], embedded, notes)

    def _build(self, snapshot: Snapshot, contents: Sequence[IndexedDocument]) -> int:
        cache = EmbeddingCache(
            self._indexes.embeddings,
            self._model.embedder,
            self._model.description.identity,
            progress=lambda done, total: self._progress("Embedding", done, total),
        )
        try:
            build_snapshot(
                self._indexes,
                snapshot,
                contents,
                cache,
                chroma_url=self._chroma_url,
                progress=lambda stage: self._progress(stage, 0, 0),
            )
        finally:
            cache.close()
        return cache.embedded

    def _index(self, read: Read) -> IndexedDocument:
        """Chunk one document; one that could not be read has nothing to search."""
        if read.parsed is None:
            return IndexedDocument(read.document, (), (), (), ())
        text, blocks = read.parsed.text, read.parsed.blocks
        source = _chunk_source(read.document, read.parsed)
        chunks = chunks_of(source, self._model.tokens)
        units = [units_of(text, blocks, chunk.start, chunk.end) for chunk in chunks]
        unit_texts = [embedded_text(text, blocks, unit) for some in units for unit in some]
        return IndexedDocument(read.document, blocks, chunks, units, unit_texts)

    def _snapshot(self, contents: Sequence[IndexedDocument], sources: Sources) -> Snapshot:
        model = self._model.description
        now = datetime.now(UTC)
        fingerprint = _fingerprint(
            [content.document for content in contents],
            [
                *(model.identity, model.backend),
                *(PARSER_VERSION, CHUNKER_VERSION, INDEX_VERSION),
                sources.as_text(),
            ],
        )
        return Snapshot(
            id=f"{now:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}",
            created=now.isoformat(timespec="seconds"),
            fingerprint=fingerprint,
            embedding_model=model.identity,
            embedding_backend=model.backend,
            dimensions=model.dimensions,
            documents=sum(content.document.reading != "refused" for content in contents),
            chunks=sum(len(content.chunks) for content in contents),
            units=sum(len(content.unit_texts) for content in contents),
            parser_version=PARSER_VERSION,
            sources=tuple(map(str, sources.roots)),
            skipped=tuple(map(str, sources.skipped)),
        )

    def _forget(self, reads: Iterable[Read]) -> None:
        """Remove the texts of documents that have been withdrawn."""
        documents = [read.document for read in reads]
        versions = [document.version for document in documents]
        versions += [one.version for document in documents for one in document.earlier]
        self._texts.keep_only(versions)
        kept = {document.sha256 for document in documents}
        self._parsed.keep_only(kept.__contains__)


def _chunk_source(document: Document, parsed: ParsedText) -> ChunkSource:
    by_name: dict[str, Group] = {group.name: group for group in groups_of(document)}
    groups = [group_at(document, block.start) for block in parsed.blocks]
    return ChunkSource(
        document_id=document.id,
        text=parsed.text,
        blocks=parsed.blocks,
        groups=groups,
        kinds=[by_name[name].kind for name in groups],
        titles=[by_name[name].title for name in groups],
    )


def _fingerprint(documents: Sequence[Document], versions: Sequence[str]) -> str:
    content = DOCUMENTS.dump_json(list(documents)) + "\n".join(versions).encode()
    return hashlib.sha256(content).hexdigest()


def _nothing_readable(reads: Sequence[Read]) -> str:
    reasons = "; ".join(f"{one.document.path}: {one.document.reason}" for one in reads[:5])
    return f"None of the files could be read ({reasons}). Nothing was published."


def _report(
    snapshot: Snapshot,
    before: Index | None,
    documents: Sequence[Document],
    embedded: int,
    notes: Sequence[str],
) -> IngestReport:
    old = {one.id: one for one in before.catalogue.all_documents} if before else {}
    new = {one.id: one for one in documents}
    unreadable = [one for one in documents if one.reading == "refused" or one.stale]
    changed = [name for name in new if name in old and old[name].version != new[name].version]
    return IngestReport(
        snapshot=snapshot,
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(old.keys() - new.keys())),
        unchanged=len(new.keys() & old.keys()) - len(changed),
        refused=tuple(unreadable),
        embedded=embedded,
        notes=tuple(notes),
    )
