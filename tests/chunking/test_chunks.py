"""Chunks respect sections and limits, and lose nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.chunking.chunks import ChunkSource, chunks_of
from assistant.types import Block
from tests.fakes import WordCounter

MOST = 40


class CharacterCounter:
    """Every character is a token: the hardest case for cutting."""

    def count(self, text: str) -> int:
        return len(text)


def _source(*paragraphs: tuple[str, tuple[str, ...]], title: str = "Plan") -> ChunkSource:
    blocks, text = [], ""
    for words, section in paragraphs:
        blocks.append(Block("paragraph", len(text), len(text) + len(words), section))
        text += words + "\n\n"
    count = len(blocks)
    return ChunkSource(
        "plan", text, blocks, ["plan"] * count, ["strategy"] * count, [title] * count
    )


def test_a_chunk_never_crosses_a_section() -> None:
    source = _source(("One.", ("A",)), ("Two.", ("A",)), ("Three.", ("B",)))

    chunks = chunks_of(source, WordCounter(), most=MOST)

    assert [chunk.text for chunk in chunks] == ["One.\n\nTwo.", "Three."]
    assert [chunk.prefix for chunk in chunks] == ["Plan › A", "Plan › B"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "Ten words stand in this sentence of the long plan."
    source = _source((" ".join([sentence] * 9), ("A",)))

    chunks = chunks_of(source, WordCounter(), most=MOST)

    assert len(chunks) == 3
    assert all(chunk.text.endswith("plan.") for chunk in chunks)


def test_a_sentence_exactly_as_long_as_a_chunk_is_cut_once_and_for_all() -> None:
    """It used to be split for ever: two places counted its tokens differently."""
    for length in range(MOST - 8, MOST + 9):
        chunks = chunks_of(_source(("word " * length, ())), WordCounter(), most=MOST)

        assert sum(len(chunk.text.split()) for chunk in chunks) == length


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abcé .\n❄", min_size=1, max_size=300),
            st.sampled_from([("A",), ("A", "B"), ()]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_every_word_is_in_exactly_one_chunk(
    paragraphs: list[tuple[str, tuple[str, ...]]],
) -> None:
    source = _source(*paragraphs, title="P")

    chunks = chunks_of(source, CharacterCounter(), most=60)

    assert all(source.text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    ends = [(chunk.start, chunk.end) for chunk in chunks]
    assert all(first[1] <= second[0] for first, second in pairwise(ends))
    held = "".join("".join(chunk.text.split()) for chunk in chunks)
    assert held == "".join(source.text.split())
