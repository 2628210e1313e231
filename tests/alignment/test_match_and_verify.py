"""The two judgements that findings are made of, with the packaged model."""

import pytest

from assistant.alignment.matching import GoalMatcher
from assistant.alignment.verifying import verify
from assistant.alignment_types import Framework, Goal
from assistant.models.embedding import open_embedding_model
from assistant.protocols import TokenEmbedder

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> TokenEmbedder:
    return open_embedding_model(
        "all-MiniLM-L6-v2", tmp_path_factory.mktemp("models"), threads=1
    ).embedder


def test_every_goal_is_ranked_and_the_served_one_comes_first(embedder: TokenEmbedder) -> None:
    goals = (
        Goal("1", "ambition", "Warm homes", "Make homes warm and dry."),
        Goal("2", "ambition", "Good schools", "Every child can go to a good school."),
    )

    found = GoalMatcher(Framework("v", "v", goals), embedder).match("We will insulate 400 houses.")

    assert [one.goal_id for one in found] == ["1", "2"]
    assert found[0].score > found[1].score


def test_evidence_that_says_it_supports_it_and_other_does_not(
    embedder: TokenEmbedder,
) -> None:
    statement = "The Levy Pool opened in September 2024."

    yes = verify(statement, ["The Wenshire Levy Pool opened on 2 September 2024."], embedder)
    no = verify(statement, ["The choir sang three songs at the fair."], embedder)

    assert yes.score > no.score
    assert (yes.supported, no.supported) == ("yes", "no")


def test_no_evidence_is_a_no(embedder: TokenEmbedder) -> None:
    assert verify("Anything.", [], embedder).supported == "no"


def test_what_a_page_says_of_another_person_is_no_yes(embedder: TokenEmbedder) -> None:
    minutes = [f"{n}.1 Item {n} of the agenda was noted." for n in range(3, 34)]
    page = ["Jane Jones was appointed chair.", "John Smith spoke of the weather.", *minutes]

    assert verify("Jane Jones was appointed chair.", page, embedder).supported == "yes"
    assert verify("John Smith was appointed chair.", page, embedder).supported != "yes"


def test_the_reason_names_what_the_evidence_leaves_out(embedder: TokenEmbedder) -> None:
    found = verify(
        "The Board agreed the plan and sacked the treasurer on Monday.",
        ["The Board agreed the plan."],
        embedder,
    )

    assert found.supported != "yes"
    assert "treasurer" in found.reason or "Monday" in found.reason


def test_a_date_in_short_and_a_span_of_years_are_the_same_date(embedder: TokenEmbedder) -> None:
    found = verify(
        "The pool in Pellgate opened in September 2019.",
        ["In 2018–19 the pool in Pellgate was rebuilt, and it opened on 2 Sept 2019."],
        embedder,
    )

    assert "does not give" not in found.reason


@pytest.mark.parametrize("text", ["", "   ", "the of and", "?!", "1"])
def test_odd_statements_are_judged_without_failing(text: str, embedder: TokenEmbedder) -> None:
    assert verify(text, ["The Board agreed the plan.", "…"], embedder).supported != "yes"


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The Board approved the plan.", "The Board did not approve the plan."),
        ("All libraries stay open.", "Some libraries stay open."),
        ("The budget will rise to £5m.", "The budget will fall to £5m."),
        ("Nine sites were released.", "The Board agreed to release nine sites in June."),
        ("We will insulate 400 homes.", "We aim to insulate 400 homes."),
        ("We will insulate 400 homes.", "We will insulate 300 homes."),
        ("The Board agreed £5 million for the hub.", "The Board agreed £5 billion for the hub."),
        ("12 per cent of homes are cold.", "12 homes are cold."),
        ("All 14 partners signed the pledge.", "Twelve of the 14 partners signed the pledge."),
        ("The council will cut grants to clubs.", "The council will protect grants to clubs."),
        ("The county council will lead the work.", "The district council will lead the work."),
        ("Bus fares will rise in May.", "Bus fares will fall in May, and journeys will rise."),
        ("Millbank has the highest smoking rate.", "Northwen has the highest smoking rate."),
        ("The Board agreed the plan and the budget.", "The Board agreed the plan."),
        ("Residents back the scheme.", "Residents oppose the scheme."),
        ("The hub opened in March.", "The hub will open in March."),
        ("We will set a limit on second homes.", "We will explore a limit on second homes."),
        ("The scheme cuts bills in Pellgate.", "It is not known whether the scheme cuts bills."),
    ],
)
def test_near_words_that_say_something_else_are_no_yes(
    statement: str, evidence: str, embedder: TokenEmbedder
) -> None:
    assert verify(statement, [evidence], embedder).supported != "yes"


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        (
            "Adults with chronic kidney disease (CKD) may join the clinics.",
            "Adults with chronic kidney disease may join the clinics.",
        ),
        (
            "The A 127 route will be widened in a single stage.",
            "The A127 route will be widened in a single stage.",
        ),
        (
            "Smoking among adults will fall to 5 per cent by 2029.",
            "We will bring adult smoking down to 5 per cent by 2029.",
        ),
    ],
)
def test_the_same_in_other_words_is_a_yes(
    statement: str, evidence: str, embedder: TokenEmbedder
) -> None:
    assert verify(statement, [evidence], embedder).supported == "yes"


@pytest.mark.parametrize(
    ("statement", "evidence", "reason"),
    [
        ("The Board approved the closure of the depot.",
         "The Board did not approve the closure of the depot.", "seems to say otherwise"),
        ("The council will not fund the bridge.",
         "The council will fund the bridge from April 2026.", "seems to say otherwise"),
        ("We will build 900 homes by 2032.",
         "We will build 600 homes with care on site by 2032.", "gives other figures"),
        ("We will build 900 homes by 2030.",
         "We will build 900 homes with care on site by 2032.", "gives other figures"),
    ],
)  # fmt: skip
def test_a_denial_and_another_figure_for_the_same_thing_are_a_no(
    embedder: TokenEmbedder, statement: str, evidence: str, reason: str
) -> None:
    found = verify(statement, [evidence], embedder)

    assert found.supported == "no"
    assert reason in found.reason
    assert evidence in found.reason


def test_a_share_of_homes_is_not_every_home(embedder: TokenEmbedder) -> None:
    share = ["By 2028, 85 per cent of homes will have gigabit broadband."]

    found = verify("Every home will have gigabit broadband by 2028.", share, embedder)

    assert found.supported == "partly"


def test_a_rounded_figure_is_no_other_figure(embedder: TokenEmbedder) -> None:
    exact = ["In 2023, 12.4 per cent of adults smoked, down from 14 per cent."]

    assert verify("Smoking fell to 12 per cent.", exact, embedder).supported == "partly"
