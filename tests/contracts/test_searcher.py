"""What every way of searching promises, whatever it searches by.

Each document holds a marker word that no other has, and all of them hold the same common words, so
a passage that a reader may not see is always a tempting answer.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations
from pathlib import Path

import numpy as np
import pytest

from assistant.indexing.catalogue import Catalogue, groups_of
from assistant.indexing.chroma import ChromaSearcher, open_client, write_vectors
from assistant.indexing.exact import ExactSearcher
from assistant.indexing.lexical import LexicalSearcher, write_lexical_index
from assistant.indexing.sentences import Sentences, write_unit_vectors
from assistant.protocols import Searcher
from assistant.types import EVERYTHING, Chunk, Document, Filters, Part, Reader
from tests.fakes import FakeEmbedder

_APPENDIX = Part(100, 200, "vision", "Appendix", organisation="Partnership", date="2017-09")
DOCUMENTS = [
    Document("open", "open.md", "Open", "strategy", "", "1", "Council", "2024", "approved"),
    Document("shared", "s.md", "Shared", "board", "", "1", "Council", "2023-05-01", "draft",
             audience=("partners", "board"), parts=(_APPENDIX,)),
    Document("secret", "x.md", "Secret", "board", "", "1", audience=("board",)),
    Document("undated", "u.md", "Undated", "other", "", "1", audience=("public", "partners")),
]  # fmt: skip
CATALOGUE = Catalogue(DOCUMENTS)
MARKERS = {"open": "zebra", "shared": "yak", "shared#1": "walrus", "secret": "vole",
           "undated": "urchin"}  # fmt: skip
CHUNKS_PER_GROUP = 3


def _chunks() -> list[Chunk]:
    groups = [group for document in DOCUMENTS for group in groups_of(document)]
    return [
        Chunk(
            id=f"{group.name}-{number}",
            document_id=group.document.id,
            group=group.name,
            kind=group.kind,
            start=0,
            end=1,
            text=f"The plan for homes and health, {MARKERS[group.name]}, says item {number}.",
            prefix=group.title,
            blocks=(0, 1),
        )
        for group in groups
        for number in range(CHUNKS_PER_GROUP)
    ]


CHUNKS = _chunks()


def _sentences(folder: Path) -> Sentences:
    vectors = FakeEmbedder().embed([chunk.text for chunk in CHUNKS])
    write_unit_vectors(folder, vectors, [1] * len(CHUNKS))
    return Sentences(folder)


def _exact(folder: Path) -> Searcher:
    names = sorted(MARKERS)
    codes = np.asarray([names.index(chunk.group) for chunk in CHUNKS], np.int32)
    vectors = FakeEmbedder().embed([f"{chunk.prefix}\n{chunk.text}" for chunk in CHUNKS])
    return ExactSearcher(vectors, codes, names, CATALOGUE, FakeEmbedder(), _sentences(folder))


def _chroma(folder: Path) -> Searcher:
    client = open_client(folder / "chroma", None)
    write_vectors(client, "snapshot", CHUNKS, FakeEmbedder())
    collection = client.get_collection("snapshot")
    return ChromaSearcher(collection, CATALOGUE, FakeEmbedder(), _sentences(folder))


def _lexical(folder: Path) -> Searcher:
    write_lexical_index(folder / "lexical", CHUNKS)
    return LexicalSearcher(folder / "lexical", CATALOGUE)


WAYS: dict[str, Callable[[Path], Searcher]] = {
    "exact": _exact,
    "chroma": _chroma,
    "lexical": _lexical,
}


@pytest.fixture(name="searcher", scope="module", params=WAYS)
def _searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return WAYS[request.param](tmp_path_factory.mktemp(request.param))


def _groups_found(searcher: Searcher, query: str, reader: Reader, filters: Filters) -> set[str]:
    hits = searcher.search(query, reader=reader, filters=filters, top=len(CHUNKS))
    return {CHUNKS[hit.row].group for hit in hits}


def _readers() -> list[Reader]:
    labels = ("public", "partners", "board", "stranger")
    subsets = chain.from_iterable(combinations(labels, size) for size in range(len(labels) + 1))
    return [EVERYTHING, *(Reader(frozenset(subset)) for subset in subsets)]


FILTERS = [
    Filters(),
    Filters(kinds=("board",)),
    Filters(kinds=("vision", "strategy")),
    Filters(documents=("shared",)),
    Filters(documents=("secret", "no-such-document")),
    Filters(organisations=("partnership",)),
    Filters(statuses=("approved", "draft")),
    Filters(dated_from="2023"),
    Filters(dated_to="2017"),
    Filters(kinds=("board",), dated_from="2023-01", dated_to="2023-12"),
]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("marker", [*MARKERS.values(), "homes and health"])
def test_no_passage_is_found_that_the_reader_may_not_read(
    searcher: Searcher, filters: Filters, marker: str
) -> None:
    for reader in _readers():
        allowed = CATALOGUE.allowed(reader=reader, filters=filters)
        permitted = set(MARKERS) if allowed is None else set(allowed)

        assert _groups_found(searcher, marker, reader, filters) <= permitted


@pytest.mark.parametrize("filters", FILTERS)
def test_everything_that_fits_and_is_allowed_is_found(searcher: Searcher, filters: Filters) -> None:
    for reader in _readers():
        allowed = CATALOGUE.allowed(reader=reader, filters=filters)
        permitted = set(MARKERS) if allowed is None else set(allowed)

        assert _groups_found(searcher, "homes health item", reader, filters) == permitted


@pytest.mark.parametrize(("group", "marker"), MARKERS.items())
def test_a_marker_word_finds_its_passage_first(searcher: Searcher, group: str, marker: str) -> None:
    hits = searcher.search(marker, reader=EVERYTHING, filters=Filters(), top=1)

    assert CHUNKS[hits[0].row].group == group


def test_hits_come_best_first_and_no_more_than_asked(searcher: Searcher) -> None:
    hits = searcher.search("homes zebra", reader=EVERYTHING, filters=Filters(), top=4)

    scores = [hit.score for hit in hits]
    assert len(hits) == 4
    assert scores == sorted(scores, reverse=True)
    assert len({hit.row for hit in hits}) == 4


def test_the_part_of_a_document_is_filtered_by_its_own_kind(searcher: Searcher) -> None:
    found = _groups_found(searcher, "homes", EVERYTHING, Filters(kinds=("vision",)))

    assert found == {"shared#1"}


@pytest.mark.parametrize("query", ["…", "12", "ünïcödé ❄", "a" * 2_000, '"quoted" AND (x OR:'])
def test_an_odd_query_is_no_error(searcher: Searcher, query: str) -> None:
    hits = searcher.search(query, reader=Reader(frozenset({"public"})), filters=Filters(), top=5)

    assert {CHUNKS[hit.row].document_id for hit in hits} <= {"open", "undated"}
