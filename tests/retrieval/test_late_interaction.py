"""What is asked must stand together in a passage, and its rare words count most."""

from __future__ import annotations

from assistant.retrieval.late_interaction import weighed_tokens
from assistant.retrieval.question_terms import QuestionTerms
from tests.fakes import FakeEmbedder
from tests.retrieval.passages import passage

FILLER = "council meeting report agenda minutes officer member paper item note " * 4


def _met(query: str, *texts: str) -> list[float]:
    embedder = FakeEmbedder()
    terms = QuestionTerms(query, [passage(text) for text in texts])
    asked = weighed_tokens(query, embedder.read([query])[0], terms.weights)
    readings = embedder.read(texts)
    return [asked.best_stretch(asked.tokens @ reading.tokens.T) for reading in readings]


def test_words_that_stand_together_beat_the_same_words_far_apart() -> None:
    together, apart = _met(
        "ferry timetable", f"{FILLER} ferry timetable {FILLER}", f"ferry {FILLER} timetable"
    )

    assert together > apart


def test_a_rare_word_counts_more_than_one_that_every_passage_holds() -> None:
    rare, common, _ = _met(
        "council ferry", "the ferry sails", "the council meets", "another council, one more council"
    )

    assert rare > common


def test_a_passage_without_words_and_a_question_without_tokens_meet_nothing() -> None:
    embedder = FakeEmbedder()
    asked = weighed_tokens("ferry", embedder.read(["ferry"])[0], {})
    nothing = weighed_tokens("", embedder.read([""])[0], {})

    assert asked.best_stretch(asked.tokens @ asked.tokens[:0].T) == 0
    assert nothing.best_stretch(nothing.tokens @ asked.tokens.T) == 0
