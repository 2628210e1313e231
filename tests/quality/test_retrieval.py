"""The sample's questions find what answers them, near the top and in passages of a fair length."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.exam import Exam
from assistant.evaluation.figures import figures_of
from assistant.evaluation.questions import read_questions
from assistant.retrieval.joining import MOST_TOKENS
from assistant.settings import load_settings
from assistant.types import EVERYTHING
from assistant.wiring import open_assistant, open_model
from tests.conftest import REPOSITORY

pytestmark = [pytest.mark.model, pytest.mark.quality]
QUESTIONS = REPOSITORY / "tests" / "data" / "sample_questions.yaml"


def test_the_evidence_comes_first_or_soon_after(sample_indexes: Path) -> None:
    settings = load_settings(indexes_dir=sample_indexes)
    tokens = open_model(settings).tokens
    exam = Exam(open_assistant(settings), tokens, reader=EVERYTHING, with_answers=False)

    figures = {
        one.name: one.value for one in figures_of(list(exam.outcomes(read_questions(QUESTIONS))))
    }

    assert (figures["ndcg_10"] or 0) >= 0.95
    assert (figures["shown_600"] or 0) >= 0.95
    assert (figures["documents_10"] or 0) >= 0.9
    assert 0 < (figures["longest_passage"] or 0) <= MOST_TOKENS
