"""Checked sentences with their evidence -> an answer whose citations are made by `citing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.citing import CitationList
from assistant.generation.evidence import Evidence
from assistant.protocols import Library, Listener
from assistant.types import Answer, Citation, Kind, Statement, Support, ThreadLinks

_THREAD: tuple[Kind, ...] = ("vision", "strategy", "board")
_NEAREST = 3
_NOTHING = "The documents do not answer this question."
_NEAR = f"{_NOTHING} The passages that come nearest are listed."
_DROPPED = "A part could not be confirmed in the documents and was left out."


@dataclass
class Composition:
    """The statements of an answer as they are made; a listener hears each at once."""

    library: Library
    listener: Listener | None = None
    statements: list[Statement] = field(default_factory=list)
    cited: CitationList = field(default_factory=CitationList)

    def add(self, sentence: str, evidence: Sequence[Evidence], support: Support) -> None:
        """Add a checked sentence; one that was said already is not said again."""
        if any(one.text == sentence for one in self.statements):
            return
        statement = Statement(sentence, tuple(self._cite(one) for one in evidence), support)
        self.statements.append(statement)
        if self.listener is not None:
            self.listener.hear(statement, self._citations(statement))

    def put_in_order(self, sentences: Sequence[str]) -> None:
        """Put the statements in the order of these sentences; numbers that were heard stay."""
        places = {sentence: place for place, sentence in enumerate(sentences)}
        self.statements.sort(key=lambda one: places.get(one.text, len(places)))

    def answer(self, base: Answer, *, model: str, is_whole: bool) -> Answer:
        """Return `base` (the extractive answer to the same question) with these statements."""
        said = [f"{one.text} {_marks(one.citations)}" for one in self.statements]
        text = " ".join(said if is_whole else [*said, _DROPPED])
        return replace(
            base,
            status="answered" if is_whole else "partial",
            text=text,
            statements=tuple(self.statements),
            citations=tuple(self.cited.citations),
            no=None,
            nearest=(),
            conflicts=(),
            thread=self._thread() if base.thread else None,
            answerer="generative",
            model=model,
        )

    def _cite(self, evidence: Evidence) -> int:
        text = self.library.canonical_text(evidence.locator.document_id)
        return self.cited.add(evidence.locator, text)

    def _citations(self, statement: Statement) -> list[Citation]:
        return [one for one in self.cited.citations if one.number in statement.citations]

    def _thread(self) -> ThreadLinks:
        by_kind = {
            kind: tuple(one.number for one in self.cited.citations if one.locator.kind == kind)
            for kind in _THREAD
        }
        return ThreadLinks(
            by_kind["vision"],
            by_kind["strategy"],
            by_kind["board"],
            tuple(kind for kind in _THREAD if not by_kind[kind]),
        )


def refusal(base: Answer, library: Library, *, model: str) -> Answer:
    """Return the plain no of a model, with what the extractive answer found as the nearest."""
    nearest = CitationList()
    for citation in (base.nearest or base.citations)[:_NEAREST]:
        nearest.add(citation.locator, library.canonical_text(citation.locator.document_id))
    return replace(
        base,
        status="not_found",
        text=_NEAR if nearest.citations else _NOTHING,
        statements=(),
        citations=(),
        no="near" if nearest.citations else "nothing",
        nearest=tuple(nearest.citations),
        conflicts=(),
        answerer="generative",
        model=model,
    )


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
