"""Outcomes -> what each wrong answer said, cites and lacks, for who wants to know why; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from assistant.evaluation.marks import Answered, Outcome

_WIDTH = 100
_INDENT = "    "


def told_wrong(outcomes: Sequence[Outcome]) -> str:
    """Return a paragraph for each question whose answer was wrong, or a sentence that none was."""
    if not any(one.answered for one in outcomes):
        return "Nothing was asked, only searched."
    told = [_told(one, one.answered) for one in outcomes if one.answered and not one.is_right]
    return "\n\n".join(told) or "No answer was wrong."


def _told(outcome: Outcome, answered: Answered) -> str:
    return "\n".join([outcome.question, *_lines(outcome, answered)])


def _lines(outcome: Outcome, answered: Answered) -> Iterator[str]:
    yield _line("said", answered.text)
    if answered.documents:
        yield _line("cites", ", ".join(answered.documents))
    if outcome.expectation == "unanswerable":
        yield _line("lacks", "a plain no: the file says that nothing answers this")
        return
    if outcome.found is not None and outcome.expectation == "answerable":
        rank = outcome.found.rank
        yield _line("found", f"the evidence in passage {rank}" if rank else "no evidence among ten")
    if answered.is_refusal:
        return
    if answered.lacks:
        yield _line("lacks", "; ".join(answered.lacks))
    if answered.cited is False:
        yield _line("lacks", "a citation of what the file names")


def _line(head: str, text: str) -> str:
    plain = " ".join(text.split())
    return fill(f"{head:5}  {plain}", _WIDTH, initial_indent=_INDENT,
                subsequent_indent=f"{_INDENT}       ")  # fmt: skip
