"""Questions and the documents that may be read -> what in the file no answer can ever meet.

A misspelt document or a quote that stands nowhere reads like a bad answer in every figure: better
to say so before the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from assistant.evaluation.comparing import holds_any
from assistant.evaluation.questions import ExamQuestion

TextOf = Callable[[str], str]
_SHOWN = 60


def remarks_on(
    questions: Sequence[ExamQuestion], known: Sequence[str], text_of: TextOf
) -> list[str]:
    """Return a sentence for each expectation that cannot be met; `known` are ids of documents."""
    texts = cache(text_of)
    return [remark for one in questions for remark in _remarks(one, known, texts)]


def _remarks(question: ExamQuestion, known: Sequence[str], text_of: TextOf) -> Iterator[str]:
    where = f'"{_short(question.text)}"'
    for name in question.documents:
        if name not in known:
            meant = _meant(name, known)
            yield f"{where} names the document {name}, which is not among those read.{meant}"
    there = [name for name in question.documents if name in known]
    if not question.evidence or (question.documents and not there):
        return
    if not any(holds_any(text_of(name), question.evidence) for name in there or known):
        place = f"in {' or '.join(there)}" if there else "in any document"
        yield f'{where} expects "{_short(question.evidence[0])}", which does not stand {place}.'


def _meant(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" Is it {close[0]}?" if close else ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
