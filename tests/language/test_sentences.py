"""Sentence spans: what ends a sentence and what only looks like it."""

import pytest

from assistant.language.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("4.3. The plan begins. It ends.", ["4.3. The plan begins.", "It ends."]),
        ("See para. 5 by Mr. J. Smith. Done.", ["See para. 5 by Mr. J. Smith.", "Done."]),
        ("It rose to 4.3. Wages fell.", ["It rose to 4.3.", "Wages fell."]),
        ("The U.S. Army left. It had to.", ["The U.S. Army left.", "It had to."]),
        ("They said “Go home.” Then they went.", ["They said “Go home.”", "Then they went."]),
        ("“World?” yes, he said. Ok.", ["“World?” yes, he said.", "Ok."]),
        ("Rates rose, e.g. in Tendring. Why?", ["Rates rose, e.g. in Tendring.", "Why?"]),
        ("Is it No. 5? No. It is not.", ["Is it No. 5?", "No.", "It is not."]),
        ("A heading\n\nA sentence\nover two lines.", ["A heading", "A sentence\nover two lines."]),
        ("7.1 None.", ["7.1 None."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_every_character_but_white_space_is_in_a_sentence() -> None:
    text = " First. (Second etc.) Third…  “Fourth”\n\n\n5. Fifth "

    joined = "".join(sentences(text))

    assert "".join(joined.split()) == "".join(text.split())
