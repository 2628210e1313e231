import pytest

from assistant.evaluation.comparing import end_of, holds_any, share_of_words, without_numbers


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("140,000", "some 140,000 new homes"),
        ("20 Years", "over the next 20\n years"),
        ("children's", "our Children’s services"),
        ("2023-24", "in 2023–24"),
        ("independen", "living independently"),
        ("£5.6 million", "costs £5.6 million"),
        ('"clash"', "it is the “clash” of"),
        ("18%", "18% of adults"),
    ],
)
def test_texts_that_a_person_would_call_the_same_match(wanted: str, text: str) -> None:
    assert holds_any(text, [wanted])


@pytest.mark.parametrize(
    ("wanted", "text"), [("12", "112 homes"), ("art", "a smart start"), ("", "anything")]
)
def test_a_match_begins_at_a_word_boundary(wanted: str, text: str) -> None:
    assert not holds_any(text, [wanted])


def test_the_end_of_a_match_is_counted_in_the_plain_text() -> None:
    assert end_of("new homes", "140,000\n\nNew  homes by 2040") == len("140,000 new homes")


def test_citation_numbers_are_no_facts() -> None:
    assert without_numbers("Twelve districts [5], and more. [12]") == "Twelve districts, and more."


def test_the_share_counts_each_wanted_word() -> None:
    assert share_of_words(["They throw the fish ."], "the fish flew") == 0.5
