"""An alignment report -> a workbook: facts, matrix, gaps, conflicts, measures, evidence."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.alignment import report_content as content
from assistant.alignment.findings import stance_of
from assistant.alignment.safe_cells import safe_cell
from assistant.alignment_types import AlignmentReport

_COLOURS = {"supports": "8FC9A3", "partly": "CFE8D5", "mentions": "F4F1E4", "conflicts": "E0A39E"}
_HEAD = PatternFill("solid", fgColor="E9EFEB")
_LINE = Side(style="thin", color="B5B5B5")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")
_UPRIGHT = Alignment(wrap_text=True, text_rotation=90, vertical="bottom", horizontal="center")
_NARROW, _MIDDLE, _BROAD = 8, 22, 48
_LINE_HEIGHT = 15
_WIDTHS = {
    "Goal": _NARROW, "Page": _NARROW, "Stance": 12, "Commitment": 14, "Kind": 12, "Date": 12,
    "Goal text": 30, "Document": 30, "Other document": 30, "Strategy": 30, "Decision": 30,
    "Quote": _BROAD, "Says": _BROAD, "What is missing": _BROAD, "Note": _BROAD, "What": _MIDDLE,
    "Value": 90, "In the draft": _BROAD, "Approved": _BROAD, "What to do": _BROAD,
    "Goals that it serves": 40, "Objective": 40, "Reason": 34, "Section": 34, "Goals served": 40,
}  # fmt: skip


def report_xlsx(report: AlignmentReport) -> bytes:
    """Return the workbook."""
    book = Workbook()
    about = book.active or book.create_sheet()
    about.title = "About"
    facts = [*content.facts(report), *(("In short", one) for one in content.summary(report))]
    facts += [(f"{letter} {stance}", why) for stance, letter, why in content.legend(report)]
    table_sheet(about, ["What", "Value"], facts)
    matrix = book.create_sheet("Matrix")
    for name, heads, rows in _tables(report):
        table_sheet(book.create_sheet(name), heads, rows)
    _matrix(matrix, report, _evidence(book.create_sheet("Evidence"), report))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _tables(report: AlignmentReport) -> list[tuple[str, list[str], Iterable[Sequence[str]]]]:
    kinds, coverage = content.coverage_rows(report)
    notes = [[note, c.locator.title, c.quote] for note, c in report.remarks]
    notes += [["It serves no goal.", c.locator.title, c.quote] for c in report.orphans]
    return [
        (
            "Documents",
            ["Number", "Document", "Kind", "Date"],
            [[str(n), t, k, d or ""] for n, (_, t, k, d) in enumerate(report.documents, 1)],
        ),
        (
            "Coverage",
            ["Goal", "Goal text", *kinds],
            [[g.id, g.text, *cells] for g, cells in coverage],
        ),
        (
            "Gaps",
            ["Goal", "Goal text", "What is missing"],
            [[g.id, g.text, why] for g, why in content.gap_rows(report)],
        ),
        (
            "Conflicts",
            ["Reason", "Document", "Says", "Other document", "Says"],
            [
                [c.reason, c.a.locator.title, c.a.quote, c.b.locator.title, c.b.quote]
                for c in report.conflicts
            ],
        ),
        (
            "Measures",
            ["Goal", "Figures", "Dates", "Owner", "Quote", "Document"],
            [
                *(
                    [*row[:4], row[4].quote, row[4].locator.title]
                    for row in content.measure_rows(report)
                ),
                *([g.id, "none stated", "", "", "", ""] for g in content.unmeasured(report)),
            ],
        ),
        ("Objectives", ["Strategy", "Objective", "Goals served"], content.objective_rows(report)),
        ("Look at this", ["Note", "Document", "Quote"], notes),
    ]


def _evidence(sheet: Worksheet, report: AlignmentReport) -> dict[str, int]:
    """Fill the sheet of evidence; return the first row of each finding."""
    texts = {goal.id: goal.text for goal in report.framework.goals}
    rows: list[list[str]] = []
    first: dict[str, int] = {}
    for f in report.findings:
        for citation in f.evidence:
            first.setdefault(f.id, len(rows) + 2)
            where = citation.locator
            rows.append(
                [f.goal_id, texts[f.goal_id], f.title, stance_of(f), f.commitment.strength,
                 f.reason, content.decided(f), citation.quote, " > ".join(where.section),
                 str(where.page_label or where.page or "")]
            )  # fmt: skip
    heads = ["Goal", "Goal text", "Document", "Stance", "Commitment", "Reason", "Decision",
             "Quote", "Section", "Page"]  # fmt: skip
    table_sheet(sheet, heads, rows)
    return first


def _matrix(sheet: Worksheet, report: AlignmentReport, rows: Mapping[str, int]) -> None:
    cells, columns = content.cells_of(report), report.documents
    found = [[cells.at(goal, key) for key, *_ in columns] for goal in report.framework.goals]
    heads = [
        "Goal",
        "Goal text",
        *(f"{n} {title}" for n, (_, title, _, _) in enumerate(columns, 1)),
    ]
    body = [
        [goal.id, goal.text, *(content.LETTERS[stance_of(f)] if f else "" for f in some)]
        for goal, some in zip(report.framework.goals, found, strict=True)
    ]
    table_sheet(sheet, heads, body)
    sheet.row_dimensions[1].height = 190
    for number in range(3, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 6.5
        sheet.cell(1, number).alignment = _UPRIGHT
    for row, some in enumerate(found, 2):
        for column, finding in enumerate(some, 3):
            cell = sheet.cell(row, column)
            cell.alignment = Alignment(horizontal="center", vertical="center")
            if finding is None:
                continue
            colour = _COLOURS.get(stance_of(finding))
            if colour:
                cell.fill = PatternFill("solid", fgColor=colour)
            if finding.id in rows:
                target = f"'Evidence'!A{rows[finding.id]}"
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
    sheet.freeze_panes = "C2"


def _lines(cells: Sequence[object], widths: Sequence[int]) -> int:
    """Return how many lines the fullest cell needs; not every program works that out itself."""
    texts = [str(cell or "") for cell in cells]
    return max(
        [1, *(math.ceil(len(text) / width) for text, width in zip(texts, widths, strict=False))]
    )


def table_sheet(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Fill a sheet with a table, laid out for the screen and for paper."""
    sheet.append([safe_cell(head) for head in heads])
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
    if sheet.max_row == 1:
        sheet.append(["None."])
    for cell in (cell for cells in sheet.iter_rows() for cell in cells):
        cell.alignment, cell.border = _WRAP, _BOX
        cell.data_type = "s"
    for cell in sheet[1]:
        cell.font, cell.fill = Font(name="Calibri", bold=True), _HEAD
    _size(sheet, [_width(sheet, number, head) for number, head in enumerate(heads, 1)])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _lay_out_pages(sheet)


def _width(sheet: Worksheet, number: int, head: str) -> int:
    """Return the width of a column; a narrow one grows where it holds names instead of numbers."""
    width = _WIDTHS.get(head, _MIDDLE)
    longest = max(len(str(cell.value or "")) for cell in sheet[get_column_letter(number)])
    return width if width > _NARROW or longest <= 2 * width else min(longest, _BROAD)


def _size(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        sheet.row_dimensions[number].height = _LINE_HEIGHT * _lines(cells, widths)


def _lay_out_pages(sheet: Worksheet) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&A, page &P of &N"
