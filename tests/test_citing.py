"""Quotes are verbatim or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.citing import CitationList, cite
from assistant.errors import CitationError
from assistant.types import Locator

TEXT = "The Board agreed the plan. It costs £3 million."
PLACE = Locator("paper", "A paper", "board", "v1", start=27, end=47)


def test_a_quote_that_stands_at_its_span_is_cited() -> None:
    assert cite(1, PLACE, "It costs £3 million.", TEXT).quote == "It costs £3 million."


@pytest.mark.parametrize("quote", ["It costs £4 million.", "it costs £3 million.", "", "  "])
def test_a_quote_that_differs_in_one_sign_is_refused(quote: str) -> None:
    with pytest.raises(CitationError):
        cite(1, PLACE, quote, TEXT)


def test_the_same_span_keeps_its_number_and_another_gets_the_next() -> None:
    citations = CitationList()

    numbers = [citations.add(PLACE, TEXT), citations.add(PLACE, TEXT)]
    numbers.append(citations.add(replace(PLACE, start=0, end=26), TEXT))

    assert numbers == [1, 1, 2]
    assert [one.quote for one in citations.citations] == [
        "It costs £3 million.",
        "The Board agreed the plan.",
    ]
