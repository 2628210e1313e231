"""An alignment report -> a workbook: the matrix, the evidence, gaps and conflicts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.alignment.safe_cells import safe_cell
from assistant.alignment_types import AlignmentReport

_COLOURS = {"supports": "8FC9A3", "partly": "CFE8D5", "mentions": "F4F1E4", "conflicts": "E0A39E"}
_WRAP = Alignment(wrap_text=True, vertical="top")


def report_xlsx(report: AlignmentReport) -> bytes:
    """Return the workbook."""
    book = Workbook()
    matrix = book.active or book.create_sheet()
    matrix.title = "Matrix"
    _matrix(matrix, report)
    texts = {goal.id: goal.text for goal in report.framework.goals}
    _table(
        book.create_sheet("Evidence"),
        ["Goal", "Goal text", "Document", "Stance", "Commitment", "Reason", "Quote", "Section",
         "Page"],
        (
            [f.goal_id, texts[f.goal_id], f.title, f.stance, f.commitment.strength, f.reason,
             c.quote,
             " > ".join(c.locator.section), str(c.locator.page or "")]
            for f in report.findings
            for c in f.evidence
        ),
    )  # fmt: skip
    _table(
        book.create_sheet("Gaps"),
        ["Goal", "Goal text", "Gap", "Reason"],
        ([g.goal_id, texts[g.goal_id], g.kind, g.reason] for g in report.gaps),
    )
    _table(
        book.create_sheet("Conflicts"),
        ["Reason", "Document", "Says", "Other document", "Says"],
        (
            [c.reason, c.a.locator.title, c.a.quote, c.b.locator.title, c.b.quote]
            for c in report.conflicts
        ),
    )
    _table(
        book.create_sheet("Look at this"),
        ["Note", "Document", "Quote"],
        [
            *([note, c.locator.title, c.quote] for note, c in report.remarks),
            *(["It serves no goal.", c.locator.title, c.quote] for c in report.orphans),
        ],
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _matrix(sheet: Worksheet, report: AlignmentReport) -> None:
    heads = ["Goal", "Text", *(title for _, title, _, _ in report.documents)]
    found = {(f.goal_id, f.id.split("@", 1)[1]): f for f in report.findings}
    _table(
        sheet,
        heads,
        (
            [
                goal.id,
                goal.text,
                *(
                    (f.decision.stance if f.decision else f.stance)
                    if (f := found.get((goal.id, key)))
                    else ""
                    for key, *_ in report.documents
                ),
            ]
            for goal in report.framework.goals
        ),
    )
    for row in sheet.iter_rows(min_row=2, min_col=3):
        for cell in row:
            colour = _COLOURS.get(str(cell.value))
            if colour:
                cell.fill = PatternFill("solid", fgColor=colour)
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _table(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet.append([safe_cell(head) for head in heads])
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = _WRAP
            cell.data_type = "s"
    for number, head in enumerate(heads, 1):
        wide = head in {"Text", "Goal text", "Quote", "Reason", "Says", "Note", "Section"}
        sheet.column_dimensions[get_column_letter(number)].width = 45 if wide else 16
    sheet.print_title_rows = "1:1"
