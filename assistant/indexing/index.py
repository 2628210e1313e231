"""One published snapshot, open for reading: its documents, texts, passages and searchers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from assistant.errors import IndexUnusableError, NotFoundError
from assistant.indexing.abbreviations import Expander, read_abbreviations
from assistant.indexing.catalogue import Catalogue
from assistant.indexing.chroma import ChromaSearcher, open_client, open_collection
from assistant.indexing.exact import ExactSearcher
from assistant.indexing.folder import LAST_FILE, IndexesFolder
from assistant.indexing.lexical import LexicalSearcher
from assistant.indexing.passages import PassageStore
from assistant.indexing.sentences import VECTORS, Sentences
from assistant.indexing.signs import KeptSigns
from assistant.indexing.texts import TextStore
from assistant.indexing.vocabulary import Vocabulary
from assistant.protocols import Embedder, Searcher, Vectors
from assistant.types import (
    EVERYTHING,
    Block,
    Chunk,
    Document,
    DocumentText,
    Filters,
    Hit,
    Locator,
    Passage,
    Reader,
    SearchResult,
    Snapshot,
    Unit,
)

SNAPSHOT = TypeAdapter(Snapshot)
DOCUMENTS = TypeAdapter(list[Document])
# Above this, Chroma's own index is quicker than comparing with every row.
EXACT_ROWS = 200_000
# The papers that a question finds are opened several times while it is answered.
_TEXTS_CACHED = 32


@dataclass(frozen=True, slots=True)
class Searchers:
    """The ways of searching one snapshot."""

    dense: Searcher
    lexical: Searcher


class Index:
    """A snapshot open for reading; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        snapshot: Snapshot,
        catalogue: Catalogue,
        texts: TextStore,
    ) -> None:
        self.folder = folder
        self.snapshot = snapshot
        self.catalogue = catalogue
        self._texts = texts
        self._kept_text = lru_cache(maxsize=_TEXTS_CACHED)(self._read_text)
        self._passages = PassageStore(folder / "passages.sqlite")
        abbreviations = read_abbreviations(folder / "abbreviations.json")
        self.other_forms = Expander(abbreviations, catalogue).other_forms
        self._unit_vectors = np.load(folder / VECTORS, mmap_mode="r")
        self._signs = KeptSigns.open(folder, snapshot.dimensions)

    @classmethod
    def open(cls, indexes: IndexesFolder) -> Index:
        """Open the snapshot that is served now.

        Raises:
            IndexMissingError: none has been published.
            IndexUnusableError: it is damaged.
        """
        folder = indexes.current()
        try:
            snapshot = SNAPSHOT.validate_json((folder / LAST_FILE).read_bytes())
            documents = DOCUMENTS.validate_json((folder / "documents.json").read_bytes())
            withdrawn = {one.document_id for one in indexes.withdrawals.all().values()}
            catalogue = Catalogue(documents, withdrawn)
            return cls(folder, snapshot, catalogue, TextStore(indexes.texts))
        except (OSError, ValidationError, ValueError) as error:
            raise _damaged(folder) from error

    def searchers(self, embedder: Embedder, *, chroma_url: str | None) -> Searchers:
        """Open the ways of searching; `embedder` must be of the model the index was built with.

        Raises:
            IndexUnusableError: the index is damaged, or of an earlier version.
            StoreUnavailableError: the vector store does not answer.
        """
        try:
            lexical = LexicalSearcher(self.folder / "lexical", self.catalogue)
            return Searchers(self._dense(embedder, chroma_url), lexical)
        except (OSError, ValueError) as error:
            raise _damaged(self.folder) from error

    def _dense(self, embedder: Embedder, chroma_url: str | None) -> Searcher:
        sentences = Sentences(self.folder)
        if chroma_url is not None or self.snapshot.chunks > EXACT_ROWS:
            client = open_client(self.folder / "chroma", chroma_url)
            collection = open_collection(client, self.snapshot.id)
            return ChromaSearcher(collection, self.catalogue, embedder, sentences)
        vectors = np.load(self.folder / "vectors.npy", mmap_mode="r")
        codes = np.load(self.folder / "groups.npy")
        names = json.loads((self.folder / "groups.json").read_text(encoding="utf-8"))
        return ExactSearcher(vectors, codes, names, self.catalogue, embedder, sentences)

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        """Return the chunks of these hits as passages, in the same order."""
        chunks = self._passages.chunks([hit.row for hit in hits])
        return [Passage(chunk, hit.score) for chunk, hit in zip(chunks, hits, strict=True)]

    def words_met(self, asked: Vectors, hits: Sequence[Hit]) -> list[Vectors] | None:
        """Compare the words of a question, shape (asked, dimensions), with those of each hit.

        Returns (asked, tokens) for each; None of a snapshot that an earlier version built.
        """
        return self._signs.met(asked, [hit.row for hit in hits]) if self._signs else None

    def locate(self, passage: Passage, rank: int) -> SearchResult:
        """Return a passage as a reader sees it."""
        chunk = passage.chunk
        also = tuple(self.locator(other) for other in passage.also)
        return SearchResult(rank, passage.score, chunk.text, self.locator(chunk), also)

    def locator(self, chunk: Chunk) -> Locator:
        """Return where a chunk stands."""
        group = self.catalogue.group(chunk.group)
        return Locator(
            document_id=chunk.document_id,
            title=group.title,
            kind=group.kind,
            version=group.document.version,
            start=chunk.start,
            end=chunk.end,
            organisation=group.organisation,
            date=group.date,
            section=chunk.section,
            paragraph=chunk.number,
            page=chunk.page,
            page_label=chunk.page_label,
        )

    def documents(self, *, reader: Reader) -> list[Document]:
        """Return every document that the reader may read."""
        return self.catalogue.documents(reader=reader)

    def readable(self, document_id: str, *, reader: Reader) -> Document:
        """Return one document; NotFoundError also when the reader may not read it."""
        return self.catalogue.document(document_id, reader=reader)

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        """Return the documents of which something may be searched, refused ones included."""
        allowed = self.catalogue.allowed(reader=reader, filters=filters)
        if allowed is None:
            return self.documents(reader=reader)
        ids = {self.catalogue.group(name).document.id for name in allowed}
        return [one for one in self.documents(reader=reader) if one.id in ids]

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        """Return a document's text, now or in an earlier version that the reader might read then.

        Raises:
            NotFoundError: there is no such text for this reader.
        """
        document = self.catalogue.document(document_id, reader=reader)
        if version in (None, document.version):
            text = self._text(document.version)
            if text is not None:
                return DocumentText(document, document.version, text, self.blocks(document_id))
        for earlier in document.earlier:
            text = self._text(earlier.version)
            if earlier.version == version and reader.may_read(earlier.audience) and text:
                return DocumentText(document, earlier.version, text)
        raise NotFoundError(f"There is no such text of the document {document_id!r}.")

    def respelled(self, word: str, reader: Reader) -> str | None:
        """Return the word that was meant by a mistyped one, of documents that the reader may read.

        None when one of them holds it as it is, or when no word is near enough.
        """
        documents = [one.id for one in self.documents(reader=reader) if one.version]
        known = self._vocabulary
        if known.knows(word, documents) or known.is_compound(word, documents):
            return None
        return known.nearest(word, documents)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        """Made at the first word that is no common one."""
        every = self.documents(reader=EVERYTHING)
        texts = ((one.id, self._text(one.version)) for one in every if one.version)
        return Vocabulary((name, text) for name, text in texts if text is not None)

    def document(self, document_id: str) -> Document:
        """Return the document of a passage that was found (so the reader may read it)."""
        return self.catalogue.document(document_id, reader=EVERYTHING)

    def canonical_text(self, document_id: str) -> str:
        """Return the canonical text that all offsets of the document refer to."""
        text = self._text(self.document(document_id).version)
        if text is None:
            raise IndexUnusableError(
                f"The text of {document_id} is missing from the index. "
                "Build it again: golden-thread ingest FOLDER"
            )
        return text

    def _text(self, version: str) -> str | None:
        try:
            return self._kept_text(version)
        except LookupError:
            return None

    def _read_text(self, version: str) -> str:
        text = self._texts.get(version)
        if text is None:
            raise LookupError(version)  # not kept: it may be back a moment later
        return text

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """Return the document's blocks in reading order."""
        return self._passages.blocks(document_id)

    def units(self, chunk: Chunk) -> tuple[Sequence[Unit], Vectors]:
        """Return the chunk's units and their vectors, shape (len(units), dimensions)."""
        units, first = self._passages.units(chunk.id)
        vectors = self._unit_vectors[first : first + len(units)]
        return units, np.asarray(vectors, dtype=np.float32)


def _damaged(folder: Path) -> IndexUnusableError:
    return IndexUnusableError(
        f"The index in {folder} is damaged. Build it again: golden-thread ingest FOLDER"
    )
