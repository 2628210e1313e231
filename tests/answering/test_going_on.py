"""What a unit goes on about was named in a sentence before it, and nobody else since."""

from __future__ import annotations

import pytest

from assistant.answering.evidence import gather
from assistant.answering.going_on import goes_on_about
from assistant.language.names import names
from tests.answering.small_library import SmallLibrary

CLUB = "The regatta was held at Ashby in May. It drew a crowd. Only a third of the boats came back."
WOMAN = "Ivy Pemberton rows for Ashby. She was a guest of Crale Ltd. She built the Mill End ramp."


@pytest.mark.parametrize(
    ("asked", "text", "goes_on"),
    [
        ("How many boats came back at Ashby?", CLUB, True),
        ("How many boats came back at Tolver?", CLUB, False),
        ("How many boats came back at Ashby?", CLUB.replace("It drew", "At Tolver it drew"), False),
        ("How many boats came back at Ashby?", CLUB.replace("boats", "Tolver boats"), False),
        ("What did Ivy Pemberton build?", WOMAN, True),
        ("What did Ivy Pemberton build?", WOMAN.replace("She was", "Sol Tranter was"), False),
        ("What did Sol Tranter build?", WOMAN, False),
    ],
)
def test_the_last_that_was_named_is_what_a_sentence_goes_on_about(
    asked: str, text: str, goes_on: bool
) -> None:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}\n")
    unit = gather(shelf.passages(text), shelf.embedder.embed([text])[0], shelf)[-1]

    assert goes_on_about(names(asked)[0], unit) is goes_on
