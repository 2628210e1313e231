from collections.abc import Sequence

from assistant.protocols import Vectors
from assistant.retrieval.retriever import HybridRetriever
from assistant.types import Filters, Hit, Passage, Reader
from tests.fakes import FakeEmbedder, WordCounter
from tests.retrieval.passages import passage

READER = Reader(frozenset({"public"}))
FILTERS = Filters(kinds=("board",))
TEXTS = [f"Passage number {number} on subject {number}." for number in range(30)]


class FakeSearcher:
    def __init__(self, rows: Sequence[int]) -> None:
        self._rows = rows
        self.asked: list[tuple[str, Reader, Filters]] = []

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int, also: str = ""
    ) -> list[Hit]:
        self.asked.append((f"{query} also {also}" if also else query, reader, filters))
        return [Hit(row, 1 / place) for place, row in enumerate(self._rows[:top], 1)]


class FakeSource:
    def __init__(self, *, keeps_words: bool = True) -> None:
        self.keeps_words = keeps_words

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        return [passage(TEXTS[hit.row], hit.score, start=100 * hit.row) for hit in hits]

    def words_met(self, asked: Vectors, hits: Sequence[Hit]) -> list[Vectors] | None:
        """Compare with the texts, read word by word; None as long as nothing was kept."""
        if not self.keeps_words:
            return None
        readings = FakeEmbedder().read([TEXTS[hit.row] for hit in hits])
        return [asked @ reading.tokens.T for reading in readings]

    def canonical_text(self, document_id: str) -> str:
        return "x" * 4_000

    def other_forms(self, query: str, *, reader: Reader) -> str:
        return "Better Care Fund"


def _retriever(**ways: FakeSearcher) -> HybridRetriever:
    return HybridRetriever(ways, FakeSource(), WordCounter())


def test_every_way_searches_as_the_reader_with_the_filters() -> None:
    dense, lexical = FakeSearcher([1, 2]), FakeSearcher([2])

    _retriever(dense=dense, lexical=lexical).retrieve("BCF?", reader=READER, filters=FILTERS, top=5)

    expected = [("BCF? also Better Care Fund", READER, FILTERS)]
    assert dense.asked == lexical.asked == expected


def test_passages_come_best_first_and_no_more_than_asked() -> None:
    retriever = _retriever(dense=FakeSearcher(range(30)), lexical=FakeSearcher([7, 3]))

    found = retriever.retrieve("?", reader=READER, filters=FILTERS, top=3)

    assert [one.chunk.text for one in found] == [TEXTS[0], TEXTS[7], TEXTS[1]]
    assert found[1].found_by.keys() == {"dense", "lexical"}


def test_nothing_found_is_no_error() -> None:
    assert (
        _retriever(dense=FakeSearcher([])).retrieve("?", reader=READER, filters=FILTERS, top=3)
        == []
    )


def _matching(source: FakeSource) -> HybridRetriever:
    ways = {"dense": FakeSearcher([4, 7]), "lexical": FakeSearcher([7, 4])}
    return HybridRetriever(ways, source, WordCounter(), embedder=FakeEmbedder())


def test_of_two_passages_found_alike_the_one_that_says_the_words_comes_first() -> None:
    retriever = _matching(FakeSource())

    for number in (4, 7):
        found = retriever.retrieve(
            f"passage number {number}", reader=READER, filters=FILTERS, top=2
        )
        assert found[0].chunk.text == TEXTS[number]


def test_a_snapshot_of_an_earlier_version_is_searched_without_its_words() -> None:
    retriever = _matching(FakeSource(keeps_words=False))

    found = retriever.retrieve("passage number 7", reader=READER, filters=FILTERS, top=2)

    assert {one.chunk.text for one in found} == {TEXTS[4], TEXTS[7]}
