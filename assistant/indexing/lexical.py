"""Words -> chunks by BM25, with tantivy; filters are part of the query, never applied after it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from assistant.indexing.catalogue import Catalogue
from assistant.types import Chunk, Filters, Hit, Reader

_ANALYSER = "english_words"
_FIELDS = ("body", "prefix")
# The body's words say what a chunk is about; title and headings help to tell chunks apart.
_PREFIX_WEIGHT = 0.5


def write_lexical_index(folder: Path, chunks: Iterable[Chunk]) -> None:
    """Build the index of all chunks in `folder`; a chunk's row is its place in `chunks`."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_ANALYSER, _analyser())
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for row, chunk in enumerate(chunks):
        writer.add_document(
            tantivy.Document(row=row, group=[chunk.group], body=[chunk.text], prefix=[chunk.prefix])
        )
    writer.commit()
    writer.wait_merging_threads()


class LexicalSearcher:
    """Searches the words of chunks and of their titles and headings."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = _analyser()
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer(_ANALYSER, self._words)
        self._searcher = self._index.searcher()

    def search(self, query: str, *, reader: Reader, filters: Filters, top: int) -> list[Hit]:
        """Return at most `top` hits by BM25 score, among the chunks that `reader` may read."""
        allowed = self._catalogue.allowed(reader=reader, filters=filters)
        words = list(dict.fromkeys(self._words.analyze(query)))
        if not words or (allowed is not None and not allowed):
            return []
        found = self._searcher.search(self._query(words, allowed), limit=top, count=False)
        rows = [self._searcher.doc(address)["row"][0] for _, address in found.hits]
        scores = [score for score, _ in found.hits]
        return [Hit(row, score) for row, score in zip(rows, scores, strict=True)]

    def _query(self, words: list[str], allowed: frozenset[str] | None) -> tantivy.Query:
        schema, should = self._index.schema, tantivy.Occur.Should
        terms = []
        for word in words:
            body = tantivy.Query.term_query(schema, "body", word)
            prefix = tantivy.Query.term_query(schema, "prefix", word)
            terms += [(should, body), (should, tantivy.Query.boost_query(prefix, _PREFIX_WEIGHT))]
        query = tantivy.Query.boolean_query(terms)
        if allowed is None:
            return query
        groups = tantivy.Query.term_set_query(schema, "group", sorted(allowed))
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query(
            [(must, query), (must, tantivy.Query.const_score_query(groups, 0.0))]
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True)
    builder.add_text_field("group", tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def _analyser() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
