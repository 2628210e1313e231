"""Words -> chunks by BM25, with tantivy; filters are part of the query, never applied after it.

The terms are made by `language.search_terms`, for passages and questions alike; tantivy only counts
them. What each field adds is in docs/retrieval.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from assistant.errors import IndexUnusableError
from assistant.indexing.catalogue import Catalogue
from assistant.language.search_terms import search_terms, term_pairs
from assistant.types import Chunk, Filters, Hit, Reader

_ANALYSER = "terms"
# A passage and its headings are one text, so that a rare word counts the same in either. Headings
# count a little more; so do two words of the question that stand side by side. "around" is the
# passage with its neighbours: a cut must not hide what the sentence before it was about.
WEIGHTS: Mapping[str, float] = {"terms": 1.0, "around": 1.0, "headings": 0.1, "pairs": 0.6}
_NEIGHBOURS = 4
# The other form of an abbreviation says the same once more; at full weight it would drown the rest
# of the question (chosen on SciFact's train queries and musique, docs/retrieval.md).
_OF_OTHER_FORMS = 0.3


def write_lexical_index(folder: Path, chunks: Sequence[Chunk]) -> None:
    """Build the index of all chunks in `folder`; a chunk's row is its place in `chunks`."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_ANALYSER, _analyser())
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    words = [search_terms(chunk.text) for chunk in chunks]
    for row, chunk in enumerate(chunks):
        around = [term for near in _neighbours(chunks, row) for term in words[near]]
        writer.add_document(_entry(row, chunk, words[row], around))
    writer.commit()
    writer.wait_merging_threads()


class LexicalSearcher:
    """Searches the words of chunks and of their titles and headings."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, *, weights: Mapping[str, float] = WEIGHTS
    ) -> None:
        self._catalogue = catalogue
        self._weights = weights
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer(_ANALYSER, _analyser())
        self._searcher = self._index.searcher()
        self._check(folder)

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int, also: str = ""
    ) -> list[Hit]:
        """Return at most `top` hits by BM25 score, among the chunks that `reader` may read."""
        allowed = self._catalogue.allowed(reader=reader, filters=filters)
        terms = search_terms(query)
        if not terms or (allowed is not None and not allowed):
            return []
        others = [term for term in search_terms(also) if term not in terms]
        query_of = self._query(terms, allowed, others)
        found = self._searcher.search(query_of, limit=top, count=False)
        rows = [self._searcher.doc(address)["row"][0] for _, address in found.hits]
        scores = [score for score, _ in found.hits]
        return [Hit(row, score) for row, score in zip(rows, scores, strict=True)]

    def _check(self, folder: Path) -> None:
        try:
            self._query(["a", "b"], None)
        except ValueError as error:
            raise IndexUnusableError(
                f"The index in {folder.parent} was built by an earlier version. "
                "Build it again: golden-thread ingest FOLDER"
            ) from error

    def _query(
        self, terms: list[str], allowed: frozenset[str] | None, others: Sequence[str] = ()
    ) -> tantivy.Query:
        schema, should = self._index.schema, tantivy.Occur.Should
        pairs = term_pairs(terms)
        wanted = [
            (field, term)
            for field in self._weights
            for term in (pairs if field == "pairs" else terms)
        ]
        worth = dict.fromkeys(wanted, 1.0)
        also = [(field, term) for field in self._weights if field != "pairs" for term in others]
        worth |= dict.fromkeys(also, _OF_OTHER_FORMS)
        parts = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(schema, field, term), self._weights[field] * share
            )
            for (field, term), share in worth.items()
        ]
        query = tantivy.Query.boolean_query([(should, part) for part in parts])
        if allowed is None:
            return query
        must, forbidden = tantivy.Occur.Must, self._catalogue.forbidden(allowed)
        if len(forbidden) < len(allowed):  # whichever names fewer is quicker
            groups = tantivy.Query.term_set_query(schema, "group", forbidden)
            return tantivy.Query.boolean_query([(must, query), (tantivy.Occur.MustNot, groups)])
        groups = tantivy.Query.term_set_query(schema, "group", sorted(allowed))
        return tantivy.Query.boolean_query(
            [(must, query), (must, tantivy.Query.const_score_query(groups, 0.0))]
        )


def _neighbours(chunks: Sequence[Chunk], row: int) -> range:
    """Return the rows of a chunk and its neighbours in the same group.

    Never of another: what a reader may not read must not move what they find.
    """
    group, first, last = chunks[row].group, row, row
    while first and row - first < _NEIGHBOURS and chunks[first - 1].group == group:
        first -= 1
    while last + 1 < len(chunks) and last - row < _NEIGHBOURS and chunks[last + 1].group == group:
        last += 1
    return range(first, last + 1)


def _entry(row: int, chunk: Chunk, words: Sequence[str], around: Sequence[str]) -> tantivy.Document:
    headings = search_terms(chunk.prefix)
    pairs = [*term_pairs(headings), *term_pairs(words)]
    return tantivy.Document(
        row=row,
        group=[chunk.group],
        terms=[" ".join([*headings, *words])],
        around=[" ".join([*headings, *around])],
        headings=[" ".join(headings)],
        pairs=[" ".join(pairs)],
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True)
    builder.add_text_field("group", tokenizer_name="raw", index_option="basic")
    for field in WEIGHTS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def _analyser() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
