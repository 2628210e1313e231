"""What every reader promises: structure, spans, numbers, and nothing that is not running text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from assistant.errors import UnreadableDocumentError
from assistant.parsing import ocr
from assistant.parsing.assemble import assemble
from assistant.parsing.markdown import read_markdown
from assistant.parsing.parse import parse, parse_safely
from assistant.parsing.plain import read_plain
from assistant.types import Block, ParsedText

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def markdown(source: str) -> ParsedText:
    return assemble(read_markdown(source))


def plain(source: str) -> ParsedText:
    return assemble(read_plain(source))


def texts(parsed: ParsedText, kind: str | None = None) -> list[str]:
    return [parsed.text[b.start : b.end] for b in parsed.blocks if kind in (None, b.kind)]


def block(parsed: ParsedText, start: str) -> Block:
    return next(b for b in parsed.blocks if parsed.text[b.start : b.end].startswith(start))


def test_a_dash_before_a_printed_number_is_no_bullet() -> None:
    parsed = markdown("# Report\n\n- 4.3 We agreed the plan.\n- 4.4 We thanked the chair.\n")

    assert block(parsed, "4.3").kind == "paragraph"
    assert block(parsed, "4.3").number == "4.3"


def test_list_items_know_the_sentence_that_introduces_them() -> None:
    parsed = markdown("We will:\n\n- build homes\n    - for rent\n- plant trees\n")

    items = [b for b in parsed.blocks if b.kind == "list_item"]
    leads = [texts(parsed)[b.lead] for b in items if b.lead is not None]
    assert leads == ["We will:", "build homes", "We will:"]
    assert len({b.group for b in items}) == 1


def test_a_table_row_reads_alone() -> None:
    parsed = markdown("|Action|By|\n|-|-|\n|Build 120 homes|2027|\n|Plant trees|2028|\n")

    assert texts(parsed, "table_row")[0] == "Action: Build 120 homes | By: 2027"
    assert block(parsed, "Action: Plant").columns == ("Action", "By")


def test_tab_separated_lines_with_html_cells_are_a_table() -> None:
    source = (
        "Next months\tWhat\n"
        "<p><b>Promote it</b></p>\t<ul><li>• Use the phase</li><li>• Draw on work</li></ul>\n"
        "<p>Build on it</p>\tMap the work\n"
    )

    parsed = markdown(source)

    assert texts(parsed, "list_item") == ["Use the phase", "Draw on work"]
    label = block(parsed, "Use the phase").lead
    assert label is not None
    assert texts(parsed)[label] == "Promote it"
    assert "Next months: Build on it | What: Map the work" in texts(parsed)


def test_a_row_across_the_table_leads_the_rows_under_it() -> None:
    parsed = markdown("<b>Homes</b>\t\t\nA longer first cell here, x.\tb.\tc.\nd\te\tf\n")

    lead = block(parsed, "A longer").lead
    assert lead is not None
    assert texts(parsed)[lead] == "Homes"


def test_sections_numbered_on_are_siblings_whatever_their_marks() -> None:
    parsed = markdown("# T\n\n## 3 WHY\n\na\n\n### 4 NEXT\n\nb\n\n### 4 DISCUSSION\n\nc\n")

    assert block(parsed, "c").section == ("T", "4 DISCUSSION")


def test_short_lines_are_headings_and_names_under_quotations_are_not() -> None:
    parsed = plain(
        "Our plan for the county\n\nWhy we act\nWe act because homes are dear, and have been for "
        "many years now.\n“It is all too dear for my daughter and me.”\nGrayson Perry\n\n"
        "What we do\n"
        "We build homes, and we will go on building them until there are enough of them.\n"
    )

    assert texts(parsed, "heading") == ["Our plan for the county", "Why we act", "What we do"]


def test_hard_wraps_are_joined_and_broken_words_mended() -> None:
    line = "The council will build homes that are warm and close to places of employ-\n"
    parsed = plain(
        (line + "ment for people who live in the county and for those who come to it,\n") * 4
    )

    assert len(parsed.blocks) == 1
    assert "employment for people" in parsed.text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa1.\t\n -#*|<>é\u0301\u00ad:;()“”"), max_size=300))
def test_blocks_tile_the_text_in_order_for_any_source(source: str) -> None:
    for parsed in (markdown(source), plain(source)):
        end = 0
        for b in parsed.blocks:
            assert end <= b.start < b.end <= len(parsed.text)
            assert parsed.text[end : b.start].strip() == ""
            assert "\n" not in parsed.text[b.start : b.end]
            assert b.lead is None or 0 <= b.lead < len(parsed.blocks)
            end = b.end


def test_word_insertions_count_and_deletions_comments_and_hidden_text_do_not(
    tmp_path: Path,
) -> None:
    document = Document()
    paragraph = document.add_paragraph("We will build ")._p
    for run in (
        f"<w:ins {W}><w:r><w:t>120 homes</w:t></w:r></w:ins>",
        f"<w:del {W}><w:r><w:delText>12 homes</w:delText></w:r></w:del>",
        f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>secretly</w:t></w:r>",
    ):
        paragraph.append(parse_xml(run))
    document.save(str(tmp_path / "plan.docx"))

    parsed = parse(tmp_path / "plan.docx")

    assert parsed.text == "We will build 120 homes"
    assert "Hidden text was left out." in parsed.problems


def two_pages(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for page in (1, 2):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 810, "County plan")
        canvas.drawString(72, 30, f"{page + 4}")
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 760, f"{page}. Part of the plan")
        canvas.setFont("Helvetica", 11)
        for column in (72, 320):
            for line in range(8):
                canvas.drawString(column, 720 - 14 * line, f"c{column} line {line} of page {page}")
        canvas.showPage()
    canvas.save()
    return path


def test_pdf_columns_are_read_one_after_another_with_pages_and_labels(tmp_path: Path) -> None:
    parsed = parse(two_pages(tmp_path / "plan.pdf"))

    found = parsed.text
    assert found.index("c72 line 7 of page 1") < found.index("c320 line 0 of page 1")
    assert [b.page for b in parsed.blocks if b.kind == "heading"] == [1, 2]
    assert block(parsed, "2. Part").page_label == "6"


_BEFORE_THE_TURN = (
    "The Board will look at one objective at each of its meetings, and will publish",
    "all its measures in June of each year. The chief executive of the service for NHS",
)
_BEHIND_THE_TURN = (
    "Wenshire chairs the Board and speaks for it when it meets the ministers of state.",
    "A late action goes to the partners. They decide what is to be done about it.",
)


def test_a_sentence_over_a_page_end_is_whole_and_the_next_one_has_its_own_page(
    tmp_path: Path,
) -> None:
    canvas = Canvas(str(tmp_path / "turn.pdf"), invariant=1)
    for lines in (_BEFORE_THE_TURN, _BEHIND_THE_TURN):
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * number, line)
        canvas.showPage()
    canvas.save()

    parsed = parse(tmp_path / "turn.pdf")

    whole = "The chief executive of the service for NHS Wenshire chairs the Board"
    assert whole in " ".join(parsed.text.split())
    assert block(parsed, "A late action").page == 2


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    good, bad, gone = tmp_path / "a.md", tmp_path / "b.pdf", tmp_path / "c.md"
    good.write_text("# A\n\nText.", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 nothing")

    outcomes = dict(parse_safely([good, bad, gone], workers=2))

    assert isinstance(outcomes[good], ParsedText)
    assert outcomes[good] == parse(good)
    refused = outcomes[bad], outcomes[gone]
    assert [r.reason for r in refused if isinstance(r, UnreadableDocumentError)] == [
        "damaged",
        "wrong_type",
    ]


def test_without_an_ocr_engine_a_scan_is_refused_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Image.new("RGB", (200, 60), "white")
    canvas = Canvas(str(tmp_path / "scan.pdf"), invariant=1)
    canvas.drawInlineImage(picture, 72, 600)
    canvas.save()
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    ocr.engine.cache_clear()

    with pytest.raises(UnreadableDocumentError) as refused:
        parse(tmp_path / "scan.pdf")

    ocr.engine.cache_clear()
    assert refused.value.reason == "needs_ocr"
    assert "OCR is not available" in str(refused.value)


@pytest.mark.parametrize("name", ["plan.md", "plan.txt", "plan.html"])
def test_the_same_file_gives_the_same_text_and_blocks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Plan of 2024\n\nWe will build:\n\n- homes\n- schools\n", encoding="utf-8")

    assert parse(path) == parse(path)
