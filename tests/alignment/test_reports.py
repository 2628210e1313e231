"""What a report shows, in each of its forms, and that no document can break out of it."""

from __future__ import annotations

import io
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from openpyxl import load_workbook

from assistant.alignment.reports import report_bytes
from assistant.alignment_types import (
    AlignmentReport,
    Commitment,
    Conflict,
    Coverage,
    Decision,
    Finding,
    Framework,
    Gap,
    Goal,
    Measure,
    ObjectiveRow,
)
from assistant.citing import cite
from assistant.types import Citation, Locator

EVIL = '=HYPERLINK("http://x","y") <script>alert(1)</script> \x07'
LONG = "A very long title of a goal " * 12
FORMS = ("text", "json", "csv", "html", "xlsx", "docx")


def _citation(text: str) -> Citation:
    locator = Locator("d", EVIL, "strategy", "v", 0, len(text), section=(EVIL,), page=3)
    return cite(1, locator, text, text)


def _report(*, empty: bool = False) -> AlignmentReport:
    quote = _citation(EVIL)
    goals = (Goal("1", "ambition", EVIL, citation=quote), Goal("1.1", "priority", LONG, "", "1"))
    finding = Finding(
        "v:1@d", "1", "d", EVIL, "strategy", "2024", "supports", 0.9,
        Commitment("will", target=True), "It commits.", quote, (quote,),
    )  # fmt: skip
    decision = Decision("v:1@d", False, "partly", EVIL, EVIL, "f", "2025-01-02T03:04:05+00:00")
    report = AlignmentReport(
        framework=Framework("v", EVIL, goals),
        documents=(("d", EVIL, "strategy", "2024"),),
        findings=(replace(finding, decision=decision),),
        gaps=(Gap("1.1", "unserved", "Nothing serves it."), Gap("1", "no_board", "No board.")),
        orphans=(quote,),
        conflicts=(Conflict("figure", EVIL, quote, quote),),
        measures=(Measure("1", quote, Commitment("will"), (EVIL,), ("2030",), EVIL),),
        remarks=((EVIL, quote),),
        scope=EVIL,
        snapshot="s",
        coverage=(Coverage("1", "strategy", "partly", 1, 1),),
        objectives=(ObjectiveRow("d", EVIL, goals[0], (finding,)),),
        unread=(EVIL,),
        audiences=("public",),
        made="2025-01-02",
    )
    if not empty:
        return report
    nothing = AlignmentReport(Framework("v", "V", goals), (), (), (), (), ())
    return replace(nothing, scope="Nothing was read.")


class _Ids(HTMLParser):
    """Gathers the ids, the links inside the page and the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")


def test_no_cell_of_a_workbook_starts_a_formula() -> None:
    book = load_workbook(io.BytesIO(report_bytes(_report(), "xlsx")))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert book.sheetnames[:2] == ["About", "Matrix"]
    assert all(cell.data_type == "s" for cell in cells)
    assert not [c for c in cells if str(c.value).lstrip().startswith(("=", "+", "-", "@"))]


def test_a_letter_of_the_workbooks_matrix_opens_its_evidence() -> None:
    book = load_workbook(io.BytesIO(report_bytes(_report(), "xlsx")))

    cell = book["Matrix"]["C2"]
    assert cell.value == "P"
    assert cell.hyperlink.location == "'Evidence'!A2"
    assert book["Evidence"]["D2"].value == "partly"


def test_the_page_escapes_documents_and_all_its_links_lead_somewhere() -> None:
    page = report_bytes(_report(), "html").decode()
    read = _Ids()
    read.feed(page)

    assert "script" not in read.tags
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert not [link for link in read.links if not link.startswith("#")]
    assert "http" not in page.replace("http://x", "")


def test_the_word_document_has_headings_captions_and_repeated_heads() -> None:
    made = docx.Document(io.BytesIO(report_bytes(_report(), "docx")))

    styles = {one.style.name for one in made.paragraphs if one.style}
    assert {"Title", "Heading 1", "Caption"} <= styles
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in made.tables)


def test_csv_rows_start_no_formula() -> None:
    assert not [
        cell
        for line in report_bytes(_report(), "csv").decode("utf-8-sig").splitlines()
        for cell in line.split(",")
        if cell.lstrip('"').startswith("=")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_matrix_is_still_a_report(form: str) -> None:
    assert report_bytes(_report(empty=True), form)


@pytest.mark.parametrize("form", ["text", "html", "csv"])
def test_what_a_person_decided_is_shown_in_place_of_what_was_found(form: str) -> None:
    shown = report_bytes(_report(), form).decode("utf-8-sig")

    assert "partly" in shown
    assert "P*" in shown or form == "csv"


def test_facts_stand_at_the_top() -> None:
    text = report_bytes(_report(), "html").decode()

    assert all(one in text for one in ("2025-01-02", "a reader of: public", "Could not be read"))
