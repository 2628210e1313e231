"""What is printed around words on a page does not get into the statements made of them."""

import pytest

from assistant.answering.wording import after_opening, clean


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [
        ("1.2 The plan\n serves all.", "The plan serves all."),
        ("(a) agree the offer", "agree the offer"),
        ("It costs £1.3 billion.[6] It will fall.[7]", "It costs £1.3 billion. It will fall."),
        ("[1] Agency data, 2011/12", "Agency data, 2011/12"),
        ("Figure 9: Savings {: .fig #fig-9}", "Figure 9: Savings"),
        ("However, the NHS is not covered.", "the NHS is not covered."),
        ("And it had no owner.", "it had no owner."),
        ("Andover has a plan.", "Andover has a plan."),
        ("“It is this clash that I love.", "It is this clash that I love."),
        ("“We agree,” she said.", "“We agree,” she said."),
    ],
)
def test_numbers_notes_and_ties_are_left_out(words: str, cleaned: str) -> None:
    assert clean(words) == cleaned


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We will plant trees.", "According to the draft plan, we will plant trees."),
        ("Wenshire will grow.", "According to the draft plan, Wenshire will grow."),
        ("Is it right?", "According to the draft plan, Is it right?"),
    ],
)
def test_only_small_words_lose_their_capital(words: str, told: str) -> None:
    assert after_opening("According to the draft plan,", words) == told
