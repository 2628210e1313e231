"""Proper names, and what is opposed to what."""

from assistant.language.names import initials, is_named_in, looks_like_person, names
from assistant.language.opposites import is_negated, opposed
from assistant.language.terms import words


def test_a_name_is_a_run_of_capitals_without_the_opening_word() -> None:
    text = "Who leads the North East Essex Alliance? The Department of Health does."

    assert [name.text for name in names(text)] == [
        "North East Essex Alliance",
        "Department of Health",
    ]


def test_a_word_that_only_opens_the_sentence_is_no_part_of_a_name() -> None:
    assert [name.text for name in names("Besides OMB, who sits on it?")] == ["OMB"]


def test_the_body_behind_of_is_named_without_it() -> None:
    assert [name.text for name in names("Which of Ashby's three clubs rows?")] == ["Ashby's"]


def test_a_letter_before_a_hyphen_is_no_word_by_itself() -> None:
    assert [name.text for name in names("Does the trip end on an S-curve?")] == ["S-curve"]


def test_a_person_is_told_from_a_body_by_shape() -> None:
    person, body = names("met Grayson Perry and the Essex Health Board")

    assert looks_like_person(person)
    assert not looks_like_person(body)


def test_initials_skip_the_small_words() -> None:
    assert initials("Department of Health and Care") == "DHC"


def test_a_denial_and_an_opposite_are_noticed() -> None:
    assert is_negated(words("They did not agree"))
    assert opposed(["increas"], frozenset({"decreas"}))
    assert not opposed(["increas"], frozenset({"increas", "decreas"}))


def test_a_name_is_told_by_its_initials_in_the_plural_too() -> None:
    (name,) = names("were the Chief River Officers asked")

    assert is_named_in(name, frozenset({"cros", "ask"}))
    assert not is_named_in(name, frozenset({"cfos", "ask"}))


def test_a_name_may_begin_with_a_figure_that_is_no_measure() -> None:
    assert [one.text for one in names("the head of 2CV came at 10AM with 40GB")] == ["2CV"]
