"""Outcomes -> the figures of a run, in the order in which they are shown; pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Literal

from assistant.evaluation.marks import Answered, Found, Outcome

# Retrieval is judged by what fits on a page or in a small model's prompt.
TOKENS_SHOWN = 600
_ALIGNMENT, _ANSWERABLE, _UNANSWERABLE = "alignment", "answerable", "unanswerable"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure; `value` is None when no question tells, `of` how many did."""

    name: str
    label: str
    value: float | None
    of: int
    form: Literal["share", "score", "count"]


def figures_of(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return every figure of a run."""
    found = [one.found for one in outcomes if one.expectation == _ANSWERABLE and one.found]
    aligned = [one.found for one in outcomes if one.expectation == _ALIGNMENT and one.found]
    asked = [(one, one.answered) for one in outcomes if one.answered is not None]
    return [*_of_retrieval(found, aligned), *_of_answers(asked), *_of_form(asked)]


def _of_retrieval(found: Sequence[Found], aligned: Sequence[Found]) -> list[Figure]:
    return [
        _share("recall_1", "recall@1 of the evidence", (_is_within(one, 1) for one in found)),
        _share("recall_5", "recall@5", (_is_within(one, 5) for one in found)),
        _share("recall_10", "recall@10", (_is_within(one, 10) for one in found)),
        _mean("ndcg_10", "nDCG@10", [_gain(one) for one in found]),
        _share(
            "shown_600",
            f"evidence within the first {TOKENS_SHOWN} tokens",
            (one.tokens is not None and one.tokens <= TOKENS_SHOWN for one in found),
        ),
        _mean("documents_10", "alignment: needed documents in ten passages",
              [one.documents for one in aligned]),
        _number("longest_passage", "longest passage, tokens",
                [one.longest for one in (*found, *aligned)], max),
    ]  # fmt: skip


Asked = Sequence[tuple[Outcome, Answered]]


def _of_answers(asked: Asked) -> list[Figure]:
    answerable = [pair for pair in asked if pair[0].expectation == _ANSWERABLE]
    alignment = [pair for pair in asked if pair[0].expectation == _ALIGNMENT]
    unanswerable = [pair for pair in asked if pair[0].expectation == _UNANSWERABLE]
    cited = [mark.cited for _, mark in answerable if not mark.is_refusal]
    refused = _share("refused", "unanswerable refused", _refusals(unanswerable))
    right = _share("right", "answerable answered right", (one.is_right for one, _ in answerable))
    return [
        _share("facts", "answerable: needed facts found", (mark.facts for _, mark in answerable)),
        _share("cited", "answered: right citation", cited),
        right,
        _share("wrongly_refused", "answerable wrongly refused", _refusals(answerable)),
        refused,
        _balance(right, refused),
        _share("alignment_facts", "alignment: needed facts", (mark.facts for _, mark in alignment)),
        _share("alignment_cited", "alignment: every needed document cited",
               (mark.cited for _, mark in alignment)),
    ]  # fmt: skip


def _of_form(asked: Asked) -> list[Figure]:
    given = [(one, mark) for one, mark in asked if not mark.is_refusal]
    plain = [mark.words for one, mark in given if one.expectation != _ALIGNMENT]
    alignment = [mark.words for one, mark in given if one.expectation == _ALIGNMENT]
    quotes = [length for _, mark in given for length in mark.quotes]
    needed = [mark for one, mark in given if mark.facts is not None and mark.statements]
    return [
        _verbatim([mark for _, mark in asked]),
        _number("words_median", "words of an answer, median", plain, median),
        _number("words_p95", "words, 95th percentile", plain, percentile_95),
        _number("alignment_words_p95", "alignment: words, 95th percentile", alignment,
                percentile_95),
        _number("quote_median", "characters of a quote, median", quotes, median),
        _number("quote_longest", "longest quote", quotes, max),
        _ratio("statements_needed", "statements that carry a needed fact",
               sum(mark.statements_needed for mark in needed),
               sum(mark.statements for mark in needed)),
        _number("ms_median", "milliseconds of an answer, median",
                [mark.took_ms for _, mark in asked], median),
        _number("ms_p95", "milliseconds, 95th percentile",
                [mark.took_ms for _, mark in asked], percentile_95),
    ]  # fmt: skip


def percentile_95(values: Sequence[float]) -> float:
    """Return the smallest value that at least 95 % of the values do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def _is_within(found: Found, rank: int) -> bool:
    return found.rank is not None and found.rank <= rank


def _gain(found: Found) -> float:
    """Return nDCG with the first passage that holds the evidence as the only one needed."""
    return 0.0 if found.rank is None else 1.0 / math.log2(found.rank + 1)


def _refusals(asked: Asked) -> list[bool]:
    return [mark.is_refusal for _, mark in asked]


def _verbatim(marks: Sequence[Answered]) -> Figure:
    cited = sum(mark.citations for mark in marks)
    wrong = sum(mark.not_verbatim for mark in marks)
    return _ratio("verbatim", "citations verbatim", cited - wrong, cited)


def _balance(right: Figure, refused: Figure) -> Figure:
    """Return the mean of right answers and right refusals: neither silence nor babble wins."""
    both = None
    if right.value is not None and refused.value is not None:
        both = (right.value + refused.value) / 2
    label = "mean of right answers and right refusals"
    return Figure("balance", label, both, right.of + refused.of, "share")


def _share(name: str, label: str, claims: Iterable[bool | None]) -> Figure:
    told = [claim for claim in claims if claim is not None]
    return _ratio(name, label, sum(told), len(told))


def _ratio(name: str, label: str, part: int, whole: int) -> Figure:
    return Figure(name, label, part / whole if whole else None, whole, "share")


def _mean(name: str, label: str, values: Sequence[float]) -> Figure:
    return Figure(name, label, fmean(values) if values else None, len(values), "score")


def _number(
    name: str, label: str, values: Sequence[int], measure: Callable[[Sequence[int]], float]
) -> Figure:
    return Figure(name, label, measure(values) if values else None, len(values), "count")
