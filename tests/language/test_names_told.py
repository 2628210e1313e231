"""Whether a name is told: in full, by its initials, in two words for one."""

import pytest

from assistant.language.names import is_named_in, names, short_forms
from assistant.language.terms import stem, words


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Jobseeker's Allowance", "Job Seeker Allowance claims rose", True),
        ("MoJ", "the Ministry of Justice will recruit", True),
        ("Ministry of Justice", "the MoJ will recruit", True),
        ("SME", "most of them are SMEs", True),
        ("Housing Partnership", "the Skills Partnership meets", False),
    ],
)
def test_a_name_is_told_in_its_forms(name: str, text: str, told: bool) -> None:
    sought = names(f"About {name} then")[-1]
    short = frozenset[str]().union(*(short_forms(one.text) for one in names(text)))
    stems = frozenset(stem(word.text) for word in words(text))

    assert is_named_in(sought, stems, short) is told
