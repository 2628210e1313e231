"""How firmly a sentence commits."""

import pytest

from assistant.language.commitment import commitment


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("We will provide 85 Housing First tenancies by March 2027.", "will"),
        ("We aim to have at least one community land trust in each district by 2028.", "aims"),
        ("We will explore a limit on second homes in the coastal parishes.", "explores"),
        ("The Board agreed to release nine public sites.", "will"),
        ("We will pay the fees of 2,000 adults who want to learn.", "will"),
        ("The Board agreed to open a pool, with a goal of 350 places.", "will"),
        ("The Board agreed to explore a pool that will pay for 350 places.", "explores"),
        ("We will work towards a plan that would cut waste.", "aims"),
        ("Travel. If the evening buses do not run, courses will not fill.", "none"),
        ("If the grant is paid, we will open two more hubs.", "explores"),
        ("Should evening buses be a trial, or should they stay?", "none"),
        ("£600k has been awarded.", "done"),
        ("One in four of us is over 65.", "none"),
    ],
)
def test_the_verb_gives_the_strength(text: str, strength: str) -> None:
    assert commitment(text).strength == strength


def test_target_date_and_owner_stand_beside_it() -> None:
    made = commitment("We will train 600 volunteers by 2027; Active Wenshire is responsible.")

    assert (made.target, made.date, made.owner) == (True, True, True)
