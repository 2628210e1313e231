"""Words, stems and what carries meaning."""

from assistant.language.terms import content_stems, folded, stem, words


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("priorities") == stem("Priority")
    assert stem("children's") == stem("children’s") == stem("children")


def test_figures_lose_their_thousands_commas_and_accents_are_folded() -> None:
    assert stem("140,000") == "140000"
    assert folded("Temür") == "temur"


def test_stop_words_carry_no_meaning() -> None:
    assert content_stems("What are the homes that they want?") == ["home", "want"]


def test_a_word_knows_where_it_stands() -> None:
    text = "The vision, 2017"

    assert [text[word.start : word.end] for word in words(text)] == ["The", "vision", "2017"]
