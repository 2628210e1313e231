"""What speaks for a unit: the caption of a figure answers only where a figure is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.unit_features import Scale, unit_features
from tests.answering.small_library import SmallLibrary


@pytest.mark.parametrize(
    ("question", "is_caption"),
    [
        ("Which figure shows the swimmers by age?", 0.0),
        ("What does Figure 3 show?", 0.0),
        ("How many swimmers are there?", 1.0),
        ("What is the final figure for swimmers?", 1.0),
    ],
)
def test_the_caption_of_a_figure_answers_where_the_figure_is_asked_for(
    question: str, is_caption: float
) -> None:
    shelf = SmallLibrary().add("pools", "# Pools\n\nFigure 3: Swimmers by age")
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    asked = read_question(question)
    weights = dict.fromkeys(asked.stems, 1.0)

    assert unit_features(asked, units[0], Scale(weights, 1.0))["caption"] == is_caption
