"""The seams between stages: one method each, so that a stage can be replaced or faked alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.alignment_types import Stance
from assistant.types import (
    Answer,
    Block,
    Chunk,
    Citation,
    Document,
    Filters,
    Hit,
    Passage,
    Piece,
    Prompt,
    Question,
    Reader,
    Stage,
    Statement,
    Unit,
)

Vectors = npt.NDArray[np.float32]
# The signs of vectors, eight to a byte: shape (tokens, dimensions / 8).
Signs = npt.NDArray[np.uint8]


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions), each row of length 1."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the embedding model reads it: its vector, and one for each token in its place.

    `tokens` has a unit vector a row; `spans` says where each stands in the text.
    """

    vector: Vectors
    tokens: Vectors
    spans: Sequence[tuple[int, int]]


class TokenEmbedder(Embedder, Protocol):
    """An embedder that also tells what it makes of each token."""

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return one reading a text; what lies beyond the model's length is not read."""
        ...


class SignEmbedder(Embedder, Protocol):
    """An embedder that also tells the signs of what it makes of each telling token."""

    def signs(self, texts: Sequence[str]) -> list[Signs]:
        """Return for each text one row a token of a word that carries meaning, in order."""
        ...


class TokenCounter(Protocol):
    """Counts tokens as the embedding model does."""

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, special tokens not counted."""
        ...


class Searcher(Protocol):
    """One way of searching an index; the reader is required, so it cannot be forgotten."""

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int, also: str = ""
    ) -> list[Hit]:
        """Return at most `top` hits, best first, among the chunks that `reader` may read.

        `also` holds other forms of what the query names ("BCF": "Better Care Fund").
        """
        ...


class Library(Protocol):
    """What stands behind a passage: its document, the whole text, the blocks, the units."""

    def document(self, document_id: str) -> Document:
        """Return the document of a passage that was found."""
        ...

    def canonical_text(self, document_id: str) -> str:
        """Return the canonical text that all offsets of the document refer to."""
        ...

    def blocks(self, document_id: str) -> Sequence[Block]:
        """Return the document's blocks in reading order."""
        ...

    def units(self, chunk: Chunk) -> tuple[Sequence[Unit], Vectors]:
        """Return the chunk's units and their vectors, shape (len(units), dimensions)."""
        ...


class Reranker(Protocol):
    """Scores passages against a query more slowly and better than a search does."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one score per text; higher is better."""
        ...


class Answerer(Protocol):
    """Makes an answer of a question and the passages found for it."""

    def answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        *,
        reader: Reader,
        listener: Listener | None = None,
    ) -> Answer:
        """Return an answer whose every citation stands verbatim in its document.

        A listener may hear its first statements before it is whole.
        """
        ...


class Shortcut(Protocol):
    """Answers some questions without a search of passages: a greeting, a document's status."""

    def answer(self, question: Question, *, reader: Reader) -> Answer | None:
        """Return the answer; None when the question is not of its kind."""
        ...


class LanguageModel(Protocol):
    """Replies to a prompt, a piece at a time."""

    def pieces(
        self, prompt: Prompt, *, seconds: float, is_gone: Callable[[], bool]
    ) -> Iterator[Piece]:
        """Yield the reply as it comes; `is_gone` tells that nobody waits for it any more.

        Raises:
            ModelError: it cannot be reached, is slower than `seconds`, or nobody waits.
        """
        ...


class Entailment(Protocol):
    """Judges whether texts say what a statement says."""

    def judge(self, statement: str, texts: Sequence[str]) -> list[tuple[float, float]]:
        """Return for each text how likely it entails, and how likely it contradicts."""
        ...


@dataclass(frozen=True, slots=True)
class StanceCase:
    """A goal, the quotes that stand near it, and the stance that the written rules give."""

    goal: str
    quotes: tuple[str, ...]
    ruled: Stance


class StanceJudge(Protocol):
    """Judges anew what documents do for goals; what it judged once, it knows."""

    @property
    def name(self) -> str:
        """Who judges, as readers are told."""
        ...

    def learn(
        self, cases: Sequence[StanceCase], *, may_ask: bool, told: Callable[[int, int], None]
    ) -> None:
        """Recall the cases that were judged before; if it may, judge the others within its limits.

        `told` hears how many of how many were judged. A model that fails raises nothing.
        """
        ...

    def known(self, case: StanceCase) -> Stance | None:
        """Return the stance that it gives a case as the rules allow it; None when it gave none."""
        ...

    def count(self) -> int:
        """Return how many cases it knows, so that what was made of them can be made anew."""
        ...


class Listener(Protocol):
    """Someone who waits for an answer and may hear its statements before it is whole."""

    def note(self, stage: Stage) -> None:
        """Take what happens now."""
        ...

    def hear(self, statement: Statement, citations: Sequence[Citation]) -> None:
        """Take a checked statement with the citations that carry it."""
        ...

    def is_gone(self) -> bool:
        """Say whether nobody waits any more."""
        ...
