"""What in a question file no answer could meet is named before it spoils the figures."""

from __future__ import annotations

import pytest

from assistant.evaluation.questions import ExamQuestion
from assistant.evaluation.unmeetable import remarks_on
from tests.evaluation.fakes import TEXTS


def _remarks(**fields: tuple[str, ...]) -> list[str]:
    question = ExamQuestion("How many homes?", "answerable", **fields)  # type: ignore[arg-type]
    return remarks_on([question], list(TEXTS), TEXTS.__getitem__)


def test_a_misspelt_document_is_named_with_what_was_meant() -> None:
    assert _remarks(documents=("visoin",), evidence=("140,000",)) == [
        '"How many homes?" names the document visoin, which is not among those read. Is it vision?'
    ]


@pytest.mark.parametrize(
    ("documents", "place"), [(("strategy",), "in strategy"), ((), "in any document")]
)
def test_evidence_that_stands_nowhere_is_named(documents: tuple[str, ...], place: str) -> None:
    (remark,) = _remarks(documents=documents, evidence=("999 homes",))

    assert remark.endswith(f'expects "999 homes", which does not stand {place}.')


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"documents": ("vision",), "evidence": ("140,000 new homes", "not there")},
        {"documents": ("strategy", "vision"), "evidence": ("140,000 NEW  homes",)},
        {"evidence": ("homes near stations",)},
    ],
)
def test_what_can_be_met_is_not_remarked_on(fields: dict[str, tuple[str, ...]]) -> None:
    assert _remarks(**fields) == []
