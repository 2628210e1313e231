"""The two judgements that findings are made of, with the packaged model."""

import pytest

from assistant.alignment.matching import GoalMatcher
from assistant.alignment.verifying import verify
from assistant.alignment_types import Framework, Goal
from assistant.models.embedding import open_embedding_model
from assistant.protocols import Embedder

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return open_embedding_model(
        "all-MiniLM-L6-v2", tmp_path_factory.mktemp("models"), threads=1
    ).embedder


def test_every_goal_is_ranked_and_the_served_one_comes_first(embedder: Embedder) -> None:
    goals = (
        Goal("1", "ambition", "Warm homes", "Make homes warm and dry."),
        Goal("2", "ambition", "Good schools", "Every child can go to a good school."),
    )

    found = GoalMatcher(Framework("v", "v", goals), embedder).match("We will insulate 400 houses.")

    assert [one.goal_id for one in found] == ["1", "2"]
    assert found[0].score > found[1].score


def test_evidence_that_says_it_supports_it_and_other_evidence_does_not(embedder: Embedder) -> None:
    statement = "The Levy Pool opened in September 2024."

    yes = verify(statement, ["The Wenshire Levy Pool opened on 2 September 2024."], embedder)
    no = verify(statement, ["The choir sang three songs at the fair."], embedder)

    assert yes.score > no.score
    assert (yes.supported, no.supported) == ("yes", "no")


def test_no_evidence_is_a_no(embedder: Embedder) -> None:
    assert verify("Anything.", [], embedder).supported == "no"


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The Board approved the plan.", "The Board did not approve the plan."),
        ("All libraries stay open.", "Some libraries stay open."),
        ("The budget will rise to £5m.", "The budget will fall to £5m."),
        ("Nine sites were released.", "The Board agreed to release nine sites in June."),
        ("We will insulate 400 homes.", "We aim to insulate 400 homes."),
        ("We will insulate 400 homes.", "We will insulate 300 homes."),
        ("The scheme cuts bills in Pellgate.", "It is not known whether the scheme cuts bills."),
    ],
)
def test_near_words_that_say_something_else_are_no_yes(
    statement: str, evidence: str, embedder: Embedder
) -> None:
    assert verify(statement, [evidence], embedder).supported != "yes"
