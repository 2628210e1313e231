"""A conflict is a checkable one: another figure or date for one measure, will or will not."""

from pathlib import Path

import pytest
import yaml

from assistant.language.conflicts import clash

PAIRS = Path(__file__).parents[1] / "quality" / "alignment" / "conflict_pairs.yaml"


def test_another_figure_for_the_same_measure_and_date_is_a_conflict() -> None:
    found = clash("We will plant 9,000 trees by 2030.", "Partners will plant 14,000 trees by 2030.")

    assert found is None or found.kind == "figure"


def test_a_step_on_the_way_is_no_conflict() -> None:
    assert clash("We will recycle 55% by 2026.", "We will recycle 65% by 2030.") is None


def test_at_least_nine_in_ten_of_the_conflicts_found_are_conflicts() -> None:
    pairs = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    right = sum(clash(pair["a"], pair["b"]) is not None for pair in pairs["conflicting"])
    wrong = sum(clash(pair["a"], pair["b"]) is not None for pair in pairs["compatible"])

    assert right / (right + wrong) >= 0.9
    assert right >= 15


def test_a_span_that_ends_on_the_same_date_is_no_conflict() -> None:
    one = "All 24 departments will move onto the new site by March 2013."
    other = "Between November 2012 and March 2013 all 24 departments will move onto the new site."

    assert clash(one, other) is None


def test_what_is_refused_clashes_with_what_was_decided_but_not_with_what_is_not_done_either() -> (
    None
):
    refused = "We will not fund evening buses."

    assert clash(refused, "The Board agreed to fund evening buses on nine routes.") is not None
    assert clash(refused, "The evening buses have not started and are not reported here.") is None
    assert clash(refused, "The report asks the Board to fund evening buses.") is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "We will build 900 homes with care by 2034.",
            "We will build 900 homes with care by 2032, in small groups near shops.",
            "date",
        ),
        (
            "We will open 12 health hubs by 2029.",
            "We will open 18 health hubs by 2029, and the first six will be in the poorest wards.",
            "figure",
        ),
        ("We will plant 300,000 trees by 2030.", "We will plant 600,000 trees by 2030.", "figure"),
        (
            "We will bring broadband to 98 per cent of homes by 2030.",
            "Fast and everywhere. Bring broadband to 98 per cent of homes by 2028.",
            "date",
        ),
        (
            "We will end rough sleeping by 2032.",
            "We will end rough sleeping by 2030, and we will not wait until then to act on a case.",
            "date",
        ),
    ],
)
def test_what_a_statement_only_adds_hides_no_conflict(one: str, other: str, kind: str) -> None:
    found = clash(one, other)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "We will end rough sleeping by 2030.",
            "We will end rough sleeping by 2030, and we will not wait until then to act on a case.",
        ),
        ("The digital service will:", "The digital service will not be open to companies."),
        (
            "The strategy sets out a 10-year vision for the use of data.",
            "The strategy of M-19-18 sets out a ten-year vision for the use of data.",
        ),
        ("We will build 900 homes by 2030.", "We will retrofit 600 homes by 2030."),
    ],
)
def test_what_is_added_or_only_leads_to_a_list_makes_no_conflict(one: str, other: str) -> None:
    assert clash(one, other) is None
