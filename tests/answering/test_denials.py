"""Whether something is so: what denies it comes before what has more of its words."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.denials import denial_of
from assistant.answering.evidence import gather
from assistant.language.rarity import rarity
from tests.answering.small_library import SmallLibrary

PAPER = """# The orchard scheme

The orchard scheme gives every school a dozen fruit trees. Schools that join the scheme send in a
form by the end of May. There are no legal implications arising from the scheme.

# Money

The scheme has no budget for publicity. Head teachers need not sign for the trees, and the guidance
sets no mandates for schools. Trees come at no charge, on condition that bees are kept. Not only
schools but nurseries may join, no later than June.
"""


def denied(question: str) -> str | None:
    shelf = SmallLibrary().add("orchards", PAPER)
    asked = read_question(question)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    found = denial_of(asked, units, rarity(asked.terms, [PAPER]))
    return " ".join(found.text.split()) if found else None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Is there money to advertise the scheme?", "no budget for publicity"),
        ("Does the scheme have a budget for publicity?", "no budget for publicity"),
        ("Do schools have to obey the guidance?", "sets no mandates"),
        ("Are there legal implications for the scheme?", "no legal implications"),
    ],
)
def test_the_sentence_that_denies_what_is_asked_is_found(question: str, told: str) -> None:
    found = denied(question)

    assert found is not None
    assert told in found


@pytest.mark.parametrize(
    "question",
    [
        "What is the budget for publicity?",  # asks for no yes or no
        "May nurseries join the scheme by June?",  # "not only", "no later than" deny nothing
        "Is there money for a swimming pool in the capital?",  # something else is denied
        "Does the scheme have no budget for publicity?",  # asks for the denial itself
        "Must a school have its own bees?",  # a charge is denied, under a condition
    ],
)
def test_what_denies_nothing_that_is_asked_is_left(question: str) -> None:
    assert denied(question) is None
