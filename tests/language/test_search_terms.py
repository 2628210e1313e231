import pytest

from assistant.language.search_terms import search_terms, term_pairs


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("homes", "a home"),
        ("twenty years", "20 years"),
        ("140000 homes", "140,000 homes"),
        ("7 September 2017", "the 7th of September, 2017"),
        ("7 September 2017", "07/09/2017"),
        ("7 September 2017", "2017-09-07"),
        ("wellbeing", "well-being"),
        ("well being", "well-being"),
        ("children", "children's"),
        ("CAFE", "café"),
    ],
)
def test_what_is_asked_matches_what_is_printed(asked: str, printed: str) -> None:
    assert set(search_terms(asked)) <= set(search_terms(printed))


def test_a_figure_is_not_another_figure() -> None:
    assert not set(search_terms("140,000")) & set(search_terms("140 of 14,000"))


def test_words_without_meaning_are_left_out() -> None:
    assert search_terms("What is the ambition of it?") == ["ambit"]


def test_a_number_that_is_no_month_is_no_date() -> None:
    assert search_terms("31/13/2017") == ["31", "13", "2017", "31", "2017"]


def test_pairs_are_of_neighbours() -> None:
    assert term_pairs(["a", "b", "c"]) == ["a_b", "b_c"]
    assert term_pairs(["a"]) == []
