"""A cell that comes from a document never starts a formula."""

import pytest

from assistant.alignment.safe_cells import safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =cmd()", "\t=1"])
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_other_text_stays_as_it_is() -> None:
    assert safe_cell("140,000 homes") == "140,000 homes"
