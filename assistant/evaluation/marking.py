"""A question, its passages, its answer -> marks; pure but for looking up the cited texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.evaluation.comparing import (
    end_of,
    holds_any,
    plain,
    share_of_words,
    without_numbers,
)
from assistant.evaluation.marks import Answered, Found
from assistant.evaluation.questions import ExamQuestion
from assistant.protocols import TokenCounter
from assistant.types import Answer, Citation, SearchResult

# An answer is right when at least half of the words of the gold sentences stand in its quotes.
_GOLD_SHARE = 0.5

CitedText = Callable[[Citation], str]


def mark_found(
    question: ExamQuestion, results: Sequence[SearchResult], tokens: TokenCounter
) -> Found:
    """Mark the ranked passages of a question by where the evidence stands in them."""
    sizes = [tokens.count(result.text) for result in results]
    rank = _rank(question, results)
    return Found(
        rank=rank,
        tokens=None if rank is None else _tokens_shown(question, results, sizes, rank, tokens),
        documents=_share(question.documents, _documents_of(results)),
        longest=max(sizes, default=0),
    )


def mark_answer(question: ExamQuestion, answer: Answer, cited_text: CitedText) -> Answered:
    """Mark an answer by what it says, cites and quotes."""
    quotes = [citation.quote for citation in answer.citations]
    text = without_numbers(answer.text)
    return Answered(
        status=answer.status,
        facts=_facts(question, answer, text),
        cited=_is_cited(question, answer),
        citations=len(answer.citations) + len(answer.nearest),
        not_verbatim=_not_verbatim(answer, cited_text),
        words=len(text.split()),
        quotes=tuple(len(quote) for quote in quotes),
        statements=len(answer.statements),
        statements_needed=sum(_is_needed(question, one.text) for one in answer.statements),
        took_ms=answer.took_ms,
        text=answer.text,
        documents=tuple(dict.fromkeys(one.locator.document_id for one in answer.citations)),
        lacks=tuple(" or ".join(one) for one in question.must if not holds_any(text, one)),
    )


def _documents_of(results: Sequence[SearchResult]) -> set[str]:
    return {place.document_id for one in results for place in (one.locator, *one.also)}


def _rank(question: ExamQuestion, results: Sequence[SearchResult]) -> int | None:
    for rank, result in enumerate(results, 1):
        places = {place.document_id for place in (result.locator, *result.also)}
        is_there = not question.documents or not places.isdisjoint(question.documents)
        if is_there and holds_any(result.text, question.evidence):
            return rank
    return None


def _tokens_shown(
    question: ExamQuestion,
    results: Sequence[SearchResult],
    sizes: Sequence[int],
    rank: int,
    tokens: TokenCounter,
) -> int:
    """Count the tokens of the passages before the evidence, and of its own up to its end."""
    text = results[rank - 1].text
    ends = [end for one in question.evidence if (end := end_of(one, text)) is not None]
    return sum(sizes[: rank - 1]) + tokens.count(plain(text)[: min(ends)])


def _share(wanted: Sequence[str], found: set[str]) -> float:
    return sum(one in found for one in wanted) / len(wanted) if wanted else 1.0


def _facts(question: ExamQuestion, answer: Answer, text: str) -> bool | None:
    if question.must:
        return all(holds_any(text, group) for group in question.must)
    if question.gold_sentences:
        named = [one for one in answer.citations if _is_of(one, question.documents)]
        quotes = " ".join(citation.quote for citation in named)
        return share_of_words(question.gold_sentences, quotes) >= _GOLD_SHARE
    return None


def _is_of(citation: Citation, documents: Sequence[str]) -> bool:
    return not documents or citation.locator.document_id in documents


def _is_cited(question: ExamQuestion, answer: Answer) -> bool | None:
    """Say whether the needed documents are cited: all for alignment, else one, with evidence."""
    if not question.documents and not question.evidence:
        return None
    cited = {citation.locator.document_id for citation in answer.citations}
    if question.expectation == "alignment":
        return cited.issuperset(question.documents)
    named = any(_is_of(citation, question.documents) for citation in answer.citations)
    if not question.evidence:
        return named
    return named and any(holds_any(one.quote, question.evidence) for one in answer.citations)


def _not_verbatim(answer: Answer, cited_text: CitedText) -> int:
    citations = [*answer.citations, *answer.nearest]
    return sum(
        cited_text(one)[one.locator.start : one.locator.end] != one.quote for one in citations
    )


def _is_needed(question: ExamQuestion, statement: str) -> bool:
    text = without_numbers(statement)
    return any(holds_any(text, group) for group in question.must)
