"""Markdown in corpus/sample/source -> the sample documents in DOCX, PDF, HTML and PPTX.

Run it from anywhere: `python tests/data/build_sample_corpus.py`. The same sources give the same
bytes, so a changed file in `git status` means a changed source.
"""

import datetime as dt
import html
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pptx import Presentation
from pptx.util import Inches
from pptx.util import Pt as SlidePt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

SAMPLE_DIR = Path(__file__).parents[2] / "corpus" / "sample"
# The earliest date that ZIP knows; the libraries write the time at which they save.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
PARSER = MarkdownIt("commonmark").enable("table")

Run = tuple[str, bool]  # text, and whether it is bold


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list, table or page break, with the runs of text that it is made of."""

    kind: str
    level: int = 0
    lines: tuple[tuple[Run, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        return self.lines[0]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True)
class Source:
    """One Markdown source: where it is published, what its metadata says, and its blocks."""

    output: Path
    title: str
    author: str
    date: dt.date
    running_head: str
    markdown: str
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def timestamp(self) -> dt.datetime:
        return dt.datetime.combine(self.date, dt.time(9), tzinfo=dt.UTC)


def main() -> None:
    writers: dict[str, Callable[[Source], bytes]] = {
        ".docx": write_docx,
        ".html": write_html,
        ".pdf": write_pdf,
        ".pptx": write_pptx,
    }
    for path in sorted((SAMPLE_DIR / "source").glob("*.md")):
        source = read_source(path)
        source.output.parent.mkdir(exist_ok=True)
        source.output.write_bytes(writers[source.output.suffix](source))


def read_source(path: Path) -> Source:
    _, front, markdown = path.read_text(encoding="utf-8").split("---\n", 2)
    about = yaml.safe_load(front)
    return Source(
        output=SAMPLE_DIR / about["output"],
        title=about["title"],
        author=about["author"],
        date=about["date"],
        running_head=about["running_head"],
        markdown=markdown,
        blocks=tuple(read_blocks(PARSER.parse(markdown))),
    )


def read_blocks(tokens: list[Token]) -> Iterator[Block]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = _closing(tokens, position)
        inside = [inner for inner in tokens[position : end + 1] if inner.type == "inline"]
        match token.type:
            case "heading_open":
                yield Block("heading", level=int(token.tag[1]), lines=(_runs(inside[0]),))
            case "paragraph_open":
                yield Block("paragraph", lines=(_runs(inside[0]),))
            case "bullet_list_open" | "ordered_list_open":
                yield Block(
                    token.type.removesuffix("_list_open"),
                    lines=tuple(_runs(item) for item in inside),
                )
            case "table_open":
                yield Block("table", rows=_rows(tokens[position:end]))
            case "hr":
                yield Block("page_break")
        position = end + 1


def _closing(tokens: list[Token], position: int) -> int:
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise ValueError(f"{tokens[position].type} is never closed")


def _runs(inline: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    bold = False
    for child in inline.children or []:
        if child.type in {"strong_open", "strong_close"}:
            bold = child.type == "strong_open"
        elif child.type == "softbreak":
            runs.append((" ", bold))
        elif child.content:
            runs.append((child.content, bold))
    return tuple(runs)


def _rows(tokens: list[Token]) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(())
        elif token.type == "inline":
            rows[-1] += (token.content,)
    return tuple(rows)


def write_docx(source: Source) -> bytes:
    document = docx.Document()
    _describe(document.core_properties, source)
    section = document.sections[0]
    section.header.paragraphs[0].text = source.running_head
    _add_page_number(section.footer.paragraphs[0])
    document.styles["Normal"].font.size = Pt(11)
    for block in source.blocks:
        match block.kind:
            case "heading":
                document.add_heading(block.text, level=block.level - 1)  # level 0 is Word's Title
            case "table":
                _add_word_table(document, block)
            case "page_break":
                document.add_page_break()
            case _:
                style = {"bullet": "List Bullet", "ordered": "List Number"}.get(block.kind)
                for line in block.lines:
                    paragraph = document.add_paragraph(
                        style="List" if _is_lettered(line) else style
                    )
                    for text, bold in line:
                        paragraph.add_run(text).bold = bold or None
    return _saved(document)


def _add_word_table(document: Any, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = number == 0 or None
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    document.add_paragraph()


def _add_page_number(paragraph: Any) -> None:
    paragraph.add_run("Page ")
    field_code = OxmlElement("w:fldSimple")
    field_code.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field_code)


def write_pptx(source: Source) -> bytes:
    deck = Presentation()
    _describe(deck.core_properties, source)
    slide: Any = None
    body: Any = None
    for block in source.blocks:
        if block.kind == "heading":
            layout = 0 if block.level == 1 else 1
            slide = deck.slides.add_slide(deck.slide_layouts[layout])
            slide.shapes.title.text = block.text
            body = slide.placeholders[1]
        elif block.kind == "table":
            _add_slide_table(slide, block)
            body.element.getparent().remove(body.element)
        else:
            _fill_slide(body.text_frame, block)
    return _saved(deck)


def _fill_slide(frame: Any, block: Block) -> None:
    for number, line in enumerate(block.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        label = f"{number + 1}. " if block.kind == "ordered" else ""
        paragraph.text = label + "".join(text for text, _ in line)
        paragraph.font.size = SlidePt(20)


def _add_slide_table(slide: Any, block: Block) -> None:
    shape = slide.shapes.add_table(
        len(block.rows),
        len(block.rows[0]),
        Inches(0.5),
        Inches(1.8),
        Inches(9),
        Inches(0.5 * len(block.rows)),
    )
    for row, cells in zip(block.rows, shape.table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text


def write_html(source: Source) -> bytes:
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{html.escape(source.title)}</title>
<meta name="author" content="{html.escape(source.author)}">
<meta name="date" content="{source.date.isoformat()}">
</head>
<body>
<header><nav><a href="/">Home</a> <a href="/board">The Board</a></nav></header>
<main>
{PARSER.render(source.markdown)}</main>
<footer><p>{html.escape(source.running_head)}</p></footer>
</body>
</html>
"""
    return page.encode("utf-8")


