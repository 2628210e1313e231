"""What a document says of itself: dates, restriction, kind and parts, and what it does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.parsing.assemble import assemble
from assistant.parsing.dates import date_in
from assistant.parsing.identity import infer_identity
from assistant.parsing.markdown import read_markdown
from assistant.types import Identity


def identity(source: str, name: str = "paper.md") -> Identity:
    return infer_identity(assemble(read_markdown(source)), Path(name))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Meeting of 3rd September 2024", "2024-09-03"),
        ("September 2024", "2024-09"),
        ("March 5, 2021", "2021-03-05"),
        ("31/02/2024", None),
        ("12.03.2024", "2024-03-12"),
        ("no date here in 2024", None),
    ],
)
def test_dates_are_read_as_far_as_they_are_printed(text: str, date: str | None) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    "line",
    [
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A",
        "Private and confidential",
        "CONFIDENTIAL",
        "This report contains exempt information.",
        "OFFICIAL-SENSITIVE",
    ],
)
def test_a_first_page_that_says_so_restricts_the_document(line: str) -> None:
    assert identity(f"# Offer for the site\n\n{line}\n\nThe offer is fair.").restricted


@pytest.mark.parametrize(
    "line",
    [
        "This report is not confidential.",
        "Exempt information: none",
        "Staff handle confidential data with care, and are trained to do so every year by us all.",
        "Confidentiality matters to everyone who uses the service, as they told us in the survey.",
    ],
)
def test_speaking_of_confidence_does_not_restrict(line: str) -> None:
    assert not identity(f"# Plan\n\n{line}").restricted


def test_a_report_with_its_usual_headings_is_a_board_paper() -> None:
    found = identity("# The future\n\n## Purpose of report\n\na\n\n## Resource implications\n\nb")

    assert found.kind == "board"


def test_a_vision_attached_to_a_report_is_a_part_of_its_own_kind() -> None:
    body = "Our ambition is to build homes for all who need one here. " * 12
    source = (
        "# Report to the Board\n\n## 1 Purpose of report\n\nThe vision is attached as "
        "Appendix A.\n\n"
        f"## 2 Recommendations\n\nNone.\n\n## Appendix A: Our vision for 2040\n\n{body}\n"
    )

    parts = identity(source).parts

    assert [(part.kind, part.title) for part in parts] == [
        ("vision", "Appendix A: Our vision for 2040")
    ]


def test_what_is_not_said_stays_unknown() -> None:
    found = identity("# Notes\n\nSome words about nothing much.")

    assert (found.kind, found.date, found.status, found.restricted) == (None, None, None, False)


def test_minutes_belong_to_the_body_that_met_not_to_who_came() -> None:
    text = (
        "# Minutes of the Wenshire Together Board\n\n"
        "**Present:** Ann Lee, Leader, Tarrowby District Council; Bo Day, Northwen District "
        "Council.\n\n**Apologies:** Cy Fox, Tarrowby District Council.\n\n"
        "1.1 The Board agreed a fund, held by Tarrowby District Council."
    )

    assert identity(text).organisation == "Wenshire Together Board"


def test_a_ministry_ends_where_its_paper_begins() -> None:
    text = "# The Ministry of Justice Digital Strategy\n\nThe Ministry of Justice will publish."

    assert identity(text).organisation == "Ministry of Justice"
