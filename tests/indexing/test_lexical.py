"""What words find: the passage, its neighbours by what stands around them, never other groups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.indexing.catalogue import Catalogue
from assistant.indexing.lexical import LexicalSearcher, write_lexical_index
from assistant.types import EVERYTHING, Chunk, Document, Filters, Reader
from tests.retrieval.passages import chunk

PUBLIC = Reader(frozenset({"public"}))
DOCUMENTS = [
    Document("plan", "plan.md", "Plan", "strategy", "", "1"),
    Document("secret", "secret.md", "Secret", "board", "", "1", audience=("board",)),
]
CHUNKS = [
    chunk("The quay needs a new wall.", document="plan"),
    chunk("It will cost two million.", document="plan", start=30),
    chunk("Walls of the depot are cracked.", document="secret"),
]


def _scores(folder: Path, chunks: list[Chunk], query: str, reader: Reader) -> dict[int, float]:
    write_lexical_index(folder, chunks)
    searcher = LexicalSearcher(folder, Catalogue(DOCUMENTS))
    hits = searcher.search(query, reader=reader, filters=Filters(), top=10)
    return {hit.row: hit.score for hit in hits}


def test_a_sentence_is_found_by_what_the_one_before_it_is_about(tmp_path: Path) -> None:
    scores = _scores(tmp_path / "index", CHUNKS, "quay", EVERYTHING)

    assert list(scores) == [0, 1]


def test_words_beside_a_passage_in_another_paper_do_not_find_it(tmp_path: Path) -> None:
    assert 1 not in _scores(tmp_path / "index", CHUNKS, "depot", EVERYTHING)
    assert not _scores(tmp_path / "again", CHUNKS, "depot", PUBLIC)


@pytest.mark.parametrize("part", ["plan#1", "plan"])
def test_words_of_another_part_do_not_find_a_passage(tmp_path: Path, part: str) -> None:
    chunks = [CHUNKS[0], replace(CHUNKS[1], group=part)]
    write_lexical_index(tmp_path / "index", chunks)
    searcher = LexicalSearcher(tmp_path / "index", Catalogue(DOCUMENTS))

    hits = searcher.search("quay", reader=EVERYTHING, filters=Filters(), top=10)

    assert [hit.row for hit in hits] == ([0, 1] if part == "plan" else [0])