def write_pdf(source: Source) -> bytes:
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        title=source.title,
        author=source.author,
        topMargin=25 * mm,
        bottomMargin=22 * mm,
        invariant=True,
    )

    def decorate(canvas: Any, page: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(25 * mm, A4[1] - 14 * mm, source.running_head)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, f"Page {page.page}")

    story = [flowable for block in source.blocks for flowable in _flowables(block)]
    template.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def _flowables(block: Block) -> list[Any]:
    styles = getSampleStyleSheet()
    normal = ParagraphStyle(
        "Text", parent=styles["Normal"], fontSize=10.5, leading=14.5, spaceAfter=7
    )
    match block.kind:
        case "heading":
            return [Paragraph(_markup(block.runs), styles[f"Heading{block.level}"])]
        case "table":
            return [_pdf_table(block, styles["BodyText"]), Spacer(1, 9)]
        case "page_break":
            return [PageBreak()]
        case "paragraph":
            return [Paragraph(_markup(block.runs), normal)]
        case "ordered":
            return [
                ListFlowable(
                    [Paragraph(_markup(line), normal) for line in block.lines], bulletType="1"
                )
            ]
        case _:
            item = ParagraphStyle("Item", parent=normal, leftIndent=18, bulletIndent=4)
            return [
                Paragraph(_markup(line), item, bulletText=None if _is_lettered(line) else "•")
                for line in block.lines
            ]


def _pdf_table(block: Block, style: ParagraphStyle) -> Table:
    cells = [
        [Paragraph(_markup([(text, number == 0)]), style) for text in row]
        for number, row in enumerate(block.rows)
    ]
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(
        cells, colWidths=[160 * mm / len(cells[0])] * len(cells[0]), style=grid, repeatRows=1
    )


def _is_lettered(line: tuple[Run, ...]) -> bool:
    """Whether an item prints its own label, as recommendations do: "(a) agree ..."."""
    return line[0][0].startswith("(")


def _markup(runs: Any) -> str:
    return "".join(
        f"<b>{html.escape(text)}</b>" if bold else html.escape(text) for text, bold in runs
    )


def _describe(properties: Any, source: Source) -> None:
    properties.title = source.title
    properties.author = properties.last_modified_by = source.author
    properties.created = properties.modified = source.timestamp


def _saved(package: Any) -> bytes:
    """What the library saves, with the time of day taken out of the ZIP that holds it."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    package.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, ZIP_DATE), before.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


if __name__ == "__main__":
    main()
