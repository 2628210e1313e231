"""A conflict is a checkable one: another figure or date for one measure, will or will not."""

from pathlib import Path

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
